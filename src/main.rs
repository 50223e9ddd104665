//! The command line's entry: parse, run, exit code; nothing else.

use std::process::ExitCode;

use clap::Parser as _;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    minutebook::cmd::run(minutebook::cli::Cli::parse())
}
