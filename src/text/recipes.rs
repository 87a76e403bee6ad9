//! What a run's changes are called, in what two recipes differ, and what is wrong with one.

use super::texts;
use crate::number::grouped;

texts! {
    /// Changes and differences of recipes, and why one can't be run.
    Recipes {
        none = "none";
        by_the_data = "as the data say";
        on = "on";
        off = "off";
        in_place_of_number(word: &str) = word.to_owned();
        over_steps(change: &str, first: u64, last: u64, values: usize) = format!(
            "{change} over steps {} to {}, in {values} values", grouped(first), grouped(last)
        );
        at_step(change: &str, step: u64) = format!("{change} at step {}", grouped(step));

        change(number: usize, reason: &str) = format!("change {number} of the recipe: {reason}");
        unnameable(path: &str) =
            format!("no recipe can name {path}, which isn't valid UTF-8; rename it");
        too_long(bytes: usize, megabytes: usize, changes: usize) = format!(
            "the recipe would take {bytes} bytes, and of no text more than {megabytes} MB are read back; leave \
             out some of its {changes} changes"
        );
        out_of_order(step: u64, before: u64) = {
            let same = if step == before {
                "; what changes at the same step belongs in one [[change]]"
            } else {
                ""
            };
            format!(
                "step = {step} is not possible: it must come after step {before}, the change above it{same}"
            )
        };
        beyond_end(step: u64, end: u64) = format!(
            "step = {step} is not possible: the run ends with step {end} (steps = {end})"
        );
        needs_restart(name: &str, label: &str) =
            format!("{name} = … is not possible: {label} can't change within a run");
        from_step(step: u64, reason: &str) = format!("from step {step} on, {reason}");
        fingerprint_alone =
            "init_sha256 is the fingerprint of a weights file, which init must name beside it";
    }
}
