//! What a configuration would make of a table of which there is an overview: how many samples and windows, or why
//! there are none, in the very words in which training would refuse it.

use std::ops::Range;

use super::DataError;
use super::opened::blamed;
use super::windows::Windows;
use crate::config::Config;
use crate::table::{Overview, Preparation, Roles, Wanted};

/// A table's samples and windows in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The columns in use.
    pub roles: Roles,
    /// The samples of the training, validation and test part.
    pub parts: [Range<usize>; 3],
    /// Windows of an epoch.
    pub windows: u64,
    /// Steps that read them.
    pub steps: u64,
}

impl Outline {
    /// What `config` would make of the table. Its file is not looked at.
    ///
    /// # Errors
    /// [`DataError`], as [`super::open`], as far as the numbers themselves don't matter.
    pub fn of(overview: &Overview, config: &Config) -> Result<Self, DataError> {
        let roles = overview.roles(&Wanted::of(config)).map_err(blamed)?;
        let parts = overview.parts(&roles, &Preparation::of(config)).map_err(blamed)?;
        let (windows, steps) = Windows::new(config, parts[0].len())?.in_an_epoch();
        Ok(Self { roles, parts, windows, steps })
    }
}

#[cfg(test)]
mod tests {
    use super::super::open;
    use super::*;
    use crate::config::{DataChoice, Field, Missing, Split, StateMode, Stride};

    /// A table of 60 rows with a gap.
    fn text() -> String {
        let row = |row: usize| match row {
            7 => "7,\n".to_owned(),
            row => format!("{row},{}\n", row % 5),
        };
        format!("a,b\n{}", (0..60).map(row).collect::<String>())
    }

    #[test]
    fn an_outline_is_what_training_finds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.csv");
        std::fs::write(&path, text()).unwrap();
        let overview = Overview::parse(text().as_bytes(), &[]).unwrap();
        let base = Config { data: DataChoice::File(path), time_steps: 10, ..Config::default() };
        let split = |train| Split { train, validation: 0.0, test: 100.0 - train };
        let reset = Config { state: StateMode::Reset, ..base.clone() };
        let mut refused = Vec::new();
        for config in [
            base.clone(),
            Config { batch: 3, ..base.clone() },
            Config { batch: 30, ..base.clone() },
            Config { time_steps: 50, ..base.clone() },
            Config { horizon: 59, time_steps: 1, split: split(100.0), ..base.clone() },
            Config { horizon: 60, ..base.clone() },
            Config { split: split(0.5), ..base.clone() },
            Config { missing: Missing::Error, ..base.clone() },
            Config { missing: Missing::Drop, ..base.clone() },
            Config { inputs: vec!["c".to_owned()], ..base.clone() },
            Config { stride: Stride::Samples(3), batch: 4, ..reset.clone() },
            Config { time_steps: 42, ..reset.clone() },
            reset,
        ] {
            let outline = Outline::of(&overview, &config);
            match (open(&mut config.clone()), outline) {
                (Ok(source), Ok(outline)) => {
                    let samples = source.samples().unwrap();
                    assert_eq!(outline.parts, samples.parts);
                    assert!(outline.steps > 0 && outline.windows >= outline.steps);
                }
                (Err(said), Err(error)) => {
                    assert!(said.to_string().ends_with(&error.to_string()), "{said}, but {error}");
                    assert_eq!(said.field, error.field);
                    refused.push(error.field);
                }
                (one, other) => panic!("{one:?}, but {other:?}"),
            }
        }
        use Field::{Batch, Data, Horizon, Missing as Gaps, Split as Parts, TimeSteps};
        assert_eq!(refused, [Batch, TimeSteps, Horizon, Parts, Gaps, Data, TimeSteps]);
    }

    #[test]
    fn an_epoch_has_its_windows() {
        let overview = Overview::parse(text().as_bytes(), &[]).unwrap();
        let data = DataChoice::File("x.csv".into());
        // 59 samples, 41 of them to train on.
        let base = Config { data, time_steps: 10, batch: 4, ..Config::default() };
        let carry = Outline::of(&overview, &base).unwrap();
        assert_eq!((carry.windows, carry.steps), (4, 1));
        let reset = Config { state: StateMode::Reset, stride: Stride::Samples(1), ..base };
        let reset = Outline::of(&overview, &reset).unwrap();
        assert_eq!((reset.windows, reset.steps), (32, 8));
    }
}
