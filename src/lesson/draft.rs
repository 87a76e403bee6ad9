//! A lesson's file being read, table by table, without its texts.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::stage::{self, Stage};
use super::{Deed, Guess, LESSON_KEY, Question, Step, Target, VERSION, deed};
use crate::config::Value;
use crate::config::items::{Checked, Item, Key, VERSION_KEY, in_order, mistake, value, whole};
use crate::moment::switch;
use crate::text::Texts;
use crate::wording::{Language, foreign};

/// The keys of the file itself.
const KEYS: &[&str] = &[LESSON_KEY, "stage", "step", "question", "text"];
const STEP_KEYS: &[&str] = &["text", "look", "until", "choices", "right", "draw", "deed", "pauses"];
const QUESTION_KEYS: &[&str] = &["text", "choices", "right"];

/// Steps of a lesson at the most.
const MOST_STEPS: usize = 100;
/// Steps over which a loss can be drawn.
const LEAST_DRAWN: u64 = 10;
const MOST_DRAWN: u64 = 1_000_000;
/// Choices of a prediction, or answers of a question.
const CHOICES: std::ops::RangeInclusive<usize> = 2..=6;

/// What a file says.
pub(super) struct Draft {
    pub(super) stage: Stage,
    pub(super) steps: Vec<Step>,
    pub(super) question: Option<Question>,
    /// The lines, from 1, of the steps and, behind them, of the question.
    pub(super) lines: Vec<usize>,
    /// Texts in the file itself, each with the line where it begins.
    pub(super) texts: Vec<(Language, String, usize)>,
}

/// Reads the file's tables; `line` is the line, from 1, of a place in the text.
pub(super) fn read(table: &DeTable<'_>, line: &dyn Fn(usize) -> usize) -> Checked<Draft> {
    // A file of a version to come may have keys that nobody knows yet.
    version(table)?;
    let mut stage = None;
    let (mut steps, mut question) = (Vec::new(), None);
    let mut texts = Vec::new();
    for (key, item) in in_order(table) {
        match key.get_ref().as_ref() {
            LESSON_KEY | VERSION_KEY => {}
            "stage" => stage = Some(stage::read(key, item)?),
            "step" => steps = all_steps(item)?,
            "question" => question = Some((read_question(key, item)?, item.span())),
            "text" => texts = read_texts(key, item, line)?,
            _ => return no_key(key, KEYS),
        }
    }
    let Some(stage) = stage else { return stage::missing(table) };
    if steps.is_empty() {
        let end = table.get(LESSON_KEY).map_or(0..0, Spanned::span);
        return mistake(end, Texts::in_force().lesson_files.no_steps);
    }
    steps.iter().try_for_each(|step| step.check(&stage))?;
    let places = steps.iter().map(|step| step.at.start);
    let places = places.chain(question.iter().map(|(_, at)| at.start));
    let lines = places.map(line).collect();
    let steps = steps.into_iter().map(|step| step.step).collect();
    Ok(Draft { stage, steps, question: question.map(|(question, _)| question), lines, texts })
}

fn version(table: &DeTable<'_>) -> Checked<()> {
    let words = &Texts::in_force().lesson_files;
    let Some(item) = table.get(LESSON_KEY) else {
        return mistake(0..0, (words.no_version)(LESSON_KEY, VERSION));
    };
    match value(item) {
        Value::Integer(VERSION) => Ok(()),
        other => {
            let written = format!("{LESSON_KEY} = {}", other.shown());
            mistake(item.span(), (words.unknown_version)(&written, VERSION))
        }
    }
}

/// A step, and where it stands.
struct Placed {
    step: Step,
    at: Range<usize>,
    deed_at: Range<usize>,
}

impl Placed {
    /// Refuses a deed that nobody can do on this stage.
    fn check(&self, stage: &Stage) -> Checked<()> {
        let asked = self.step.deed.iter().flat_map(Deed::settings);
        match asked.map(|(field, _)| field).find(|field| !stage.offers(*field)) {
            Some(field) => {
                let reason = (Texts::in_force().lesson_files.not_offered)(field.name());
                mistake(self.deed_at.clone(), reason)
            }
            None => Ok(()),
        }
    }
}

fn all_steps(item: &Item<'_>) -> Checked<Vec<Placed>> {
    let words = &Texts::in_force().lesson_files;
    match item.get_ref() {
        DeValue::Array(steps) if steps.len() > MOST_STEPS => {
            mistake(item.span(), (words.too_many_steps)(steps.len(), MOST_STEPS))
        }
        DeValue::Array(steps) => steps.iter().map(read_step).collect(),
        _ => mistake(item.span(), words.steps_are_a_list),
    }
}

