//! Texts of challenges: what is wrong with one or with a recipe for it, and how a check went.

use super::{counted, texts};
use crate::number::{grouped, loss};

texts! {
    /// Challenges, and recipes that are to pass one.
    Challenges {
        // What is wrong with a challenge's file.
        no_version = "a challenge begins with challenge = 1";
        unknown_version(written: &str) =
            format!("{written} is not known: this rnnscope reads challenge = 1");
        missing(key: &str, example: &str) = format!("a challenge needs {key}, such as {example}");
        no_table(key: &str) = format!("{key} must be a table: [{key}]");
        no_text(written: &str) = format!("{written} is no text; it stands in quotes");
        no_language(name: &str, names: &[&str]) =
            format!("there is no language {name} here; it must be {}", names.join(" or "));
        no_measure(written: &str) =
            format!("on = {written} is not possible: it must be \"training\" or \"validation\"");
        no_validation = "on = \"validation\" needs data with a validation part: a table that rnnscope makes";
        last_too_long(last: u64, within: u64) =
            format!("last = {last} is not possible: the challenge has {within} steps (within)");
        own_file(name: &str) =
            format!("{name} can't name a file: a challenge is the same everywhere, so that its data are made by rnnscope, and its weights by the seeds");
        no_allowance(written: &str) = format!(
            "{written} is not possible: it must be true, a list of values, or {{ from = …, to = … }}"
        );
        no_range(name: &str) = format!("{name} has no numbers between which it could lie; list its values, or say true");
        not_for_players(name: &str) =
            format!("{name} can't be left to the player: steps and seeds are the challenge's");
        no_names(written: &str) =
            format!("changes = {written} is not possible: it must be a list of settings, such as [\"lr\"]");
        not_allowed_at_all(name: &str) =
            format!("{name} can change on the way only if it stands under [allowed] as well");
        not_live(name: &str) = format!("{name} can't change while a run goes on");

        // What is wrong with a recipe.
        forbidden(written: &str, own: &str, allowed: &str) = match allowed {
            "" => format!("{written} is not allowed: this challenge has {own}, and nothing of it may be set"),
            allowed => format!("{written} is not allowed: this challenge has {own}; what may be set is {allowed}"),
        };
        out_of_range(written: &str, expected: &str) =
            format!("{written} is not allowed: in this challenge it must be {expected}");
        changes(name: &str, step: u64, changing: &str) = match changing {
            "" => format!("{name} changes at step {step}, and in this challenge nothing may change on the way"),
            changing => format!("{name} changes at step {step}, and in this challenge only {changing} may change on the way"),
        };
        too_long(steps: u64, within: u64) =
            format!("the recipe has {steps} steps; this challenge ends at step {within}");
        from_to(least: f64, most: f64) = format!("{least} to {most}");
        one_of(values: &[String]) = values.join(" or ");
        with_range(name: &str, range: &str) = format!("{name} ({range})");

        // How a check went.
        seed_failed(seed: u32, reason: &str) = format!("seed {seed}: {reason}");
        stopped = "the check was stopped";
        failed(panic: &str) = format!("the check has stopped: {panic}");
        goal(value: f64, within: u64, last: usize) = match last {
            1 => format!("loss {value} within {}", counted(within, "step")),
            last => format!("mean loss of the last {} {value} within {}", counted(last as u64, "step"), counted(within, "step")),
        };
        goal_on_validation(value: f64, within: u64) =
            format!("validation loss {value} within {}", counted(within, "step"));
        reached(seed: u32, step: u64) = format!("seed {seed}: reached at step {step}");
        missed(seed: u32, least: f64, step: u64) =
            format!("seed {seed}: not reached, least {} at step {step}", loss(least));
        missed_at_once(seed: u32) = format!("seed {seed}: not reached");
        diverged(seed: u32, step: u64) = format!("seed {seed}: diverged at step {step}");
        summary(reached: usize, seeds: usize, par: u64) = format!("{reached} of {seeds}; par {}", counted(par, "step"));
        not_passed(reached: usize, seeds: usize, needed: usize, goal: &str) = format!(
            "not passed: {reached} of {seeds} seeds reach {goal}, and it takes {needed}"
        );

        // In the window.
        title = "Challenges";
        sentence = "A goal, and a proof: five seeds that you haven't seen.";
        begin = "Begin";
        begin_hint = "Begins a run with the challenge's settings; the run on screen joins the list of runs.";
        begin_again = "Begin again";
        the_goal(goal: &str, needed: usize, seeds: usize) =
            format!("Goal: {goal}, with {needed} of {seeds} seeds.");
        par(steps: u64) = format!("Par is {}.", counted(steps, "step"));
        yours(settings: &str) = format!("You may set: {settings}.");
        yours_changing(settings: &str) = format!("On the way may change: {settings}.");
        how = "Set these, press R to begin anew with them, and watch. Then prove it.";
        refused(why: &str) = format!("As it is, it wouldn't be checked: {why}.");
        prove = "Prove it";
        prove_hint = "Trains the settings and changes of the run on screen on five other seeds.";
        stop = "Stop";
        checking(part: &str) = format!("Trains on five seeds … {part}");
        passed = "Passed.";
        not_yet = "Not yet.";
        save = "Save the recipe";
        save_hint = "Saves what was checked as a recipe, which others can check: rnnscope check.";
        not_begun(reason: &str) = format!("The check can't begin: {reason}.");
        seed_label = "seed";
        at_step(step: u64) = format!("step {}", grouped(step));
        least(value: f64) = format!("least {}", loss(value));
        is_diverged = "diverged";
        is_broken(reason: &str) = format!("A challenge can't be read: {reason}.");
    }
}
