//! A challenge's file, written by hand.
//!
//! ```toml
//! challenge = 1                 # version of the format
//! changes = ["lr"]              # what may change while the run goes on; nothing without it
//!
//! [title]                       # a text for each language, or one for all
//! en = "One slider"
//! zh = "一个滑块"
//!
//! [sentence]
//! en = "The learning rate is far too small."
//!
//! [base]                        # any setting, as in run.toml, and a preset
//! preset = "pytorch"
//! lr = 0.0002
//!
//! [goal]
//! loss = 0.05                   # this or less,
//! within = 60                   # in so many steps,
//! last = 10                     # by the mean of so many losses; a single one's without it
//! # on = "validation"           # by the losses over the validation part
//! pass = 4                      # with so many of the five seeds
//! par = 25                      # steps that a good solution takes
//!
//! [allowed]                     # what may be set: true, a list of values, or a range
//! lr = { from = 0.00001, to = 1.0 }
//! cell = ["rnn", "gru"]
//! clip = true
//! ```

mod goal;

use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::{Allowance, Challenge, Telling};
use crate::config::items::{
    Checked, Item, Key, VERSION_KEY, field, in_order, mistake, read_table, set, value,
};
use crate::config::{Config, Effect, Field, FileError, Settings, Value, read_text};
use crate::preset::{Preset, read_base};
use crate::text::{self, Texts};
use crate::wording::{Language, foreign, one_line};

/// The version of the format, the value of the key [`CHALLENGE_KEY`].
const VERSION: i64 = 1;
const CHALLENGE_KEY: &str = "challenge";
/// The keys of the file itself.
const KEYS: [&str; 8] =
    [CHALLENGE_KEY, VERSION_KEY, "changes", "title", "sentence", "base", "goal", "allowed"];

fn words() -> &'static text::Challenges {
    &Texts::in_force().challenges
}

/// Reads a challenge.
///
/// # Errors
/// [`FileError`] when it can't be read or something in it is wrong.
pub fn read_challenge(path: &Path) -> Result<Challenge, FileError> {
    parse_challenge(&read_text(path)?, path)
}

/// Reads a challenge from TOML; `path` only serves the error message.
///
/// # Errors
/// [`FileError::Invalid`] when something in it is wrong.
pub fn parse_challenge(text: &str, path: &Path) -> Result<Challenge, FileError> {
    read_table(text, path, |table, _| challenge(table))
}

fn challenge(table: &DeTable<'_>) -> Checked<Challenge> {
    match table.get(CHALLENGE_KEY) {
        Some(item) if value(item) == Value::Integer(VERSION) => {}
        Some(item) => {
            let written = format!("{CHALLENGE_KEY} = {}", value(item).shown());
            return mistake(item.span(), (words().unknown_version)(&written));
        }
        None => return mistake(0..0, words().no_version),
    }
    known_keys(table, &KEYS)?;
    let mut base = base(required(table, "base", "preset = \"pytorch\"")?)?;
    let allowed = allowed(required(table, "allowed", "lr = true")?)?;
    let changing = match entry(table, "changes") {
        Some((_, item)) => changing(item, &allowed)?,
        None => Vec::new(),
    };
    let goal = goal::read(required(table, "goal", "loss = 0.01")?, &base)?;
    // It ends where the challenge does.
    base.steps = goal.within;
    Ok(Challenge {
        title: telling(required_item(table, "title", "title = \"Mine\"")?)?,
        sentence: entry(table, "sentence").map_or(Ok(Telling::default()), telling)?,
        base,
        goal,
        allowed,
        changing,
    })
}

/// A key with its value.
type Pair<'t, 'a> = (&'t Key<'a>, &'t Item<'a>);

fn entry<'t, 'a>(table: &'t DeTable<'a>, name: &str) -> Option<Pair<'t, 'a>> {
    table.iter().find(|(key, _)| key.get_ref() == name)
}

fn required_item<'t, 'a>(
    table: &'t DeTable<'a>,
    name: &str,
    example: &str,
) -> Checked<Pair<'t, 'a>> {
    entry(table, name).map_or_else(|| mistake(0..0, (words().missing)(name, example)), Ok)
}

/// A table that must be there, and where its header stands.
fn required<'t, 'a>(
    table: &'t DeTable<'a>,
    name: &str,
    example: &str,
) -> Checked<(&'t Key<'a>, &'t DeTable<'a>)> {
    let missing = || (words().missing)(&format!("[{name}]"), example);
    let Some((key, item)) = entry(table, name) else { return mistake(0..0, missing()) };
    match item.get_ref().as_table() {
        Some(table) => Ok((key, table)),
        None => mistake(key.span(), (words().no_table)(name)),
    }
}

/// Refuses a key that isn't known.
fn known_keys(table: &DeTable<'_>, keys: &[&str]) -> Checked<()> {
    match in_order(table).find(|(key, _)| !keys.contains(&key.get_ref().as_ref())) {
        Some((key, _)) => {
            let no_key = Texts::in_force().plans.no_key;
            mistake(key.span(), no_key(&foreign(key.get_ref().as_ref()), &keys.join(", ")))
        }
        None => Ok(()),
    }
}

