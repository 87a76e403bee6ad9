//! Challenges: a goal, what a player may set to reach it, and a proof in place of an eye.
//!
//! A challenge begins with settings of its own ([`Challenge::base`]) and names those that may be set, and within
//! which limits. A player's solution is a recipe. [`check`] trains it on five seeds that the player hasn't seen, since
//! they follow from the challenge, and tells with how many of them it reaches the goal. Nothing here knows a window.

mod background;
mod check;
mod file;
mod list;
mod rules;
#[cfg(test)]
mod tests;

pub use background::{CheckEvent, Checking};
pub use check::{CheckError, News, Proof, SeedRun, check};
pub use file::{parse_challenge, read_challenge};
pub use list::Shipped;
pub use rules::{Allowance, Breach};

use crate::config::{Config, Field};
use crate::recipe::Recipe;
use crate::text::Texts;
use crate::wording::Language;

/// Seeds on which a recipe is checked.
pub const SEEDS: usize = 5;
/// Seeds up to this one are left to the players, who may have seen any of them.
const SEEN: u32 = 1000;
/// Steps that a challenge has at the most.
pub const MOST_STEPS: u64 = 50_000;
/// Losses of which a mean is taken at the most.
pub const MOST_LAST: u64 = 2000;

/// A goal, and what may be set to reach it.
#[derive(Clone, Debug, PartialEq)]
pub struct Challenge {
    /// What it is called.
    pub title: Telling,
    /// What it is about, in a sentence or two.
    pub sentence: Telling,
    /// The settings with which it begins, and those that stay.
    pub base: Config,
    /// What is to be reached.
    pub goal: Goal,
    /// What may be set, in the order of the file.
    pub allowed: Vec<(Field, Allowance)>,
    /// What of that may change while the run goes on.
    pub changing: Vec<Field>,
}

/// What is to be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The loss to be reached, or a lower one.
    pub loss: f64,
    /// In so many steps.
    pub within: u64,
    /// By the mean of so many losses, the newest ones; 1 where a single one counts.
    pub last: usize,
    /// By which losses.
    pub on: LossOf,
    /// With so many seeds, of [`SEEDS`].
    pub pass: usize,
    /// Steps that a good solution takes.
    pub par: u64,
}

/// Which losses count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LossOf {
    /// Those of the steps.
    #[default]
    Training,
    /// Those over the validation part, as the run has them.
    Validation,
}

impl LossOf {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Training, Self::Validation];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Validation => "validation",
        }
    }
}

impl Goal {
    /// What is to be reached, in words.
    pub fn words(&self, texts: &Texts) -> String {
        let words = &texts.challenges;
        match self.on {
            LossOf::Training => (words.goal)(self.loss, self.within, self.last),
            LossOf::Validation => (words.goal_on_validation)(self.loss, self.within),
        }
    }
}

/// A text in one language or several, as its author wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Telling(Vec<(Language, String)>);

impl Telling {
    /// The text in this language, or else in the first that there is.
    pub fn within(&self, language: Language) -> &str {
        let own = self.0.iter().find(|(own, _)| *own == language);
        own.or(self.0.first()).map_or("", |(_, text)| text)
    }

    fn add(&mut self, language: Language, text: String) {
        self.0.push((language, text));
    }
}

impl Challenge {
    /// The run with which it begins.
    pub fn begin(&self) -> Recipe {
        Recipe::from(self.base.clone())
    }

    /// A player's run as it is checked: as far as the challenge goes.
    #[must_use]
    pub fn cut(&self, recipe: &Recipe) -> Recipe {
        if recipe.steps() > self.goal.within {
            recipe.ending_at(self.goal.within)
        } else {
            recipe.clone()
        }
    }

    /// The seeds on which recipes are checked: they follow from settings and goal, so that they are the same
    /// everywhere, and whoever makes a challenge doesn't choose them.
    pub fn seeds(&self) -> [u32; SEEDS] {
        let mut state = fingerprint(&self.decisive());
        let mut seeds = [0; SEEDS];
        for place in 0..SEEDS {
            seeds[place] = loop {
                let seed = draw(&mut state);
                if seed > SEEN && !seeds[..place].contains(&seed) {
                    break seed;
                }
            };
        }
        seeds
    }

    /// What decides the seeds, as text: no title, and nothing that only says who passes.
    fn decisive(&self) -> String {
        let Goal { loss, within, last, on, .. } = &self.goal;
        let base = Config { seed: 1, steps: *within, ..self.base.clone() };
        format!("{}{loss:?} {within} {last} {}\n", base.to_toml(), on.name())
    }
}

/// FNV-1a: a text's fingerprint of 64 bits.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The next number of SplitMix64, its upper half.
fn draw(state: &mut u64) -> u32 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) >> 32) as u32
}
