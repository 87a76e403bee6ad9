//! What is remembered between starts: the last settings, the window's size, theme and language.
//!
//! It is a TOML file of its own in the user's configuration folder. A broken one is no reason not to
//! start: a value that isn't possible has its default; where the file is no TOML at all, the defaults
//! hold and the old file is kept beside it. The window says so.

mod file;

pub use file::RECENT;

use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::export::atomic;
use crate::regular_file;
use crate::session::OpenLenses;
use crate::session::lesson::LessonProgress;
use crate::text::{self, Texts};
use crate::thread::Pace;
use crate::wording::{Language, complaint, foreign, one_line};
use crate::worker::SNAPSHOT_MEMORY;

/// What is remembered.
#[derive(Clone, Debug, PartialEq)]
pub struct Remembered {
    /// The controls' last values.
    pub config: Config,
    /// Steps a second.
    pub pace: Pace,
    /// Width and height of the window in points.
    pub window: [f32; 2],
    /// Dark, light, or as the system says; with high contrast or without.
    pub theme: ThemeChoice,
    /// How large the text is, and all with it, in percent.
    pub text_size: u32,
    /// Whether nothing in the window moves that needn't.
    pub reduced_motion: bool,
    /// The language that the user chose; none where it is the system's.
    pub language: Option<Language>,
    /// Whether the input is drawn among the curves.
    pub show_input: bool,
    /// Whether the loss axis is logarithmic.
    pub logarithmic: bool,
    /// Smoothing factor of the loss, 0…1.
    pub smoothing: f64,
    /// Where pictures go; the user's pictures folder where nothing was chosen.
    pub export_dir: Option<PathBuf>,
    /// The open lenses.
    pub lenses: OpenLenses,
    /// The width that the user gave to the lenses, in points; none where the window decides.
    pub lens_width: Option<f32>,
    /// Megabytes that a run's snapshots may take.
    pub snapshot_memory: u32,
    /// What was chosen in the command palette, the newest first.
    pub recent_commands: Vec<String>,
    /// Which lessons are done, and where others were left.
    pub lessons: LessonProgress,
}

/// Which theme the user wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// As the system says, dark where it says nothing.
    #[default]
    System,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// White on black, with borders.
    HighContrast,
    /// Black on white, with borders.
    HighContrastLight,
}

impl ThemeChoice {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::System, Self::Dark, Self::Light, Self::HighContrast, Self::HighContrastLight];
}

/// Sizes that the text can have, in percent of its usual one.
pub const TEXT_SIZES: RangeInclusive<u32> = 80..=200;

/// What of the file can't be used. It is told once the language is known, which may be remembered, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// These values, which have their defaults.
    Values(Vec<String>),
    /// All of it.
    File {
        /// Why.
        reason: String,
        /// What it is called now, or why it can't be renamed.
        kept: Result<PathBuf, String>,
    },
}

impl Unusable {
    /// The same as a sentence.
    pub fn sentence(&self, texts: &text::Window) -> String {
        match self {
            Self::Values(names) => {
                let names: Vec<_> = names.iter().map(foreign).collect();
                (texts.unusable_values)(&names.join(", "))
            }
            Self::File { reason, kept } => {
                let kept = match kept {
                    Ok(path) => (texts.kept_as)(&foreign(path)),
                    Err(reason) => (texts.not_kept)(reason),
                };
                (texts.unusable_file)(reason, &kept)
            }
        }
    }
}

impl Default for Remembered {
    fn default() -> Self {
        Self {
            config: Config::default(),
            pace: Pace::PerSecond(20.0),
            window: [1280.0, 800.0],
            theme: ThemeChoice::System,
            text_size: 100,
            reduced_motion: false,
            language: None,
            show_input: false,
            logarithmic: true,
            smoothing: 0.6,
            export_dir: None,
            lenses: OpenLenses::default(),
            lens_width: None,
            snapshot_memory: SNAPSHOT_MEMORY,
            recent_commands: Vec::new(),
            lessons: LessonProgress::default(),
        }
    }
}

impl Remembered {
    /// Where the file is; `None` where the system has no such folder.
    pub fn path() -> Option<PathBuf> {
        let folders = directories::ProjectDirs::from("", "", "rnnscope")?;
        Some(folders.config_dir().join("settings.toml"))
    }

    /// Where sessions are kept; `None` where the system has no such folder.
    pub fn sessions() -> Option<PathBuf> {
        let folders = directories::ProjectDirs::from("", "", "rnnscope")?;
        Some(folders.data_local_dir().join("sessions"))
    }

    /// Where tables that were pasted or drawn are kept; `None` where the system has no such folder.
    pub fn tables() -> Option<PathBuf> {
        let folders = directories::ProjectDirs::from("", "", "rnnscope")?;
        Some(folders.data_local_dir().join("tables"))
    }

    /// The window's remembered size; none where there is no file that can be used. Changes nothing.
    pub fn load_size(path: &Path) -> Option<[f32; 2]> {
        let text = read(path).ok()?;
        Self::parse(&text).ok().map(|(remembered, _)| remembered.window)
    }

    /// Reads the file. What can't be used of it has its default, and is told.
    pub fn load(path: &Path) -> (Self, Option<Unusable>) {
        let text = match read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return (Self::default(), None);
            }
            Err(error) => return (Self::default(), Some(set_aside(path, &complaint(&error)))),
        };
        match Self::parse(&text) {
            Ok((remembered, wrong)) => {
                (remembered, (!wrong.is_empty()).then_some(Unusable::Values(wrong)))
            }
            Err(reason) => (Self::default(), Some(set_aside(path, &one_line(&reason)))),
        }
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// One sentence, when it can't be written.
    pub fn save(&self, path: &Path) -> Result<(), String> {
        let text = self.print().map_err(|error| error.to_string())?;
        atomic::write(path, text.as_bytes()).map_err(|error| error.to_string())
    }
}

/// Bytes of the file at the most: it has some two thousand.
const MOST_BYTES: u64 = 1 << 20;

fn read(path: &Path) -> io::Result<String> {
    let bytes = regular_file::read(path, MOST_BYTES)?;
    String::from_utf8(bytes).map_err(|_| io::Error::other(Texts::in_force().window.no_text))
}

/// Keeps a file that can't be used under another name.
fn set_aside(path: &Path, reason: &str) -> Unusable {
    let aside = path.with_extension("toml.broken");
    let kept = std::fs::rename(path, &aside).map_err(|error| complaint(&error));
    Unusable::File { reason: reason.to_owned(), kept: kept.map(|()| aside) }
}

#[cfg(test)]
mod tests;
