//! The `tandem` program: reads the clock and waits, which nothing below does by itself, and hands over.

use std::process::ExitCode;

use tandem::cli::{self, World};

fn main() -> ExitCode {
    cli::main(std::env::args_os(), World::real(chrono::Utc::now(), std::thread::sleep))
}
