//! What is remembered between starts: the last settings, the window's size, the theme.
//!
//! It is a TOML file of its own in the user's configuration folder. A broken one is no reason not to
//! start: a value that isn't possible has its default; where the file is no TOML at all, the defaults
//! hold and the old file is kept beside it. The window says so.

mod file;

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::export::atomic;
use crate::regular_file;
use crate::session::OpenLenses;
use crate::text::Texts;
use crate::thread::Pace;
use crate::wording::{complaint, foreign, one_line};
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
    /// Dark, light, or as the system says.
    pub theme: ThemeChoice,
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
}

/// Which theme the user wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the system says, dark where it says nothing.
    #[default]
    System,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
}

impl Default for Remembered {
    fn default() -> Self {
        Self {
            config: Config::default(),
            pace: Pace::PerSecond(20.0),
            window: [1280.0, 800.0],
            theme: ThemeChoice::System,
            show_input: false,
            logarithmic: true,
            smoothing: 0.6,
            export_dir: None,
            lenses: OpenLenses::default(),
            lens_width: None,
            snapshot_memory: SNAPSHOT_MEMORY,
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

    /// Reads the file. What can't be used in it has its default, and a sentence says so.
    pub fn load(path: &Path) -> (Self, Option<String>) {
        let text = match read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return (Self::default(), None);
            }
            Err(error) => return (Self::default(), Some(set_aside(path, &complaint(&error)))),
        };
        match Self::parse(&text) {
            Ok((remembered, wrong)) => (remembered, (!wrong.is_empty()).then(|| told(&wrong))),
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

/// The file is no text.
#[derive(Debug, thiserror::Error)]
#[error("{}", Texts::in_force().on_disk.not_utf8)]
struct NoText;

fn read(path: &Path) -> io::Result<String> {
    let bytes = regular_file::read(path, MOST_BYTES)?;
    String::from_utf8(bytes).map_err(|_| io::Error::other(NoText))
}

/// Says which of the remembered values have their defaults.
fn told(wrong: &[String]) -> String {
    let names = wrong.iter().map(foreign).collect::<Vec<_>>().join(", ");
    (Texts::in_force().on_disk.have_defaults)(&names)
}

/// Keeps a file that can't be used under another name, and says so.
fn set_aside(path: &Path, reason: &str) -> String {
    let aside = path.with_extension("toml.broken");
    let words = &Texts::in_force().on_disk;
    let kept = match std::fs::rename(path, &aside) {
        Ok(()) => (words.kept_as)(&foreign(&aside)),
        Err(error) => (words.not_renamed)(&complaint(&error)),
    };
    (words.settings_unusable)(reason, &kept)
}

#[cfg(test)]
mod tests;
