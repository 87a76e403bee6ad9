//! The table of all settings, in Markdown, for the documentation.

use std::fmt::Write as _;

use super::domain::{Named, names, whole_range};
use super::interval::shortest;
use super::{Config, Effect, Field, Shape, Value};
use crate::wording::{Language, ReferenceWords, Wording};

/// Every setting with its flag, values, default, effect and meaning, as a table in Markdown.
pub fn settings_table(language: Language) -> String {
    let words = Wording::of(language);
    let reference = &words.reference;
    let mut text = reference.settings_head.to_owned();
    for field in Field::ALL {
        let felt = match field.effect() {
            Effect::Live => reference.live,
            Effect::Restarts => reference.restarts,
        };
        let (flag, values) = (flag(reference, *field), values(words, *field));
        let (default, meaning) = (default(reference, *field), field.meaning_in(words));
        // Writing to a string can't fail.
        let _ = writeln!(text, "| {flag} | {values} | {default} | {felt} | {meaning} |");
    }
    text
}

/// The flag; the key in files where there is none.
fn flag(words: &ReferenceWords, field: Field) -> String {
    if !field.entry().has_flag {
        return (words.in_files)(field.name());
    }
    let flag = field.flag();
    match field.shape() {
        Shape::Switch => format!("`--{flag}[=true\\|false]`"),
        Shape::Choices(_) => format!("`--{flag}`"),
        Shape::Texts(..) => (words.repeatable)(&flag, field.name()),
        shape => match field.entry().placeholder {
            "" => format!("`--{flag} {}`", shape.placeholder().replace('|', "\\|")),
            placeholder => format!("`--{flag} {}`", placeholder.replace('|', "\\|")),
        },
    }
}

fn values(words: &'static Wording, field: Field) -> String {
    let (reference, values) = (&words.reference, &words.values);
    let quoted = |choices: &[Named]| -> Vec<String> {
        names(choices).iter().map(|name| format!("`{name}`")).collect()
    };
    match field.shape_in(words) {
        Shape::Choices(choices) => (values.names)(&borrowed(&quoted(&choices))),
        Shape::ChoiceOr(choices, what) => {
            (reference.names_or)(&borrowed(&quoted(&choices)), what.said(values))
        }
        Shape::Switch => (values.names)(&["`true`", "`false`"]),
        Shape::WholeOr(choices, least, most) => {
            let range = whole_range(values, least, most);
            (values.words_or)(&borrowed(&quoted(&choices)), &range)
        }
        Shape::NumberOr(word, what, interval) => {
            (reference.word_or)(word, what.said(values), &interval.place(values))
        }
        shape => shape.range_in(words),
    }
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// The default, and where another setting decides it, what it is then.
fn default(words: &ReferenceWords, field: Field) -> String {
    let base = Config::default();
    let mut parts = vec![shown(field.default_in(&base))];
    if let Some(follows) = field.entry().follows
        && let Shape::Choices(choices) | Shape::ChoiceOr(choices, _) = follows.field.shape()
    {
        for (name, _) in choices {
            let mut settings = super::Settings::default();
            let _ = follows.field.set(&mut settings, &Value::Text(name.to_owned()));
            let default = field.default_in(&base.with(&settings));
            if default != field.default_in(&base) {
                parts.push((words.default_for)(&shown(default), name));
            }
        }
    }
    (words.defaults)(&parts)
}

/// A value as the command line takes it.
fn shown(value: Option<Value>) -> String {
    match value {
        Some(Value::Text(text)) => format!("`{text}`"),
        Some(Value::Float(number)) => format!("`{}`", shortest(number)),
        Some(value) => format!("`{value}`"),
        None => String::new(),
    }
}
