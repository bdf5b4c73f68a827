//! Ctrl-C, and being asked to end: what must be whole becomes whole, the terminal is as it was, and the process ends
//! by the signal, as the shell expects.
//!
//! A second Ctrl-C waits for nothing; what a change leaves then, the next command clears.

use std::io::{self, IsTerminal};
use std::process;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::{flag, low_level};

use crate::cli::progress;
use crate::cli::ui::Ui;
use crate::store::unbroken;

/// What asks us to end.
const SIGNALS: [i32; 2] = [SIGINT, SIGTERM];
/// The exit code of a process that a signal ended, as shells tell it: so much more than the signal.
const ENDED: i32 = 128;
/// Shows the cursor, which questions hide.
const CURSOR: &str = "\u{1b}[?25h";

/// The signal that came, or 0.
static CAME: AtomicUsize = AtomicUsize::new(0);
/// Whether we are ending.
static ENDING: AtomicBool = AtomicBool::new(false);
/// Whether another program has the terminal, to which signals of the keyboard are due.
static ELSEWHERE: AtomicBool = AtomicBool::new(false);

/// Ends the process when it is asked to, from now on.
pub(crate) fn watch() -> io::Result<()> {
    for signal in SIGNALS {
        // The one that comes while we are ending takes effect at once, so this stands first.
        flag::register_conditional_default(signal, &ENDING)?;
        flag::register_usize(signal, &CAME, came(signal))?;
    }
    let mut signals = Signals::new(SIGNALS)?;
    thread::Builder::new()
        .name("interrupt".into())
        .spawn(move || signals.forever().for_each(|_| settle()))?;
    Ok(())
}

/// Ends the process where it was asked to.
pub(crate) fn settle() {
    let signal = i32::try_from(CAME.load(Ordering::SeqCst)).unwrap_or_default();
    if signal == 0 || (signal == SIGINT && ELSEWHERE.load(Ordering::SeqCst)) {
        return;
    }
    ENDING.store(true, Ordering::SeqCst);
    let _whole = unbroken::wait();
    if io::stderr().is_terminal() {
        Ui::aside(CURSOR);
    }
    let _line = progress::cleared();
    // Where the signal ends nothing, we do.
    let _unended = low_level::emulate_default_handler(signal);
    process::exit(ENDED + signal);
}

/// A signal as it is noted.
fn came(signal: i32) -> usize {
    usize::try_from(signal).unwrap_or_default()
}

/// Lets another program have the terminal: a Ctrl-C that comes meanwhile was meant for it.
pub(crate) fn elsewhere<T>(run: impl FnOnce() -> T) -> T {
    ELSEWHERE.store(true, Ordering::SeqCst);
    let result = run();
    if CAME.load(Ordering::SeqCst) == came(SIGINT) {
        CAME.store(0, Ordering::SeqCst);
    }
    ELSEWHERE.store(false, Ordering::SeqCst);
    result
}
