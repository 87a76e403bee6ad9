//! A moment: what is on show of a run, so that somebody else sees the same.
//!
//! It goes with the run's recipe, behind that, as comments: earlier versions of the program refuse keys that they don't
//! know, and pass over comments, so that they play the recipe and this one shows the moment.
//!
//! ```toml
//! # [moment]
//! # step = 120                  # on show; the run's last one without it
//! # view = "scope"
//! # lenses = ["hidden-state", "spectrum"]
//! # lenses_shown = true
//! # pace = 20.0                 # or "max"
//! # row = 0
//! # logarithmic = true
//! # smoothing = 0.6
//! # input = false
//! # whole_data = false
//! # loss = [100.0, 140.0]       # steps in view; all of them without it
//! # curves = [30.0, 48.0]       # radians or rows in view; the newest ones without it
//! ```
//!
//! Without the signs of comments it is read as well. Keys that this version doesn't know are passed over.

use std::fmt::Write as _;
use std::ops::RangeInclusive;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::config::items::{Checked, Item, in_order, mistake, read_table, value, whole};
use crate::config::{FileError, MOMENT_KEY, Value};
use crate::inspector::LensKind;
use crate::text::{self, Texts};
use crate::thread::Pace;

/// What is on show. What is none is left as it is, but for what is in view of a plot: that is all of it then.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// The step on show; none for the run's last.
    pub step: Option<u64>,
    /// What fills the window, by its name.
    pub view: Option<&'static str>,
    /// The open lenses, in the order in which they were opened.
    pub lenses: Option<Vec<LensKind>>,
    /// Whether they are in view.
    pub lenses_shown: Option<bool>,
    /// Steps a second.
    pub pace: Option<Pace>,
    /// The batch row on show, from 0.
    pub row: Option<u64>,
    /// Whether the loss axis is logarithmic.
    pub logarithmic: Option<bool>,
    /// Smoothing factor of the loss, 0…1.
    pub smoothing: Option<f64>,
    /// Whether the input is drawn among the curves.
    pub input: Option<bool>,
    /// Whether all of a table is drawn.
    pub whole_data: Option<bool>,
    /// Steps in view of the loss.
    pub loss: Option<RangeInclusive<f64>>,
    /// Radians or rows in view of the curves.
    pub curves: Option<RangeInclusive<f64>>,
}

/// The greatest smoothing factor.
const SMOOTHEST: f64 = 0.999;
/// The greatest batch row.
const LAST_ROW: u64 = 1 << 20;

fn words() -> &'static text::Moments {
    &Texts::in_force().moments
}

impl Moment {
    /// The views by their names.
    pub const VIEWS: [&'static str; 5] = ["scope", "race", "sweep", "data", "lessons"];

    /// The moment in the text of a recipe that ends with the step `end`, if there is one; `path` only serves the error
    /// message.
    ///
    /// # Errors
    /// [`FileError::Invalid`] when something in it is wrong.
    pub fn in_text(text: &str, path: &Path, end: u64) -> Result<Option<Self>, FileError> {
        let Some(own) = own_text(text) else { return Ok(None) };
        read_table(&own, path, |table, _| Self::read(table, end)).map(Some)
    }

    fn read(table: &DeTable<'_>, end: u64) -> Checked<Self> {
        let mut moment = Self::default();
        for (key, item) in in_order(table) {
            let name = key.get_ref().as_ref();
            match name {
                "step" => moment.step = Some(whole(name, item, 0, end)?),
                "view" => moment.view = Some(view(item)?),
                "lenses" => moment.lenses = Some(lenses(item)?),
                "lenses_shown" => moment.lenses_shown = Some(switch(name, item)?),
                "pace" => moment.pace = Some(pace(item)?),
                "row" => moment.row = Some(whole(name, item, 0, LAST_ROW)?),
                "logarithmic" => moment.logarithmic = Some(switch(name, item)?),
                "smoothing" => moment.smoothing = Some(factor(item)?),
                "input" => moment.input = Some(switch(name, item)?),
                "whole_data" => moment.whole_data = Some(switch(name, item)?),
                "loss" => moment.loss = Some(range(name, item)?),
                "curves" => moment.curves = Some(range(name, item)?),
                // A later version's.
                _ => {}
            }
        }
        Ok(moment)
    }

    /// The moment as it stands behind its recipe.
    pub fn to_comments(&self) -> String {
        let mut text = format!("\n# [{MOMENT_KEY}]\n");
        let mut line = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                // Writing to a string can't fail.
                let _ = writeln!(text, "# {key} = {value}");
            }
        };
        let switch = |value: Option<bool>| value.map(|on| on.to_string());
        let range = |range: &Option<RangeInclusive<f64>>| {
            range.as_ref().map(|range| format!("[{:?}, {:?}]", range.start(), range.end()))
        };
        line("step", self.step.map(|step| step.to_string()));
        line("view", self.view.map(|view| format!("\"{view}\"")));
        line(
            "lenses",
            self.lenses.as_ref().map(|kinds| {
                let names = kinds.iter().map(|kind| kind.name().to_owned()).collect();
                Value::Texts(names).to_string()
            }),
        );
        line("lenses_shown", switch(self.lenses_shown));
        line(
            "pace",
            self.pace.map(|pace| match pace {
                Pace::Max => "\"max\"".to_owned(),
                Pace::PerSecond(steps) => format!("{steps:?}"),
            }),
        );
        line("row", self.row.map(|row| row.to_string()));
        line("logarithmic", switch(self.logarithmic));
        line("smoothing", self.smoothing.map(|factor| format!("{factor:?}")));
        line("input", switch(self.input));
        line("whole_data", switch(self.whole_data));
        line("loss", range(&self.loss));
        line("curves", range(&self.curves));
        text
    }
}

