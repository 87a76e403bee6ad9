//! What an expression may call, and what its operators do: numbers in, a number out.
//!
//! Where a function has no value (the root of a negative number, anything of NaN) it is NaN, also for
//! `min`, `max` and the waves, so that nothing is hidden.

use std::f64::consts::TAU;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// Declares functions of so many numbers under their names.
macro_rules! functions {
    ($(#[$doc:meta])* $name:ident: $function_type:ty {
        $($(#[$function_doc:meta])* $variant:ident = $text:literal => $function:path;)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $name { $($(#[$function_doc])* $variant,)+ }

        impl $name {
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// What it is called, or written.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// What it does.
            pub(super) fn function(self) -> $function_type {
                match self { $(Self::$variant => $function,)+ }
            }
        }
    };
}

functions! {
    /// Functions of one number.
    Unary: fn(f64) -> f64 {
        /// The sine of radians.
        Sin = "sin" => libm::sin;
        /// The cosine.
        Cos = "cos" => libm::cos;
        /// The tangent.
        Tan = "tan" => libm::tan;
        /// The exponential function.
        Exp = "exp" => libm::exp;
        /// The natural logarithm.
        Log = "log" => libm::log;
        /// The square root.
        Sqrt = "sqrt" => f64::sqrt;
        /// The size without the sign.
        Abs = "abs" => f64::abs;
        /// −1, 0 or 1.
        Sign = "sign" => sign;
        /// The greatest whole number that isn't greater.
        Floor = "floor" => f64::floor;
        /// 1 from 0 up to π, −1 from there up to 2π, and so on.
        Square = "square" => square;
        /// From −1 at 0 straight up to 1 at 2π, where it falls back.
        Saw = "saw" => saw;
        /// Straight from 0 at 0 to 1 at π/2, to −1 at 3π/2 and back to 0: in phase with the sine.
        Triangle = "triangle" => triangle;
        /// 1 for the first tenth of each period of 2π, else 0.
        Pulse = "pulse" => pulse;
        /// The sign before a value, which has no name.
        Negate = "-" => f64::neg;
    }
}

functions! {
    /// Functions of two numbers.
    Binary: fn(f64, f64) -> f64 {
        /// The sum.
        Add = "+" => f64::add;
        /// The difference.
        Subtract = "-" => f64::sub;
        /// The product.
        Multiply = "*" => f64::mul;
        /// The quotient.
        Divide = "/" => f64::div;
        /// The power.
        Power = "^" => libm::pow;
        /// What is left of `a` beyond whole multiples of `b`: from 0 up to the size of `b`.
        Mod = "mod" => modulo;
        /// The smaller one; of more numbers it is called again and again.
        Min = "min" => least;
        /// The greater one, likewise.
        Max = "max" => greatest;
    }
}

/// What a name calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    /// A function of one number.
    One(Unary),
    /// A function of two.
    Two(Binary),
    /// A function of two or more.
    Many(Binary),
}

impl Function {
    /// The function of this name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        all().find(|function| function.name() == name)
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::One(function) => function.name(),
            Self::Two(function) | Self::Many(function) => function.name(),
        }
    }

    /// Whether it takes so many arguments.
    pub(super) const fn takes(self, arguments: usize) -> bool {
        match self {
            Self::One(_) => arguments == 1,
            Self::Two(_) => arguments == 2,
            Self::Many(_) => arguments >= 2,
        }
    }

    /// How many arguments it takes, and whether more as well.
    pub(super) const fn wanted(self) -> (usize, bool) {
        match self {
            Self::One(_) => (1, false),
            Self::Two(_) => (2, false),
            Self::Many(_) => (2, true),
        }
    }

    /// What may follow its name.
    pub(super) const fn example(self) -> &'static str {
        match self {
            Self::One(_) => "(t)",
            Self::Two(_) | Self::Many(_) => "(t, 1)",
        }
    }
}

/// Every function that has a name.
fn all() -> impl Iterator<Item = Function> {
    let has_letters = |function: &Function| function.name().starts_with(char::is_alphabetic);
    let one = Unary::ALL.iter().map(|function| Function::One(*function));
    let more = Binary::ALL.iter().map(|function| match function {
        Binary::Min | Binary::Max => Function::Many(*function),
        _ => Function::Two(*function),
    });
    one.chain(more).filter(has_letters)
}

/// Their names.
pub(super) fn names() -> Vec<&'static str> {
    all().map(Function::name).collect()
}

fn sign(x: f64) -> f64 {
    if x == 0.0 { 0.0 } else { x.signum() }
}

/// The smaller of two numbers; NaN if one of them is.
fn least(a: f64, b: f64) -> f64 {
    if a < b || a.is_nan() { a } else { b }
}

/// The greater of two numbers; NaN if one of them is.
fn greatest(a: f64, b: f64) -> f64 {
    if a > b || a.is_nan() { a } else { b }
}

/// a − |b| · floor(a / |b|), but for its rounding: the remainder itself is exact.
fn modulo(a: f64, b: f64) -> f64 {
    let size = b.abs();
    let rest = a % size;
    let rest = if rest < 0.0 { rest + size } else { rest.abs() };
    // The sum may have been rounded up to the whole size.
    if rest == size { 0.0 } else { rest }
}

fn square(x: f64) -> f64 {
    Phase::of(x).split(0.5, 1.0, -1.0)
}

fn saw(x: f64) -> f64 {
    2.0 * Phase::of(x).part - 1.0
}

fn triangle(x: f64) -> f64 {
    match Phase::of(x).part {
        part if part < 0.25 => 4.0 * part,
        part if part < 0.75 => 2.0 - 4.0 * part,
        part => 4.0 * part - 4.0,
    }
}

fn pulse(x: f64) -> f64 {
    Phase::of(x).split(0.1, 1.0, 0.0)
}

/// Where a number lies in its period of 2π.
///
/// Samples lie on edges all the time, since the half turns of a grid begin at multiples of π. An edge counts
/// as reached where only rounding says that it isn't, so that each half has all of its samples.
struct Phase {
    /// The part of the period that is over, from 0 up to 1; NaN where there is none.
    part: f64,
    /// By how much rounding may have moved it.
    slack: f64,
}

impl Phase {
    fn of(x: f64) -> Self {
        let turns = x / TAU;
        let slack = turns.abs() * 8.0 * f64::EPSILON;
        let part = turns - turns.floor();
        Self { part: if part >= 1.0 - slack { 0.0 } else { part }, slack }
    }

    /// One number before an edge, and another one from there on.
    fn split(&self, edge: f64, before: f64, after: f64) -> f64 {
        match self.part {
            part if part.is_nan() => part,
            part if part < edge - self.slack => before,
            _ => after,
        }
    }
}
