//! The choices a configuration makes by name: cell, nonlinearity, state between windows, optimizer, …
//!
//! Each has exactly one spelling, used in the TOML file, in the flags and in error messages.

use std::fmt;

use super::Field;
use super::cells::each_cell;
use super::optimizers::each_optimizer;
use super::sources::each_source;
use crate::wording::{SourceText, Wording};

/// One of a few values, each known by its name.
pub(super) trait Choice: Copy + 'static {
    /// Every choice, in the order shown to the user.
    const ALL: &'static [Self];

    /// The spelling in files and flags.
    fn name(&self) -> &'static str;

    /// What it is called in the window, in a language.
    fn label_in(&self, words: &'static Wording) -> &'static str;
}

/// Declares an enum whose variants have one spelling each, readable both ways, and a text of [`Wording`] that says
/// what each is called in the window.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $text:literal => $($label:ident).+,)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every choice, in the order shown to the user.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The spelling in files and flags.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// What it is called in the window.
            pub fn label(self) -> &'static str {
                self.label_in(Wording::in_force())
            }

            /// What it is called in the window, in a language.
            pub fn label_in(self, words: &'static Wording) -> &'static str {
                match self { $(Self::$variant => words.$($label).+,)+ }
            }

            /// The choice with this spelling, if there is one.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.name() == name)
            }
        }

        impl Choice for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn name(&self) -> &'static str {
                Self::name(*self)
            }

            fn label_in(&self, words: &'static Wording) -> &'static str {
                Self::label_in(*self, words)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

/// Declares the choice among the cells of the list.
macro_rules! name_cells {
    ($($module:ident: $variant:ident = $name:literal,
       ($blocks:literal, $nonlinearity:ident), $sentence:literal;)+) => {
        named! {
            /// The kind of recurrent unit.
            Cell { $(#[doc = $sentence] $variant = $name => choices.$module,)+ }
        }

        impl Cell {
            /// Row blocks of the weights, each `hidden` rows high: one for each gate, or a single one.
            pub const fn blocks(self) -> usize {
                match self { $(Self::$variant => $blocks,)+ }
            }

            /// Whether it leaves the choice of a nonlinearity.
            pub const fn chooses_nonlinearity(self) -> bool {
                match self { $(Self::$variant => name_cells!($nonlinearity),)+ }
            }
        }
    };
    (chooses) => { true };
    (own) => { false };
}

each_cell!(name_cells);

named! {
    /// The nonlinearity of cells that leave the choice; the gated ones have theirs built in.
    Nonlinearity {
        /// Hyperbolic tangent, bounded.
        Tanh = "tanh" => choices.nonlinearity_tanh,
        /// max(0, x), unbounded.
        Relu = "relu" => choices.nonlinearity_relu,
    }
}

named! {
    /// What computes a step: forward, loss and gradients. Both find the same numbers but for rounding.
    Engine {
        /// The fast path, made for this task.
        Kernel = "kernel" => choices.engine_kernel,
        /// The readable formulation on candle's operations, differentiated by candle.
        Candle = "candle" => choices.engine_candle,
    }
}

named! {
    /// What becomes of the hidden state at the border between two windows.
    StateMode {
        /// It starts the next window, detached: values cross, gradients don't.
        Carry = "carry" => choices.state_carry,
        /// Every window starts from zeros.
        Reset = "reset" => choices.state_reset,
        /// Every time step starts from zeros: no recurrence at all.
        None = "none" => choices.state_none,
    }
}

named! {
    /// What an error costs, answer minus target; the loss is the mean of it.
    Loss {
        /// Its square.
        Mse = "mse" => choices.loss_mse,
        /// Its size.
        Mae = "mae" => choices.loss_mae,
        /// Half its square up to an error of 1, beyond that its size less a half.
        Huber = "huber" => choices.loss_huber,
    }
}

named! {
    /// Which answers of a window the loss is a mean over.
    LossOn {
        /// Those at every time step.
        All = "all" => choices.loss_on_all,
        /// The one at the last time step.
        Last = "last" => choices.loss_on_last,
    }
}

/// Declares [`OptimizerKind`] from the list of optimizers.
macro_rules! name_optimizers {
    ($($module:ident: $kind:ident = $name:literal, $weight_decay:literal,
       [$($takes:ident),*];)+) => {
        named! {
            /// The rule that turns a gradient into an update.
            OptimizerKind { $(#[doc = concat!("`", $name, "`.")] $kind = $name => choices.$module,)+ }
        }

        impl OptimizerKind {
            /// PyTorch's default weight decay.
            pub const fn default_weight_decay(self) -> f64 {
                match self { $(Self::$kind => $weight_decay,)+ }
            }

            /// The settings that it takes beside those that every optimizer takes.
            pub const fn takes(self) -> &'static [Field] {
                match self { $(Self::$kind => &[$(Field::$takes),*],)+ }
            }
        }
    };
}

each_optimizer!(name_optimizers);

/// Declares the choice among the sources and the generators of the two lists.
macro_rules! name_sources {
    (
        periodic { $($module:ident: $variant:ident = $name:literal;)+ }
        made { $($generator:ident: $made:ident = $made_name:literal, $horizon:literal;)* }
    ) => {
        named! {
            /// Data that rnnscope makes; [`DataKind::sentence`] says what each is.
            DataKind {
                $(#[doc = concat!("`", $name, "`.")] $variant = $name => sources.$module.label,)+
                $(
                    #[doc = concat!("`", $made_name, "`.")]
                    $made = $made_name => sources.$generator.label,
                )*
            }
        }

        impl DataKind {
            /// Whether it is a table.
            pub const fn is_generator(self) -> bool {
                match self { $(Self::$variant => false,)+ $(Self::$made => true,)* }
            }

            /// How many rows ahead its targets lie unless said otherwise.
            pub const fn horizon(self) -> u64 {
                match self { $(Self::$variant => 1,)+ $(Self::$made => $horizon,)* }
            }

            /// What it is.
            pub fn sentence(self) -> &'static str {
                self.words(Wording::in_force()).sentence
            }

            /// All that is said of it in a language.
            pub fn words(self, words: &'static Wording) -> &'static SourceText {
                match self {
                    $(Self::$variant => &words.sources.$module,)+
                    $(Self::$made => &words.sources.$generator,)*
                }
            }
        }
    };
}

each_source!(name_sources);

named! {
    /// How the columns of a table are scaled for the network.
    Scale {
        /// (x − mean) / deviation of the training rows.
        Standard = "standard" => choices.scale_standard,
        /// (x − least) / (greatest − least) of the training rows.
        Minmax = "minmax" => choices.scale_minmax,
        /// Not at all.
        None = "none" => choices.scale_none,
    }
}

named! {
    /// What becomes of a table's missing cells.
    Missing {
        /// The table is refused.
        Error = "error" => choices.missing_error,
        /// Rows with one are left out.
        Drop = "drop" => choices.missing_drop,
        /// The last value is repeated.
        Forward = "forward" => choices.missing_forward,
        /// A straight line between the values on both sides.
        Interpolate = "interpolate" => choices.missing_interpolate,
    }
}

named! {
    /// How the weights are drawn before the first step.
    InitialWeights {
        /// U(−1/√hidden, 1/√hidden), the very numbers of `torch.manual_seed(seed)`.
        Pytorch = "pytorch" => choices.weights_pytorch,
        /// Glorot uniform kernels, orthogonal recurrent kernels, zero biases, forget bias 1.
        Keras = "keras" => choices.weights_keras,
    }
}

/// The distance between two samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spacing {
    /// A window spans π: samples are π/T apart, or π/(T−1) with the end point.
    HalfTurn,
    /// A fixed distance in radians, whatever the number of time steps.
    Radians(f64),
}

impl Spacing {
    /// The spelling of [`Spacing::HalfTurn`].
    pub const HALF_TURN: &'static str = "half-turn";
}

impl fmt::Display for Spacing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HalfTurn => f.write_str(Self::HALF_TURN),
            Self::Radians(radians) => write!(f, "{radians:?}"),
        }
    }
}
