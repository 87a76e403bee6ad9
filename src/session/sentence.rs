//! Runs in one short line: the settings of a step, and how often they were changed before it.

use crate::config::{Config, Nonlinearity, Spacing, StateMode};
use crate::number::short;
use crate::recipe::unusual_words;
use crate::text::{self, Texts};

/// A configuration in one short line, for titles and lists: "RNN 32 · T 10 · Adam 0.02 · seed 1", and
/// how many changes led to it, where there were any. What the tutorial has, too, is left out.
pub fn sentence(all: &Texts, config: &Config, changes: usize) -> String {
    let texts = &all.session;
    let mut parts = network(texts, config);
    parts.extend(data(texts, config));
    parts.push(format!("{} {}", config.optimizer.label(), short(config.lr)));
    parts.extend(config.clip.map(|norm| (texts.clip)(&short(norm))));
    if config.state != StateMode::Carry {
        parts.push((texts.state)(config.state.label()));
    }
    parts.extend(unusual_words(config, all));
    parts.push((texts.seed)(config.seed));
    if changes > 0 {
        parts.push((texts.changes)(changes));
    }
    parts.join(" · ")
}

fn network(texts: &text::Session, config: &Config) -> Vec<String> {
    let mut parts = vec![format!("{} {}", config.cell.label(), config.hidden)];
    if config.cell.chooses_nonlinearity() && config.nonlinearity != Nonlinearity::Tanh {
        parts.push(config.nonlinearity.label().to_owned());
    }
    if config.layers > 1 {
        parts.push((texts.layers)(config.layers));
    }
    parts
}

fn data(texts: &text::Session, config: &Config) -> Vec<String> {
    let mut parts = vec![(texts.time_steps)(config.time_steps)];
    match config.spacing {
        Spacing::HalfTurn if config.endpoint => parts.push(texts.end_point.to_owned()),
        Spacing::HalfTurn => {}
        Spacing::Radians(radians) => parts.push((texts.spacing)(&short(radians))),
    }
    if config.batch > 1 {
        parts.push((texts.batch)(config.batch));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Cell, Field, InitialWeights, OptimizerKind, Settings, Value};
    use crate::text::ENGLISH;

    fn said(change: fn(&mut Config)) -> String {
        let mut config = Config::default();
        change(&mut config);
        sentence(&ENGLISH, &config, 0)
    }

    #[test]
    fn what_differs_from_the_tutorials_data_is_named() {
        let default = Config::default();
        assert_eq!(sentence(&ENGLISH, &default, 0), "RNN 32 · T 10 · Adam 0.02 · seed 1");
        let relu = said(|config| config.nonlinearity = Nonlinearity::Relu);
        assert_eq!(relu, "RNN 32 · relu · T 10 · Adam 0.02 · seed 1");
        let spaced = said(|config| config.spacing = Spacing::Radians(0.5));
        assert_eq!(spaced, "RNN 32 · T 10 · spacing 0.5 · Adam 0.02 · seed 1");
        let closed = said(|config| config.endpoint = true);
        assert_eq!(closed, "RNN 32 · T 10 · end point · Adam 0.02 · seed 1");
        let lstm = said(|config| {
            config.cell = Cell::Lstm;
            config.nonlinearity = Nonlinearity::Relu;
        });
        assert_eq!(lstm, "LSTM 32 · T 10 · Adam 0.02 · seed 1");
    }

    #[test]
    fn runs_that_differ_do_not_look_alike() {
        let decayed = said(|config| config.weight_decay = 0.001);
        assert_eq!(decayed, "RNN 32 · T 10 · Adam 0.02 · weight decay 0.001 · seed 1");
        let keras = said(|config| config.weights = InitialWeights::Keras);
        assert_eq!(keras, "RNN 32 · T 10 · Adam 0.02 · initial weights Keras · seed 1");
        let file = said(|config| config.init = Some("/a/w.safetensors".into()));
        assert_eq!(file, "RNN 32 · T 10 · Adam 0.02 · weights file w.safetensors · seed 1");
        let rate = said(|config| config.lr = 0.012_345_6);
        assert_eq!(rate, "RNN 32 · T 10 · Adam 0.0123 · seed 1");
        // What the optimizer brings with it is no news, and what it doesn't take acts on nothing.
        let brought = said(|config| {
            config.optimizer = OptimizerKind::AdamW;
            config.weight_decay = 0.01;
        });
        assert_eq!(brought, "RNN 32 · T 10 · AdamW 0.02 · seed 1");
        let taken = said(|config| {
            config.optimizer = OptimizerKind::Sgd;
            config.beta1 = 0.5;
        });
        assert_eq!(taken, "RNN 32 · T 10 · SGD 0.02 · seed 1");
    }

    #[test]
    fn every_setting_that_acts_changes_the_line() {
        let default = sentence(&ENGLISH, &Config::default(), 0);
        for field in Config::default().differences(&all_others()) {
            let mut settings = Settings::default();
            let value = field.get(&all_others()).unwrap();
            field.set(&mut settings, &value).unwrap();
            let other = Config::default().with(&settings);
            if other.unusual().any(|unusual| unusual == field) {
                assert_ne!(sentence(&ENGLISH, &other, 0), default, "{}", field.name());
            }
        }
    }

    /// A configuration that has no setting at its default but those of one value.
    fn all_others() -> Config {
        let mut config = Config::default();
        let has_value = |field: &&Field| field.get(&Config::default()).is_some();
        for field in Field::ALL.iter().filter(has_value) {
            let values = [
                Value::Bool(true),
                Value::Integer(3),
                Value::Integer(30),
                Value::Float(0.375),
                Value::Text("reset".to_owned()),
                Value::Text("lstm".to_owned()),
                Value::Text("relu".to_owned()),
                Value::Text("keras".to_owned()),
                Value::Text("sgd".to_owned()),
                Value::Text("noisy-sine".to_owned()),
                Value::Text("candle".to_owned()),
                Value::Text("60/20/20".to_owned()),
                Value::Text("minmax".to_owned()),
                Value::Text("drop".to_owned()),
                Value::Text("huber".to_owned()),
                Value::Text("last".to_owned()),
            ];
            let mut settings = Settings::default();
            let set = values.iter().any(|value| field.set(&mut settings, value).is_ok());
            assert!(set, "{}", field.name());
            config = config.with(&settings);
        }
        config
    }

    #[test]
    fn changes_are_counted() {
        let one = sentence(&ENGLISH, &Config::default(), 1);
        assert_eq!(one, "RNN 32 · T 10 · Adam 0.02 · seed 1 · 1 change");
        let three = sentence(&ENGLISH, &Config::default(), 3);
        assert!(three.ends_with(" · 3 changes"), "{three}");
    }
}
