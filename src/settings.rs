//! What is remembered between starts: the last settings, the window's size, the theme.
//!
//! It is a TOML file of its own in the user's configuration folder. A broken one is no reason not to
//! start: the defaults hold, the old file is kept beside it, and the window says so.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::config::{Config, parse_settings};
use crate::export::atomic;
use crate::session::{LensKind, OpenLenses};
use crate::wording::complaint;
use crate::worker::{Pace, SNAPSHOT_MEGABYTES, SNAPSHOT_MEMORY};

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
            snapshot_memory: SNAPSHOT_MEMORY,
        }
    }
}

/// The file's form.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    window: [f32; 2],
    theme: ThemeChoice,
    /// Steps a second, or none for as fast as possible.
    pace: Option<f64>,
    show_input: bool,
    logarithmic: bool,
    smoothing: f64,
    export_dir: Option<PathBuf>,
    snapshot_memory: Option<u32>,
    #[serde(default)]
    lenses: LensesInFile,
    config: toml::Table,
}

/// The lenses' part of the file. Names of lenses that this version hasn't are passed over.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LensesInFile {
    shown: bool,
    open: Vec<String>,
}

impl LensesInFile {
    fn of(lenses: &OpenLenses) -> Self {
        let names = lenses.kinds().iter().map(|kind| kind.name().to_owned());
        Self { shown: lenses.shown, open: names.collect() }
    }

    fn lenses(&self) -> OpenLenses {
        OpenLenses::new(self.shown, self.open.iter().filter_map(|name| LensKind::from_name(name)))
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

    /// The window's remembered size; the default where the file can't be used. Changes nothing.
    pub fn load_size(path: &Path) -> [f32; 2] {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        Self::parse(&text).unwrap_or_default().window
    }

    /// Reads the file, or the defaults and a sentence that says why.
    pub fn load(path: &Path) -> (Self, Option<String>) {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return (Self::default(), None);
            }
            Err(error) => return (Self::default(), Some(set_aside(path, &complaint(&error)))),
        };
        match Self::parse(&text) {
            Ok(remembered) => (remembered, None),
            Err(reason) => (Self::default(), Some(set_aside(path, &reason))),
        }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let file: File =
            toml::from_str(text).map_err(|error| error.message().replace('\n', ", "))?;
        let config = file.config.to_string();
        let settings = parse_settings(&config, Path::new("settings.toml"))
            .map_err(|error| error.to_string())?
            .settings;
        let config = Config::resolve(&settings).map_err(|error| error.to_string())?;
        if !file.window.iter().all(|side| (200.0..=20_000.0).contains(side)) {
            return Err("the window's size is not possible".to_owned());
        }
        if !file.pace.is_none_or(|steps| (0.01..=1e9).contains(&steps)) {
            return Err("the pace is not possible".to_owned());
        }
        if !file.snapshot_memory.is_none_or(|size| SNAPSHOT_MEGABYTES.contains(&size)) {
            return Err("the snapshots' memory is not possible".to_owned());
        }
        Ok(Self {
            config,
            pace: file.pace.map_or(Pace::Max, Pace::PerSecond),
            window: file.window,
            theme: file.theme,
            show_input: file.show_input,
            logarithmic: file.logarithmic,
            smoothing: if file.smoothing.is_finite() {
                file.smoothing.clamp(0.0, 0.999)
            } else {
                0.0
            },
            lenses: file.lenses.lenses(),
            export_dir: file.export_dir,
            snapshot_memory: file.snapshot_memory.unwrap_or(SNAPSHOT_MEMORY),
        })
    }

    fn print(&self) -> Result<String, toml::ser::Error> {
        let file = File {
            window: self.window,
            theme: self.theme,
            pace: match self.pace {
                Pace::PerSecond(steps) => Some(steps),
                Pace::Max => None,
            },
            show_input: self.show_input,
            logarithmic: self.logarithmic,
            smoothing: self.smoothing,
            export_dir: self.export_dir.clone(),
            snapshot_memory: Some(self.snapshot_memory),
            lenses: LensesInFile::of(&self.lenses),
            config: self.config.to_toml().parse().unwrap_or_default(),
        };
        toml::to_string(&file)
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

/// Keeps a file that can't be used under another name, and says so.
fn set_aside(path: &Path, reason: &str) -> String {
    let aside = path.with_extension("toml.broken");
    let kept = match std::fs::rename(path, &aside) {
        Ok(()) => format!("it is kept as {}", aside.display()),
        Err(error) => format!("it can't be renamed either ({})", complaint(&error)),
    };
    format!("The remembered settings can't be used ({reason}); {kept}, and the defaults hold.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Spacing;

    #[test]
    fn what_is_saved_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/settings.toml");
        let config = Config { hidden: 77, spacing: Spacing::Radians(0.25), ..Config::default() };
        let remembered = Remembered {
            config,
            pace: Pace::Max,
            window: [900.0, 700.0],
            theme: ThemeChoice::Light,
            show_input: true,
            logarithmic: false,
            smoothing: 0.25,
            export_dir: Some("/tmp/pictures".into()),
            lenses: OpenLenses::new(true, [LensKind::Spectrum, LensKind::HiddenState]),
            snapshot_memory: 7,
        };
        remembered.save(&path).unwrap();
        assert_eq!(Remembered::load(&path), (remembered, None));
    }

    #[test]
    fn no_file_means_the_defaults_without_a_word() {
        let folder = tempfile::tempdir().unwrap();
        let (remembered, notice) = Remembered::load(&folder.path().join("settings.toml"));
        assert_eq!((remembered, notice), (Remembered::default(), None));
    }

    #[test]
    fn a_broken_file_is_kept_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        for text in ["not toml at all [", "window = [1, 2]", "config = 3"] {
            std::fs::write(&path, text).unwrap();
            let (remembered, notice) = Remembered::load(&path);
            assert_eq!(remembered, Remembered::default());
            assert!(notice.unwrap().contains("settings.toml.broken"));
            assert!(!path.exists());
            let kept = std::fs::read_to_string(folder.path().join("settings.toml.broken")).unwrap();
            assert_eq!(kept, text);
        }
    }
}
