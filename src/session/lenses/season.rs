//! The season that was found in a table, where finding it is left to the program.

use super::Lenses;
use crate::config::{Config, Season};
use crate::inspector::{Answer, LensKind, ListedLens};
use crate::lens::{BaselineLosses, Evaluated};
use crate::thread::RunId;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundSeason {
    /// The data come round after so many rows.
    Rows(usize),
    /// They don't.
    Nothing,
}

impl Lenses {
    /// The season that was found for a run with this configuration; none where it is set, or before it is found.
    /// It is what answers carry that compare the network: nothing is looked for here.
    pub(in crate::session) fn found_season(
        &self,
        run: RunId,
        config: &Config,
    ) -> Option<FoundSeason> {
        if config.season != Season::Auto {
            return None;
        }
        let of_run = |kind: LensKind| {
            let (_, answer) = self.answers.get(&kind).filter(|(of, _)| *of == run)?;
            found_in(answer)
        };
        let rows = of_run(LensKind::BaselineLosses).or_else(|| of_run(LensKind::Evaluated))?;
        Some(rows.map_or(FoundSeason::Nothing, FoundSeason::Rows))
    }
}

/// What an answer tells of a season that was looked for.
fn found_in(answer: &Answer) -> Option<Option<usize>> {
    if let Some(seen) = BaselineLosses::of(answer) {
        return seen.found_season();
    }
    let seen = Evaluated::of(answer).filter(|seen| seen.config.season == Season::Auto)?;
    Some(seen.season)
}
