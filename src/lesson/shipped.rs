//! The lessons that come with the program.

use super::Lesson;
use crate::config::FileError;
use crate::wording::Language;

/// A lesson that comes with the program, as its files have it.
#[derive(Debug)]
pub struct Shipped {
    /// Its name.
    pub name: &'static str,
    toml: &'static str,
    english: &'static str,
    chinese: &'static str,
}

/// The files of lessons under `assets/lessons/`: NAME.toml, NAME.en.md, NAME.zh.md.
macro_rules! shipped {
    ($($name:literal,)+) => {
        &[$(Shipped {
            name: $name,
            toml: include_str!(concat!("../../assets/lessons/", $name, ".toml")),
            english: include_str!(concat!("../../assets/lessons/", $name, ".en.md")),
            chinese: include_str!(concat!("../../assets/lessons/", $name, ".zh.md")),
        },)+]
    };
}

/// Every one, in the order of the table of contents.
const SHIPPED: &[Shipped] = shipped! {
    "reads",
    "slowly",
    "memory",
    "border",
    "rate",
    "cliff",
    "clipping",
    "vanishing",
    "units",
    "half",
    "beyond",
    "own",
};

/// Every lesson that comes with the program, in the order of the table of contents.
pub fn shipped() -> &'static [Shipped] {
    SHIPPED
}

impl Shipped {
    /// Reads it.
    ///
    /// # Errors
    /// [`FileError`], when its files are wrong, which a test finds out.
    pub fn lesson(&self) -> Result<Lesson, FileError> {
        let texts = [(Language::English, self.english), (Language::Chinese, self.chinese)];
        Lesson::of(self.name, self.toml, &texts)
    }
}
