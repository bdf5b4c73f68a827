//! How far a command is, in a line of the terminal that is gone when it is done.
//!
//! Whoever works counts in [`crate::store::progress`]; here a thread looks on, and draws once that has taken half a
//! second. Whoever prints clears the line first. A terminal is one for the whole process, and so is the line.

use std::io::{self, IsTerminal};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use terminal_size::{Width, terminal_size_of};

use crate::cli::ui::WIDTH;
use crate::store::progress::{Advance, Progress, Work};

/// How long work goes on before anything is shown.
const SILENCE: Duration = Duration::from_millis(500);
/// How long each pause is between two looks.
const PAUSE: Duration = Duration::from_millis(100);
/// How many columns the bar needs with what stands around it.
const ROOM: u16 = 72;
/// The whole, in thousandths.
const WHOLE: u64 = 1000;

/// What is drawn at present.
static LINE: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// The line of the terminal, taken off it; nothing is drawn while this is kept.
pub(crate) fn cleared() -> MutexGuard<'static, Option<ProgressBar>> {
    let mut line = LINE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bar) = line.take() {
        bar.finish_and_clear();
    }
    line
}

/// What commands count in: once no work is under way any more, the line is taken off the terminal.
pub(crate) fn counting() -> Arc<Progress> {
    Arc::new(Progress::telling(|| drop(cleared())))
}

/// Shows progress from now on, where standard error is a terminal.
pub(crate) fn watch(progress: Arc<Progress>, pause: fn(Duration)) {
    if !io::stderr().is_terminal() {
        return;
    }
    thread::spawn(move || {
        let mut worked = Duration::ZERO;
        loop {
            pause(PAUSE);
            worked += if progress.advance().is_some() { PAUSE } else { Duration::ZERO };
            if worked >= SILENCE {
                draw(&progress);
            }
        }
    });
}

/// Draws how far the stretch is that is under way at this moment.
fn draw(progress: &Progress) {
    let mut line = LINE.lock().unwrap_or_else(PoisonError::into_inner);
    // Only now: work that ends from here on waits for the line, and takes it off.
    let Some(advance) = progress.advance() else { return };
    let bar = line.get_or_insert_with(|| {
        ProgressBar::with_draw_target(Some(WHOLE), ProgressDrawTarget::stderr_with_hz(u8::MAX))
    });
    let columns = terminal_size_of(io::stderr()).map_or(WIDTH, |(Width(columns), _)| columns);
    bar.set_style(style(advance.share.is_some() && columns >= ROOM));
    bar.set_message(says(&advance));
    bar.set_position(advance.share.unwrap_or_default() as u64);
    bar.tick();
}

/// A line with a bar, or, where there is no room or nobody knows how much there is, without.
fn style(has_bar: bool) -> ProgressStyle {
    let template = if has_bar { "{spinner} [{bar:24}] {wide_msg}" } else { "{spinner} {wide_msg}" };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style.progress_chars("=> ").tick_chars("|/-\\ ")
}

/// The words of the line; the most important first, since the rest may be cut off.
fn says(advance: &Advance) -> String {
    let (words, things) = match advance.work {
        Work::Reading(kind) => (format!("reading {}", kind.folder()), Some("files")),
        Work::Searching => ("looking through the files".into(), Some("files")),
        Work::History => ("reading the history".into(), Some("commits")),
        Work::Planning => ("preparing the change".into(), None),
        Work::Writing => ("writing".into(), None),
        Work::Pages => ("making pages".into(), None),
    };
    let share = advance.share.map(|share| format!("{} %", share / 10));
    let count = things.filter(|_| advance.done > 0);
    let count = count.map(|things| format!("{} {things}", HumanCount(advance.done as u64)));
    [Some(words), share, count].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;

    #[test]
    fn the_line_says_what_is_done_and_how_far_that_is() {
        let says = |work, done, share| says(&Advance { work, done, share });
        assert_eq!(
            says(Work::Reading(Kind::Activity), 12_345, Some(456)),
            "reading activities, 45 %, 12,345 files"
        );
        assert_eq!(says(Work::History, 0, None), "reading the history");
        assert_eq!(says(Work::Writing, 7, Some(1000)), "writing, 100 %");
    }
}
