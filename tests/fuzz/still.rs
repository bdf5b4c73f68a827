//! A small store with an index, in memory, on a disk on which nothing ever changed.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tandem::model::book::{Book, Passed};
use tandem::model::kind::Kind;
use tandem::store::disk::{Disk, Entry, Held, Known, Memory, RelPath, Sight, Stamp, Stat, Walk};
use tandem::store::git::ObjectFormat;
use tandem::store::index::Index;
use tandem::store::records::Records;

use super::specimens::Specimen;

const ACTIVITY: &str = "title: A\ncategory: patrol\norg: team\norgs: [one, two]\nprogram: p\ndate: 2014-03-05\nlead: w1\n\
    linkage: agency\ncounts: { residents: 20, elderly: 3 }\noutputs: { leaflets: 600 }\nserved: [r-7k3q9d]\n\
    attendance:\n  - { who: v1, hours: 2 }\n  - { who: w1, as: volunteer, date: 2014-03-06, hours: 1.5, compulsory: true }\n";
const FILES: [(&str, &str); 7] = [
    ("tandem.toml", "format = 1\nname = \"x\"\ntimezone = \"Asia/Shanghai\"\n"),
    ("workers/w1.toml", "name = \"王芳\"\norg = \"team\"\n"),
    (
        "volunteers/v1.toml",
        "name = \"李娜\"\nalso = [\"Nana\"]\njoined = 2013-05-06\nskills = [\"first-aid\"]\n",
    ),
    ("volunteers/v2.toml", "name = \"Ana\"\nnickname = \"A\"\n[opening]\nhours = 2.5\nas_of = 2013-01-01\n"),
    ("activities/2014/03/a.yaml", ACTIVITY),
    ("activities/2014/03/b.yaml", "title: B\n"),
    ("activities/2014/03/c.yaml", "title: C\ncategory: health\norg: one\ndate: 2014-03-09\napprox: [date]\n"),
];
/// The parts that are changed.
const PARTS: [(Kind, &str); 2] = [(Kind::Activity, "activity-2014-03"), (Kind::Volunteer, "volunteer")];
/// Where the checksum of a part begins, where what is checked does, and where that does which says what it is made for.
const FRAME: [usize; 3] = [8, 24, 40];

/// The disk.
#[derive(Debug)]
struct Still(Memory);

/// The store.
pub(super) struct Store {
    disk: Arc<Still>,
}

impl Store {
    /// The store with its index.
    pub(super) fn new() -> Store {
        let store = Store { disk: Arc::new(Still(Memory::holding(FILES).unwrap())) };
        let (records, index) = store.open();
        let ground = Book::over(&records, "2014-12-31".parse().unwrap()).ground().unwrap();
        index.rebuild(&records, &ground).unwrap();
        store
    }

    fn open(&self) -> (Records, Index) {
        let open = || Records::open(self.disk.clone(), ObjectFormat::Sha1).unwrap();
        (open().indexed(Path::new("/"), 0), Index::of(&open(), Path::new("/"), 0))
    }

    /// All that is asked of an index.
    pub(super) fn told(&self) -> String {
        let (records, _) = self.open();
        let book = Book::over(&records, "2014-12-31".parse().unwrap());
        let (mut told, mut passed) = (Vec::new(), Passed::default());
        let march = "2014-03".parse().unwrap();
        book.facts(Kind::Activity, Some(&march), &mut passed, &mut |fact| told.push(format!("{fact:?}")))
            .unwrap();
        book.called(Kind::Volunteer, &mut |called| told.push(format!("{called:?}"))).unwrap();
        book.each(Kind::Volunteer, None, &mut |name, read| told.push(format!("{name:?} {read:?}"))).unwrap();
        told.push(format!("{:?} {:?}", passed.lines, passed.unusable));
        told.join("\n")
    }

    /// The bytes of a part.
    pub(super) fn part(&self, kind: Option<Kind>) -> Vec<u8> {
        self.disk.0.read(&path(kind), 1 << 20).unwrap()
    }

