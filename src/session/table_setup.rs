//! A table before a run begins on it: which columns are read and which answered, how rows become samples, and what
//! is wrong with that. No rule of the settings or of training is written here: both are asked.

mod first_window;
mod history;

use std::ops::Range;
use std::path::PathBuf;

use crate::config::{Config, ConfigError, DataChoice, Field, Settings, Split, ValidateEvery};
use crate::data::{DataError, Outline};
use crate::preset::Preset;
use crate::table::{ColumnRole, Overview, Preparation, Roles, TableError, Wanted};
pub use first_window::{FirstWindow, WindowLine};
use history::History;

/// Percent that the training part has at the least: without any, there is nothing to train on.
const LEAST_TRAINED: f64 = 1.0;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is read.
    Input,
    /// It is to be answered.
    Target,
}

/// A table, and how a run is to begin on it.
#[derive(Debug)]
pub struct TableSetup {
    /// The file.
    pub path: PathBuf,
    /// What is in it.
    pub overview: Overview,
    /// What a run begins with.
    config: Config,
    /// The patience it has where there is a validation part.
    patience: Option<u64>,
    roles: Roles,
    /// What comes of it, or why nothing does.
    outline: Result<Outline, DataError>,
    /// The samples in their parts, also where they don't make a window.
    parts: Option<[Range<usize>; 3]>,
    first_window: Option<FirstWindow>,
    /// What was chosen before.
    history: History,
}

impl TableSetup {
    /// A table that was just opened, with what suits most tables.
    pub fn new(path: PathBuf, overview: Overview) -> Self {
        let preset = Preset::from_name(Preset::TABLE).unwrap_or(Preset::DEFAULT);
        let settings = Settings { data: Some(DataChoice::File(path)), ..preset.settings() };
        let config = Config::default().adopting(&settings);
        Self::of_run(&config, overview)
    }

    /// The table of a run with these settings, which a new run is to have but for what is changed here.
    pub fn of_run(config: &Config, overview: Overview) -> Self {
        let path = config.data.file().map_or_else(PathBuf::new, Clone::clone);
        let missing_value = overview.missing_values.clone();
        let config = Config { missing_value, ..config.clone() };
        let roles = roles_of(&config, &overview);
        let mut setup = Self {
            path: std::path::absolute(&path).unwrap_or(path),
            overview,
            patience: config.patience,
            config,
            roles,
            outline: Err(DataError::new(Field::Data, TableError::Empty)),
            parts: None,
            first_window: None,
            history: History::default(),
        };
        setup.settle();
        setup.note();
        setup
    }

    /// The same choices for the same file, read once more. Where it still has these columns, what was chosen before
    /// can be undone, and so can the values that count as missing, for which it was read.
    #[must_use]
    pub fn read_again(mut self, overview: Overview) -> Self {
        let names = |columns: &[usize]| -> Vec<String> {
            columns.iter().map(|column| self.overview.columns[*column].name.clone()).collect()
        };
        let config = Config {
            inputs: names(&self.roles.inputs),
            targets: names(&self.roles.targets),
            patience: self.patience,
            ..self.config.clone()
        };
        let before = std::mem::take(&mut self.history);
        let mut again = Self::of_run(&config, overview);
        let names = again.overview.columns.iter().map(|column| &column.name);
        if names.eq(self.overview.columns.iter().map(|column| &column.name)) {
            again.go_on_from(before);
        }
        again
    }

    /// The values that count as missing, where the table was read with others.
    pub fn reads_other_values(&self) -> Option<&[String]> {
        let wanted = &self.config.missing_value;
        (*wanted != self.overview.missing_values).then_some(wanted)
    }

    /// What a run begins with.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What comes of it; none where it can't be.
    pub fn outline(&self) -> Option<&Outline> {
        self.outline.as_ref().ok()
    }

