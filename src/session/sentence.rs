//! Configurations in one short line.

use crate::config::{Config, StateMode};

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
    if config.state != StateMode::Carry {
        parts.push(format!("state {}", config.state));
    }
    parts.push(format!("seed {}", config.seed));
    parts.join(" · ")
}
