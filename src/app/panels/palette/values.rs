//! Settings in the palette: what they are called, what they are now, and how a value that is typed behind the name is
//! read.

use std::path::Path;

use crate::app::App;
use crate::app::command::WindowCommand;
use crate::config::{Config, Field, MAX_STEPS, Settings, Shape, Value};
use crate::number::typed::Accepted;
use crate::number::{grouped, short};
use crate::recipe::words;
use crate::session::{Action, Session};
use crate::text::Texts;
use crate::thread::Pace;
use crate::worker::{SNAPSHOT_MEGABYTES, Until};

/// Steps over which the loss is smoothed at the most.
const SMOOTHEST: f64 = 1000.0;
/// The greatest loss at which a run can be made to pause.
const MOST_LOSS: f64 = 1e3;

/// Something that has a value to be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Valued {
    /// A setting of the run.
    Setting(Field),
    /// Steps a second.
    Pace,
    /// The step at which it pauses.
    UntilStep,
    /// The loss at which it pauses.
    UntilLoss,
    /// Megabytes for snapshots.
    SnapshotMemory,
    /// Steps over which the loss is smoothed.
    Smoothing,
}

impl Valued {
    /// Everything with a value that means something beside these settings.
    pub(super) fn all(config: &Config) -> impl Iterator<Item = Self> {
        let is_offered = |field: &Field| {
            let entry = field.entry();
            entry.placement.is_some() && field.is_shown(config) && (entry.acts)(config)
        };
        let others =
            [Self::Pace, Self::UntilStep, Self::UntilLoss, Self::SnapshotMemory, Self::Smoothing];
        let settings: Vec<Field> = Field::ALL.iter().copied().filter(is_offered).collect();
        settings.into_iter().map(Self::Setting).chain(others)
    }

    /// What it is called.
    pub(super) fn name(self, texts: &Texts) -> String {
        let controls = &texts.controls;
        match self {
            Self::Setting(field) => return field.label().to_owned(),
            Self::Pace => controls.pace,
            Self::UntilStep => controls.until_step,
            Self::UntilLoss => controls.until_loss,
            Self::SnapshotMemory => controls.snapshot_memory,
            Self::Smoothing => texts.commands.smoothing_steps,
        }
        .to_owned()
    }

    /// What its control is called, which may be shorter.
    pub(super) fn short_name(self, texts: &Texts) -> String {
        match self {
            Self::Setting(field) => field.short_label().to_owned(),
            _ => self.name(texts),
        }
    }

    /// What it is called in files and flags.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Setting(field) => field.name(),
            Self::Pace => "pace",
            Self::UntilStep => "until_step",
            Self::UntilLoss => "until_loss",
            Self::SnapshotMemory => "snapshot_memory",
            Self::Smoothing => "smoothing",
        }
    }

    /// The values that it can have, for people: what follows "must be".
    pub(super) fn must_be(self, texts: &Texts) -> String {
        let numbers = |least: &str, most: &str| (texts.controls.whole_from)(least, most);
        match self {
            Self::Setting(field) => field.shape().expected(),
            Self::Pace => texts.commands.pace_must_be.to_owned(),
            Self::UntilStep => numbers("1", &grouped(MAX_STEPS)),
            Self::UntilLoss => (texts.controls.from)("0", &short(MOST_LOSS)),
            Self::SnapshotMemory => {
                let (least, most) = SNAPSHOT_MEGABYTES.into_inner();
                numbers(&least.to_string(), &grouped(most.into()))
            }
            Self::Smoothing => (texts.controls.from)("1", &short(SMOOTHEST)),
        }
    }
}

/// What it is now, for people.
pub(super) fn now(app: &App, valued: Valued) -> String {
    let session = &app.session;
    let off = || session.texts.commands.off.to_owned();
    match valued {
        Valued::Setting(field) => words(field, &session.controls, session.texts),
        Valued::Pace => match session.pace {
            Pace::PerSecond(steps) => short(steps),
            Pace::Max => session.texts.controls.max.to_owned(),
        },
        Valued::UntilStep => session.until.step.map_or_else(off, grouped),
        Valued::UntilLoss => session.until.loss.map_or_else(off, |loss| short(loss.into())),
        Valued::SnapshotMemory => grouped(session.snapshot_memory.into()),
        Valued::Smoothing => short((1.0 / (1.0 - app.loss.smoothed.factor())).round()),
    }
}

