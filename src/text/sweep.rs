//! Texts of the sweep.

use super::{counted, texts};
use crate::number::grouped;

texts! {
    /// Texts of the sweep: its setup and its heatmap.
    Sweep {
        title = "Sweep";
        sentence = "every point trained with several seeds; click one to open its run";
        save = "Save sweep";
        save_hint = "Writes tables, heatmaps, and the sweep itself (TOML) to the export folder.";
        nothing_yet = "no run of a sweep has ended yet";
        spread = "spread";
        spread_hint = "Distance between the quartiles over the seeds: how much is luck.";
        median = "median";
        median_hint = "What the seed in the middle gets.";
        empty = "Choose ranges at the left and press Start sweep (Space).";
        empty_alone = "Space starts the sweep.";
        not_begun(reason: &str) = format!("The sweep can't begin: {reason}.");
        ended(reason: &str) = format!("The sweep ended: {reason}.");

        about(ranges: &[String], runs: u64, steps: u64) = {
            let size = format!("{} of {}", counted(runs, "run"), counted(steps, "step"));
            let parts: Vec<&str> =
                ranges.iter().map(String::as_str).chain([size.as_str()]).collect();
            parts.join(" · ")
        };
        range(setting: &str, least: &str, most: &str) = format!("{setting} {least} to {most}");
        not_started = "no sweep yet";
        running = "sweeping";
        is_finished = "sweep finished";
        is_cancelled = "sweep cancelled";
        has_failed = "sweep failed";
        runs_ended = "runs";
        best_median = "best median";
        of(part: u64, whole: u64) = format!("{} of {}", grouped(part), grouped(whole));
        size(points: u64, seeds: u64, steps: u64) = {
            let runs = points.saturating_mul(seeds);
            format!(
                "{} × {} = {} of {}: {} in all",
                counted(points, "point"),
                counted(seeds, "seed"),
                counted(runs, "run"),
                counted(steps, "step"),
                counted(runs.saturating_mul(steps), "step"),
            )
        };
        idle_seeds = "The seeds draw nothing: the weights come from a file.";

        varied = "Varied";
        seeds = "seeds";
        seeds_hint = "Each point is trained with so many seeds, from the controls' one on.";
        rest = "What isn't varied is as in the run's controls.";
        runs = "Runs";
        steps = "steps";
        steps_hint = "Steps that every run trains.";
        start = "Start sweep";
        start_hint = "Trains every run in the background (Space).";
        cancel = "Cancel sweep";
        cancel_hint = "Ends the sweep; the runs that have ended stay.";
        trained(ended: u64, runs: u64) =
            format!("{} of {}", grouped(ended), counted(runs, "run"));
        cancelled(ended: u64, runs: u64) =
            format!("{} of {}, cancelled", grouped(ended), counted(runs, "run"));
        failed(ended: u64, runs: u64) =
            format!("{} of {}, failed", grouped(ended), counted(runs, "run"));
        from = "from";
        to = "to";
        values = "values";
        by_ratios(meaning: &str) = format!("{meaning} Values are spread by ratios.");
        widget_name(setting: &str, what: &str) = format!("{setting} {what}");
        sample = "random sample";
        sample_hint = "Draws so many points from the ranges instead of training the whole grid.";
        points = " points";

        opens(seed: u32) = format!("A click opens seed {seed}, the one in the middle, at its end.");
        no_run = "no run has ended yet";
        median_of(criterion: &str, value: &str) = format!("median {criterion} {value}");
        quartiles(low: &str, high: &str) = format!("quartiles {low} and {high}");
        diverged(runs: usize, diverged: usize) = format!("{runs} runs, {diverged} diverged");
        seed_value(seed: u32, value: &str) = format!("  seed {seed}: {value}");
    }
}
