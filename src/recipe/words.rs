//! A setting's value in the words of the controls, for people: "AdamW", "on", "0.0123".
//!
//! Files and flags have names and every digit; those are `Field::get`'s.

use std::path::Path;

use crate::config::{Config, Content, Field, Shape, Value};
use crate::number::{short, short_apart};
use crate::table::Origin;
use crate::text::{OwnData, Texts};
use crate::wording::foreign;

/// Digits of a fingerprint that are told.
const FINGERPRINT: usize = 8;

/// The value of a setting as the window's controls show it: a choice by its label, a number in three
/// digits, "none" where there is nothing.
pub fn words(field: Field, config: &Config, texts: &Texts) -> String {
    worded(field, field.get(config).as_ref(), texts)
}

/// What a summary says in a form of its own.
const OWN_FORM: &[Field] = &[
    Field::Cell,
    Field::Nonlinearity,
    Field::Hidden,
    Field::Layers,
    Field::TimeSteps,
    Field::Batch,
    Field::Spacing,
    Field::Endpoint,
    Field::State,
    Field::Optimizer,
    Field::Lr,
    Field::Clip,
    Field::Seed,
];

/// The other settings that act and aren't at their default, each with its value: "weight decay 0.001".
/// Without them runs that differ would look alike.
pub fn unusual_words<'a>(
    config: &'a Config,
    texts: &'a Texts,
) -> impl Iterator<Item = String> + 'a {
    let others = config.unusual().filter(|field| !OWN_FORM.contains(field));
    others.map(|field| format!("{} {}", field.label(), words(field, config, texts)))
}

/// Two values of a setting in words that tell them apart: of numbers as many digits as it takes, of
/// files of one name the whole path.
pub(super) fn words_apart(
    field: Field,
    one: Option<&Value>,
    other: Option<&Value>,
    texts: &Texts,
) -> [String; 2] {
    if let (Some(Value::Float(one)), Some(Value::Float(other))) = (one, other) {
        return short_apart(*one, *other).into();
    }
    let [first, second] = [one, other].map(|value| worded(field, value, texts));
    match (one, other) {
        (Some(Value::Text(one)), Some(Value::Text(other))) if first == second => {
            [foreign(one), foreign(other)]
        }
        _ => [first, second],
    }
}

fn worded(field: Field, value: Option<&Value>, texts: &Texts) -> String {
    let words = &texts.recipes;
    match (value, field.shape()) {
        (None, Shape::Texts(Content::FormulasOrColumns, _)) => words.by_the_data.to_owned(),
        (None, _) => words.none.to_owned(),
        (Some(Value::Float(number)), _) => short(*number),
        (Some(Value::Bool(true)), _) => words.on.to_owned(),
        (Some(Value::Bool(false)), _) => words.off.to_owned(),
        (
            Some(Value::Text(name)),
            Shape::Choices(choices) | Shape::ChoiceOr(choices, _) | Shape::WholeOr(choices, ..),
        ) => {
            let label = choices.into_iter().find(|(known, _)| known == name);
            let own = || table_name(&texts.own_data, Path::new(name));
            label.map_or_else(own, |(_, label)| label.to_owned())
        }
        (Some(Value::Text(word)), Shape::NumberOr(..)) => (words.in_place_of_number)(word),
        // The folders would crowd out all else, as a fingerprint's 64 digits would.
        (Some(Value::Text(path)), _) if field == Field::Init => file_name(Path::new(path)),
        (Some(Value::Text(digits)), _)
            if matches!(field, Field::InitSha256 | Field::DataSha256) =>
        {
            digits.chars().take(FINGERPRINT).collect()
        }
        (Some(Value::Text(text)), _) => foreign(text),
        (Some(Value::Texts(all)), _) => {
            (texts.words.and)(&all.iter().map(foreign).collect::<Vec<_>>())
        }
        (Some(value), _) => value.shown(),
    }
}

