//! What is said of the files in which runs and settings are kept.

use super::texts;

texts! {
    /// Why a checkpoint, a list of runs or the remembered settings can't be used, or a file can't be made.
    OnDisk {
        too_many(folder: &str, stem: &str) =
            format!("{folder} has too many files named {stem}; move some of them elsewhere");
        lock_taken = "something else than a file has the name of its lock";

        recipe_in(reason: &str) = format!("the recipe in {reason}");
        no_checkpoint(file: &str, reason: &str) = format!("{file} is not a checkpoint: {reason}");
        no_data(file: &str, reason: &str) = format!("the run in {file} can't go on: {reason}");
        unfit(file: &str, misfit: &str) = format!("{file} doesn't fit its recipe: {misfit}");
        changed(file: &str) =
            format!("the numbers in {file} were changed after it was saved; take another copy of it");
        array_missing(name: &str) = format!("{name} is missing");
        array_shape(name: &str, found: &str, needed: &str) =
            format!("its {name} has the shape {found}, but needs {needed}");
        array_superfluous(name: &str) = format!("it has {name}, which its network hasn't");
        key_missing(key: &str) = format!("its metadata has no {key}");
        no_number(key: &str, value: &str) = format!("its {key} is {value}, which is no number");
        too_many_steps(key: &str, count: u64, most: u64) =
            format!("its {key} is {count}, but no run has more than {most} steps");
        no_time(key: &str) = format!("its {key} is no time in seconds");
        no_steps(step: &str, loss: &str) = format!("its {step} and {loss} are none of a run's steps");
        scalars(key: &str, value: &str, count: usize) =
            format!("its {key} is {value}, but needs {count} finite numbers");
        no_phase = "its origin isn't a finite phase";
        too_many_epochs(sample: u64) = format!("its sample is {sample}, but no run has more epochs");
        version(found: &str, known: &str) =
            format!("its version is {found}, and the one that is known is {known}");

        no_list(file: &str, reason: &str) = format!("{file} is not a list of runs: {reason}");
        list_unmarked = "it doesn't say so in its metadata";
        look_missing = "the look of its live run is missing";
        run_broken(number: usize, file: &str) = format!("run {number} in {file} is broken");


        png_picture = "PNG picture";
        recipe = "recipe";
        checkpoint = "checkpoint";
    }
}
