//! What this crate says to people, in each language; and how what the system complains of, and what others wrote,
//! stands in a sentence.
//!
//! [`Wording`] holds the texts of one language, a struct for each room that says something. A text without values is
//! a `&'static str`, a sentence with values a function of them, so that a language decides about order, plural and
//! numbers by itself. English stands in `wording/NAME.rs`, where the texts are declared; Chinese in
//! `wording/chinese/NAME.rs`.
//!
//! What is spelled in files and flags, names of choices among them, is no text and stays with what it names.

mod chinese;
mod choices;
mod complaints;
mod config;
mod data;
mod expressions;
mod foreign;
mod history;
mod language;
mod network;
mod optimizer;
mod presets;
mod reference;
mod sentence;
mod settings;
mod sources;
mod table;
#[cfg(test)]
mod tests;
mod texts;
mod trainer;
mod values;
mod weights;

pub use chinese::joined;
pub use choices::ChoiceWords;
pub use complaints::{ComplaintWords, complaint};
pub use config::ConfigWords;
pub use data::DataWords;
pub use expressions::ExpressionWords;
pub use foreign::{foreign, one_line, quoted};
pub use history::HistoryWords;
pub use language::Language;
pub use network::{GateText, NetworkWords};
pub use optimizer::OptimizerWords;
pub use presets::{PresetText, PresetWords};
pub use reference::ReferenceWords;
pub use sentence::Sentence;
pub use settings::{SettingText, SettingWords};
pub use sources::{SourceText, SourceWords};
pub use table::TableWords;
pub use texts::{texts, translation};
pub use trainer::TrainerWords;
pub use values::ValueWords;
pub use weights::WeightsWords;

/// All that this crate says in one language.
#[derive(Debug)]
pub struct Wording {
    /// What the system complains of.
    pub complaints: ComplaintWords,
    /// What is wrong with a formula.
    pub expressions: ExpressionWords,
    /// What is wrong with a file of weights.
    pub weights: WeightsWords,
    /// Labels and meanings of the settings.
    pub settings: SettingWords,
    /// What choices are called in the window, and the groups of its controls.
    pub choices: ChoiceWords,
    /// Which values a setting can have.
    pub values: ValueWords,
    /// What is wrong with a configuration or its file.
    pub config: ConfigWords,
    /// What the presets are.
    pub presets: PresetWords,
    /// What is wrong with a table, and what was found in it.
    pub table: TableWords,
    /// What the data are that rnnscope makes, and where they come from.
    pub sources: SourceWords,
    /// What is read and answered, and why data can't be had.
    pub data: DataWords,
    /// What gates are, and which vectors can't be had.
    pub network: NetworkWords,
    /// What is wrong with an optimizer's state.
    pub optimizer: OptimizerWords,
    /// What the series are called.
    pub history: HistoryWords,
    /// Why a run can't begin or go on.
    pub trainer: TrainerWords,
    /// The tables of the documentation.
    pub reference: ReferenceWords,
}

impl Wording {
    /// The texts of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Chinese => &chinese::CHINESE,
        }
    }

    /// The texts of the language in force.
    pub fn in_force() -> &'static Self {
        Self::of(Language::in_force())
    }
}

/// The English texts.
static ENGLISH: Wording = Wording {
    complaints: ComplaintWords::ENGLISH,
    expressions: ExpressionWords::ENGLISH,
    weights: WeightsWords::ENGLISH,
    settings: SettingWords::ENGLISH,
    choices: ChoiceWords::ENGLISH,
    values: ValueWords::ENGLISH,
    config: ConfigWords::ENGLISH,
    presets: PresetWords::ENGLISH,
    table: TableWords::ENGLISH,
    sources: SourceWords::ENGLISH,
    data: DataWords::ENGLISH,
    network: NetworkWords::ENGLISH,
    optimizer: OptimizerWords::ENGLISH,
    history: HistoryWords::ENGLISH,
    trainer: TrainerWords::ENGLISH,
    reference: ReferenceWords::ENGLISH,
};

/// So many of a thing in English: "1 run", "12 runs".
pub fn counted(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// Words with which a sentence can begin: the first letter is a capital one.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