/// What a table is called: its file's name, or where it comes from, if it had no file of its own: the name of that
/// in which it is kept says nothing to anybody.
pub fn table_name(texts: &OwnData, path: &Path) -> String {
    match Origin::of_file(path) {
        Some((Origin::Pasted, digits)) => (texts.pasted_table)(digits),
        Some((Origin::Drawn, digits)) => (texts.drawn_curve)(digits),
        None => file_name(path),
    }
}

/// The same where only one table is in view, of which all else is said, too: digits would say nothing.
pub fn table_title(texts: &OwnData, path: &Path) -> String {
    match Origin::of_file(path) {
        Some((Origin::Pasted, _)) => texts.pasted.to_owned(),
        Some((Origin::Drawn, _)) => texts.drawn.to_owned(),
        None => file_name(path),
    }
}

/// A path without its folders.
fn file_name(path: &Path) -> String {
    foreign(path.file_name().unwrap_or(path.as_os_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Cell, DataChoice, InitialWeights, OptimizerKind, Spacing};
    use crate::text::ENGLISH;

    #[test]
    fn words_are_those_of_the_controls() {
        let config = Config {
            cell: Cell::Lstm,
            optimizer: OptimizerKind::AdamW,
            weights: InitialWeights::Keras,
            lr: 0.012_345_6,
            clip: Some(1.0),
            init: Some("some/where/w.safetensors".into()),
            amsgrad: true,
            inputs: vec!["wind".to_owned(), "sin(t)".to_owned()],
            ..Config::default()
        };
        for (field, expected) in [
            (Field::Inputs, "wind and sin(t)"),
            (Field::Targets, "as the data say"),
            (Field::Cell, "LSTM"),
            (Field::Optimizer, "AdamW"),
            (Field::Weights, "Keras"),
            (Field::Lr, "0.0123"),
            (Field::Clip, "1"),
            (Field::Spacing, "half-turn"),
            (Field::Init, "w.safetensors"),
            (Field::Amsgrad, "on"),
            (Field::Endpoint, "off"),
            (Field::TimeSteps, "10"),
        ] {
            assert_eq!(words(field, &config, &ENGLISH), expected);
        }
        for (file, expected) in [
            (format!("{}.csv", "01234567".repeat(8)), "pasted table 01234567"),
            (format!("drawn-{}.csv", "01234567".repeat(8)), "drawn curve 01234567"),
            ("weather.csv".to_owned(), "weather.csv"),
        ] {
            let data = DataChoice::File(Path::new("/some/where").join(file));
            assert_eq!(
                words(Field::Data, &Config { data, ..Config::default() }, &ENGLISH),
                expected
            );
        }
        let plain = Config { spacing: Spacing::Radians(0.314_159_265), ..Config::default() };
        let shown =
            [Field::Init, Field::Clip, Field::Spacing].map(|field| words(field, &plain, &ENGLISH));
        assert_eq!(shown, ["none", "off", "0.314"]);
    }

    #[test]
    fn what_is_not_the_same_does_not_read_alike() {
        let apart = |field: Field, one: Config, other: Config| {
            words_apart(field, field.get(&one).as_ref(), field.get(&other).as_ref(), &ENGLISH)
        };
        let rate = |lr| Config { lr, ..Config::default() };
        assert_eq!(apart(Field::Lr, rate(0.02), rate(0.005)), ["0.02", "0.005"]);
        assert_eq!(apart(Field::Lr, rate(0.020_01), rate(0.020_02)), ["0.02001", "0.02002"]);
        let file = |path: &str| Config { init: Some(path.into()), ..Config::default() };
        assert_eq!(apart(Field::Init, file("a/w"), file("b/w")), ["a/w", "b/w"]);
        assert_eq!(apart(Field::Init, file("a/w"), Config::default()), ["w", "none"]);
    }

    /// The window's true minus would be in what the command line prints and in the names of variants.
    #[test]
    fn no_setting_is_a_negative_number() {
        for field in Field::ALL {
            if let Some((least, _)) = field.shape().ends() {
                assert!(least >= 0.0, "{field:?}: {least}");
            }
        }
    }
}
