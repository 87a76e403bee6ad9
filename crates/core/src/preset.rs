//! Settings by name: the tutorials', lessons about what a network can learn, and what suits a table.
//!
//! A preset says in what it differs from the defaults, and sets every other field to its default, so
//! that nothing of what was set before shows through. Only what follows another setting is left to do
//! so, as the weight decay follows the optimizer.

mod base;
mod differences;

pub use base::read_base;

use crate::config::{Config, Settings};
use crate::wording::{PresetText, Wording, foreign};

/// The settings of one tutorial or lesson.
#[derive(Debug)]
pub struct Preset {
    /// The name in files and flags.
    pub name: &'static str,
    /// What it is for.
    pub kind: PresetKind,
    /// Where its label and description stand.
    words: fn(&'static Wording) -> PresetText,
    /// What isn't at its default.
    differences: fn() -> Settings,
}

/// What a preset is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresetKind {
    /// It is a tutorial's.
    Tutorial,
    /// It teaches something about what networks can learn.
    Lesson,
    /// It is for a table of the user's own.
    Table,
}

impl PresetKind {
    /// Every kind, in the order of the presets.
    pub const ALL: &'static [Self] = &[Self::Tutorial, Self::Lesson, Self::Table];
}

/// No preset has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", (Wording::in_force().presets.unknown)(&foreign(name), &names()))]
pub struct UnknownPreset {
    /// The name as it was written.
    pub name: String,
}

impl Preset {
    /// Every preset, in the order shown to the user.
    pub const ALL: &'static [Self] = &[
        Self {
            name: "pytorch",
            kind: PresetKind::Tutorial,
            words: |words| words.presets.pytorch,
            differences: Settings::default,
        },
        Self {
            name: "tensorflow",
            kind: PresetKind::Tutorial,
            words: |words| words.presets.tensorflow,
            differences: differences::tensorflow,
        },
        Self {
            name: "keras",
            kind: PresetKind::Tutorial,
            words: |words| words.presets.keras,
            differences: differences::keras,
        },
        Self {
            name: "sin-half",
            kind: PresetKind::Lesson,
            words: |words| words.presets.sin_half,
            differences: differences::sin_half,
        },
        Self {
            name: "square-from-sine",
            kind: PresetKind::Lesson,
            words: |words| words.presets.square_from_sine,
            differences: differences::square_from_sine,
        },
        Self {
            name: "two-tones",
            kind: PresetKind::Lesson,
            words: |words| words.presets.two_tones,
            differences: differences::two_tones,
        },
        Self {
            name: "mackey-glass",
            kind: PresetKind::Lesson,
            words: |words| words.presets.mackey_glass,
            differences: differences::mackey_glass,
        },
        Self {
            name: "lorenz",
            kind: PresetKind::Lesson,
            words: |words| words.presets.lorenz,
            differences: differences::lorenz,
        },
        Self {
            name: "adding",
            kind: PresetKind::Lesson,
            words: |words| words.presets.adding,
            differences: differences::adding,
        },
        Self {
            name: "random-walk",
            kind: PresetKind::Lesson,
            words: |words| words.presets.random_walk,
            differences: differences::random_walk,
        },
        Self {
            name: Self::TABLE,
            kind: PresetKind::Table,
            words: |words| words.presets.table,
            differences: differences::table,
        },
    ];

    /// The name of the preset for tables.
    pub const TABLE: &'static str = "table";

    /// The preset that holds where none is named.
    pub const DEFAULT: &'static Self = &Self::ALL[0];

    /// One sentence: what it is, and what it teaches, or what still differs from its original.
    pub fn description(&self) -> &'static str {
        self.description_in(Wording::in_force())
    }

    /// The same in a language.
    pub fn description_in(&self, words: &'static Wording) -> &'static str {
        (self.words)(words).sentence
    }

    /// What it is called in the window.
    pub fn label(&self) -> &'static str {
        self.label_in(Wording::in_force())
    }

    /// The same in a language.
    pub fn label_in(&self, words: &'static Wording) -> &'static str {
        (self.words)(words).label
    }

    /// The preset of this name.
    ///
    /// # Errors
    /// [`UnknownPreset`], which lists the names there are.
    pub fn from_name(name: &str) -> Result<&'static Self, UnknownPreset> {
        let found = Self::ALL.iter().find(|preset| preset.name == name);
        found.ok_or_else(|| UnknownPreset { name: name.to_owned() })
    }

    /// Whether a configuration is this preset's, whatever its seed and the length of a run without a window,
    /// and whatever table and columns the preset for tables is used with.
    pub fn is_of(&self, config: &Config) -> bool {
        let is_table = self.kind == PresetKind::Table;
        let wanted = Config::default().adopting(&self.settings());
        let wanted = Config { seed: config.seed, steps: config.steps, ..wanted };
        if !is_table || config.data.file().is_none() {
            return !is_table && wanted == *config;
        }
        let Config { data, data_sha256, inputs, targets, missing_value, .. } = config.clone();
        Config { data, data_sha256, inputs, targets, missing_value, ..wanted } == *config
    }

    /// Its settings, the number of steps among them.
    pub fn settings(&self) -> Settings {
        let mut defaults = Settings::defaults();
        if self.name == Self::TABLE {
            // It is for whatever table there is.
            let Settings { data, data_sha256, inputs, targets, missing_value, .. } = &mut defaults;
            (*data, *data_sha256) = (None, None);
            [inputs, targets, missing_value].into_iter().for_each(|columns| *columns = None);
        }
        (self.differences)().or(defaults)
    }
}

