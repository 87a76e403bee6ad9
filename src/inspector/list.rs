//! The list of all lenses, in the order of the window. What is to be said of one stands in its file
//! under `lens/`: its name, what there is to choose, how it finds what it sees.

use crate::lens::output::{Entry, Found, LensOutput, TrendPoint};
use crate::lens::{
    Backprop, BaselineLosses, Border, Dependence, Evaluated, FreeRun, Frozen, Generalisation,
    GradientNorm, HiddenState, LensContext, PhasePortrait, Residuals, Spectrum, StepTrace, Weights,
    WholeData,
};
use crate::text::Reason;

/// Declares the lenses. Each is called as its [`LensOutput`] is. Some have a card in the panel; what
/// the lenses without one find is drawn elsewhere; the last ones look at something other than a frozen
/// network.
macro_rules! lenses {
    (cards { $($card:ident,)+ } elsewhere { $($elsewhere:ident,)+ } others { $($other:ident,)+ }) => {
        lenses! {
            @asking { $($card,)+ $($elsewhere,)+ }
            offered { $($card,)+ $($other,)+ }
            others { $($other,)+ }
        }
    };
    (
        @asking { $($kind:ident,)+ }
        offered { $($offered:ident,)+ }
        others { $($other:ident,)+ }
    ) => {
        /// One way of looking into the network.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LensKind {
            $(#[doc = concat!("See [`crate::lens::", stringify!($kind), "`].")] $kind,)+
            $(#[doc = concat!("See [`crate::lens::", stringify!($other), "`].")] $other,)+
        }

        impl LensKind {
            /// The lenses with a card, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$offered,)+];

            /// What is known of the lens before it has seen anything.
            pub const fn entry(self) -> Entry {
                match self {
                    $(Self::$kind => <$kind as LensOutput>::ENTRY,)+
                    $(Self::$other => $other::ENTRY,)+
                }
            }

            /// Whether there is something to choose in the lens, or to move.
            pub const fn has_choice(self) -> bool {
                match self {
                    $(Self::$kind => size_of::<<$kind as LensOutput>::Choice>() > 0,)+
                    $(Self::$other => false,)+
                }
            }
        }

        /// What a lens wants to know of a frozen network.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Question {
            $(
                #[doc = concat!("See [`crate::lens::", stringify!($kind), "`].")]
                $kind(<$kind as LensOutput>::Choice),
            )+
        }

        impl Question {
            /// What a lens asks at first; none where it looks at something other than a frozen
            /// network.
            pub fn first(kind: LensKind) -> Option<Self> {
                match kind {
                    $(LensKind::$kind => Some(Self::$kind($kind::first())),)+
                    $(LensKind::$other => None,)+
                }
            }

            /// The lens that asks.
            pub fn kind(&self) -> LensKind {
                match self { $(Self::$kind(_) => LensKind::$kind,)+ }
            }

            /// Finds the answer, or its beginning.
            pub(super) fn find(
                &self,
                context: &mut LensContext<'_>,
            ) -> Result<Found<Answer>, Reason> {
                match self {
                    $(Self::$kind(choice) => $kind::find(context, choice).map(Found::turned_into),)+
                }
            }

            /// Whether the answer takes some milliseconds at most.
            pub(super) fn is_quick(&self, frozen: &Frozen) -> bool {
                match self { $(Self::$kind(_) => $kind::is_quick(frozen),)+ }
            }
        }

        /// What a lens sees: the answer to the question of the same name.
        #[derive(Clone, Debug)]
        pub enum Answer {
            $(#[doc = concat!("See [`crate::lens::", stringify!($kind), "`].")] $kind($kind),)+
        }

        impl Answer {
            /// The lens that asked.
            pub fn kind(&self) -> LensKind {
                match self { $(Self::$kind(_) => LensKind::$kind,)+ }
            }

            /// The step of the network that it shows.
            pub fn step(&self) -> u64 {
                match self { $(Self::$kind(seen) => LensOutput::step(seen),)+ }
            }

            /// Whether another look at the same network would show the same.
            pub fn is_settled(&self) -> bool {
                match self { $(Self::$kind(seen) => seen.is_settled(),)+ }
            }

            /// What is kept of it for the lens' trend, if it has one.
            pub fn trend_point(&self) -> Option<TrendPoint> {
                match self { $(Self::$kind(seen) => seen.trend_point(),)+ }
            }
        }

        $(impl From<$kind> for Answer {
            fn from(seen: $kind) -> Self { Self::$kind(seen) }
        }

        impl ListedLens for $kind {
            const KIND: LensKind = LensKind::$kind;

            fn of(answer: &Answer) -> Option<&Self> {
                match answer { Answer::$kind(seen) => Some(seen), _ => None }
            }
        })+
    };
}

/// A lens that stands in the list.
pub trait ListedLens: LensOutput {
    /// Its kind.
    const KIND: LensKind;

    /// What it sees, if the answer is this lens'.
    fn of(answer: &Answer) -> Option<&Self>;
}

impl LensKind {
    /// The spelling in files.
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// The lens with a card and this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

lenses! {
    cards {
        HiddenState,
        Border,
        Backprop,
        GradientNorm,
        Spectrum,
        PhasePortrait,
        Dependence,
        Generalisation,
        FreeRun,
        Evaluated,
        Residuals,
        Weights,
    }
    elsewhere {
        WholeData,
        BaselineLosses,
    }
    others {
        StepTrace,
    }
}
