//! What holds for every entry of the list, those to come among them.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::*;

/// A number from `least` to `most`, any size as likely as any other.
fn between(least: f64, most: f64) -> BoxedStrategy<f64> {
    if least > 0.0 {
        return (least.ln()..=most.ln()).prop_map(move |log| log.exp().clamp(least, most)).boxed();
    }
    (0.0..=1.0).prop_map(move |part| least + part * (most - least)).boxed()
}

/// Texts of any kind that say something.
fn texts() -> impl Strategy<Value = String> {
    "[!-~äπ][ -~äπ\t\n\"\\\\']{0,20}"
}

/// Values that a setting of this shape can have, written as files write them.
fn possible(shape: &Shape) -> BoxedStrategy<Value> {
    let text = |text: &'static str| Just(Value::Text(text.to_owned()));
    match shape {
        Shape::Choices(choices) => {
            let names: Vec<_> = choices.iter().map(|(name, _)| (*name).to_owned()).collect();
            select(names).prop_map(Value::Text).boxed()
        }
        Shape::Switch => any::<bool>().prop_map(Value::Bool).boxed(),
        Shape::Whole(least, most) => {
            (*least as i64..=*most as i64).prop_map(Value::Integer).boxed()
        }
        Shape::Number(interval) => {
            let (least, most) = interval.ends();
            between(least, most).prop_map(Value::Float).boxed()
        }
        Shape::NumberOr(word, _, interval) => {
            let (least, most) = interval.ends();
            prop_oneof![text(word), between(least, most).prop_map(Value::Float)].boxed()
        }
        Shape::Text(Content::Sha256) => "[0-9a-f]{64}".prop_map(Value::Text).boxed(),
        Shape::Text(Content::Percentages) => (1..=100_u64, 0..=100_u64)
            .prop_map(|(train, part)| {
                let validation = (100 - train) * part / 100;
                Value::Text(format!("{train}/{validation}/{}", 100 - train - validation))
            })
            .boxed(),
        Shape::Text(_) => texts().prop_map(Value::Text).boxed(),
        Shape::Texts(_, most) => {
            prop::collection::vec(texts(), 1..=(*most).min(5)).prop_map(Value::Texts).boxed()
        }
        Shape::ChoiceOr(choices, _) => {
            let names: Vec<_> = choices.iter().map(|(name, _)| (*name).to_owned()).collect();
            prop_oneof![select(names), texts()].prop_map(Value::Text).boxed()
        }
        Shape::WholeOr(choices, least, most) => {
            let words: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            let number = *least as i64..=*most as i64;
            prop_oneof![select(words).prop_flat_map(text), number.prop_map(Value::Integer)].boxed()
        }
    }
}

/// A setting and one of its values.
fn values() -> impl Strategy<Value = (Field, Value)> {
    select(Field::ALL).prop_flat_map(|field| (Just(field), possible(&field.shape())))
}

/// Settings of which each is possible by itself, any number of them.
fn settings() -> impl Strategy<Value = Settings> {
    proptest::collection::vec(values(), 0..Field::ALL.len()).prop_map(|values| {
        let mut settings = Settings::default();
        for (field, value) in values {
            field.set(&mut settings, &value).unwrap();
        }
        settings
    })
}

/// The settings of a file.
fn read(text: &str) -> Result<Settings, TestCaseError> {
    let file = parse_settings(text, std::path::Path::new("run.toml"));
    Ok(file.map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?.settings)
}

