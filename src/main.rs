//! The `tandem` program: reads the clock, which nothing below does, and hands over.

use std::process::ExitCode;

fn main() -> ExitCode {
    tandem::cli::main(std::env::args_os(), chrono::Utc::now())
}