    /// Puts bytes in the place of a part.
    pub(super) fn put(&self, kind: Option<Kind>, bytes: &[u8]) {
        self.disk.0.put(&path(kind), bytes);
    }

    /// A part that holds these bytes, and a checksum that is right where it is `sound`.
    pub(super) fn holding(&self, kind: Option<Kind>, bytes: &[u8], sound: bool) -> Vec<u8> {
        let part = self.part(kind);
        let [sum, checked, body] = FRAME;
        let bytes = [&part[checked..body], bytes].concat();
        let right = xxhash_rust::xxh3::xxh3_128(&bytes).to_le_bytes();
        [&part[..sum], if sound { &right } else { &part[sum..checked] }, &bytes].concat()
    }
}

fn path(kind: Option<Kind>) -> RelPath {
    let part = PARTS.iter().find(|(of, _)| Some(*of) == kind).unwrap_or(&PARTS[0]).1;
    format!(".tandem/index/{part}").parse().unwrap()
}

/// What the parts hold.
pub(super) fn parts() -> Vec<Specimen> {
    let store = Store::new();
    PARTS
        .map(|(kind, _)| Specimen { kind: Some(kind), bytes: store.part(Some(kind))[FRAME[2]..].to_vec() })
        .into()
}

impl Disk for Still {
    fn moment(&self) -> Option<i64> {
        Some(i64::MAX)
    }
    fn survey(&self, folder: &RelPath, known: &dyn Known) -> io::Result<Vec<Sight>> {
        let own = Stamp { length: 1, modified: 2, changed: 3, inode: 4 };
        let stamp = Some(own);
        let entries = self.0.walk(folder)?.entries;
        let folder = |entry: &Entry| entry.path.parent().unwrap_or_default();
        let sights = entries.chunk_by(|one, other| folder(one) == folder(other)).map(|entries| {
            let mut sight = Sight::of(folder(&entries[0]));
            // What a part says of names is asked for, and is no matter: this disk looks itself.
            let names = known.names(sight.folder(), own).unwrap_or_default();
            assert!(names.iter().all(|name| !name.contains('/') && !name.starts_with('.')), "{names:?}");
            for entry in entries {
                sight.push(entry.path.name(), stamp);
            }
            sight.stamped(stamp)
        });
        Ok(sights.collect())
    }
    fn put_derived(&self, path: &RelPath, bytes: &[u8]) -> io::Result<()> {
        self.0.put(path, bytes);
        Ok(())
    }
    fn read(&self, path: &RelPath, limit: u64) -> io::Result<Vec<u8>> {
        self.0.read(path, limit)
    }
    fn stat(&self, path: &RelPath) -> io::Result<Option<Stat>> {
        self.0.stat(path)
    }
    fn list(&self, folder: &RelPath) -> io::Result<Vec<Entry>> {
        self.0.list(folder)
    }
    fn walk(&self, folder: &RelPath) -> io::Result<Walk> {
        self.0.walk(folder)
    }
    fn write_new(&self, path: &RelPath, bytes: &[u8], like: Option<&RelPath>) -> io::Result<()> {
        self.0.write_new(path, bytes, like)
    }
    fn rename(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        self.0.rename(from, to)
    }
    fn rename_new(&self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        self.0.rename_new(from, to)
    }
    fn exchange(&self, one: &RelPath, other: &RelPath) -> io::Result<()> {
        self.0.exchange(one, other)
    }
    fn sync_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.0.sync_folder(folder)
    }
    fn remove(&self, path: &RelPath) -> io::Result<()> {
        self.0.remove(path)
    }
    fn make_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.0.make_folder(folder)
    }
    fn remove_folder(&self, folder: &RelPath) -> io::Result<()> {
        self.0.remove_folder(folder)
    }
    fn try_lock(&self, path: &RelPath, holder: &str) -> io::Result<Option<Box<dyn Held>>> {
        self.0.try_lock(path, holder)
    }
}