fn read_step(item: &Item<'_>) -> Checked<Placed> {
    let words = &Texts::in_force().lesson_files;
    let Some(table) = item.get_ref().as_table() else {
        return mistake(item.span(), words.steps_are_a_list);
    };
    let mut step = Step {
        text: String::new(),
        look: Vec::new(),
        until: None,
        guess: None,
        draw: None,
        deed: None,
        pauses: false,
    };
    let mut deed_at = item.span();
    for (key, item) in in_order(table) {
        match key.get_ref().as_ref() {
            "text" => text_of("text", item)?.clone_into(&mut step.text),
            "look" => step.look = each_name("look", item, target)?,
            "until" => step.until = Some(stage::step("until", item)?),
            "pauses" => step.pauses = switch("pauses", item)?,
            "draw" => step.draw = Some(whole("draw", item, LEAST_DRAWN, MOST_DRAWN)?),
            // They belong together.
            "choices" | "right" => {}
            "deed" => {
                deed_at = item.span();
                step.deed = Some(deed::read(key, item)?);
            }
            _ => return no_key(key, STEP_KEYS),
        }
    }
    step.guess = guess(table)?;
    if step.draw.is_some() && (step.guess.is_some() || step.deed.is_none()) {
        return mistake(item.span(), words.draw_needs);
    }
    if step.text.is_empty() {
        return mistake(item.span(), words.step_needs_text);
    }
    Ok(Placed { step, at: item.span(), deed_at })
}

fn read_question(key: &Key<'_>, item: &Item<'_>) -> Checked<Question> {
    let words = &Texts::in_force().lesson_files;
    let table = table_of(key, item)?;
    if let Some((key, _)) = in_order(table).find(|(key, _)| !is_among(key, QUESTION_KEYS)) {
        return no_key(key, QUESTION_KEYS);
    }
    let text = table.get("text").map(|item| text_of("text", item)).transpose()?;
    match (text, guess(table)?) {
        (Some(text), Some(guess)) => Ok(Question { text: text.to_owned(), guess }),
        _ => mistake(item.span(), words.question_needs),
    }
}

/// What is to be chosen, where something is.
fn guess(table: &DeTable<'_>) -> Checked<Option<Guess>> {
    let words = &Texts::in_force().lesson_files;
    let (choices, right) = match (table.get("choices"), table.get("right")) {
        (None, None) => return Ok(None),
        (Some(choices), Some(right)) => (choices, right),
        (Some(item), None) | (None, Some(item)) => {
            return mistake(item.span(), words.choices_need_right);
        }
    };
    let names = each_name("choices", choices, |item| Ok(text_of("choices", item)?.to_owned()))?;
    let twice = |at: usize| names[..at].contains(&names[at]);
    if !CHOICES.contains(&names.len()) || (0..names.len()).any(twice) {
        let reason = (words.no_choices)(*CHOICES.start(), *CHOICES.end());
        return mistake(choices.span(), reason);
    }
    let name = text_of("right", right)?;
    match names.iter().position(|choice| choice == name) {
        Some(right) => Ok(Some(Guess { choices: names, right })),
        None => mistake(right.span(), (words.no_such_choice)(&foreign(name))),
    }
}

/// Texts in the file itself, by their language.
fn read_texts(
    key: &Key<'_>,
    item: &Item<'_>,
    line: &dyn Fn(usize) -> usize,
) -> Checked<Vec<(Language, String, usize)>> {
    let names: Vec<&str> = Language::ALL.iter().map(|language| language.name()).collect();
    let of = |(key, item): (&Key<'_>, &Item<'_>)| {
        let Some(language) = Language::from_name(key.get_ref()) else { return no_key(key, &names) };
        Ok((language, text_of("text", item)?.to_owned(), line(item.span().start)))
    };
    in_order(table_of(key, item)?).map(of).collect()
}

fn target(item: &Item<'_>) -> Checked<Target> {
    let name = text_of("look", item)?;
    Target::from_name(name).map_or_else(|| mistake(item.span(), nowhere(name)), Ok)
}

/// What is wrong with a target that there isn't.
pub(super) fn nowhere(name: &str) -> String {
    (Texts::in_force().lesson_files.no_target)(&foreign(name), &Target::names())
}

fn is_among(key: &Key<'_>, keys: &[&str]) -> bool {
    keys.contains(&key.get_ref().as_ref())
}

/// There is no such key.
pub(super) fn no_key<T>(key: &Key<'_>, keys: &[&str]) -> Checked<T> {
    let name = foreign(key.get_ref().as_ref());
    mistake(key.span(), (Texts::in_force().plans.no_key)(&name, &keys.join(", ")))
}

/// The table under a key.
pub(super) fn table_of<'a, 'b>(key: &Key<'_>, item: &'b Item<'a>) -> Checked<&'b DeTable<'a>> {
    let name = foreign(key.get_ref().as_ref());
    let reason = || (Texts::in_force().lesson_files.no_table)(&name);
    item.get_ref().as_table().map_or_else(|| mistake(item.span(), reason()), Ok)
}

/// The text of an item.
pub(super) fn text_of<'t>(name: &str, item: &'t Item<'_>) -> Checked<&'t str> {
    let reason = || (Texts::in_force().lesson_files.no_text)(name, &value(item).shown());
    item.get_ref().as_str().map_or_else(|| mistake(item.span(), reason()), Ok)
}

/// Each name of a list.
pub(super) fn each_name<T>(
    name: &str,
    item: &Item<'_>,
    read: impl Fn(&Item<'_>) -> Checked<T>,
) -> Checked<Vec<T>> {
    match item.get_ref() {
        DeValue::Array(names) => names.iter().map(read).collect(),
        _ => {
            let written = value(item).shown();
            mistake(item.span(), (Texts::in_force().lesson_files.no_list)(name, &written))
        }
    }
}
