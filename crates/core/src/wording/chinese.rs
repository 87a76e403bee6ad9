//! All that this crate says in Chinese. Terms and punctuation are those of `docs/zh/glossary.md`.
//!
//! A file for each file of English texts, with the same texts in the same order.

use super::Wording;

mod choices;
mod complaints;
mod config;
mod data;
mod expressions;
mod history;
mod network;
mod optimizer;
mod presets;
mod reference;
mod settings;
mod sources;
mod table;
mod trainer;
mod values;
mod weights;

/// The Chinese texts.
pub(super) static CHINESE: Wording = Wording {
    complaints: super::ComplaintWords::CHINESE,
    expressions: super::ExpressionWords::CHINESE,
    weights: super::WeightsWords::CHINESE,
    settings: super::SettingWords::CHINESE,
    choices: super::ChoiceWords::CHINESE,
    values: super::ValueWords::CHINESE,
    config: super::ConfigWords::CHINESE,
    presets: super::PresetWords::CHINESE,
    table: super::TableWords::CHINESE,
    sources: super::SourceWords::CHINESE,
    data: super::DataWords::CHINESE,
    network: super::NetworkWords::CHINESE,
    optimizer: super::OptimizerWords::CHINESE,
    history: super::HistoryWords::CHINESE,
    trainer: super::TrainerWords::CHINESE,
    reference: super::ReferenceWords::CHINESE,
};

/// Parts of a Chinese sentence, with a blank wherever a Chinese character and a Western one would touch. Signs of
/// Chinese sentences are wide enough by themselves.
pub fn joined(parts: &[&str]) -> String {
    let mut sentence = String::new();
    for part in parts {
        let ends = sentence.chars().next_back().zip(part.chars().next());
        if ends.is_some_and(|(last, first)| {
            is_han(last) && is_western(first) || is_western(last) && is_han(first)
        }) {
            sentence.push(' ');
        }
        sentence.push_str(part);
    }
    sentence
}

/// Whether it is a Chinese character, and no sign.
pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether it is neither a Chinese character nor a sign of Chinese sentences nor a blank.
fn is_western(character: char) -> bool {
    let is_sign = matches!(
        character,
        '\u{3000}'..='\u{33ff}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·'
    );
    !is_han(character) && !is_sign && !character.is_whitespace()
}
