//! The floor that reports are measured against: it walks the logs of a store, reads each file and adds up hours by
//! month and category from whatever lines look like them, on one thread. It checks nothing and trusts every line,
//! so nothing that reads the same files can be expected to be much quicker.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Attendances and hundredths of hours by month and category.
type Sums = BTreeMap<(String, String), (u64, u64)>;

/// Adds up the store in a folder, and tells it in a line.
pub(crate) fn run(store: &Path) {
    let mut sums = Sums::new();
    let mut files = 0;
    for folder in ["activities", "shifts", "needs", "cases"] {
        walk(&store.join(folder), &mut |text| {
            files += 1;
            add(text, &mut sums);
        });
    }
    let all = sums.values().fold((0, 0), |all, sum| (all.0 + sum.0, all.1 + sum.1));
    println!("{files} files, {} rows, {} attendances, {} hours", sums.len(), all.0, all.1 / 100);
}

/// Every file below a folder.
fn walk(folder: &Path, out: &mut dyn FnMut(&str)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&entry.path(), out);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            out(&text);
        }
    }
}

/// What the lines of a file say.
fn add(text: &str, sums: &mut Sums) {
    let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    let date = [field("date: "), field("opened: ")].concat();
    let mut sum = (0, 0);
    for hours in text.lines().filter_map(|line| line.split_once(" hours: ")) {
        let number = hours.1.split(['}', ',', ' ']).next().unwrap_or_default();
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let hundredths = format!("{part:0<2}");
        sum.0 += 1;
        sum.1 += whole.parse::<u64>().unwrap_or(0) * 100 + hundredths[..2].parse::<u64>().unwrap_or(0);
    }
    let key = (date.get(..7).unwrap_or_default().to_string(), field("category: ").to_string());
    let row = sums.entry(key).or_default();
    *row = (row.0 + sum.0, row.1 + sum.1);
}
