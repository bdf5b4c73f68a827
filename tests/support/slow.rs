//! The program on a disk that waits at a path until it is let go on, so that a test can look on, or interrupt it, at
//! exactly that moment.
//!
//! It is this test binary, started once more for a test that is none ([`run`]): there the world is another.

use std::fs;
use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::thread;

use portable_pty::CommandBuilder;
use tandem::cli::{self, World};
use tandem::store::disk::Dying;

use super::bench::Bench;

/// Where the program asks whether it may go on.
const GATE: &str = "SLOW_GATE";
/// A part of the path at which it does.
const AT: &str = "SLOW_AT";
/// Its words, one a line.
const WORDS: &str = "SLOW_WORDS";
/// What stands before all that it prints.
const BEGINS: &str = "=== the program ===\n";
/// How often it lets other threads run at the gate, before it asks.
const YIELDS: usize = 1000;

/// Who lets the program go on.
pub(crate) struct Gate {
    socket: PathBuf,
    listener: UnixListener,
}

impl Drop for Gate {
    fn drop(&mut self) {
        fs::remove_file(&self.socket).expect("the gate");
    }
}

impl Gate {
    /// A gate on a bench.
    pub(crate) fn on(bench: &Bench) -> Gate {
        let socket = PathBuf::from(bench.home()).join("gate");
        let listener = UnixListener::bind(&socket).expect("a gate");
        Gate { socket, listener }
    }

    /// The program that waits here before its first step on a path with this in it.
    pub(crate) fn program(&self, at: &str, words: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
        command.args(["--exact", "progress::the_program_on_a_slow_disk", "--nocapture"]);
        command.env(GATE, &self.socket);
        command.env(AT, at);
        command.env(WORDS, words.join("\n"));
        command
    }

    /// Waits until the program waits, which it does once.
    pub(crate) fn met(&self) -> Waiting {
        let (mut program, _) = self.listener.accept().expect("the program");
        program.read_exact(&mut [0]).expect("it comes to the gate before it ends");
        Waiting(program)
    }
}

/// The program waits as long as this is kept.
pub(crate) struct Waiting(UnixStream);

impl Waiting {
    /// Lets it go on.
    pub(crate) fn lets_go(self) {
        self.0.shutdown(Shutdown::Both).expect("an open gate");
    }
}

/// What the program printed, of what the test binary did.
pub(crate) fn printed(said: &str) -> String {
    let said = said.replace("\r\n", "\n");
    said.split_once(BEGINS).expect("the program began").1.into()
}

/// The program, where this process is one.
pub(crate) fn run() {
    let Ok(words) = std::env::var(WORDS) else { return };
    let words = ["tandem"].into_iter().chain(words.lines()).map(Into::into).collect::<Vec<_>>();
    let disk = |real| Arc::new(Dying::visited_at(Arc::new(real), &std::env::var(AT).unwrap(), waits)) as _;
    let world = World { disk, ..World::real(chrono::Utc::now(), |_| thread::yield_now()) };
    DOOR.set(UnixStream::connect(std::env::var_os(GATE).unwrap()).unwrap()).unwrap();
    print!("\n{BEGINS}");
    let code = cli::main(words, world);
    std::process::exit(i32::from(code != ExitCode::SUCCESS));
}

/// The program's side of the gate.
static DOOR: OnceLock<UnixStream> = OnceLock::new();

/// Waits at the gate; once that is open, it stays so.
fn waits() {
    (0..YIELDS).for_each(|_| thread::yield_now());
    let mut door = DOOR.get().unwrap();
    let _open = door.write_all(&[1]).and_then(|()| door.read_exact(&mut [0]));
}
