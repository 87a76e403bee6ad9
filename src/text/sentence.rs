//! What is told and may stand for a while: data that are put into words when they are read, in the language in force
//! then.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::Texts;

/// A sentence that follows the language: what it is about, with the way to say it.
#[derive(Clone)]
pub struct Sentence(Arc<dyn Fn(&'static Texts) -> String + Send + Sync>);

impl Sentence {
    /// What `words` say in a language.
    pub fn new(words: impl Fn(&'static Texts) -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(words))
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&(self.0)(Texts::in_force()))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{CHINESE, ENGLISH};
    use crate::wording::Language;

    #[test]
    fn a_sentence_speaks_the_language_in_force_when_it_is_read() {
        let sentence = Sentence::new(|texts| (texts.session.folder_set)("plots"));
        let said = |language: Language| language.within(|| sentence.to_string());
        assert_eq!(said(Language::English), (ENGLISH.session.folder_set)("plots"));
        assert_eq!(said(Language::Chinese), (CHINESE.session.folder_set)("plots"));
        assert_ne!(said(Language::English), said(Language::Chinese));
    }
}
