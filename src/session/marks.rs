//! What was changed in a run, in words.

use crate::config::{Config, Field};

/// A setting that was changed while the run went on.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The first step that felt the change.
    pub step: u64,
    /// The setting.
    pub field: Field,
    /// Its value before.
    pub from: String,
    /// Its value after; the last one of a drag.
    pub to: String,
    /// The drag it came from.
    pub gesture: u64,
}

impl Mark {
    /// "learning rate 0.02 → 0.005".
    pub fn text(&self) -> String {
        format!("{} {} → {}", self.field.label(), self.from, self.to)
    }
}

/// Adds a mark for each field in which the configurations differ. A drag is one mark, and so are
/// changes made one after the other while the run stood still.
pub(super) fn record(
    marks: &mut Vec<Mark>,
    step: u64,
    gesture: u64,
    before: &Config,
    after: &Config,
) {
    for field in before.differences(after) {
        let to = field.text(after);
        let same = |mark: &&mut Mark| {
            mark.field == field && (mark.gesture == gesture || mark.step == step)
        };
        match marks.iter_mut().rev().take(Field::ALL.len()).find(same) {
            Some(mark) => mark.to = to,
            None => marks.push(Mark { step, field, from: field.text(before), to, gesture }),
        }
    }
    marks.retain(|mark| mark.from != mark.to);
}

/// A configuration in one short line, for titles and lists: "RNN 32 · T 10 · Adam 0.02 · seed 1".
pub fn sentence(config: &Config) -> String {
    let mut parts = vec![format!("{} {}", config.cell.label(), config.hidden)];
    if config.layers > 1 {
        parts.push(format!("{} layers", config.layers));
    }
    parts.push(format!("T {}", config.time_steps));
    if config.batch > 1 {
        parts.push(format!("batch {}", config.batch));
    }
    parts.push(format!("{} {}", config.optimizer.label(), config.lr));
    if let Some(clip) = config.clip {
        parts.push(format!("clip {clip}"));
    }
    if config.state != crate::config::StateMode::Carry {
        parts.push(format!("state {}", config.state));
    }
    parts.push(format!("seed {}", config.seed));
    parts.join(" · ")
}