    /// The step after which a run is first judged on the validation part; none where it has no such part.
    pub fn first_validation(&self) -> Option<u64> {
        let outline = self.outline().filter(|outline| !outline.parts[1].is_empty())?;
        Some(match self.config.validate_every {
            ValidateEvery::Epoch => outline.steps,
            ValidateEvery::Steps(steps) => steps,
        })
    }

    /// Why no run can begin so, and the setting to blame.
    pub fn refusal(&self) -> Option<&DataError> {
        self.outline.as_ref().err()
    }

    /// The samples in their parts, also where no window can be cut from them.
    pub fn parts(&self) -> Option<&[Range<usize>; 3]> {
        self.parts.as_ref()
    }

    /// What one window of the training part is, where that can be said.
    pub fn first_window(&self) -> Option<&FirstWindow> {
        self.first_window.as_ref()
    }

    /// Columns in this role, as places in the overview.
    pub fn columns(&self, role: Role) -> &[usize] {
        match role {
            Role::Input => &self.roles.inputs,
            Role::Target => &self.roles.targets,
        }
    }

    /// Whether a column has this role.
    pub fn has(&self, column: usize, role: Role) -> bool {
        self.columns(role).contains(&column)
    }

    /// Gives a column a role, or takes it away. One that can't be used is left.
    pub fn set_role(&mut self, column: usize, role: Role, wanted: bool) {
        if wanted && (self.has(column, role) || self.overview.check(column).is_err()) {
            return;
        }
        let columns = match role {
            Role::Input => &mut self.roles.inputs,
            Role::Target => &mut self.roles.targets,
        };
        // Whoever has named them in an order of their own keeps it.
        let in_order = columns.is_sorted();
        columns.retain(|other| *other != column);
        if wanted {
            columns.push(column);
        }
        if in_order {
            columns.sort_unstable();
        }
        self.settle();
    }

    /// Has all columns of numbers read, or none.
    pub fn read_all(&mut self, wanted: bool) {
        let usable = |column: &usize| wanted && self.overview.check(*column).is_ok();
        self.roles.inputs = (0..self.overview.columns.len()).filter(usable).collect();
        self.settle();
    }

    /// Changes settings; those that say of which columns and file aren't for this.
    pub fn change(&mut self, change: &Settings) {
        let mut change = change.clone();
        self.config.complete(&mut change);
        self.config = self.config.with(&change);
        self.settle();
    }

    /// Moves a border between two parts, 0 after the training part and 1 after the validation part, to so many
    /// percent of the samples; no further than the other border.
    pub fn move_border(&mut self, border: usize, percent: f64) {
        let [train, until] = self.borders();
        let [train, until] = match border {
            0 => [percent.max(LEAST_TRAINED).min(until), until],
            _ => [train, percent.max(train).min(100.0)],
        };
        let [validation, test] = [until - train, 100.0 - until].map(rounded);
        let split = Split { train, validation, test };
        self.change(&Settings { split: Some(split), ..Settings::default() });
    }

    /// Gives the training part so many percent of the samples; the test part keeps its own as far as it can.
    pub fn set_training(&mut self, percent: f64) {
        let [_, until] = self.borders();
        let train = percent.clamp(LEAST_TRAINED, 100.0);
        if train > until {
            self.move_border(1, train);
        }
        self.move_border(0, train);
    }

    /// Where the training part and the validation part end, in percent of the samples.
    pub fn borders(&self) -> [f64; 2] {
        let Split { train, validation, .. } = self.config.split;
        [train, rounded(train + validation)]
    }

    /// A try to begin a run has failed: why, and the setting to blame.
    pub fn refuse(&mut self, error: DataError) {
        self.outline = Err(error);
    }

