//! Texts of the controls at the left.

use super::{counted, texts};
use crate::number::grouped;
use crate::number::typed::Refusal;

texts! {
    /// Texts of the controls that are no settings, and of what surrounds those that are. Labels and
    /// meanings of settings stand in the list of settings.
    Controls {
        run = "Run";
        acts_live = "acts live";
        begins_anew = "begins a new run";
        acts_live_hint = "Acts live, from the next step on.";
        begins_anew_hint = "Begins a new run.";
        preset = "preset";
        preset_hint = "Settings of a tutorial, of a lesson about what a network can learn, or for a table; \
                       choosing one begins a new run.";
        custom = "custom";
        tutorials = "tutorials";
        lessons = "lessons";

        own_data = "your own data";
        own_data_hint = "A table in a file, or a curve that you draw. Cells copied from a spreadsheet can \
                         be pasted (Ctrl+V).";
        open_table = "Table…";
        open_table_hint = "Opens a table in a CSV file (Ctrl+O); one can also be dropped on the window.";
        draw = "Draw…";
        draw_hint = "Draw one stroke, and the network learns to go on with it.";
        origin(formula: &str, source: &str) = format!("{formula}\n{source}");

        add_input = "+ input";
        add_input_hint = "One more formula to read, 32 at the most.";
        add_target = "+ target";
        add_target_hint = "One more formula to answer, 8 at the most.";
        input_name(number: usize) = format!("input {number}");
        target_name(number: usize) = format!("target {number}");
        remove_formula(name: &str) = format!("Remove {name}");
        formula_example = "such as sin(2*t)";
        formula_preview = "the formulas over three periods";
        formula_preview_hint = "What the formulas look like over three periods, without noise: grey is \
                                read, red is to be answered.";
        use_none = "Use none";
        refused(text: &str, why: Refusal, must_be: &str) = match why {
            Refusal::Empty => format!("There is no number; it must be {must_be}."),
            Refusal::NotANumber => format!("«{text}» is not a number; it must be {must_be}."),
            Refusal::Ambiguous => format!(
                "«{text}» may mean thousands or decimals; type it without comma and point."
            ),
            Refusal::DividedByZero => format!("«{text}» divides by zero; it must be {must_be}."),
            Refusal::NotWhole => format!("«{text}» is not a whole number; it must be {must_be}."),
            Refusal::OutOfRange => format!("«{text}» is out of range; it must be {must_be}."),
        };
        from(least: &str, most: &str) = format!("a number from {least} to {most}");
        whole_from(least: &str, most: &str) = format!("a whole number from {least} to {most}");
        season_found(rows: usize) = format!("auto found {}", counted(rows as u64, "row"));
        no_season_found = "auto found no season";
        half_turn = "half-turn";
        radians = "radians";

        pace = "steps per second";
        pace_hint = "How fast steps follow each other; max is as fast as the machine can.";
        max = "max";
        megabytes = " MB";
        snapshot_memory = "snapshot memory";
        snapshot_memory_hint = "Memory for snapshots of the run, from which earlier steps are \
                                replayed: with less of it, looking back takes longer.";
        until_step = "run until step";
        until_step_hint = "Pauses after this step.";
        until_behind(step: u64) =
            format!("Step {} lies behind; only a new run pauses there.", grouped(step));
        until_loss = "run until loss";
        until_loss_hint = "Pauses when the loss falls to this value.";

        compared_by = "compared by";
        compared_by_hint = "What counts: the mean loss of the last steps, the loss of the very last, \
                            which jumps from step to step, the least of all, or the first step \
                            whose loss is low enough.";
        mean_loss = "mean loss";
        final_loss = "final loss";
        best_loss = "best loss";
        validation_loss = "validation loss";
        best_validation_loss = "best validation loss";
        steps_to_loss = "steps to loss";
        last_steps = "of the last steps";
        last_steps_hint = "So many last steps are taken for the mean, or all where there are fewer.";
        goal = "loss to reach";
        goal_hint = "The first step with this loss or less counts.";
    }
}
