//! Arguments in, window or headless run out; nothing else.

use std::process::ExitCode;

use rnnscope::{app, cli};

fn main() -> ExitCode {
    cli::run(app::open)
}
