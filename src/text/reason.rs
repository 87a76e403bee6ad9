//! Why something isn't there: an error that is put into words when it is read, in the language in force then.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::{Sentence, Texts};

/// Why something isn't there or can't go on: data that cross threads and are kept while they are shown. A switch to
/// another language changes what they say.
#[derive(Clone)]
pub struct Reason(Arc<dyn Error + Send + Sync>);

/// Words of others, which speak no other language.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Said(String);

impl Reason {
    /// What somebody else has said.
    pub fn said(words: impl Into<String>) -> Self {
        Self(Arc::new(Said(words.into())))
    }

    /// What `words` say of it in a language.
    pub fn worded(words: impl Fn(&'static Texts) -> String + Send + Sync + 'static) -> Self {
        Sentence::new(words).into()
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for Reason {
    fn from(error: E) -> Self {
        Self(Arc::new(error))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl PartialEq for Reason {
    /// Whether both say the same.
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Reason {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Texts;
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
