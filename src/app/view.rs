//! What fills the window below the bar: the run, a race, or a sweep.

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
}

impl View {
    /// Every view, in the order of the tabs.
    pub(super) const ALL: [Self; 3] = [Self::Scope, Self::Race, Self::Sweep];
}
