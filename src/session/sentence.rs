//! Configurations in one short line.

use crate::config::{Config, Nonlinearity, Spacing, StateMode};

/// A configuration in one short line, for titles and lists: "RNN 32 · T 10 · Adam 0.02 · seed 1".
/// What the tutorial has, too, is left out.
pub fn sentence(config: &Config) -> String {
    let mut parts = vec![format!("{} {}", config.cell.label(), config.hidden)];
    if config.cell.chooses_nonlinearity() && config.nonlinearity != Nonlinearity::Tanh {
        parts.push(config.nonlinearity.label().to_owned());
    }
    if config.layers > 1 {
        parts.push(format!("{} layers", config.layers));
    }
    parts.push(format!("T {}", config.time_steps));
    match config.spacing {
        Spacing::HalfTurn if config.endpoint => parts.push("end point".to_owned()),
        Spacing::HalfTurn => {}
        Spacing::Radians(radians) => parts.push(format!("spacing {}", rounded(radians))),
    }
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

/// To four decimals, as many as are needed.
fn rounded(number: f64) -> String {
    ((number * 1e4).round() / 1e4).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Cell;

    #[test]
    fn what_differs_from_the_tutorials_data_is_named() {
        let default = Config::default();
        assert_eq!(sentence(&default), "RNN 32 · T 10 · Adam 0.02 · seed 1");
        let with = |change: fn(&mut Config)| {
            let mut config = Config::default();
            change(&mut config);
            sentence(&config)
        };
        let relu = with(|config| config.nonlinearity = Nonlinearity::Relu);
        assert_eq!(relu, "RNN 32 · relu · T 10 · Adam 0.02 · seed 1");
        let spaced = with(|config| config.spacing = Spacing::Radians(0.5));
        assert_eq!(spaced, "RNN 32 · T 10 · spacing 0.5 · Adam 0.02 · seed 1");
        let closed = with(|config| config.endpoint = true);
        assert_eq!(closed, "RNN 32 · T 10 · end point · Adam 0.02 · seed 1");
        let lstm = with(|config| {
            config.cell = Cell::Lstm;
            config.nonlinearity = Nonlinearity::Relu;
        });
        assert_eq!(lstm, "LSTM 32 · T 10 · Adam 0.02 · seed 1");
    }
}
