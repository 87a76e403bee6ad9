//! What readers of the screen say and nobody sees: names of plots, sentences on what they show, and news.
//!
//! Counts stand without gaps between their digits, where a voice would begin another number.

use super::texts;

/// So many of a thing.
fn several(count: u64, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
}

/// A loss behind what it is the loss of; nothing where there is none.
fn with_loss(loss: &str) -> String {
    if loss.is_empty() { String::new() } else { format!(", loss {loss}") }
}

texts! {
    /// What readers of the screen say: names of plots, what they show now, and what has happened.
    Spoken {
        curves = "curves over time";
        curves_of(target: &str) = format!("curves of {target} over time");
        loss = "loss over the steps";
        race_curves = "curves of the race";
        race_losses = "losses of the race";
        of_variant(plot: &str, variant: &str) = format!("{plot}: {variant}");
        sweep_map = "map of the sweep";
        heatmap(quantity: &str) = format!("{quantity} heatmap");
        chart(y: &str, x: &str) = format!("{y} over {x}");
        parts = "parts of the table";
        window = "one window of the table";
        column(name: &str) = format!("picture of {name}");
        height_of_loss = "height of the loss";
        width_of_lenses = "width of the lenses";
        close = "close";
        dismiss = "take this news away";
        live_run(run: &str) = format!("{run}, the live one");
        steps(count: u64) = several(count, "step");
        step_of(step: u64, of: u64) = format!("step {step} of {of}");
        changes(count: usize, newest: &str) =
            format!("{}, the newest {newest}", several(count as u64, "change"));

        no_step = "no step has been trained yet";
        distance(step: u64, mean: &str, most: &str, place: &str) = format!(
            "step {step}: the prediction is {mean} off the target on average, {most} at the most, at {place}"
        );
        whole(step: u64, mean: &str, most: &str, place: &str) = format!(
            "the whole table, as the network of step {step} answers it: {mean} off the target on average, {most} at \
             the most, at {place}"
        );
        foretold(rows: usize) = format!("; {} foretold behind its end", several(rows as u64, "row"));
        course(steps: u64, now: &str, least: &str, at: u64, trend: &str) = format!(
            "loss of {}, now {now}, lowest {least} at step {at}, {trend}", several(steps, "step")
        );
        expected_at(step: u64, loss: &str) = format!("step {step}: you expect a loss of {loss}");
        falling = "falling";
        rising = "rising";
        steady = "steady";
        best_validation(loss: &str, step: u64) =
            format!("; best validation loss {loss} at step {step}");
        floor(loss: &str, because: &str) = format!("; floor {loss}: {because}");

        off_target(variant: &str, distance: &str) =
            format!("{variant} is {distance} off the target on average");
        variant_course(variant: &str, now: &str, least: &str, trend: &str) =
            format!("{variant} now {now}, lowest {least}, {trend}");
        first(names: &str) = format!("{names} first");
        map(quantity: &str, points: usize, ended: usize) =
            format!("{quantity} of {}, {ended} of them with results", several(points as u64, "point"));
        best_point(point: &str, value: &str) = format!("lowest {value} at {point}");
        worst_point(point: &str, value: &str) = format!("highest {value} at {point}");

        axis(name: &str, from: &str, to: &str) = format!("{name} from {from} to {to}");
        line(name: &str, ends: [&str; 2], low: [&str; 2], high: [&str; 2]) = {
            let ([from, to], [low, low_at], [high, high_at]) = (ends, low, high);
            format!("{name} from {from} to {to}, lowest {low} at {low_at}, highest {high} at {high_at}")
        };
        dots(name: &str, count: usize, low: &str, high: &str) =
            format!("{name}: {} between {low} and {high}", several(count as u64, "point"));
        bars(name: &str, count: usize, high: &str, at: &str) =
            format!("{name}: {}, the highest {high} at {at}", several(count as u64, "bar"));
        level(name: &str, at: &str) = format!("{name} at {at}");
        cells(rows: usize, columns: usize, quantity: &str) =
            format!("{rows} × {columns} cells of {quantity}");
        cells_between(low: [&str; 2], high: [&str; 2]) =
            format!("lowest {} at {}, highest {} at {}", low[0], low[1], high[0], high[1]);
        cell(row: &str, column: &str) = format!("{row}, {column}");
        without_number(count: usize) = format!("{} without a number", several(count as u64, "cell"));
        nothing_drawn = "there is nothing in it";
        a_line = "line";
        a_trail = "path";

        hidden_state(quantity: &str, units: usize, steps: usize) = format!(
            "{quantity} of {} over the last {}", several(units as u64, "unit"), several(steps as u64, "time step")
        );
        moves_most(unit: usize, low: &str, high: &str) =
            format!("; unit {unit} moves most, from {low} to {high}");
        saturated(units: usize) = format!("; {} never leaves the ends", several(units as u64, "unit"));
        gradient_norm(step: u64, norm: &str, least: &str, most: &str) =
            format!("gradient norm of step {step}: {norm}, so far between {least} and {most}");
        clipped(part: &str) = format!("; {part} of the steps were clipped");
        depends_most(answer: &str, input: &str, derivative: &str) = format!(
            "the answer at time step {answer} depends most on the input at {input}: {derivative}"
        );
        depends_last(reach: usize) = format!(
            "; more than a tenth of that comes from up to {} before the last answer", several(reach as u64, "time step")
        );
        weights(name: &str, rows: usize, columns: usize) = format!("{name}, {rows} × {columns}");
        weights_between(mean: &str, low: &str, high: &str, moved: &str) = format!(
            ": mean {mean}, from {low} to {high}; moved by {moved} on average since the run began"
        );

        training = "Training.";
        training_from(step: u64) = format!("Training goes on from step {step}.");
        paused(step: u64, loss: &str) = format!("Pause at step {step}{}.", with_loss(loss));
        step_reached(step: u64, loss: &str) =
            format!("Pause: step {step} is reached{}.", with_loss(loss));
        loss_reached(step: u64, loss: &str) =
            format!("Pause: the loss aimed at is reached at step {step}{}.", with_loss(loss));
        out_of_patience(step: u64, loss: &str) =
            format!("Pause: out of patience at step {step}{}.", with_loss(loss));
        diverged(step: u64, loss: &str) =
            format!("Diverged at step {step}{}; training has ended.", with_loss(loss));
        failed(reason: &str) = format!("Training has failed: {reason}.");
        begins(run: &str) = format!("{run} begins.");
        looking(step: u64, loss: &str) = format!("On show: step {step}{}.", with_loss(loss));
        live(step: u64) = format!("The end of the run is on show again, step {step}.");
        race_runs(variants: &str) = format!("The race is on: {variants}.");
        race_pauses(step: u64) = format!("The race pauses at step {step}.");
        race_over(best: &str) = if best.is_empty() {
            "The race is over.".to_owned()
        } else {
            format!("The race is over, first is {best}.")
        };
        race_cancelled = "The race was ended before its end.";
        race_failed(reason: &str) = format!("The race has failed: {reason}.");
        sweep_runs(runs: u64) = format!("The sweep is on: {}.", several(runs, "run"));
        sweep_over(best: &str) = if best.is_empty() {
            "The sweep is over.".to_owned()
        } else {
            format!("The sweep is over, {best}.")
        };
        sweep_cancelled = "The sweep was ended before its end.";
        sweep_failed(reason: &str) = format!("The sweep has failed: {reason}.");
        chosen(name: &str, behind: &str, place: usize, of: usize) = if behind.is_empty() {
            format!("{name}; {place} of {of}")
        } else {
            format!("{name}, {behind}; {place} of {of}")
        };

        list_of_keys = "list of keys";
        tab_key = "Tab";
        tab = "reach the next control, plot or card (Shift: the one before)";
        cursor_keys = "← → on a plot";
        cursor = "move its cursor and hear the values (Shift: ten; + − zoom)";
        slider_keys = "← → on a slider";
        slider = "move it by a round step (Shift: further)";
    }
}
