//! Settings in little room.

use super::{Config, Field, Settings, Value};

/// The fields that some [`Settings`] name and their values, and nothing for all others: a recipe may have
/// hundreds of thousands of changes, each of which names one setting or two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PackedSettings(Box<[(Field, Value)]>);

impl PackedSettings {
    /// Whether they name no field.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields that they name and their values, in the order of files.
    pub fn named(&self) -> impl Iterator<Item = (Field, &Value)> {
        self.0.iter().map(|(field, value)| (*field, value))
    }

    /// The same without one of the fields.
    #[must_use]
    pub fn without(self, left_out: Field) -> Self {
        if self.0.iter().all(|(field, _)| *field != left_out) {
            return self;
        }
        Self(self.0.into_iter().filter(|(field, _)| *field != left_out).collect())
    }

    /// The settings themselves.
    pub fn unpacked(&self) -> Settings {
        let mut settings = Settings::default();
        for (field, value) in self.named() {
            // What was written by a setting can be read by it.
            let _ = field.set(&mut settings, value);
        }
        settings
    }
}

impl From<&Settings> for PackedSettings {
    /// Of a field that has no value, nothing is kept; each live one has a value.
    fn from(settings: &Settings) -> Self {
        let complete = Config::default().with(settings);
        let named = Field::ALL.iter().filter(|field| field.is_named_in(settings));
        Self(named.filter_map(|field| Some((*field, field.get(&complete)?))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Effect, Shape};

    /// Values at both ends of what a live field can have.
    fn values(field: Field) -> Vec<Value> {
        let in_default = field.get(&Config::default()).into_iter();
        let ends = field.shape().ends().into_iter().flat_map(|(least, most)| [least, most]);
        let number = |end: f64| match field.shape() {
            Shape::Whole(..) => Value::Integer(end as i64),
            _ => Value::Float(end),
        };
        in_default.chain(ends.map(number)).chain([Value::Text(Shape::OFF.to_owned())]).collect()
    }

    #[test]
    fn live_settings_come_out_as_they_were() {
        let (mut tried, mut all) = (0, Settings::default());
        for field in Field::ALL.iter().filter(|field| field.effect() == Effect::Live) {
            for value in values(*field) {
                let mut settings = Settings::default();
                if field.set(&mut settings, &value).is_ok() {
                    assert_eq!(PackedSettings::from(&settings).unpacked(), settings, "{field:?}");
                    all = settings.or(all);
                    tried += 1;
                }
            }
        }
        assert!(tried > 40, "{tried} values");
        assert_eq!(PackedSettings::from(&all).unpacked(), all);
        assert!(PackedSettings::from(&Settings::default()).is_empty());
    }

    #[test]
    fn one_field_can_be_left_out() {
        let settings = Settings { lr: Some(0.5), steps: Some(9), ..Settings::default() };
        let packed = PackedSettings::from(&settings).without(Field::Steps);
        assert_eq!(packed.unpacked(), Settings { steps: None, ..settings });
    }
}