    /// Takes in what was changed: the configuration, and what comes of it.
    fn settle(&mut self) {
        let own = self.overview.roles(&Wanted::default()).ok();
        let named = |columns: &[usize], own: Option<&[usize]>| -> Vec<String> {
            // What the reader takes by itself isn't named, so that the run is that of `rnnscope FILE.csv`.
            let named = if own == Some(columns) { &[] } else { columns };
            named.iter().map(|column| self.overview.columns[*column].name.clone()).collect()
        };
        let inputs = named(&self.roles.inputs, own.as_ref().map(|own| &*own.inputs));
        let targets = named(&self.roles.targets, own.as_ref().map(|own| &*own.targets));
        let config = &mut self.config;
        config.data = DataChoice::File(self.path.clone());
        config.data_sha256 = Some(self.overview.sha256.clone());
        (config.inputs, config.targets, config.patience) = (inputs, targets, self.patience);
        if config.check() == Err(ConfigError::PatienceNeedsValidation) {
            // It isn't among the choices here, and nobody can be patient without a validation part.
            config.patience = None;
        }
        self.parts = self.overview.parts(&self.roles, &Preparation::of(&self.config)).ok();
        self.outline = self.made_of();
        self.first_window = self
            .outline
            .as_ref()
            .ok()
            .and_then(|outline| FirstWindow::of(&self.overview, &outline.roles, &self.config));
    }

    /// What comes of the configuration.
    fn made_of(&self) -> Result<Outline, DataError> {
        if (0..self.overview.columns.len()).all(|column| self.overview.check(column).is_err()) {
            // Nothing that could be chosen would help.
            let own = self.overview.roles(&Wanted::default());
            own.map_err(|error| DataError::new(Field::Inputs, error))?;
        }
        let count = |count, field, role: ColumnRole| match count {
            0 => Err(DataError::new(field, TableError::Count { count, role, most: role.most() })),
            _ => Ok(()),
        };
        count(self.roles.inputs.len(), Field::Inputs, ColumnRole::Input)?;
        count(self.roles.targets.len(), Field::Targets, ColumnRole::Target)?;
        let roles = self.overview.roles(&Wanted::of(&self.config));
        roles.map_err(|error| DataError::new(field_of(&error), error))?;
        if let Err(error) = self.config.check() {
            let field = error.fields().first().copied().unwrap_or(Field::Data);
            return Err(DataError::new(field, error));
        }
        Outline::of(&self.overview, &self.config)
    }
}

/// The setting among the choices to blame for columns that can't be used so.
fn field_of(error: &TableError) -> Field {
    match error {
        TableError::Count { role: ColumnRole::Target, .. } => Field::Targets,
        _ => Field::Inputs,
    }
}

/// A sum or difference of percentages without its last digits, which binary fractions made: 31.9 − 30.1 is 1.8.
/// Three of them still sum to 100 as nearly as a recipe must have it.
fn rounded(percent: f64) -> f64 {
    const DECIMALS: f64 = 1e10;
    (percent * DECIMALS).round() / DECIMALS
}

/// The columns that `config` names, as far as the table has them and they can be used; those that a reader takes by
/// itself where it names none.
fn roles_of(config: &Config, overview: &Overview) -> Roles {
    let own = overview.roles(&Wanted::default()).or_else(|_| {
        // Where there are more columns than can be read, it is still known which one is answered.
        let usable = (0..overview.columns.len()).find(|column| overview.check(*column).is_ok());
        let inputs = usable.map(|column| overview.columns[column].name.clone());
        let wanted = Wanted { inputs: inputs.into_iter().collect(), ..Wanted::default() };
        overview.roles(&wanted).map(|roles| Roles { inputs: Vec::new(), ..roles })
    });
    let own = own.unwrap_or(Roles { inputs: Vec::new(), targets: Vec::new() });
    let named = |names: &[String], own: Vec<usize>| {
        if names.is_empty() {
            return own;
        }
        let place = |name: &String| {
            let place = overview.columns.iter().position(|column| column.name == *name);
            place.filter(|place| overview.check(*place).is_ok())
        };
        names.iter().filter_map(place).collect()
    };
    Roles {
        inputs: named(&config.inputs, own.inputs),
        targets: named(&config.targets, own.targets),
    }
}

#[cfg(test)]
mod tests;
