//! What a player may set, and what is wrong with a recipe that sets more.

use super::Challenge;
use crate::config::{Config, Field, Value};
use crate::recipe::Recipe;
use crate::text::Texts;

/// The values that a player may choose for a setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Allowance {
    /// Any that is possible.
    Any,
    /// Numbers from the first to the second.
    Between(f64, f64),
    /// One of these; none stands for a setting without a value.
    OneOf(Vec<Option<Value>>),
}

impl Allowance {
    /// Whether the value in `config` is one of them.
    fn takes(&self, field: Field, config: &Config) -> bool {
        match self {
            Self::Any => true,
            Self::Between(least, most) => {
                field.number(config).is_some_and(|number| (*least..=*most).contains(&number))
            }
            Self::OneOf(values) => values.contains(&field.get(config)),
        }
    }

    /// The values in words; none where all that are possible are allowed.
    pub fn words(&self, texts: &Texts) -> Option<String> {
        let words = &texts.challenges;
        match self {
            Self::Any => None,
            Self::Between(least, most) => Some((words.from_to)(*least, *most)),
            Self::OneOf(values) => {
                let shown = |value: &Option<Value>| match value {
                    Some(Value::Text(text)) => text.clone(),
                    Some(value) => value.shown(),
                    None => texts.recipes.none.to_owned(),
                };
                Some((words.one_of)(&values.iter().map(shown).collect::<Vec<_>>()))
            }
        }
    }
}

/// Why a recipe isn't checked: it does what the challenge doesn't allow.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Breach {
    /// It sets what is the challenge's.
    #[error("{}", (words().forbidden)(written, own, &names(allowed)))]
    Forbidden {
        /// The setting.
        field: Field,
        /// As the recipe has it.
        written: String,
        /// As the challenge has it.
        own: String,
        /// What may be set.
        allowed: Vec<Field>,
    },
    /// It sets what may be set to a value that isn't allowed.
    #[error("{}", (words().out_of_range)(written, &allowance.words(Texts::in_force()).unwrap_or_default()))]
    OutOfRange {
        /// The setting.
        field: Field,
        /// As the recipe has it.
        written: String,
        /// What it may be.
        allowance: Allowance,
    },
    /// It changes on the way what may not change.
    #[error("{}", (words().changes)(field.name(), *step, &names(changing)))]
    Changes {
        /// The setting.
        field: Field,
        /// The first step that feels it.
        step: u64,
        /// What may change.
        changing: Vec<Field>,
    },
    /// It goes on for longer than the challenge.
    #[error("{}", (words().too_long)(*steps, *within))]
    TooLong {
        /// Its steps.
        steps: u64,
        /// The challenge's.
        within: u64,
    },
}

impl Breach {
    /// The setting to blame.
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Forbidden { field, .. } | Self::OutOfRange { field, .. } => Some(*field),
            Self::TooLong { .. } => Some(Field::Steps),
            Self::Changes { .. } => None,
        }
    }
}

fn words() -> &'static crate::text::Challenges {
    &Texts::in_force().challenges
}

fn names(fields: &[Field]) -> String {
    let names: Vec<&str> = fields.iter().map(|field| field.name()).collect();
    (Texts::in_force().words.names)(&names)
}

/// A setting as a file has it.
fn written(field: Field, config: &Config) -> String {
    let none = || Texts::in_force().recipes.none.to_owned();
    let value = field.get(config).map_or_else(none, |value| value.shown());
    format!("{} = {value}", field.name())
}

impl Challenge {
    /// Sees whether a recipe sets nothing but what may be set, and is no longer than the challenge. Its seed doesn't
    /// matter.
    ///
    /// # Errors
    /// The first [`Breach`].
    pub fn allows(&self, recipe: &Recipe) -> Result<(), Breach> {
        let (steps, within) = (recipe.steps(), self.goal.within);
        if steps > within {
            return Err(Breach::TooLong { steps, within });
        }
        let mut config = recipe.config.clone();
        self.allows_settings(&config)?;
        for change in &recipe.changes {
            let after = config.with(&change.settings());
            // Before the first step nothing was trained: that is how the run begins.
            if change.step > 1 {
                self.allows_change(change.step, &config, &after)?;
            }
            self.allows_settings(&after)?;
            config = after;
        }
        Ok(())
    }

    fn allows_settings(&self, config: &Config) -> Result<(), Breach> {
        for field in self.base.differences(config).filter(|field| !is_nobodys(*field)) {
            // What has no meaning on either side makes no difference.
            if !field.is_shown(config) && !field.is_shown(&self.base) {
                continue;
            }
            let written = || written(field, config);
            match self.allowed.iter().find(|(allowed, _)| *allowed == field) {
                Some((_, allowance)) if allowance.takes(field, config) => {}
                Some((_, allowance)) => {
                    let allowance = allowance.clone();
                    return Err(Breach::OutOfRange { field, written: written(), allowance });
                }
                None => {
                    let own = self::written(field, &self.base);
                    let allowed = self.allowed.iter().map(|(field, _)| *field).collect();
                    return Err(Breach::Forbidden { field, written: written(), own, allowed });
                }
            }
        }
        Ok(())
    }

    fn allows_change(&self, step: u64, before: &Config, after: &Config) -> Result<(), Breach> {
        let is_wrong = |field: &Field| !is_nobodys(*field) && !self.changing.contains(field);
        match before.differences(after).find(is_wrong) {
            Some(field) => Err(Breach::Changes { field, step, changing: self.changing.clone() }),
            None => Ok(()),
        }
    }
}

/// Whether a setting doesn't matter in a recipe, since the challenge decides it when it checks.
fn is_nobodys(field: Field) -> bool {
    matches!(field, Field::Seed | Field::Steps)
}
