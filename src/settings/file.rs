//! The file of remembered settings: how it is written, and read value by value.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Remembered, TEXT_SIZES, ThemeChoice};
use crate::config::{Config, Settings, parse_settings};
use crate::recipe::Recipe;
use crate::session::lesson::{Bookmark, LessonProgress, LossStroke, Predictions};
use crate::session::{LensKind, OpenLenses};
use crate::thread::Pace;
use crate::wording::Language;
use crate::worker::SNAPSHOT_MEGABYTES;

/// The file as it is written; it is read value by value.
#[derive(Serialize)]
struct File {
    window: [f32; 2],
    theme: ThemeChoice,
    text_size: u32,
    reduced_motion: bool,
    language: Option<&'static str>,
    /// Steps a second, or none for as fast as possible.
    pace: Option<f64>,
    show_input: bool,
    logarithmic: bool,
    smoothing: f64,
    export_dir: Option<PathBuf>,
    lens_width: Option<f32>,
    snapshot_memory: u32,
    recent_commands: Vec<String>,
    lenses: LensesInFile,
    lessons: LessonsInFile,
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

/// The lessons' part of the file, each lesson by its key.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct LessonsInFile {
    offered: bool,
    done: Vec<String>,
    left: BTreeMap<String, LeftInFile>,
}

/// Where a lesson was left.
#[derive(Serialize, Deserialize)]
struct LeftInFile {
    step: usize,
    at: u64,
    recipe: String,
    /// Steps, each with what was chosen there.
    #[serde(default)]
    chosen: Vec<(usize, usize)>,
    /// Steps, each with what was drawn there.
    #[serde(default)]
    drawn: Vec<(usize, LossStroke)>,
}

impl LeftInFile {
    /// A lesson whose run has been changed too often to be written down here begins anew.
    fn of(left: &Bookmark) -> Option<Self> {
        let recipe = left.recipe.written().ok().filter(|text| text.len() <= LONGEST_LEFT)?;
        let Predictions { chosen, drawn } = left.predictions.clone();
        let (chosen, drawn) = (chosen.into_iter().collect(), drawn.into_iter().collect());
        Some(Self { step: left.step, at: left.at, recipe, chosen, drawn })
    }

    /// Nothing where it can't be gone on with.
    fn bookmark(self) -> Option<Bookmark> {
        let recipe = Recipe::parse(&self.recipe, Path::new("settings.toml")).ok()?;
        let (chosen, drawn) = (self.chosen.into_iter().collect(), self.drawn.into_iter().collect());
        let predictions = Predictions { chosen, drawn };
        Some(Bookmark { step: self.step, at: self.at, recipe, predictions })
    }
}

impl LessonsInFile {
    fn of(lessons: &LessonProgress) -> Self {
        let left = |(key, left): (&String, &Bookmark)| Some((key.clone(), LeftInFile::of(left)?));
        Self {
            offered: lessons.offered,
            done: lessons.done.clone(),
            left: lessons.left.iter().filter_map(left).collect(),
        }
    }

    /// What can't be gone on with is passed over.
    fn progress(self) -> LessonProgress {
        let left = |(key, left): (String, LeftInFile)| Some((key, left.bookmark()?));
        let kept = self.left.into_iter().take(LessonProgress::MOST_LEFT);
        let left = kept.filter_map(left).collect();
        LessonProgress { offered: self.offered, done: self.done, left }
    }
}