/// The values among which one chooses: how each is typed, and what it is called.
pub(super) fn choices(valued: Valued) -> Vec<(&'static str, &'static str)> {
    let Valued::Setting(field) = valued else { return Vec::new() };
    match field.shape() {
        Shape::Choices(choices) | Shape::ChoiceOr(choices, _) => choices,
        _ => Vec::new(),
    }
}

/// Reads a value that is typed: what it asks for, or a sentence that says why it can't be.
pub(super) fn read(session: &Session, valued: Valued, text: &str) -> Result<WindowCommand, String> {
    let number = |least: f64, most: f64, whole: bool| {
        let read = Accepted { least, most, whole }.read(text);
        let must_be = || valued.must_be(session.texts);
        read.map_err(|why| (session.texts.controls.refused)(text, why, &must_be()))
    };
    let is_off = is_word(session.texts, text) == Some(false);
    Ok(match valued {
        Valued::Setting(field) => return read_setting(session, field, text),
        Valued::Pace if text.eq_ignore_ascii_case("max") => Action::SetPace(Pace::Max).into(),
        Valued::Pace => {
            let (least, most) = Pace::RANGE.into_inner();
            Action::SetPace(Pace::PerSecond(number(least, most, false)?)).into()
        }
        Valued::UntilStep => {
            let step =
                if is_off { None } else { Some(number(1.0, MAX_STEPS as f64, true)? as u64) };
            Action::SetUntil(Until { step, ..session.until }).into()
        }
        Valued::UntilLoss => {
            let loss = if is_off { None } else { Some(number(0.0, MOST_LOSS, false)? as f32) };
            Action::SetUntil(Until { loss, ..session.until }).into()
        }
        Valued::SnapshotMemory => {
            let (least, most) = SNAPSHOT_MEGABYTES.into_inner();
            Action::SetSnapshotMemory(number(least.into(), most.into(), true)? as u32).into()
        }
        Valued::Smoothing => {
            WindowCommand::SetSmoothing(1.0 - 1.0 / number(1.0, SMOOTHEST, false)?.round())
        }
    })
}

/// A setting's value: a number as people write it, a choice by its name or its label, a word.
fn read_setting(session: &Session, field: Field, text: &str) -> Result<WindowCommand, String> {
    let sentence = session.texts.words.sentence;
    let refused = |error: &dyn std::fmt::Display| sentence(&error.to_string());
    let value = value(session.texts, field, text);
    let mut change = Settings::default();
    field.set(&mut change, &value).map_err(|error| refused(&error))?;
    let config = &session.controls;
    config.complete(&mut change);
    config.with(&change).check().map_err(|error| refused(&error))?;
    Ok(Action::Set(Box::new(change)).into())
}

fn value(texts: &Texts, field: Field, text: &str) -> Value {
    let flag = || Value::Flag(text.to_owned());
    match field.shape() {
        Shape::Switch => is_word(texts, text).map_or_else(flag, Value::Bool),
        Shape::Choices(choices) | Shape::ChoiceOr(choices, _) => {
            let is_it = |(name, label): &&(&str, &str)| {
                name.eq_ignore_ascii_case(text) || label.eq_ignore_ascii_case(text)
            };
            let known = choices.iter().find(is_it);
            known.map_or_else(flag, |(name, _)| Value::Text((*name).to_owned()))
        }
        shape
        @ (Shape::Whole(..) | Shape::Number(_) | Shape::NumberOr(..) | Shape::WholeOr(..)) => {
            let whole = matches!(shape, Shape::Whole(..) | Shape::WholeOr(..));
            let any = Accepted { least: f64::MIN, most: f64::MAX, whole };
            match any.read(text) {
                Ok(number) if whole => Value::Integer(number as i64),
                Ok(number) => Value::Float(number),
                Err(_) if is_word(texts, text) == Some(false) => Value::Flag(Shape::OFF.to_owned()),
                Err(_) => flag(),
            }
        }
        Shape::Texts(..) => {
            Value::Texts(text.split(';').map(|part| part.trim().to_owned()).collect())
        }
        Shape::Text(_) if !Path::new(text).as_os_str().is_empty() => Value::Text(text.to_owned()),
        Shape::Text(_) => flag(),
    }
}

/// "on" and "off" in the language in force, in English and as files have them.
fn is_word(texts: &Texts, text: &str) -> Option<bool> {
    let is_one_of = |words: [&str; 3]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    match () {
        () if is_one_of([texts.commands.on, "on", "true"]) => Some(true),
        () if is_one_of([texts.commands.off, "off", "false"]) => Some(false),
        () => None,
    }
}
