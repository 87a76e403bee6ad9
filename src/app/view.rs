//! What fills the window below the bar: the run, a race, or a sweep.

/// One of the views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    /// Every view, its name, and what it is.
    pub(super) const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Scope, "Scope", "The run and its controls (F2)."),
        (Self::Race, "Race", "Two to six variants side by side (F3)."),
        (Self::Sweep, "Sweep", "Many runs over a grid of settings (F4)."),
    ];
}
