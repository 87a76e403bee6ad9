//! The table of all settings, in Markdown, for the documentation.

use std::fmt::Write as _;

use super::interval::shortest;
use super::{Config, Effect, Field, Shape, Value};

/// Every setting with its flag, values, default, effect and meaning, as a table in Markdown.
pub fn settings_table() -> String {
    let mut text =
        "| flag | values | default | felt | what it does |\n|---|---|---|---|---|\n".to_owned();
    for field in Field::ALL {
        let felt = match field.effect() {
            Effect::Live => "live",
            Effect::Restarts => "restarts",
        };
        let (flag, values, default) = (flag(*field), values(*field), default(*field));
        let meaning = field.meaning();
        // Writing to a string can't fail.
        let _ = writeln!(text, "| {flag} | {values} | {default} | {felt} | {meaning} |");
    }
    text
}

/// The flag; the key in files where there is none.
fn flag(field: Field) -> String {
    if !field.entry().has_flag {
        return format!("`{}` (in files)", field.name());
    }
    let flag = field.flag();
    match field.shape() {
        Shape::Switch => format!("`--{flag}[=true\\|false]`"),
        Shape::Choices(_) => format!("`--{flag}`"),
        Shape::Texts(..) => format!("`--{flag} X` (repeatable; `{}` in files)", field.name()),
        shape => match field.entry().placeholder {
            "" => format!("`--{flag} {}`", shape.placeholder().replace('|', "\\|")),
            placeholder => format!("`--{flag} {}`", placeholder.replace('|', "\\|")),
        },
    }
}

fn values(field: Field) -> String {
    match field.shape() {
        Shape::Choices(choices) => {
            let names: Vec<String> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
            names.join(", ")
        }
        Shape::ChoiceOr(choices, what) => {
            let names: Vec<String> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
            format!("{}, or {what}", names.join(", "))
        }
        Shape::Switch => "`true`, `false`".to_owned(),
        Shape::WholeOr(words, least, most) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            format!("{} or {least} to {most}", words.join(", "))
        }
        Shape::NumberOr(word, what, interval) => {
            format!("`{word}`, or {what} {}", interval.place())
        }
        shape => shape.range(),
    }
}

/// The default, and where another setting decides it, what it is then.
fn default(field: Field) -> String {
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
                parts.push(format!("{} for `{name}`", shown(default)));
            }
        }
    }
    parts.join("; ")
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
