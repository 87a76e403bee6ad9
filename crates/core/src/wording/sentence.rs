//! What is told and may stand for a while: data that are put into words when they are read, in the language in force
//! then.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// A sentence that follows the language: what it is about, with the way to say it.
#[derive(Clone)]
pub struct Sentence(Arc<dyn Fn() -> String + Send + Sync>);

impl Sentence {
    /// What `words` say in the language in force.
    pub fn new(words: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(words))
    }

    /// What an error says.
    pub fn of(error: impl Error + Send + Sync + 'static) -> Self {
        Self::new(move || error.to_string())
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&(self.0)())
    }
}

impl fmt::Debug for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

/// It can be why something isn't there.
impl Error for Sentence {}

impl PartialEq for Sentence {
    /// Whether both say the same.
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Sentence {}

impl PartialEq<&str> for Sentence {
    fn eq(&self, other: &&str) -> bool {
        (self.0)() == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::{Language, Wording};

    #[test]
    fn a_sentence_speaks_the_language_in_force_when_it_is_read() {
        let sentence = Sentence::new(|| (Wording::in_force().table.dropped)(3));
        let said = |language: Language| language.within(|| sentence.to_string());
        for language in [Language::English, Language::Chinese] {
            assert_eq!(said(language), (Wording::of(language).table.dropped)(3));
        }
        assert_ne!(said(Language::English), said(Language::Chinese));
        assert_eq!(Sentence::of(sentence.clone()), sentence);
    }
}
