//! Texts of curves, timeline and loss.

use super::{called, counted, texts};
use crate::number::ticks::DateWords;
use crate::number::{fixed, grouped, short, turns};

texts! {
    /// Texts of curves, timeline and loss, and of what the pointer reads off them.
    Plots {
        back_to_live = "Back to live";
        back_to_live_hint = "Follows the newest step again (double click).";
        mark(step: u64, change: &str) = format!("from step {}: {change}", grouped(step));

        legend = "legend";
        legend_hint = "Shows or hides the names of the lines.";
        curves = "Curves";
        task(input: &str, target: &str) =
            format!("the task: read {input} (grey), answer {target} (red)");
        curves_sentence(input: &str, target: &str) = format!(
            "the network reads {input} and should answer {target} (red); blue is what it answers"
        );
        input = "input";
        inputs = "inputs";
        input_hint(input: &str) = format!("Also draws what the network reads: {input}.");
        input_beside_hint(input: &str) = format!(
            "Also draws what the network reads: {input}. What isn't the target lies over the whole height; the \
             pointer tells the values."
        );
        input_named(input: &str) = called("input", input);
        target_named(target: &str) = called("target", target);
        and_more(first: &str, more: usize) = format!("{first} and {more} more");
        whole = "whole data";
        whole_hint = "Draws what the network as it is answers to every row of the table, and its \
                      forecast; without it, the windows that it is trained on.";
        whole_sentence(step: u64) = format!(
            "red is the table, blue what the network of step {} answers to every row of it", grouped(step)
        );
        whole_from_zeros(time_steps: usize) = format!(
            "Every {} a window begins, with a state of zeros (state reset): the first answers there can dip.",
            counted(time_steps as u64, "row")
        );
        whole_coming = "the network's answers to the whole table will appear here";
        whole_under_way(part: &str) =
            format!("the network's answers to the whole table are being computed: {part}");
        whole_failed(reason: &str) =
            format!("the network's answers to the whole table can't be shown: {reason}");
        whole_table = "Whole table";
        whole_table_hint = "Brings all rows into view again (double click).";
        shown_target = "target on show";
        shown_target_hint = "Which of the targets are drawn.";
        all = "all";
        stacked(count: usize) = format!("first {count}");
        train = "train";
        validation = "validation";
        test = "test";
        forecast = "forecast";
        band = "90 %";
        row_of(row: u64, time: &str, part: &str) = if time.is_empty() {
            format!("row {} ({part})", grouped(row))
        } else {
            format!("row {}, {time} ({part})", grouped(row))
        };
        read_at(row: u64) = format!("read at row {}:", grouped(row));
        measured(name: &str, value: &str, unit: &str) =
            format!("{name} {value}{}{unit}", if unit.is_empty() { "" } else { " " });
        between(low: &str, high: &str, unit: &str) =
            format!("90 % between {low} and {high}{}{unit}", if unit.is_empty() { "" } else { " " });
        apart(run: &str) = format!("{run}: other data");
        is_apart(run: &str) = format!("{run} learns other data, along an axis of its own");
        day(day: i8, month: i8) = format!("{day} {}", month_name(month));
        date(day: i8, month: i8, year: i16) = format!("{day} {} {year}", month_name(month));
        month(month: i8, year: i16) = format!("{} {year}", month_name(month));
        axis_of_dates(name: &str, context: &str) = format!("{name}, {context}");
        row = "window";
        row_hint(rows: usize) =
            format!("Which of the {rows} windows of the batch is drawn.");
        target = "target";
        prediction = "prediction";
        sample(step: u64, place: &str) = format!("step {}, {place}", grouped(step));
        time(t: f64, half_turns: f64) = format!("t = {} ({})", fixed(t, 4), turns(half_turns));
        numbered(axis: &str, place: u64) = format!("{axis} {}", grouped(place));
        sample_value(name: &str, value: f64) = format!("{name} {}", fixed(value, 4));
        error = "error";
        pinned_step(step: u64) = format!(" (its step {})", grouped(step));
        pinned_place(step: u64, t: f64, half_turns: f64) = format!(
            " (its step {}, there at t = {}, {})", grouped(step), fixed(t, 4), turns(half_turns)
        );
        moved(run: &str, periods: i64) = format!(
            "{run}, moved {} {} period{}",
            if periods < 0 { "back" } else { "on" },
            grouped(periods.unsigned_abs()),
            if periods.abs() == 1 { "" } else { "s" }
        );

        loss = "Loss";
        mse = "mean squared error";
        mae = "mean absolute error";
        huber = "mean Huber loss";
        loss_sentence(mean: &str) = format!("{mean} of each step's window; lower is better; click to look back");
        last_sentence(mean: &str) = format!("{mean} of each step's last answers; lower is better; click to look back");
        log = "log";
        log_hint = "Logarithmic axis: equal distances are equal factors.";
        smoothing = "smoothing";
        smoothing_hint(steps: f64) = format!(
            "Moving average over about {}; the raw loss stays faintly visible.",
            counted(steps.round() as u64, "step")
        );
        step_axis = "step";
        loss_axis = "loss";
        empty = "each step's loss will appear here";
        at_step(step: u64) = format!("step {}", grouped(step));
        series_value(series: &str, value: f32) = format!("\n{series} {}", seen(value));
        stretch_numbers(first: u64, last: u64, least: f64, most: f64, mean: f64) = format!(
            "steps {} to {}\nloss {} to {}\nmean {}",
            grouped(first), grouped(last), short(least), short(most), short(mean)
        );
        pinned_loss(run: &str, loss: f64) = format!("\n{run} {}", short(loss));
        pinned_losses(run: &str, least: f64, most: f64) =
            format!("\n{run} {} to {}", short(least), short(most));
        in_epoch(epoch: u64) = format!("\nepoch {}", grouped(epoch));
        validation_loss = "validation loss";
        validation_near(loss: f64, step: u64, epochs: Option<u64>, is_best: bool) = format!(
            "\nvalidation loss {}{} (step {}{})",
            short(loss),
            if is_best { ", the best" } else { "" },
            grouped(step),
            epochs.map_or(String::new(), |epochs| format!(", after {}", counted(epochs, "epoch")))
        );
        level(name: &str, loss: &str) = format!("{name} {loss}");
        level_above(name: &str, loss: &str) = format!("{name} {loss} (above)");
        level_below(name: &str, loss: &str) = format!("{name} {loss} (below)");
        floor(loss: f64) = format!("floor {}", short(loss));
        floor_below(loss: f64) = format!("floor {} (below)", short(loss));

        timeline = "Timeline";
        track_hint = "Drag to look at any step as it was (←, →, Home, End); the wheel zooms, with \
                      Shift it moves.";
        part_of_run(first: u64, last: u64) =
            format!("steps {} to {} of the run", grouped(first), grouped(last));
        step_hint = "Type a step to look at it, or drag.";
        step_before = "step ";
        steps_behind(count: u64) = if count == 1 { " step" } else { " steps" }.to_owned();
        of_behind(end: u64) = format!(" of {}", grouped(end));
        steps(count: u64) = counted(count, "step");
        step_of(step: u64, of: u64) = format!("step {} of {}", grouped(step), grouped(of));
        end_of_run_hint = "Shows the end of the run again (End).";
        live = "Live";
        fork_here = "Fork here";
        fork = "Fork";
        fork_hint = "A run of its own goes on from this step; changes up to it stay (F).";
        still_computed = "This step is still being computed.";
        already_live =
            "The end of the run is on show: drag the playhead, or press ←, to look back.";
        computed_again =
            "This step is being computed again; the end of the run (End) stops that.";
        backfilled = "The loss before the checkpoint is being computed again.";
        go_on_from(step: u64) = format!("Go on from step {}", grouped(step));
        continue_from_end = "Continue from the end (Space)";
        continue_from_end_hint = "The run trains on where it stopped.";
        fork_offer = "Fork here (F)";
        draw_by_keys = "By keys: the arrows draw (with Shift further), Enter finishes.";
        fork_offer_hint = "A run of its own goes on from here; changes up to this step stay.";
    }
}

impl Plots {
    /// How dates are written beside an axis.
    pub fn date_words(&self) -> DateWords {
        DateWords { day: self.day, date: self.date, month: self.month, axis: self.axis_of_dates }
    }
}

/// A month in short.
fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    NAMES[(month.clamp(1, 12) - 1) as usize]
}

/// A value in every digit, as who points at a step wants it; a small one in three.
pub(super) fn seen(value: f32) -> String {
    if value.abs() < 1e-3 { short(value.into()) } else { value.to_string() }
}
