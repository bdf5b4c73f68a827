//! The `tandem` program: reads the clock and waits, which nothing below does by itself, and hands over.

use std::process::ExitCode;

use tandem::cli::{self, World};

/// A city's rows are small texts by the million, made in one thread and given back in another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main(std::env::args_os(), World::real(chrono::Utc::now(), std::thread::sleep))
}
