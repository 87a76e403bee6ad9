//! The values that a setting takes in a sweep: a list, or a range.

use std::collections::HashSet;

use crate::config::{ConfigError, Field, Settings, Value};
use crate::number::to_digits;
use crate::text::Texts;

/// How values are spread over a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal differences.
    Linear,
    /// Equal ratios.
    Log,
}

impl Scale {
    /// Every scale.
    pub const ALL: &'static [Self] = &[Self::Linear, Self::Log];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Log => "log",
        }
    }
}

/// The values of one setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Axis {
    /// These. A sample draws any of them with the same chance.
    List(Vec<f64>),
    /// Those between two, ends included.
    Range {
        /// The least.
        from: f64,
        /// The greatest.
        to: f64,
        /// How many a grid takes; a sample draws any value between the ends.
        count: usize,
        /// How they are spread.
        scale: Scale,
    },
}

/// Why an axis makes no sense.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AxisError {
    /// No value at all.
    #[error("{}", (Texts::in_force().plans.no_value)(.0.name()))]
    Empty(Field),
    /// The ends are the wrong way round.
    #[error("{}", (Texts::in_force().plans.reversed)(field.name(), *from, *to))]
    Reversed {
        /// The setting.
        field: Field,
        /// The first end.
        from: f64,
        /// The other end.
        to: f64,
    },
    /// A logarithmic range with an end that has no logarithm.
    #[error("{}", (Texts::in_force().plans.not_positive)(field.name(), *from))]
    NotPositive {
        /// The setting.
        field: Field,
        /// The first end.
        from: f64,
    },
    /// Too few or too many values.
    #[error("{}", (Texts::in_force().plans.value_count)(field.name(), *count, MOST_VALUES))]
    Count {
        /// The setting.
        field: Field,
        /// How many were asked for.
        count: usize,
    },
    /// A value that the setting can't have.
    #[error(transparent)]
    Value(#[from] ConfigError),
}

/// Values of a range at the most.
pub(super) const MOST_VALUES: usize = 200;

impl Axis {
    /// A single value.
    pub fn single(value: f64) -> Self {
        Self::List(vec![value])
    }

    /// The values of a grid, in their order and each once. Between the ends they are rounded to four
    /// digits, or to whole numbers where the setting takes no others.
    pub fn values(&self, field: Field) -> Vec<f64> {
        let mut values = match self {
            Self::List(values) => values.clone(),
            Self::Range { count, .. } => {
                let last = (count - 1).max(1) as f64;
                (0..*count).map(|n| self.at(field, n as f64 / last)).collect()
            }
        };
        let mut seen = HashSet::new();
        values.retain(|value| seen.insert(value.to_bits()));
        values
    }

    /// The value that a random number from 0 to 1 stands for.
    pub fn draw(&self, field: Field, random: f64) -> f64 {
        match self {
            Self::List(values) => {
                let index = (random * values.len() as f64) as usize;
                values.get(index).or(values.last()).copied().unwrap_or_default()
            }
            Self::Range { .. } => self.at(field, random),
        }
    }

    /// Whether a sample sees more of it than of a single value.
    pub fn is_varied(&self) -> bool {
        match self {
            Self::List(values) => values.len() > 1,
            Self::Range { from, to, .. } => from < to,
        }
    }

    /// The least and the greatest value, if there are any.
    pub fn ends(&self) -> Option<(f64, f64)> {
        match self {
            Self::List(values) => {
                let least = values.iter().copied().reduce(f64::min)?;
                Some((least, values.iter().copied().fold(least, f64::max)))
            }
            Self::Range { from, to, .. } => Some((*from, *to)),
        }
    }

    /// The value at a part of the range, from 0 to 1.
    fn at(&self, field: Field, part: f64) -> f64 {
        let Self::Range { from, to, scale, .. } = *self else { return f64::NAN };
        if part <= 0.0 {
            return from;
        }
        if part >= 1.0 {
            return to;
        }
        // libm's, so that a range has the same values on every system.
        let value = match scale {
            Scale::Linear => from + part * (to - from),
            Scale::Log => libm::exp(libm::log(from) + part * libm::log(to / from)),
        };
        let value = if field.is_whole() { value.round() } else { to_digits(value, 4) };
        value.clamp(from, to)
    }

    /// Checks that every value is one the setting can have.
    ///
    /// # Errors
    /// [`AxisError`] for the first thing that is wrong.
    pub fn check(&self, field: Field) -> Result<(), AxisError> {
        match *self {
            Self::List(ref values) if values.is_empty() => Err(AxisError::Empty(field)),
            Self::List(ref values) => {
                values.iter().try_for_each(|value| check_value(field, *value))
            }
            Self::Range { from, to, count, scale } => {
                check_value(field, from)?;
                check_value(field, to)?;
                if from > to {
                    return Err(AxisError::Reversed { field, from, to });
                }
                if scale == Scale::Log && from <= 0.0 {
                    return Err(AxisError::NotPositive { field, from });
                }
                if !(2..=MOST_VALUES).contains(&count) {
                    return Err(AxisError::Count { field, count });
                }
                Ok(())
            }
        }
    }
}

/// A setting's value from an axis.
pub(super) fn value_of(field: Field, value: f64) -> Value {
    if field.is_whole() && value.fract() == 0.0 && value.abs() < 9e15 {
        Value::Integer(value as i64)
    } else {
        Value::Float(value)
    }
}

fn check_value(field: Field, value: f64) -> Result<(), AxisError> {
    Ok(field.set(&mut Settings::default(), &value_of(field, value))?)
}
