//! What is read and how a table becomes samples, as settings say it.

use std::fmt;
use std::path::PathBuf;

use super::domain::{Content, Domain, Shape, named, text};
use super::interval::shortest;
use super::{DataKind, Value};
use crate::wording::Wording;

/// What is read, and what should be answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DataChoice {
    /// Data that rnnscope makes.
    Kind(DataKind),
    /// A table in a file.
    File(PathBuf),
}

impl DataChoice {
    /// Whether it is data of this kind.
    pub fn is(&self, kind: DataKind) -> bool {
        *self == Self::Kind(kind)
    }

    /// The file that holds the table.
    pub fn file(&self) -> Option<&PathBuf> {
        match self {
            Self::Kind(_) => None,
            Self::File(path) => Some(path),
        }
    }

    /// Whether samples are rows of a table, read or made.
    pub fn is_table(&self) -> bool {
        match self {
            Self::Kind(kind) => kind.is_generator(),
            Self::File(_) => true,
        }
    }

    /// Whether samples lie on a grid of phases.
    pub fn is_periodic(&self) -> bool {
        !self.is_table()
    }

    /// Whether inputs and targets can be chosen.
    pub fn has_columns(&self) -> bool {
        self.is_table() || self.is(DataKind::Formula)
    }

    /// What is read and what is answered where nobody has named it: cos from sin as formulas; of tables what
    /// the data say, which is nothing here.
    pub fn usual_columns(&self) -> [Vec<String>; 2] {
        if self.is(DataKind::Formula) {
            ["sin(t)", "cos(t)"].map(|formula| vec![formula.to_owned()])
        } else {
            [Vec::new(), Vec::new()]
        }
    }

    /// Whether random numbers of its own are drawn for it.
    pub fn is_drawn(&self) -> bool {
        matches!(self, Self::Kind(kind) if *kind != DataKind::SinCos)
    }
}

impl From<DataKind> for DataChoice {
    fn from(kind: DataKind) -> Self {
        Self::Kind(kind)
    }
}

/// Data of the list by name, or the path of a table. Names go before files.
pub(super) struct DataOrFile;

impl Domain<DataChoice> for DataOrFile {
    fn read(&self, value: &Value) -> Option<DataChoice> {
        let text = text(value)?;
        let kind = DataKind::from_name(text).map(DataChoice::Kind);
        Some(kind.unwrap_or_else(|| DataChoice::File(PathBuf::from(text))))
    }

    fn write(&self, value: &DataChoice) -> Option<Value> {
        Some(Value::Text(match value {
            DataChoice::Kind(kind) => kind.name().to_owned(),
            DataChoice::File(path) => path.to_string_lossy().into_owned(),
        }))
    }

    fn shape(&self, words: &'static Wording) -> Shape {
        Shape::ChoiceOr(named(words, DataKind::ALL), Content::TablePath)
    }
}

/// How the samples of a table are shared out, in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// The first part, which is trained on.
    pub train: f64,
    /// The part after it, on which training is judged while it goes on.
    pub validation: f64,
    /// The rest, which nothing hangs on.
    pub test: f64,
}

impl Split {
    /// What suits most tables.
    pub const USUAL: Self = Self { train: 70.0, validation: 15.0, test: 15.0 };

    /// The three numbers.
    pub fn percent(self) -> [f64; 3] {
        [self.train, self.validation, self.test]
    }

    /// Reads "70/15/15".
    fn parse(text: &str) -> Option<Self> {
        let numbers = text.split('/').map(|part| part.trim().parse::<f64>().ok());
        let numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
        let [train, validation, test] = numbers[..] else { return None };
        let possible = train > 0.0 && validation >= 0.0 && test >= 0.0;
        let is_whole = (train + validation + test - 100.0).abs() < 1e-9;
        (possible && is_whole).then_some(Self { train, validation, test })
    }
}

impl fmt::Display for Split {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [train, validation, test] = self.percent().map(shortest);
        write!(f, "{train}/{validation}/{test}")
    }
}

/// Three percentages with slashes between them.
pub(super) struct Percentages;

impl Domain<Split> for Percentages {
    fn read(&self, value: &Value) -> Option<Split> {
        text(value).and_then(Split::parse)
    }

    fn write(&self, value: &Split) -> Option<Value> {
        Some(Value::Text(value.to_string()))
    }

    fn shape(&self, _: &'static Wording) -> Shape {
        Shape::Text(Content::Percentages)
    }
}

/// Texts, up to so many, of this kind; none of them isn't written.
pub(super) struct Texts(pub(super) usize, pub(super) Content);

impl Domain<Vec<String>> for Texts {
    fn read(&self, value: &Value) -> Option<Vec<String>> {
        let texts = match value {
            Value::Texts(texts) => texts.clone(),
            Value::Flag(text) => vec![text.clone()],
            _ => return None,
        };
        let possible = texts.len() <= self.0 && texts.iter().all(|text| !text.trim().is_empty());
        possible.then_some(texts)
    }

    fn write(&self, value: &Vec<String>) -> Option<Value> {
        (!value.is_empty()).then(|| Value::Texts(value.clone()))
    }

    fn shape(&self, _: &'static Wording) -> Shape {
        Shape::Texts(self.1, self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_split_has_three_parts_that_make_a_whole() {
        assert_eq!(Split::parse("70/15/15"), Some(Split::USUAL));
        assert_eq!(
            Split::parse("100/0/0").map(|split| split.to_string()).as_deref(),
            Some("100/0/0")
        );
        let thirds = Split::parse("33.4/33.3/33.3").unwrap();
        assert_eq!(Split::parse(&thirds.to_string()), Some(thirds));
        for wrong in
            ["", "70/30", "0/50/50", "70/15/14", "-10/60/50", "nan/1/1", "70/15/15/0", "a/b/c"]
        {
            assert_eq!(Split::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_go_before_files() {
        let read = |text: &str| DataOrFile.read(&Value::Text(text.to_owned()));
        assert_eq!(read("noisy-sine"), Some(DataKind::NoisySine.into()));
        assert_eq!(read("./noisy-sine"), Some(DataChoice::File("./noisy-sine".into())));
        assert_eq!(read("data.csv"), Some(DataChoice::File("data.csv".into())));
        assert_eq!(read("prices"), Some(DataChoice::File("prices".into())));
        assert_eq!(read(""), None);
    }
}
