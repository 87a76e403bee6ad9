//! The challenges that come with the program.

use std::path::Path;

use super::{Challenge, parse_challenge};
use crate::config::FileError;

/// A challenge that comes with the program.
#[derive(Debug)]
pub struct Shipped {
    /// Its name on the command line, and that of its file.
    pub name: &'static str,
    text: &'static str,
}

/// The challenge of this name.
macro_rules! shipped {
    ($name:literal) => {
        Shipped {
            name: $name,
            text: include_str!(concat!("../../assets/challenges/", $name, ".toml")),
        }
    };
}

impl Shipped {
    /// All of them, from the easiest to the hardest.
    pub const ALL: &'static [Self] = &[
        shipped!("one-slider"),
        shipped!("through-the-floor"),
        shipped!("tame-the-gradient"),
        shipped!("two-answers"),
        shipped!("stay-down"),
        shipped!("beat-the-schedule"),
    ];

    /// The one of this name, if there is one.
    pub fn from_name(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|shipped| shipped.name == name)
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`FileError`], if it were wrong, which a test keeps it from.
    pub fn challenge(&self) -> Result<Challenge, FileError> {
        parse_challenge(self.text, Path::new(self.name))
    }
}