/// The lines of the last moment in a text, as TOML, behind as many empty ones as stand before them: so mistakes have
/// their lines.
fn own_text(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let header = format!("[{MOMENT_KEY}]");
    let first = lines.iter().rposition(|line| bare(line).trim() == header)?;
    let is_comment = lines[first].starts_with('#');
    let goes_on = |line: &&&str| {
        let own = if is_comment { line.strip_prefix('#') } else { Some(**line) };
        own.is_some_and(|line| !line.trim_start().starts_with('['))
    };
    let own = lines[first + 1..].iter().take_while(goes_on);
    let mut toml = "\n".repeat(first + 1);
    for line in own {
        toml.push_str(if is_comment { bare(line) } else { line });
        toml.push('\n');
    }
    Some(toml)
}

/// A line without the sign of a comment.
fn bare(line: &str) -> &str {
    line.strip_prefix('#').unwrap_or(line)
}

/// A key with its value, as a sentence shows it.
fn written(name: &str, item: &Item<'_>) -> String {
    format!("{name} = {}", value(item).shown())
}

/// `true` or `false`.
pub(crate) fn switch(name: &str, item: &Item<'_>) -> Checked<bool> {
    match value(item) {
        Value::Bool(on) => Ok(on),
        _ => mistake(item.span(), (words().no_switch)(&written(name, item))),
    }
}

