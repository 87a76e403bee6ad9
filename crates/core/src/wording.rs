//! How counts, what the system complains of, and what others wrote are worded in sentences everywhere.

mod foreign;
mod language;
mod texts;

use std::io::{Error, ErrorKind};

pub use foreign::{foreign, one_line, quoted};
pub use language::Language;
pub use texts::{texts, translation};

/// So many of a thing: "1 run", "12 runs".
pub fn counted(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// Why a file or folder can't be used, to follow a colon: without the system's error number, and in
/// plain words where it is one of the usual reasons.
pub fn complaint(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        ErrorKind::NotADirectory => "a part of its path is a file, not a folder".to_owned(),
        ErrorKind::StorageFull => "there is no space left".to_owned(),
        ErrorKind::FileTooLarge => "it is far larger than any such file".to_owned(),
        _ => unnumbered(&error.to_string()),
    }
}

/// Words with which a sentence can begin: the first letter is a capital one.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What the system says, without its error number and as part of a sentence.
fn unnumbered(text: &str) -> String {
    let end = text.find(" (os error").unwrap_or(text.len());
    let mut words = text[..end].chars();
    words.next().map_or_else(String::new, |first| first.to_lowercase().chain(words).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_no_plural() {
        assert_eq!([0, 1, 2].map(|n| counted(n, "run")), ["0 runs", "1 run", "2 runs"]);
    }

    #[test]
    fn no_complaint_has_the_systems_number() {
        for number in 1..134 {
            let text = complaint(&Error::from_raw_os_error(number));
            assert!(!text.contains("os error"), "{text}");
            assert!(text.starts_with(|first: char| !first.is_uppercase()), "{text}");
        }
        let missing = std::fs::read("no/such/file").unwrap_err();
        assert_eq!(complaint(&missing), "there is no such file or folder");
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(["", "a b", "É", "ß"].map(capitalised), ["", "A b", "É", "SS"]);
    }
}
