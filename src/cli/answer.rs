//! What is answered at once: help and version, as clap has made them of the arguments' words.

use std::io;

use clap::{Command, Error};

use super::args::NAME;
use super::texts;

/// Prints help or version on the standard output.
///
/// # Errors
/// When they can't be written.
pub(super) fn print(answer: &Error) -> io::Result<()> {
    let made = answer.render().ansi().to_string();
    let mended = (texts().help.mended)(&made);
    if mended == made {
        return answer.print();
    }
    // With colours where clap would have them.
    Command::new(NAME).override_help(mended).print_help()
}
