//! The names of the lenses.

/// Declares the lenses: their names in files, in the order of the window.
macro_rules! lenses {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)+) => {
        /// One way of looking into the network.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LensKind { $($(#[$doc])* $kind,)+ }

        impl LensKind {
            /// Every lens, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The spelling in files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)+ }
            }
        }
    };
}

lenses! {
    /// Hidden state, cell state and gates over time.
    HiddenState = "hidden-state",
    /// What `h_state = h_state.data` does at the border between two windows.
    Border = "border",
    /// ‖∂L/∂h_t‖ of each time step.
    Backprop = "backprop",
    /// Gradient norm of each step, and clipping.
    GradientNorm = "gradient-norm",
    /// Eigenvalues of the state-to-state map.
    Spectrum = "spectrum",
    /// The hidden trajectory on its first two principal components.
    PhasePortrait = "phase-portrait",
    /// ∂ŷ_t/∂x_s over the window.
    Dependence = "dependence",
    /// The frozen network on other data.
    Generalisation = "generalisation",
    /// The network fed with its own output.
    FreeRun = "free-run",
    /// Each weight matrix, and its change.
    Weights = "weights",
    /// One training step in all its parts.
    Slowly = "slowly",
}

impl LensKind {
    /// The lens with this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}
