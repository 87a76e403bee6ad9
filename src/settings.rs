//! What is remembered between starts: the last settings, the window's size, the theme.
//!
//! It is a TOML file of its own in the user's configuration folder. A broken one is no reason not to
//! start: a value that isn't possible has its default; where the file is no TOML at all, the defaults
//! hold and the old file is kept beside it. The window says so.

use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::config::{Config, Settings, parse_settings};
use crate::export::atomic;
use crate::session::{LensKind, OpenLenses};
use crate::thread::Pace;
use crate::wording::complaint;
use crate::worker::{SNAPSHOT_MEGABYTES, SNAPSHOT_MEMORY};

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

/// The file as it is written; it is read value by value.
#[derive(Serialize)]
struct File {
    window: [f32; 2],
    theme: ThemeChoice,
    /// Steps a second, or none for as fast as possible.
    pace: Option<f64>,
    show_input: bool,
    logarithmic: bool,
    smoothing: f64,
    export_dir: Option<PathBuf>,
    snapshot_memory: u32,
    lenses: LensesInFile,
    config: toml::Table,
}

/// The lenses' part of the file. Names of lenses that this version hasn't are passed over.
#[derive(Default, Serialize, Deserialize)]
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
        Self::parse(&text).map(|(remembered, _)| remembered).unwrap_or_default().window
    }

    /// Reads the file. What can't be used in it has its default, and a sentence says so.
    pub fn load(path: &Path) -> (Self, Option<String>) {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return (Self::default(), None);
            }
            Err(error) => return (Self::default(), Some(set_aside(path, &complaint(&error)))),
        };
        match Self::parse(&text) {
            Ok((remembered, wrong)) => (remembered, (!wrong.is_empty()).then(|| told(&wrong))),
            Err(reason) => (Self::default(), Some(set_aside(path, &reason))),
        }
    }

    /// Reads the file's text: what is remembered, and the names of what isn't possible and has its
    /// default. What this version doesn't know is passed over.
    ///
    /// # Errors
    /// When it isn't TOML.
    fn parse(text: &str) -> Result<(Self, Vec<String>), String> {
        let table: toml::Table =
            toml::from_str(text).map_err(|error| error.message().replace('\n', ", "))?;
        let mut values = Values { table, wrong: Vec::new() };
        let default = Self::default();
        let possible = |window: &[f32; 2]| window.iter().all(|side| WINDOW.contains(side));
        let remembered = Self {
            config: values.config(),
            // Without a number it is as fast as possible.
            pace: match values.take("pace", |steps| Pace::RANGE.contains(steps)) {
                Found::Value(steps) => Pace::PerSecond(steps),
                Found::Nothing => Pace::Max,
                Found::Wrong => default.pace,
            },
            window: values.take("window", possible).or(default.window),
            theme: values.take("theme", |_| true).or(default.theme),
            show_input: values.take("show_input", |_| true).or(default.show_input),
            logarithmic: values.take("logarithmic", |_| true).or(default.logarithmic),
            smoothing: values
                .take("smoothing", |factor| SMOOTHING.contains(factor))
                .or(default.smoothing),
            export_dir: values.take("export_dir", |_| true).map(Some).or(default.export_dir),
            lenses: values
                .take("lenses", |_| true)
                .map(|lenses: LensesInFile| lenses.lenses())
                .or(default.lenses),
            snapshot_memory: values
                .take("snapshot_memory", |size| SNAPSHOT_MEGABYTES.contains(size))
                .or(default.snapshot_memory),
        };
        Ok((remembered, values.wrong))
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
            snapshot_memory: self.snapshot_memory,
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

/// Sides that a window can have, in points.
const WINDOW: RangeInclusive<f32> = 200.0..=20_000.0;
/// Smoothing factors of the loss.
const SMOOTHING: RangeInclusive<f64> = 0.0..=0.999;

/// A file's values on their way, and the names of those that aren't possible.
struct Values {
    table: toml::Table,
    wrong: Vec<String>,
}

/// What a file says about one thing.
enum Found<T> {
    Value(T),
    Nothing,
    Wrong,
}

impl<T> Found<T> {
    fn or(self, default: T) -> T {
        match self {
            Self::Value(value) => value,
            Self::Nothing | Self::Wrong => default,
        }
    }

    fn map<U>(self, with: impl FnOnce(T) -> U) -> Found<U> {
        match self {
            Self::Value(value) => Found::Value(with(value)),
            Self::Nothing => Found::Nothing,
            Self::Wrong => Found::Wrong,
        }
    }
}

impl Values {
    /// The value of this name, where it is `possible`.
    fn take<T: DeserializeOwned>(
        &mut self,
        name: &str,
        possible: impl FnOnce(&T) -> bool,
    ) -> Found<T> {
        let Some(value) = self.table.remove(name) else { return Found::Nothing };
        match value.try_into().ok().filter(possible) {
            Some(value) => Found::Value(value),
            None => {
                self.wrong.push(name.to_owned());
                Found::Wrong
            }
        }
    }

    /// The controls' settings, each by itself; all have their defaults where they contradict each
    /// other.
    fn config(&mut self) -> Config {
        let table: toml::Table = self.take("config", |_| true).or(toml::Table::new());
        let mut settings = Settings::default();
        for (name, value) in table {
            let text = toml::Table::from_iter([(name.clone(), value)]).to_string();
            match parse_settings(&text, Path::new("settings.toml")) {
                Ok(file) => settings = file.settings.or(settings),
                Err(_) => self.wrong.push(name),
            }
        }
        Config::resolve(&settings).unwrap_or_else(|error| {
            self.wrong.extend(error.fields().iter().map(|field| field.name().to_owned()));
            Config::default()
        })
    }
}

/// Says which of the remembered values have their defaults.
fn told(wrong: &[String]) -> String {
    let names = wrong.join(", ");
    format!("Of what is remembered, this is not possible and has its default: {names}.")
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
    fn one_bad_value_has_its_default_and_the_rest_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        let good = Remembered {
            config: Config { hidden: 77, ..Config::default() },
            pace: Pace::PerSecond(3.0),
            theme: ThemeChoice::Light,
            snapshot_memory: 7,
            ..Remembered::default()
        };
        good.save(&path).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let default = Remembered::default();
        for (from, to, name, expected) in [
            ("[1280.0, 800.0]", "[190.0, 120.0]", "window", good.clone()),
            (
                "pace = 3.0",
                "pace = 1e-19",
                "pace",
                Remembered { pace: default.pace, ..good.clone() },
            ),
            (
                "theme = \"light\"",
                "theme = 3",
                "theme",
                Remembered { theme: default.theme, ..good.clone() },
            ),
            (
                "hidden = 77",
                "hidden = 7700",
                "hidden",
                Remembered { config: Config::default(), ..good.clone() },
            ),
        ] {
            assert!(text.contains(from), "{text}");
            std::fs::write(&path, text.replace(from, to)).unwrap();
            let (remembered, notice) = Remembered::load(&path);
            assert_eq!(remembered, expected);
            assert!(notice.unwrap().ends_with(&format!(": {name}.")));
        }
        std::fs::write(&path, text + "[of_a_later_version]\nx = 1\n").unwrap();
        assert_eq!(Remembered::load(&path), (good, None));
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
        for text in ["not toml at all [", "window = [1, 2"] {
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