impl Remembered {
    /// Reads the file's text: what is remembered, and the names of what isn't possible and has its
    /// default. What this version doesn't know is passed over.
    ///
    /// # Errors
    /// When it isn't TOML.
    pub(super) fn parse(text: &str) -> Result<(Self, Vec<String>), String> {
        let table: toml::Table =
            toml::from_str(text).map_err(|error| error.message().replace('\n', ", "))?;
        let mut values = Values { table, wrong: Vec::new() };
        let default = Self::default();
        let possible = |window: &[f32; 2]| window.iter().all(|side| WINDOW.contains(side));
        let remembered = Self {
            config: values.config(),
            // Without a number it is as fast as possible.
            pace: match values.take("pace", |steps| Pace::RANGE.contains(steps)) {
                FileValue::Value(steps) => Pace::PerSecond(steps),
                FileValue::Nothing => Pace::Max,
                FileValue::Wrong => default.pace,
            },
            window: values.take("window", possible).or(default.window),
            theme: values.take("theme", |_| true).or(default.theme),
            text_size: values
                .take("text_size", |size| TEXT_SIZES.contains(size))
                .or(default.text_size),
            reduced_motion: values.take("reduced_motion", |_| true).or(default.reduced_motion),
            language: values.language().or(default.language),
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
            lens_width: values
                .take("lens_width", |width| LENS_WIDTH.contains(width))
                .map(Some)
                .or(default.lens_width),
            snapshot_memory: values
                .take("snapshot_memory", |size| SNAPSHOT_MEGABYTES.contains(size))
                .or(default.snapshot_memory),
            recent_commands: values
                .take("recent_commands", |ids: &Vec<String>| ids.len() <= RECENT)
                .or(default.recent_commands),
            lessons: values
                .take("lessons", |_| true)
                .map(LessonsInFile::progress)
                .or(default.lessons),
        };
        Ok((remembered, values.wrong))
    }

    pub(super) fn print(&self) -> Result<String, toml::ser::Error> {
        let file = File {
            window: self.window,
            theme: self.theme,
            text_size: self.text_size,
            reduced_motion: self.reduced_motion,
            language: self.language.map(Language::name),
            pace: match self.pace {
                Pace::PerSecond(steps) => Some(steps),
                Pace::Max => None,
            },
            show_input: self.show_input,
            logarithmic: self.logarithmic,
            smoothing: self.smoothing,
            // TOML is text in UTF-8; another folder is forgotten rather than all that is remembered.
            export_dir: self.export_dir.clone().filter(|folder| folder.to_str().is_some()),
            lens_width: self.lens_width,
            snapshot_memory: self.snapshot_memory,
            recent_commands: self.recent_commands.clone(),
            lenses: LensesInFile::of(&self.lenses),
            lessons: LessonsInFile::of(&self.lessons),
            config: self.config.to_toml().parse().unwrap_or_default(),
        };
        toml::to_string(&file)
    }
}

/// Commands that are remembered as recent ones at the most.
pub const RECENT: usize = 8;
/// Bytes that the recipe of a lesson's run may have.
const LONGEST_LEFT: usize = 32 << 10;
/// Sides that a window can have, in points.
const WINDOW: RangeInclusive<f32> = 200.0..=20_000.0;
/// Widths that the lenses can have, in points.
const LENS_WIDTH: RangeInclusive<f32> = 100.0..=20_000.0;
/// Smoothing factors of the loss.
const SMOOTHING: RangeInclusive<f64> = 0.0..=0.999;

/// A file's values on their way, and the names of those that aren't possible.
struct Values {
    table: toml::Table,
    wrong: Vec<String>,
}

/// What a file says about one thing.
enum FileValue<T> {
    Value(T),
    Nothing,
    Wrong,
}

impl<T> FileValue<T> {
    fn or(self, default: T) -> T {
        match self {
            Self::Value(value) => value,
            Self::Nothing | Self::Wrong => default,
        }
    }

    fn map<U>(self, with: impl FnOnce(T) -> U) -> FileValue<U> {
        match self {
            Self::Value(value) => FileValue::Value(with(value)),
            Self::Nothing => FileValue::Nothing,
            Self::Wrong => FileValue::Wrong,
        }
    }
}

impl Values {
    /// The value of this name, where it is `possible`.
    fn take<T: DeserializeOwned>(
        &mut self,
        name: &str,
        possible: impl FnOnce(&T) -> bool,
    ) -> FileValue<T> {
        let Some(value) = self.table.remove(name) else { return FileValue::Nothing };
        match value.try_into().ok().filter(possible) {
            Some(value) => FileValue::Value(value),
            None => {
                self.wrong.push(name.to_owned());
                FileValue::Wrong
            }
        }
    }

    /// The language, by its name.
    fn language(&mut self) -> FileValue<Option<Language>> {
        let named = |name: &String| Language::from_name(name);
        self.take("language", |name| named(name).is_some()).map(|name| named(&name))
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
