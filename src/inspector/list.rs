//! The list of all lenses: the name of each, what it asks, what it sees, and who finds that out.

use super::context::LensContext;
use super::work::{DependenceWork, Found, SpectrumWork, found, now};
use crate::lens::backprop::{Backprop, backprop};
use crate::lens::border::{Border, border};
use crate::lens::dependence::Dependence;
use crate::lens::free_run::{FreeRun, FreeRunSettings, free_run};
use crate::lens::generalisation::{Generalisation, Variation, generalisation};
use crate::lens::gradient_norm::GradientNorm;
use crate::lens::hidden_state::{HiddenState, hidden_state};
use crate::lens::phase_portrait::PhasePortrait;
use crate::lens::spectrum::Spectrum;
use crate::lens::weights::Weights;

/// Declares the lenses in the order of the window: the spelling in files, what is asked, and at
/// first, where there is a choice; what is seen; and how that is found, by a [`LensContext`]. The last ones
/// look at something other than a frozen network.
macro_rules! lenses {
    (
        asking {$(
            $(#[$doc:meta])* $kind:ident $(($ask:ident: $ask_type:ty = $first:expr))? = $name:literal
                sees $seen:ty, by $find:expr;
        )+}
        others {$($(#[$other_doc:meta])* $other:ident = $other_name:literal;)+}
    ) => {
        /// One way of looking into the network.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LensKind { $($(#[$doc])* $kind,)+ $($(#[$other_doc])* $other,)+ }

        impl LensKind {
            /// Every lens, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+ $(Self::$other,)+];

            /// The spelling in files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)+ $(Self::$other => $other_name,)+ }
            }

            /// The lens with this name, if there is one.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == name)
            }
        }

        /// What a lens wants to know of a frozen network.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Question { $($(#[$doc])* $kind $(($ask_type))?,)+ }

        impl Question {
            /// What a lens asks at first; none where it looks at something other than a frozen
            /// network.
            pub fn first(kind: LensKind) -> Option<Self> {
                match kind {
                    $(LensKind::$kind => Some(Self::$kind $(($first))?),)+
                    $(LensKind::$other => None,)+
                }
            }

            /// The lens that asks.
            pub fn kind(&self) -> LensKind {
                match self { $(Self::$kind { .. } => LensKind::$kind,)+ }
            }

            /// Finds the answer, or its beginning.
            pub(super) fn find(&self, context: &mut LensContext<'_>) -> Result<Found<Answer>, String> {
                match self { $(Self::$kind $(($ask))? => by(context, $find),)+ }
            }
        }

        /// What a lens sees: the answer to the question of the same name.
        #[derive(Clone, Debug)]
        pub enum Answer { $($(#[$doc])* $kind($seen),)+ }

        impl Answer {
            /// The lens that asked.
            pub fn kind(&self) -> LensKind {
                match self { $(Self::$kind(_) => LensKind::$kind,)+ }
            }

            /// The step of the network that it shows.
            pub fn step(&self) -> u64 {
                match self { $(Self::$kind(seen) => seen.step,)+ }
            }
        }

        $(impl From<$seen> for Answer {
            fn from(seen: $seen) -> Self { Self::$kind(seen) }
        }

        impl LensOutput for $seen {
            const KIND: LensKind = LensKind::$kind;

            fn of(answer: &Answer) -> Option<&Self> {
                match answer { Answer::$kind(seen) => Some(seen), _ => None }
            }
        })+
    };
}

/// What one lens sees.
pub trait LensOutput: Sized {
    /// The lens.
    const KIND: LensKind;

    /// It, if the answer is this lens'.
    fn of(answer: &Answer) -> Option<&Self>;
}

/// Asks for what a lens sees, as an answer.
fn by<T: 'static>(
    context: &mut LensContext<'_>,
    find: impl FnOnce(&mut LensContext<'_>) -> Result<Found<T>, String>,
) -> Result<Found<Answer>, String>
where
    Answer: From<T>,
{
    find(context).map(Found::turned_into)
}

lenses! {
    asking {
        /// Hidden state, cell state and gates of a layer over the last windows.
        HiddenState(layer: usize = 0) = "hidden-state"
            sees HiddenState, by |context| now(hidden_state(context.frozen, *layer, context.windows()));
        /// What `h_state = h_state.data` does at the border between two windows.
        Border = "border"
            sees Border, by |context| now(border(context.frozen));
        /// ‖∂L/∂h_t‖ of each time step.
        Backprop = "backprop"
            sees Backprop, by |context| now(backprop(context.frozen));
        /// Gradient norm of each step, and clipping.
        GradientNorm = "gradient-norm"
            sees GradientNorm, by |context| now(context.norms.clone());
        /// Eigenvalues of a layer's state-to-state map.
        Spectrum(layer: usize = 0) = "spectrum"
            sees Spectrum, by |context| SpectrumWork::begin(context.frozen, *layer);
        /// A layer's hidden trajectory on its first two principal components.
        PhasePortrait(layer: usize = 0) = "phase-portrait"
            sees PhasePortrait, by |context| now(context.phase_portrait(*layer));
        /// ∂ŷ_t/∂x_s over the window.
        Dependence = "dependence"
            sees Dependence, by |context| DependenceWork::begin(context.frozen);
        /// The frozen network on other data.
        Generalisation(variation: Variation = Variation::default()) = "generalisation"
            sees Generalisation, by |context| found(generalisation(context.frozen, &variation.data(context.frozen), context.windows()));
        /// The network fed with its own output.
        FreeRun(settings: FreeRunSettings = FreeRunSettings::default()) = "free-run"
            sees FreeRun, by |context| found(free_run(context.frozen, *settings));
        /// A variable, by its number in PyTorch's order, and its change. At first the lowest layer's
        /// recurrent matrix: where a recurrent network's memory is.
        Weights(index: usize = 1) = "weights"
            sees Weights, by |context| context.weights(*index).and_then(now);
    }
    others {
        /// One training step in all its parts.
        StepTrace = "slowly";
    }
}