fn view(item: &Item<'_>) -> Checked<&'static str> {
    let name = item.get_ref().as_str();
    match Moment::VIEWS.into_iter().find(|view| name == Some(*view)) {
        Some(view) => Ok(view),
        None => mistake(item.span(), (words().no_view)(&value(item).shown(), &Moment::VIEWS)),
    }
}

/// Lenses that this version hasn't are passed over.
fn lenses(item: &Item<'_>) -> Checked<Vec<LensKind>> {
    match value(item) {
        Value::Texts(names) => {
            Ok(names.iter().filter_map(|name| LensKind::from_name(name)).collect())
        }
        other => mistake(item.span(), (words().no_lenses)(&other.shown())),
    }
}

/// Steps a second, or as many as there can be.
pub(crate) fn pace(item: &Item<'_>) -> Checked<Pace> {
    let pace = match value(item) {
        Value::Text(name) if name == "max" => Some(Pace::Max),
        Value::Float(steps) => Pace::per_second(steps),
        Value::Integer(steps) => Pace::per_second(steps as f64),
        _ => None,
    };
    pace.map_or_else(|| mistake(item.span(), (words().no_pace)(&value(item).shown())), Ok)
}

fn factor(item: &Item<'_>) -> Checked<f64> {
    match number(item).filter(|factor| (0.0..=SMOOTHEST).contains(factor)) {
        Some(factor) => Ok(factor),
        None => mistake(item.span(), (words().no_factor)(&value(item).shown())),
    }
}

fn number(item: &Item<'_>) -> Option<f64> {
    match value(item) {
        Value::Float(number) => Some(number),
        Value::Integer(number) => Some(number as f64),
        _ => None,
    }
}

fn range(name: &str, item: &Item<'_>) -> Checked<RangeInclusive<f64>> {
    let ends: Option<Vec<f64>> = match item.get_ref() {
        DeValue::Array(items) => items.iter().map(number).collect(),
        _ => None,
    };
    match ends.as_deref() {
        Some([start, end]) if start < end && start.is_finite() && end.is_finite() => {
            Ok(*start..=*end)
        }
        _ => mistake(item.span(), (words().no_range)(&written(name, item))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipe::Recipe;

    fn read(text: &str) -> Result<Option<Moment>, String> {
        Moment::in_text(text, Path::new("a.toml"), 300).map_err(|error| error.to_string())
    }

    fn moment() -> Moment {
        Moment {
            step: Some(120),
            view: Some("race"),
            lenses: Some(LensKind::ALL[..2].to_vec()),
            lenses_shown: Some(true),
            pace: Some(Pace::PerSecond(0.5)),
            row: Some(3),
            logarithmic: Some(false),
            smoothing: Some(0.25),
            input: Some(true),
            whole_data: Some(false),
            loss: Some(100.0..=140.5),
            curves: Some(-1e-3..=48.25),
        }
    }

    #[test]
    fn what_is_printed_is_read_back() {
        let recipe = Recipe::default().to_toml();
        for moment in [moment(), Moment::default(), Moment { step: Some(0), ..Moment::default() }] {
            let text = recipe.clone() + &moment.to_comments();
            assert_eq!(read(&text), Ok(Some(moment)));
        }
        let fast = Moment { pace: Some(Pace::Max), ..Moment::default() };
        assert_eq!(read(&fast.to_comments()), Ok(Some(fast)));
        assert_eq!(read(&recipe), Ok(None));
        assert_eq!(read("# a word about [moment]\n"), Ok(None));
    }

    #[test]
    fn who_knows_no_moments_reads_the_recipe() {
        let mut recipe = Recipe::default();
        recipe.record(5, &crate::config::Settings { lr: Some(0.1), ..Default::default() });
        let text = recipe.to_toml() + &moment().to_comments();
        assert_eq!(Recipe::parse(&text, Path::new("a.toml")).unwrap(), recipe);
        assert!(
            moment().to_comments().lines().all(|line| line.is_empty() || line.starts_with('#'))
        );
        // By hand, as a table.
        let text = recipe.to_toml() + "\n[moment]\nstep = 7\n# a word\nlater = 1\n";
        assert_eq!(Recipe::parse(&text, Path::new("a.toml")).unwrap(), recipe);
        assert_eq!(read(&text), Ok(Some(Moment { step: Some(7), ..Moment::default() })));
        let before = "[moment]\nstep = 7\n[[change]]\nstep = 9\nlr = 0.1\n";
        assert_eq!(read(before), Ok(Some(Moment { step: Some(7), ..Moment::default() })));
    }

    #[test]
    fn a_mistake_is_a_sentence_with_its_line() {
        for (line, said) in [
            ("step = 301", "step = 301 is not possible"),
            ("step = -1", "step = -1 is not possible"),
            ("view = \"moon\"", "view = \"moon\" is not possible: it must be one of scope, race"),
            ("lenses = 3", "lenses = 3 is not possible"),
            ("lenses_shown = 1", "lenses_shown = 1 is not possible: it must be true or false"),
            ("pace = 0.0", "pace = 0.0 is not possible"),
            ("row = 0.5", "row = 0.5 is not possible"),
            ("smoothing = 1", "smoothing = 1 is not possible"),
            ("loss = [3, 1]", "loss = [3, 1] is not possible: it must be two numbers"),
            ("curves = [1, \"a\", 2]", "is not possible: it must be two numbers"),
            ("curves = [0.0, inf]", "is not possible: it must be two numbers"),
        ] {
            let text = format!("rnnscope = 1\nlr = 0.1\n# [moment]\n# later = 3\n# {line}\n");
            let error = read(&text).unwrap_err();
            assert!(error.starts_with("a.toml, line 5: "), "{error}");
            assert!(error.contains(said), "{line}: {error}");
        }
        // Lenses of a later version are passed over.
        let later = "# [moment]\n# lenses = [\"moon\", \"spectrum\"]\n";
        assert_eq!(read(later).unwrap().unwrap().lenses, Some(vec![LensKind::Spectrum]));
    }
}
