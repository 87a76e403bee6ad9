//! What fills the window below the bar: the run, a race, a sweep, a table, or the lessons.

use crate::moment::Moment;

/// One of the views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// The run, with its controls.
    #[default]
    Scope,
    /// Variants side by side.
    Race,
    /// Many runs over a grid of settings.
    Sweep,
    /// A table, before a run begins on it.
    Data,
    /// The table of contents of the lessons.
    Lessons,
}

impl View {
    /// Every view, in the order of the tabs.
    pub(super) const ALL: [Self; 5] =
        [Self::Scope, Self::Race, Self::Sweep, Self::Data, Self::Lessons];

    /// Its name in files.
    pub(super) fn name(self) -> &'static str {
        let [scope, race, sweep, data, lessons] = Moment::VIEWS;
        match self {
            Self::Scope => scope,
            Self::Race => race,
            Self::Sweep => sweep,
            Self::Data => data,
            Self::Lessons => lessons,
        }
    }

    /// The view of this name, if there is one.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}
