//! Why something isn't there: an error that is put into words when it is read, in the language in force then.

use std::error::Error;
use std::fmt;
use std::io;

use super::Texts;
use crate::wording::{Sentence, complaint};

/// Why something isn't there or can't go on: data that cross threads and are kept while they are shown. A switch to
/// another language changes what they say. Any error becomes one, which a [`Sentence`], an error itself, couldn't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(Sentence);

impl Reason {
    /// What somebody else has said, who speaks no other language.
    pub fn said(words: impl Into<String>) -> Self {
        let words = words.into();
        Self(Sentence::new(move || words.clone()))
    }

    /// What `words` say of it in a language.
    pub fn worded(words: impl Fn(&'static Texts) -> String + Send + Sync + 'static) -> Self {
        Self(Texts::sentence(words))
    }

    /// What the system complains of.
    pub fn of_system(error: io::Error) -> Self {
        Self(Sentence::new(move || complaint(&error)))
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for Reason {
    fn from(error: E) -> Self {
        Self(Sentence::of(error))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Language;

    #[derive(Debug, thiserror::Error)]
    #[error("{}", Texts::in_force().obstacles.no_weights)]
    struct NoWeights;

    #[test]
    fn a_reason_speaks_the_language_in_force_when_it_is_read() {
        let reason = Reason::from(NoWeights);
        let said = |language: Language| language.within(|| reason.to_string());
        assert_eq!(said(Language::English), Texts::of(Language::English).obstacles.no_weights);
        assert_eq!(said(Language::Chinese), Texts::of(Language::Chinese).obstacles.no_weights);
        assert_eq!(Reason::said("no memory"), Reason::said("no memory".to_owned()));
        assert_ne!(Reason::said("no memory"), reason);
    }
}
