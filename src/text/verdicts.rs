//! What lenses say of what they see, and their own switches.

use super::{counted, texts};
use crate::number::{grouped, percent, short};

texts! {
    /// What lenses say of what they see, and their own switches.
    Verdicts {
        no_gradient = "before the first step there is no gradient";
        clipped(norm: f64, clip: f64) =
            format!("Clipped: {} was shortened to {}.", short(norm), short(clip));
        unclipped(norm: f64, clip: f64) =
            format!("Not clipped: {} is within {}.", short(norm), short(clip));

        in_layer(layer: usize) = format!(" in layer {layer}");
        vanishing(part: f64, layer: &str) = format!(
            "Vanishing gradient: {} of one from the last time step is left at the first{layer}.",
            short(part)
        );
        outgrown(layer: &str) = format!(
            "Exploding gradient: on its way to the first time step{layer} it outgrows all numbers."
        );
        exploding(part: f64, layer: &str) = format!(
            "Exploding gradient: one from the last time step is {} times as large at the first{layer}.",
            short(part)
        );
        flowing(part: f64, layer: &str) = format!(
            "It flows: {} of a gradient from the last time step is left at the first{layer}.",
            short(part)
        );
        cut = "No gradient passes from one time step to another.";

        state_name(state: &str) = format!("state {state}");
        nothing_crossed = "carry: no state has crossed a border yet, the window began with zeros.";
        carry = "carry: the state crosses the border, the gradient doesn't.";
        reset = "reset: each window begins with zeros; nothing crosses the border.";
        none = "none: every time step begins with zeros; nothing is remembered.";
        changes_next(state: &str) = format!(" The change to {state} acts at the next step.");

        sort = "sort by phase";
        sort_hint = "The unit whose oscillation peaks first comes first.";
        drawn(unit: usize, layer: &str) = format!("Unit {unit}{layer} is drawn among the curves.");
        click_a_row = "Click a row to draw its unit among the curves.";
        drawn_name(sheet: &str, unit: usize, layer: &str) =
            format!("{sheet} of unit {unit}{layer}");
        unit(unit: usize, layer: &str) = format!("unit {unit}{layer}");
        hidden_state = "hidden state";
        hidden_state_hint = "What the unit answers, and reads again at the next time step.";
        cell_state = "cell state";
        cell_state_hint = "The unit's memory, of which the output gate shows a part.";
        sheet_hint(name: &str, meaning: &str) = format!("{name}. {meaning}");
        unit_place(step: u64, time_step: usize, of: usize) =
            format!("window of step {step}, time step {time_step} of {of}");

        warm_up = "warm-up";
        threshold = "threshold";
        stays_one(threshold: f64) = format!(
            "It stays within {} of cos t for one time step by itself.",
            short(threshold)
        );
        stays(threshold: f64, steps: usize) = format!(
            "It stays within {} of cos t for {steps} time steps by itself.",
            short(threshold)
        );
        stays_all(threshold: f64, steps: usize) = format!(
            "It stays within {} of cos t for all {}.",
            short(threshold), counted(steps as u64, "time step")
        );

        behind_the_end(rows: usize) = format!(
            "{} behind the table's end, each by the network's own answer to the one before.",
            match rows { 1 => "The row".to_owned(), _ => format!("The {} rows", grouped(rows as u64)) }
        );
        with_band = " Between the shaded lines were 90 % of such forecasts in the validation part.";
        with_short_band(rows: usize) = format!(
            " Between the shaded lines were 90 % of such forecasts in the validation part, which is long enough to \
             tell that of {} only.",
            match rows { 1 => "the first row".to_owned(), _ => format!("the first {} rows", grouped(rows as u64)) }
        );
        without_band = " The validation part is too short to tell how far off that may be.";

        look_at_best(step: u64) = format!("Look at the best step, {}", grouped(step));
        look_at_best_hint = "The step with the least validation loss, which is circled in the plot of the loss (B).";
        fresh_windows(rows: usize) = format!(
            "Each window starts from nothing, so that the network's first answers in it know fewer rows than the {rows} \
             that linear's regression always reads."
        );
        fresh_steps(rows: usize) = format!(
            "Each time step starts from nothing, so that each of the network's answers knows one row, where linear's \
             regression reads {rows}."
        );

        spacing = "spacing ×";
        phase = "phase";
        amplitude = "amplitude ×";
        noise = "noise";
        frequency = "frequency ×";
        as_in_training = "As in training";
        no_number = "no finite number";
        losses(here: &str, there: &str) =
            format!("The loss is {here} on these data; {there} on those of training.");
        loss_of_inputs(loss: &str, windows: usize, part: &str) = format!(
            "Over {} of the {part} part the loss is {loss}.", counted(windows as u64, "window")
        );
        losses_of_inputs(here: &str, there: &str, windows: usize, part: &str) = format!(
            "Over {} of the {part} part the loss is {here} on inputs so changed; {there} on them as they are.",
            counted(windows as u64, "window")
        );
        described_inputs(amplitude: f64, noise: f64) = format!(
            "Inputs, scaled as the network reads them: amplitude × {}, noise {}.", short(amplitude), short(noise)
        );
        described(factor: f64, spacing: f64, phase: f64, amplitude: f64, noise: f64, frequency: f64) =
            format!(
                "Data: spacing × {} ({} radians), phase {}, amplitude × {}, noise {}, \
                 frequency × {}.",
                short(factor), short(spacing), short(phase), short(amplitude), short(noise),
                short(frequency)
            );

        infinite_state = "the hidden state is no longer made of finite numbers";
        still_state = "the hidden state stands still, so that there is no path";
        axes_hold(first: f64, second: f64, layer: &str) = format!(
            "The two axes hold {} and {} of the movement{layer}.", percent(first), percent(second)
        );
        rows_done(part: f64) =
            format!("{} of the rows are computed; the others show the nearest.", percent(part));

        change = "change";
        change_hint = "What training has added since the run began.";

        radius(radius: f64, layer: &str) = format!("Spectral radius {}{layer}.", short(radius));
        nearest(angle: f64, distance: f64, at: f64) = format!(
            " Nearest to e^(±id), d = {}: {} from the middle, at angle {}.",
            short(angle), short(distance), short(at)
        );
        one_beyond = " One eigenvalue lies outside the picture.";
        beyond(count: usize) = match count {
            1 => " 1 eigenvalue lies outside the picture.".to_owned(),
            _ => format!(" {count} eigenvalues lie outside the picture."),
        };
        trail_grows = "a trail grows while the lens is open";
        trail_since(step: u64) = format!("trail since step {}", grouped(step));

        take_apart = "Take the next step apart";
        take_apart_hint = "Pauses, and takes the next training step apart.";
        not_taken_apart = "no step has been taken apart yet";
        back = "Back";
        back_hint = "One phase back (←).";
        next = "Next";
        next_hint = "One phase on; behind the last, the step is taken (→).";
        slow_motion = "Slow motion";
        stop = "Stop";
        slow_motion_hint = "Phase after phase, step after step.";
        leave = "Leave";
        leave_hint = "The step isn't taken.";
        answered(phase: &str, answer: f64, target: f64, loss: Option<f64>) = {
            let loss = loss.map_or_else(String::new, |loss| format!(" Loss {}.", short(loss)));
            format!("{phase}: ŷ = {}, target {}.{loss}", short(answer), short(target))
        };
        flowed_back(phase: &str, norm: f64, loss: f64) =
            format!("{phase}: ‖∂L/∂h‖ = {}. Loss {}.", short(norm), short(loss));
        numbers_of(unit: usize, layer: Option<usize>) = {
            let layer = layer.map_or_else(String::new, |layer| format!(" in layer {layer}"));
            format!("Unit {unit}{layer}, ′ is the time step before. A click on a row shows another.")
        };
        with_loss(phase: &str, loss: f64) = format!("{phase}: loss {}.", short(loss));
        with_norm(phase: &str, norm: f64) = format!("{phase}: gradient norm {}.", short(norm));
        with_both(phase: &str, loss: f64, norm: f64) = format!(
            "{phase}: loss {}, gradient norm {}.", short(loss), short(norm)
        );
        phase_of(step: u64, at: usize, of: usize) = format!("step {}: {at} / {of}", grouped(step));

        block_unit(gate: &str, letter: &str, unit: usize) =
            format!("{gate} {letter}, unit {unit}");
        no_number_bar = "no number";
        no_number_here = "is no number here";
    }
}