proptest! {
    #[test]
    fn what_is_written_is_read_again((field, value) in values()) {
        let mut settings = Settings::default();
        field.set(&mut settings, &value).unwrap();
        let config = Config::default().with(&settings);
        prop_assert_eq!(field.get(&config), Some(value.clone()));
        // As a flag, without the quotes of a file.
        let mut from_flag = Settings::default();
        let flag = match &value {
            // A list is given flag by flag.
            Value::Texts(_) => value.clone(),
            _ => Value::Flag(field.text(&config)),
        };
        prop_assert_eq!(field.set(&mut from_flag, &flag), Ok(()));
        prop_assert_eq!(&from_flag, &settings);
        // As a file of its own.
        prop_assert_eq!(read(&format!("{} = {value}\n", field.name()))?, settings);
    }

    #[test]
    fn a_whole_file_is_read_again_whatever_it_is_laid_over(
        settings in settings(),
        other in settings(),
    ) {
        let (config, other) = [settings, other].map(|s| Config::default().adopting(&s)).into();
        let again = Settings { init: Some(config.init.clone()), ..read(&config.to_toml())? };
        let again = Settings { init_sha256: Some(config.init_sha256.clone()), ..again };
        prop_assert_eq!(other.with(&again), config);
    }

    #[test]
    fn a_change_by_hand_contradicts_nothing_that_no_longer_acts(
        settings in settings(),
        (field, value) in values(),
    ) {
        let config = Config::default().adopting(&settings);
        prop_assume!(config.check().is_ok());
        let mut change = Settings::default();
        field.set(&mut change, &value).unwrap();
        config.complete(&mut change);
        // Not taken back is what the hand itself has set, and what still acts.
        let wanted = config.with(&change);
        let error = wanted.check().err();
        let blamed = error.as_ref().and_then(|error| error.fields().first().copied());
        let stays = |blamed: Field| blamed == field || (blamed.entry().acts)(&wanted);
        prop_assert!(blamed.is_none_or(stays), "{error:?}");
    }
}

/// A number just outside an interval's ends, where there is a number.
fn outside(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Choices(_) => vec!["no-such-choice".to_owned()],
        Shape::Switch => vec!["yes".to_owned(), "1".to_owned()],
        Shape::Whole(least, most) => {
            let below = i128::from(*least) - 1;
            let above = i128::from(*most) + 1;
            vec![below.to_string(), above.to_string(), "1.5".to_owned()]
        }
        Shape::Number(interval) | Shape::NumberOr(.., interval) => {
            let (least, most) = interval.ends();
            let numbers = [least.next_down(), most.next_up(), f64::NAN, f64::INFINITY];
            numbers.iter().map(|number| format!("{number:?}")).collect()
        }
        Shape::WholeOr(_, least, most) => {
            vec![(i128::from(*least) - 1).to_string(), (i128::from(*most) + 1).to_string()]
        }
        Shape::ChoiceOr(..) | Shape::Text(_) | Shape::Texts(..) => Vec::new(),
    }
}

#[test]
fn what_lies_outside_is_refused_in_a_sentence() {
    for field in Field::ALL {
        let shape = field.shape();
        for text in outside(&shape).iter().map(String::as_str).chain([""]) {
            let flag = Value::Flag(text.to_owned());
            let said = field.set(&mut Settings::default(), &flag).unwrap_err().to_string();
            let (name, label, expected) = (field.name(), field.label(), shape.expected());
            let wrong = match text {
                "" => format!("{name} is empty"),
                text => format!("{name} = {text} is not possible"),
            };
            assert_eq!(said, format!("{wrong}: {label} must be {expected}"));
        }
    }
}

#[test]
fn every_default_is_possible_and_what_follows_begins_with_the_defaults() {
    let config = Config::default();
    config.check().unwrap();
    assert_eq!(Config::resolve(&Settings::default()), Ok(config.clone()));
    assert_eq!(Config::resolve(&Settings::defaults()), Ok(config.clone()));
    for field in Field::ALL {
        assert_eq!(field.default_in(&config), field.get(&config), "{field:?}");
        // Beside each choice of what it follows.
        let Some(follows) = field.entry().follows else { continue };
        let (Shape::Choices(choices) | Shape::ChoiceOr(choices, _)) = follows.field.shape() else {
            panic!("{field:?}")
        };
        for (name, _) in choices {
            let mut settings = Settings::default();
            follows.field.set(&mut settings, &Value::Text(name.to_owned())).unwrap();
            let config = Config::resolve(&settings).unwrap();
            assert_eq!(field.get(&config), field.default_in(&config), "{field:?}, {name}");
        }
    }
}

#[test]
fn names_labels_and_meanings_are_told_apart_and_end_as_sentences() {
    for (at, field) in Field::ALL.iter().enumerate() {
        let meaning = field.meaning();
        assert!(meaning.ends_with('.') && !meaning.contains(['{', '|']), "{meaning}");
        for other in &Field::ALL[..at] {
            assert_ne!(field.name(), other.name());
            assert_ne!(field.label(), other.label());
        }
        assert_eq!(Field::from_name(field.name()), Some(*field));
    }
}