fn names() -> Vec<&'static str> {
    Preset::ALL.iter().map(|preset| preset.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{
        Cell, DataKind, Field, InitialWeights, Nonlinearity, OptimizerKind, Spacing, StateMode,
    };
    use crate::wording::Language;

    #[test]
    fn the_default_preset_is_the_default_configuration() {
        let config = Config::resolve(&Preset::DEFAULT.settings()).unwrap();
        assert_eq!(config, Config::default());
    }

    #[test]
    fn every_preset_hides_whatever_was_set_before() {
        let before = Config {
            cell: Cell::Gru,
            nonlinearity: Nonlinearity::Relu,
            hidden: 3,
            layers: 2,
            time_steps: 7,
            batch: 9,
            spacing: Spacing::Radians(0.25),
            state: StateMode::None,
            optimizer: OptimizerKind::Sgd,
            lr: 0.5,
            clip: Some(1.0),
            weights: InitialWeights::Keras,
            seed: 77,
            steps: 3,
            init: Some("w.safetensors".into()),
            init_sha256: Some("0".repeat(64)),
            ..Config::default()
        };
        for preset in Preset::ALL {
            let over_default = Config::default().with(&preset.settings());
            let over_other = before.with(&preset.settings());
            assert_eq!(over_other.differences(&over_default).next(), None, "{}", preset.name);
        }
    }

    #[test]
    fn every_preset_is_possible_and_described_in_one_sentence() {
        for preset in Preset::ALL {
            Config::resolve(&preset.settings()).unwrap();
            assert!(preset.description().ends_with('.'), "{}", preset.name);
            assert_eq!(Preset::from_name(preset.name).unwrap().name, preset.name);
        }
    }

    #[test]
    fn a_preset_is_called_by_its_name_in_english_and_by_one_of_its_own_in_chinese() {
        let [english, chinese] = [Language::English, Language::Chinese].map(Wording::of);
        for preset in Preset::ALL {
            assert_eq!(preset.label_in(english), preset.name);
            let label = preset.label_in(chinese);
            let alike = Preset::ALL.iter().filter(|other| other.label_in(chinese) == label);
            assert_eq!(alike.count(), 1, "{label}");
        }
    }

    #[test]
    fn the_keras_tutorial_has_its_own_numbers() {
        let config = Config::resolve(&Preset::from_name("keras").unwrap().settings()).unwrap();
        let expected = [
            (Field::Cell, "\"lstm\""),
            (Field::Hidden, "20"),
            (Field::TimeSteps, "20"),
            (Field::Batch, "50"),
            (Field::Lr, "0.006"),
            (Field::Weights, "\"keras\""),
            (Field::Steps, "501"),
        ];
        for (field, value) in expected {
            assert_eq!(field.get(&config).unwrap().to_string(), value);
        }
        assert!((config.spacing_radians() - 0.031_830_988_618_379_07).abs() < 1e-17);
    }

    #[test]
    fn a_configuration_is_of_one_preset_at_most() {
        for preset in Preset::ALL.iter().filter(|preset| preset.kind != PresetKind::Table) {
            let config = Config::resolve(&preset.settings()).unwrap();
            let seeded = Config { seed: 77, steps: 12, ..config };
            let named: Vec<&str> = Preset::ALL
                .iter()
                .filter(|preset| preset.is_of(&seeded))
                .map(|preset| preset.name)
                .collect();
            assert_eq!(named, [preset.name]);
            assert!(!preset.is_of(&Config { hidden: 7, ..seeded }));
        }
    }

    #[test]
    fn the_preset_for_tables_is_of_any_table_and_of_nothing_else() {
        let preset = Preset::from_name(Preset::TABLE).unwrap();
        let config = Config::resolve(&preset.settings()).unwrap();
        assert!(!preset.is_of(&config), "there is no table");
        let table = Config {
            data: crate::config::DataChoice::File("a.csv".into()),
            data_sha256: Some("0".repeat(64)),
            targets: vec!["x".to_owned()],
            ..config.clone()
        };
        assert!(preset.is_of(&table));
        assert!(!preset.is_of(&Config { horizon: 2, ..table }));
        assert!(!preset.is_of(&Config { data: DataKind::Lorenz.into(), ..config }));
    }

    #[test]
    fn presets_of_a_kind_stand_together() {
        let mut kinds: Vec<PresetKind> = Preset::ALL.iter().map(|preset| preset.kind).collect();
        kinds.dedup();
        assert_eq!(kinds, PresetKind::ALL);
    }

    #[test]
    fn an_unknown_name_lists_the_known_ones() {
        let message = Preset::from_name("torch").unwrap_err().to_string();
        assert_eq!(
            message,
            "there is no preset named torch; the presets are pytorch, tensorflow, keras, sin-half, \
             square-from-sine, two-tones, mackey-glass, lorenz, adding, random-walk, table"
        );
    }
}