/// A text, or a table of texts by language.
fn telling((key, item): Pair<'_, '_>) -> Checked<Telling> {
    let mut telling = Telling::default();
    if let Some(text) = item.get_ref().as_str() {
        telling.add(Language::English, one_line(text));
        return Ok(telling);
    }
    let Some(table) = item.get_ref().as_table() else {
        let written = format!("{} = {}", key.get_ref(), value(item).shown());
        return mistake(item.span(), (words().no_text)(&written));
    };
    for (key, item) in in_order(table) {
        let name = key.get_ref().as_ref();
        let Some(language) = Language::from_name(name) else {
            let names: Vec<&str> = Language::ALL.iter().map(|language| language.name()).collect();
            return mistake(key.span(), (words().no_language)(&foreign(name), &names));
        };
        match item.get_ref().as_str() {
            Some(text) => telling.add(language, one_line(text)),
            None => {
                let written = format!("{name} = {}", value(item).shown());
                return mistake(item.span(), (words().no_text)(&written));
            }
        }
    }
    Ok(telling)
}

/// The settings with which it begins.
fn base((header, table): (&Key<'_>, &DeTable<'_>)) -> Checked<Config> {
    let (mut settings, mut places) = (Settings::default(), Vec::new());
    let preset = read_base(table, |field, item| {
        places.push((field, item.span()));
        set(field, item, &mut settings)
    })?;
    let preset = preset.unwrap_or(Preset::DEFAULT);
    let place = |fields: &[Field]| {
        let found = places.iter().find(|(field, _)| fields.contains(field));
        found.map_or_else(|| header.span(), |(_, place)| place.clone())
    };
    let config = Config::resolve(&settings.or(preset.settings()));
    let config = config.or_else(|error| mistake(place(&error.fields()), error))?;
    for (field, is_own) in [
        (Field::Data, config.data.file().is_some()),
        (Field::Init, config.init.is_some()),
        (Field::InitSha256, config.init_sha256.is_some()),
        (Field::DataSha256, config.data_sha256.is_some()),
    ] {
        if is_own {
            return mistake(place(&[field]), (words().own_file)(field.name()));
        }
    }
    Ok(config)
}

/// What may be set.
fn allowed((_, table): (&Key<'_>, &DeTable<'_>)) -> Checked<Vec<(Field, Allowance)>> {
    let mut allowed = Vec::new();
    for (key, item) in in_order(table) {
        let name = key.get_ref().as_ref();
        let field = field(key)?;
        match field {
            Field::Seed | Field::Steps => {
                return mistake(key.span(), (words().not_for_players)(name));
            }
            Field::Init | Field::InitSha256 | Field::DataSha256 => {
                return mistake(key.span(), (words().own_file)(name));
            }
            _ => allowed.push((field, allowance(field, item)?)),
        }
    }
    Ok(allowed)
}

fn allowance(field: Field, item: &Item<'_>) -> Checked<Allowance> {
    match item.get_ref() {
        DeValue::Boolean(true) => Ok(Allowance::Any),
        DeValue::Array(items) if !items.is_empty() => {
            let values: Checked<_> = items.iter().map(|item| one_of(field, item)).collect();
            Ok(Allowance::OneOf(values?))
        }
        DeValue::Table(table) => range(field, item, table),
        _ => {
            let written = format!("{} = {}", field.name(), value(item).shown());
            mistake(item.span(), (words().no_allowance)(&written))
        }
    }
}

/// A value of a list, as a configuration has it.
fn one_of(field: Field, item: &Item<'_>) -> Checked<Option<Value>> {
    let mut settings = Settings::default();
    set(field, item, &mut settings)?;
    let config = Config::default().with(&settings);
    if field == Field::Data && config.data.file().is_some() {
        return mistake(item.span(), (words().own_file)(field.name()));
    }
    Ok(field.get(&config))
}

fn range(field: Field, item: &Item<'_>, table: &DeTable<'_>) -> Checked<Allowance> {
    let name = field.name();
    if field.shape().ends().is_none() && field.number(&Config::default()).is_none() {
        return mistake(item.span(), (words().no_range)(name));
    }
    known_keys(table, &["from", "to"])?;
    let plans = &Texts::in_force().plans;
    let (Some((_, from)), Some((_, to))) = (entry(table, "from"), entry(table, "to")) else {
        return mistake(item.span(), (plans.needs_ends)(name));
    };
    let (least, most) = (goal::number("from", from)?, goal::number("to", to)?);
    if least > most {
        return mistake(item.span(), (plans.reversed)(name, least, most));
    }
    Ok(Allowance::Between(least, most))
}

/// What may change on the way.
fn changing(item: &Item<'_>, allowed: &[(Field, Allowance)]) -> Checked<Vec<Field>> {
    let Value::Texts(names) = value(item) else {
        return mistake(item.span(), (words().no_names)(&value(item).shown()));
    };
    let mut fields = Vec::new();
    for name in &names {
        let field = Field::named(name).or_else(|error| mistake(item.span(), error))?;
        if field.effect() != Effect::Live {
            return mistake(item.span(), (words().not_live)(name));
        }
        if !allowed.iter().any(|(allowed, _)| *allowed == field) {
            return mistake(item.span(), (words().not_allowed_at_all)(name));
        }
        fields.push(field);
    }
    Ok(fields)
}
