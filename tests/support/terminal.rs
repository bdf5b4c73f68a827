//! A program on a terminal of its own, and somebody who reads and types there.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use super::bench::Bench;

/// A program on a terminal.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    /// What is printed is taken in at once: a terminal that nobody reads lets nobody print.
    read: Receiver<Vec<u8>>,
    write: Box<dyn Write + Send>,
    said: String,
    /// Kept open as long as the program runs.
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// `tandem` with these words, on 80 columns.
    pub(crate) fn with(bench: &Bench, words: &[&str]) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tandem"));
        command.args(words);
        Terminal::of(bench, command, 80)
    }

    /// A program on so many columns, with what the bench has in the environment besides its own.
    pub(crate) fn of(bench: &Bench, mut command: CommandBuilder, columns: u16) -> Terminal {
        let own: Vec<(String, String)> =
            command.iter_extra_env_as_str().map(|(name, value)| (name.into(), value.into())).collect();
        let size = PtySize { rows: 24, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        command.cwd(bench.folder());
        command.env_clear();
        for (name, value) in bench.environment() {
            command.env(name, value);
        }
        for (name, value) in own {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let read = taken(pair.master.try_clone_reader().expect("what it prints"));
        let write = pair.master.take_writer().expect("what is typed");
        Terminal { child, read, write, said: String::new(), _master: pair.master }
    }

    /// Waits until the program has printed a text that it had not printed before.
    pub(crate) fn until(&mut self, text: &str) {
        let seen = self.said.len();
        while !self.said[seen..].contains(text) {
            assert!(self.reads(), "it ended without `{text}`: {}", self.said);
        }
    }

    /// Takes in what is printed next; whether there was anything.
    fn reads(&mut self) -> bool {
        let Ok(bytes) = self.read.recv() else { return false };
        self.said.push_str(&String::from_utf8_lossy(&bytes));
        true
    }

    /// Types a text.
    pub(crate) fn types(&mut self, text: &str) {
        self.write.write_all(text.as_bytes()).expect("typing");
        self.write.flush().expect("typing");
    }

    /// Types a text again and again until the program has ended.
    pub(crate) fn types_until_it_ends(&mut self, text: &str) {
        loop {
            let is_gone = self.write.write_all(text.as_bytes()).and_then(|()| self.write.flush()).is_err();
            if !self.reads() || is_gone {
                return;
            }
        }
    }

    /// What it printed in all, and its exit code as a shell tells it.
    pub(crate) fn end(mut self) -> (String, u32) {
        while self.reads() {}
        let status = self.child.wait().expect("its end");
        (self.said, code(&status))
    }
}

/// All that is printed, by a thread of its own.
fn taken(mut from: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (tell, told) = channel();
    thread::spawn(move || {
        let mut bytes = [0; 1024];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            if tell.send(bytes[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    told
}

/// Of a process that Ctrl-C ended, shells say 130.
fn code(status: &ExitStatus) -> u32 {
    match status.signal() {
        Some("Interrupt") => 130,
        Some(signal) => panic!("it was ended: {signal}"),
        None => status.exit_code(),
    }
}