#[test]
fn every_control_fits_its_setting() {
    for group in Group::ALL {
        let rows = Field::in_group(*group);
        for pair in rows.windows(2) {
            let places = [&pair[0], &pair[1]].map(|(_, placement)| placement.position);
            assert!(places[0] < places[1], "{pair:?} stand in the same place");
        }
        for (field, placement) in rows {
            let fits = matches!(
                (placement.control, field.shape()),
                (Control::Slider(_), Shape::Whole(..))
                    | (Control::Rate(..), Shape::Number(_))
                    | (Control::Number { .. }, Shape::Whole(..) | Shape::Number(_))
                    | (Control::Optional { .. }, Shape::NumberOr(Shape::OFF, ..))
                    | (Control::Choice | Control::Menu, Shape::Choices(_))
                    | (Control::Menu, Shape::ChoiceOr(..))
                    | (Control::Checkbox, Shape::Switch)
                    | (Control::Spacing, Shape::NumberOr(Spacing::HALF_TURN, ..))
                    | (Control::File | Control::Text, Shape::Text(_))
                    | (Control::Formulas, Shape::Texts(..))
                    | (Control::Slide(_), Shape::Number(_))
                    | (Control::WordsOr { .. }, Shape::WholeOr(..))
            );
            assert!(fits, "{field:?}: {placement:?}");
        }
    }
}

#[test]
fn what_follows_by_hand_follows_while_it_is_at_its_default() {
    let change = |config: &Config, change: Settings| {
        let mut change = change;
        config.complete(&mut change);
        change
    };
    let adamw = Settings { optimizer: Some(OptimizerKind::AdamW), ..Settings::default() };
    let untouched = Config::default();
    assert_eq!(change(&untouched, adamw.clone()).weight_decay, Some(0.01));
    let touched = Config { weight_decay: 0.5, ..Config::default() };
    assert_eq!(change(&touched, adamw).weight_decay, None);

    let short = Settings { time_steps: Some(1), ..Settings::default() };
    let endpoint = Config { endpoint: true, ..Config::default() };
    assert_eq!(change(&endpoint, short.clone()).endpoint, Some(false));
    assert_eq!(change(&untouched, short).endpoint, None);
}

/// Settings that only some data have, and that no row of the controls sets: a fingerprint, which is found, and
/// marks of missing cells, which are chosen with a table's columns.
const WITHOUT_ROW: &[Field] = &[Field::DataSha256, Field::MissingValue];

#[test]
fn the_controls_show_of_each_source_what_it_uses() {
    let generator = DataKind::ALL.iter().find(|kind| kind.is_generator());
    let others = [DataKind::SinCos, DataKind::NoisySine, DataKind::Formula].into_iter();
    let made = others.chain(generator.copied()).map(DataChoice::Kind);
    let all: Vec<DataChoice> = made.chain([DataChoice::File("a.csv".into())]).collect();
    let belongs_to_some = |field: &&Field| !all.iter().all(|data| field.belongs(data));
    for data in &all {
        let config = Config { data: data.clone(), ..Config::default() };
        for field in Field::ALL.iter().filter(belongs_to_some) {
            let is_placed = field.entry().placement.is_some();
            assert!(is_placed || WITHOUT_ROW.contains(field), "{field:?}");
            let chooses_columns = matches!(field, Field::Inputs | Field::Targets);
            let is_used = field.belongs(data) && !(chooses_columns && data.is_table());
            assert_eq!(field.is_shown(&config), is_used, "{field:?} of {data:?}");
        }
    }
}

#[test]
fn formulas_begin_with_cos_from_sin() {
    let mut change = Settings { data: Some(DataKind::Formula.into()), ..Settings::default() };
    Config::default().complete(&mut change);
    let one = |text: &str| Some(vec![text.to_owned()]);
    assert_eq!((&change.inputs, &change.targets), (&one("sin(t)"), &one("cos(t)")));
    // Other data have their own, whatever the formulas were.
    let formula = Config::default().with(&change);
    let mut back = Settings { data: Some(DataKind::Lorenz.into()), ..Settings::default() };
    formula.complete(&mut back);
    assert_eq!((back.inputs, back.targets), (Some(Vec::new()), Some(Vec::new())));
    // A file that names none means the same.
    let unnamed = Config { data: DataKind::Formula.into(), ..Config::default() };
    assert_eq!(unnamed.formulas(), formula.formulas());
}
