//! Texts of the race.

use super::{counted, texts};
use crate::number::{grouped, short};

texts! {
    /// Texts of the race: its setup, its plots, and who leads.
    Race {
        title = "Race";
        sentence = "red is the target; all variants are at the same step, none is ever ahead";
        overlaid = "overlaid";
        overlaid_hint = "All variants in the same plots, or each in plots of its own.";
        empty = "Choose variants at the left and press Start race (Space).";
        empty_alone = "Space starts the race.";
        not_begun(reason: &str) = format!("The race can't begin: {reason}.");
        ended(reason: &str) = format!("The race ended: {reason}.");

        nothing_yet = "no step of a race has been trained yet";
        figure(step: u64, steps: u64) =
            format!("A race, step {} of {}", grouped(step), grouped(steps));
        figure_target = "target";

        about(variants: &[String], steps: u64) =
            format!("{} · {} each", variants.join(" / "), counted(steps, "step"));
        not_started = "no race yet";
        running = "racing";
        paused = "race paused";
        finished = "race finished";
        cancelled = "race cancelled";
        failed = "race failed";
        best = "best";
        step_of(step: u64, of: u64) = format!("{} of {}", grouped(step), grouped(of));

        variants = "Variants";
        rules = "Race";
        steps = "steps";
        steps_hint = "Steps that every variant trains, up to 50 000.";
        start = "Start race";
        start_hint = "Trains all variants from the start (Space).";
        pause = "Pause race";
        pause_hint = "Stops after the step at hand (Space).";
        go_on = "Go on";
        go_on_hint = "Trains on (Space).";
        step = "Step";
        step_hint = "Trains one step of every variant, pausing first (S).";
        cancel = "Cancel race";
        cancel_hint = "Ends the race; what was trained stays.";
        cells = "RNN, LSTM, GRU";
        cells_hint = "RNN against LSTM against GRU; the rest as in the run's controls.";
        rates = "Three rates";
        rates_hint = "The controls' learning rate, a quarter of it and four times it.";
        seeds = "Five seeds";
        seeds_hint = "The controls' settings with five seeds: how much is luck?";
        rest = "What isn't below is as in the run's controls.";
        add = "Add variant";
        cell_column = "cell";
        hidden_column = "hidden";
        time_steps_column = "T";
        rate_column = "lr";
        seed_column = "seed";
        remove_name(variant: usize) = format!("remove variant {variant}");
        remove_hint(variant: usize) = format!("Takes variant {variant} away.");
        widget_name(variant: usize, what: &str) = format!("variant {variant} {what}");

        winner = "winner";
        leads = "leads";
        tie = "tie";
        nobody_reached(goal: f32) = format!("nobody got to loss {}", short(goal.into()));
        all_diverged = "all diverged";
        nobody_validated = "nobody has a validation loss";
        not_comparable(setting: &str) =
            format!("no winner: with another {setting} a loss is of another kind");
        needs_validation = "there is no validation loss without a validation part, which takes a table and a \
                            split such as 70/15/15";
        other = "also compare";
        other_hint = "Another setting in which the variants may differ, such as the data, the horizon or the loss \
                      function. It gets a column of its own; columns of a table and formulas are typed with \
                      semicolons between them.";
        no_other = "nothing else";
        out_of_patience(step: u64) = format!("out of patience at step {}", grouped(step));
        validation_column = "validation";
        best_validation_column = "best validation";
        variant_column = "variant";
        loss_column = "loss";
        best_column = "best loss";
        open = "Open";
        open_hint = "Plays this run from its first step, at the pace of the scope.";
        open_name(variant: &str) = format!("open {variant}");
        open_at_end = "Open at its end";
        open_at_end_hint = "Trains this run again as fast as the machine can, and shows its end in the \
                            scope; from there you can look back.";
        open_at_end_name(variant: &str) = format!("open {variant} at its end");
        at_step(step: u64) = format!("step {}", grouped(step));
        loss_of(variant: &str, loss: f64) = format!("{variant}: loss {}", short(loss));
    }
}
