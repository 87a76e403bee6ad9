//! Which network some weights are of, told by their names and shapes.

use std::fmt;
use std::io::Read;

use super::words;
use crate::config::{Cell, Config, Field, Settings};
use crate::network::Spec;
use crate::network::parameters::{self, Entry};
use crate::weights::WeightsFile;

/// The most layers that a network has.
const MOST_LAYERS: usize = 4;

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

    /// That of the network with exactly the arrays of this file, which reads and answers as `config`'s does;
    /// none where there is no such network.
    pub fn held_by<R: Read>(file: &WeightsFile<R>, config: &Config) -> Option<Self> {
        let [_, hidden] = *file.shape("out.weight")? else { return None };
        let candidates = (1..=MOST_LAYERS).flat_map(|layers| {
            Cell::ALL.iter().map(move |cell| Self { cell: *cell, hidden, layers })
        });
        candidates.into_iter().find(|candidate| {
            let config = config.with(&candidate.settings());
            // A size that no network may have isn't looked into.
            Field::Hidden.check(&config).is_ok() && is_of(file, &Spec::new(&config))
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
        if self.layers == asked.layers {
            return (words().units)(asked.cell.label(), asked.hidden);
        }
        asked.to_string()
    }
}

impl fmt::Display for Architecture {
    /// "a GRU with 32 units and one layer".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&(words().network)(self.cell.label(), self.hidden, self.layers))
    }
}

/// Whether the arrays of a file are the variables of a network, each in its shape, and no others.
fn is_of<R: Read>(file: &WeightsFile<R>, spec: &Spec) -> bool {
    let entries = parameters::layout(spec).into_iter();
    let needed: Vec<_> = entries.map(|Entry { name, shape }| (name, shape)).collect();
    file.fit(&needed).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::{NamedArray, to_bytes};

    /// The arrays of a network, all of zeros.
    fn arrays(config: &Config) -> Vec<NamedArray> {
        let entries = parameters::layout(&Spec::new(config)).into_iter();
        let zeros = |entry: &Entry| vec![0.0; entry.len()];
        entries
            .map(|entry| NamedArray { values: zeros(&entry), name: entry.name, shape: entry.shape })
            .collect()
    }

    /// Which network a file of these arrays is taken to be of.
    fn held(arrays: &[NamedArray]) -> Option<Architecture> {
        let bytes = to_bytes(arrays).unwrap();
        let file = WeightsFile::begin(&bytes[..], bytes.len() as u64, "it").unwrap();
        Architecture::held_by(&file, &Config::default())
    }

    #[test]
    fn every_network_is_known_by_its_weights() {
        for cell in Cell::ALL {
            for (hidden, layers) in [(1, 1), (32, 1), (7, 2), (80, 4)] {
                let config = Config { cell: *cell, hidden, layers, ..Config::default() };
                let found = held(&arrays(&config)).unwrap();
                assert_eq!(found, Architecture::of(&config));
                assert_eq!(Architecture::of(&Config::default().with(&found.settings())), found);
            }
        }
    }

    #[test]
    fn what_is_no_network_is_not_taken_for_one() {
        let whole = arrays(&Config::default());
        let mut more = whole.clone();
        more.push(NamedArray { name: "more".to_owned(), shape: vec![1], values: vec![0.0] });
        let mut other = whole.clone();
        other[0] = NamedArray { shape: vec![32], ..other[0].clone() };
        other[0].name.push('x');
        for arrays in [&whole[1..], &more, &other, &[]] {
            assert_eq!(held(arrays), None);
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
