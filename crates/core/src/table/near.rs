//! Names of columns that may have been meant by another one.

use std::fmt;

use super::error::words;
use crate::wording::foreign;

/// The most names that are offered.
const MOST: usize = 8;

/// Names are compared up to here.
const COMPARED: usize = 64;

/// Names that are so alike may have been meant.
const ALIKE: f64 = 0.8;

/// What there is where a name was asked for that no column has, as a part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The names that are like it.
    alike: Vec<String>,
    /// The first names.
    first: Vec<String>,
    /// How many columns there are.
    count: usize,
}

impl Near {
    /// What there is near a name among those of all columns.
    pub(super) fn new(name: &str, columns: &[&str]) -> Self {
        let wanted = compared(name);
        let likeness = |name: &str| strsim::jaro_winkler(&wanted, &compared(name));
        let alike = columns.iter().map(|name| (likeness(name), *name));
        let mut alike: Vec<(f64, &str)> = alike.filter(|(alike, _)| *alike >= ALIKE).collect();
        alike.sort_by(|a, b| b.0.total_cmp(&a.0));
        Self {
            alike: alike.iter().take(MOST).map(|(_, name)| foreign(name)).collect(),
            first: columns.iter().take(MOST).map(foreign).collect(),
            count: columns.len(),
        }
    }
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = words();
        f.write_str(&match (self.alike.as_slice(), self.first.as_slice(), self.count) {
            (_, [], _) => words.no_columns.to_owned(),
            (_, [only], _) => (words.only_column)(only),
            ([], all, count) if count <= MOST => (words.all_columns)(all),
            ([], first, count) => (words.first_columns)(count, first),
            ([one], _, count) => (words.nearest_column)(count, one),
            (alike, _, count) => (words.nearest_columns)(count, alike),
        })
    }
}

/// The beginning of a name, in small letters.
fn compared(name: &str) -> String {
    name.chars().take(COMPARED).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_offered_in_words() {
        let weather = || vec!["temperature [°C]", "humidity", "wind", "wind gust"];
        for (name, columns, expected) in [
            ("temprature", weather(), "of its 4 columns, temperature [°C] comes nearest"),
            ("Wind", weather(), "of its 4 columns, these come nearest: wind, wind gust"),
            ("zzz", weather(), "its columns are temperature [°C], humidity, wind, wind gust"),
            ("zzz", vec!["x"], "its only column is x"),
            ("y", vec![], "it has no columns"),
        ] {
            assert_eq!(Near::new(name, &columns).to_string(), expected);
        }
        let many: Vec<String> = (1..=20).map(|place| place.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let first = "the first of its 20 columns are 1, 2, 3, 4, 5, 6, 7, 8";
        assert_eq!(Near::new("zzz", &many).to_string(), first);
    }
}
