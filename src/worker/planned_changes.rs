//! A recipe being played, and what it has still to come.

use crate::config::Settings;
use crate::recipe::Recipe;

/// A recipe being played.
pub(super) struct PlannedChanges {
    recipe: Recipe,
    /// The drag that each of its changes belongs to.
    drags: Vec<u64>,
}

impl PlannedChanges {
    /// None where nothing changes any more.
    pub(super) fn new(recipe: Recipe, is_to_come: bool) -> Option<Self> {
        is_to_come.then(|| Self { drags: recipe.drags(), recipe })
    }

    /// The change just before `step`, if there is one, and the number of its drag.
    pub(super) fn change_at(&self, step: u64) -> Option<(Settings, u64)> {
        let at = self.recipe.changes.binary_search_by_key(&step, |change| change.step).ok()?;
        Some((self.recipe.changes.get(at)?.settings(), *self.drags.get(at)?))
    }

    /// Adds to `made`, the run so far, the changes that come from step `from` on. Returns the step at
    /// which the run ends then; none if there are no more changes.
    pub(super) fn complete(&self, made: &mut Recipe, from: u64) -> Option<u64> {
        let at = self.recipe.changes.partition_point(|change| change.step < from);
        let to_come = self.recipe.changes.get(at..).filter(|changes| !changes.is_empty())?;
        made.changes.extend_from_slice(to_come);
        Some(self.recipe.steps())
    }
}
