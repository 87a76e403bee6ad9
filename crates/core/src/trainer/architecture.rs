//! Which network some weights are of, told by their names and shapes.

use std::fmt;

use crate::config::{Cell, Config, Field, Settings};
use crate::network::Spec;
use crate::network::parameters::{self, Entry};
use crate::weights::NamedArray;

/// Layers from one on, in words.
const NUMERALS: [&str; 4] = ["one", "two", "three", "four"];

/// What of a network its weights' names and shapes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Architecture {
    /// The kind of recurrent unit.
    pub cell: Cell,
    /// Units in each layer.
    pub hidden: usize,
    /// Layers stacked on each other.
    pub layers: usize,
}

impl Architecture {
    /// That of the network that `config` asks for.
    pub fn of(config: &Config) -> Self {
        Self { cell: config.cell, hidden: config.hidden, layers: config.layers }
    }

    /// That of the network with exactly these arrays, which reads and answers as `config`'s does; none
    /// where there is no such network.
    pub(super) fn of_arrays(arrays: &[NamedArray], config: &Config) -> Option<Self> {
        let readout = arrays.iter().find(|array| array.name == "out.weight")?;
        let [_, hidden] = *readout.shape.as_slice() else { return None };
        let layers = (1..=NUMERALS.len()).rev();
        let candidates = layers.flat_map(|layers| {
            Cell::ALL.iter().map(move |cell| Self { cell: *cell, hidden, layers })
        });
        candidates.into_iter().find(|candidate| {
            let config = config.with(&candidate.settings());
            // Hidden sizes that no network has are none of ours, however well they fit.
            Field::Hidden.check(&config).is_ok() && is_of(arrays, &Spec::new(&config))
        })
    }

    /// The settings that ask for it.
    pub fn settings(&self) -> Settings {
        let Self { cell, hidden, layers } = *self;
        let (cell, hidden, layers) = (Some(cell), Some(hidden), Some(layers));
        Settings { cell, hidden, layers, ..Settings::default() }
    }

    /// What is asked for in its place, said beside it: "an RNN with 80", and of layers only where their
    /// number is another.
    pub fn beside(&self, asked: &Self) -> String {
        if self.layers == asked.layers { asked.brief() } else { asked.to_string() }
    }

    /// "an RNN with 80".
    fn brief(&self) -> String {
        let name = self.cell.label();
        // As the letters are spoken: an RNN, an LSTM, a GRU.
        let is_open = name.starts_with(|first| "AEFHILMNORSX".contains(first));
        let article = if is_open { "an" } else { "a" };
        format!("{article} {name} with {}", self.hidden)
    }
}

impl fmt::Display for Architecture {
    /// "a GRU with 32 units and one layer".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = if self.hidden == 1 { "unit" } else { "units" };
        let numeral = NUMERALS.get(self.layers.wrapping_sub(1)).copied().unwrap_or("more");
        let layers = if self.layers == 1 { "layer" } else { "layers" };
        write!(f, "{} {units} and {numeral} {layers}", self.brief())
    }
}

/// Whether these arrays are the variables of a network, each in its shape, and no others.
fn is_of(arrays: &[NamedArray], spec: &Spec) -> bool {
    let entries = parameters::layout(spec);
    let has = |entry: &Entry| {
        arrays.iter().any(|array| array.name == entry.name && array.shape == entry.shape)
    };
    arrays.len() == entries.len() && entries.iter().all(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arrays of a network, without their numbers.
    fn arrays(config: &Config) -> Vec<NamedArray> {
        let entries = parameters::layout(&Spec::new(config)).into_iter();
        entries
            .map(|Entry { name, shape }| NamedArray { name, shape, values: Vec::new() })
            .collect()
    }

    #[test]
    fn every_network_is_known_by_its_weights() {
        let default = Config::default();
        for cell in Cell::ALL {
            for (hidden, layers) in [(1, 1), (32, 1), (7, 2), (80, 4)] {
                let config = Config { cell: *cell, hidden, layers, ..Config::default() };
                let found = Architecture::of_arrays(&arrays(&config), &default).unwrap();
                assert_eq!(found, Architecture::of(&config));
                assert_eq!(Architecture::of(&default.with(&found.settings())), found);
            }
        }
    }

    #[test]
    fn what_is_no_network_is_not_taken_for_one() {
        let config = Config::default();
        let whole = arrays(&config);
        let mut more = whole.clone();
        more.push(NamedArray { name: "more".to_owned(), shape: vec![1], values: Vec::new() });
        let mut other = whole.clone();
        other[0].shape = vec![3, 3];
        for arrays in [&whole[1..], &more, &other, &[]] {
            assert_eq!(Architecture::of_arrays(arrays, &config), None);
        }
    }

    #[test]
    fn networks_have_their_article_and_no_plural_of_one() {
        let told = |cell, hidden, layers| Architecture { cell, hidden, layers }.to_string();
        assert_eq!(told(Cell::Gru, 32, 1), "a GRU with 32 units and one layer");
        assert_eq!(told(Cell::Lstm, 1, 2), "an LSTM with 1 unit and two layers");
        let one = Architecture { cell: Cell::Gru, hidden: 32, layers: 1 };
        let asked = Architecture { cell: Cell::Rnn, hidden: 80, layers: 1 };
        assert_eq!(one.beside(&asked), "an RNN with 80");
        let deeper = Architecture { layers: 2, ..asked };
        assert_eq!(one.beside(&deeper), "an RNN with 80 units and two layers");
    }
}
