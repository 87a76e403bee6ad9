//! By what runs are compared, and what is wrong with a race, a sweep or a sweep.toml.

use super::texts;

texts! {
    /// Criteria and points of races and sweeps, and why one can't begin.
    Plans {
        final_loss = "final loss";
        best_loss = "best loss";
        mean_loss(last: u64) = match last {
            1 => "mean loss of the last step".to_owned(),
            _ => format!("mean loss of the last {last} steps"),
        };
        steps_to(goal: f32) = format!("steps to loss {goal}");
        validation_loss = "validation loss";
        best_validation_loss = "best validation loss";
        point(lr: f64, hidden: usize, time_steps: usize) =
            format!("learning rate {lr}, hidden size {hidden}, time steps {time_steps}");
        variant(number: usize) = format!("variant {number}");
        run_of_sweep(number: usize) = format!("run {number} of the sweep");
        of_size(reason: &str, hidden: usize) = format!("{reason} (hidden size {hidden})");

        variants(least: usize, most: usize, count: usize) =
            format!("a race takes {least} to {most} variants, not {count}");
        race_steps(most: u64, steps: u64) = format!("a race takes 1 to {most} steps, not {steps}");

        no_value(name: &str) = format!("{name} needs at least one value");
        reversed(name: &str, from: f64, to: f64) =
            format!("{name} goes from {from} to {to}: the first must be the smaller");
        not_positive(name: &str, from: f64) =
            format!("{name} can't go from {from} on a log scale: both ends must be above 0");
        value_count(name: &str, count: usize, most: usize) =
            format!("{name} has count = {count}; a range takes 2 to {most} values");
        no_samples = "samples = 0 leaves nothing to train; it must be at least 1";
        too_many_runs(runs: usize, most: usize) =
            format!("the sweep has {runs} runs; it can have at most {most}");
        no_goal(loss: f32) = format!(
            "loss = {loss} is not possible: the loss to be reached must be a number above 0"
        );
        no_last(last: u64, least: u64, most: u64) = format!(
            "last = {last} is not possible: it must be a whole number from {least} to {most}"
        );
        needs_validation(criterion: &str) = format!(
            "criterion = {criterion} needs data with a validation part: a table, and a split such as 70/15/15"
        );
        same_runs(runs: usize) = format!(
            "all {runs} runs would be the same: the weights come from init, so that the seed draws nothing; \
             vary another setting, or leave out the seeds or init"
        );

        no_key(key: &str, keys: &str) = format!("there is no key {key} here; the keys are {keys}");
        no_key_of_range(key: &str, keys: &str) =
            format!("there is no key {key} in a range; the keys are {keys}");
        no_key_of_seeds(key: &str, keys: &str) =
            format!("there is no key {key} in a range of seeds; the keys are {keys}");
        needs_criterion(key: &str, criterion: &str) =
            format!("{key} needs criterion = \"{criterion}\"");
        needs_samples = "sample_seed needs samples, a number of points";
        needs_loss = "criterion = \"steps-to-loss\" needs loss, the loss to be reached";
        no_criterion(written: &str, names: &str) =
            format!("criterion = {written} is not possible: it must be one of {names}");
        varied_as_well(name: &str) =
            format!("{name} stands under [vary] as well; leave out one of the two");
        on_top_as_well(name: &str) =
            format!("{name} stands at the top of the file as well; leave out one of the two");
        not_varied(name: &str, varied: &str) = format!("{name} can't be varied; what can is {varied}");
        no_table(key: &str) = format!("{key} must be a table of settings: [{key}]");
        needs_ends(name: &str) = format!("{name} needs both from and to");
        needs_count(name: &str) = format!("{name} needs a count, as every range of a grid");
        has_count(name: &str) = format!("{name} has a count, but samples draws its values at random");
        no_scale(written: &str) =
            format!("scale = {written} is not possible: it must be linear or log");
        seeds_beyond(count: u32, from: u32, last: u32) =
            format!("{count} seeds from {from} go beyond the last one, {last}");
        needs_from_and_count = "seed needs both from and count";
        no_number(name: &str, written: &str) = format!("{name} = {written} is no number");
        not_above_zero(name: &str, written: &str) =
            format!("{name} = {written} is not possible: it must be a number above 0");
    }
}
