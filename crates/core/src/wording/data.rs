//! What is read and answered, and why data can't be had.

use super::{counted, texts};

texts! {
    /// Names of axes, inputs and targets; what is learned, as in "learns cos from sin"; and what is wrong with data.
    DataWords {
        // What is learned.
        cos_from_sin = "cos from sin";
        cos_from_noisy_sin = "cos from noisy sin";
        task(targets: &str, inputs: &str) = format!("{targets} from {inputs}");
        task_in_numbers(targets: usize, inputs: usize) =
            format!("{} from {}", counted(targets, "target"), counted(inputs, "input"));
        rows_ahead(names: &str, rows: usize) = match rows {
            0 => names.to_owned(),
            1 => format!("{names} one row ahead"),
            rows => format!("{names} {rows} rows ahead"),
        };
        cannot_be_had = "data that can't be had";

        // What is read, what is answered, and along what.
        noisy_sin = "sin t + noise";
        input = "input";
        target = "target";
        row = "row";
        t_in_radians = "t in radians";

        // Of formulas.
        no_formula(is_target: bool) = format!(
            "data of formulas need an input and a target, and there is no {}: an example is sin(t)",
            side(is_target)
        );
        no_expression(is_target: bool, number: usize, text: &str, reason: &str) =
            format!("{} {number} = {text} is no formula of t: {reason}", side(is_target));
        not_finite(is_target: bool, number: usize, text: &str, value: f32, t: f64) =
            format!("{} {number} = {text} is {}", side(is_target), without_value(value, t));
        has_no_value(value: f32, t: f64) = format!("it is {}", without_value(value, t));

        // Of tables.
        no_validation(split: &str, samples: usize) = format!(
            "patience needs a validation part, and split = {split} leaves it none of the {}: take a larger part, or \
             patience = off", counted(samples, "sample")
        );
        cannot_train(data: &str, reason: &str) = format!("can't train on {data}: {reason}");
        another_file(found: &str, expected: &str) = format!(
            "it has changed; its SHA-256 is {found}, but the configuration asks for {expected}"
        );
        or_made(reason: &str, names: &[&str]) =
            format!("{reason}; the data that rnnscope makes are {}", names.join(", "));
        too_few_for_a_window(samples: usize, time_steps: u64) = format!(
            "the training part has {}, and a window {time_steps}: time_steps = {samples} would fit, \
             or a larger training part",
            counted(samples, "sample")
        );
        too_few_for_streams(samples: usize, batch: u64, time_steps: u64, fits: &str) = format!(
            "the training part has {}, too few for {batch} streams with a window of {time_steps} \
             each: {fits} would fit",
            counted(samples, "sample")
        );
        batch_with(batch: u64, time_steps: u64) =
            format!("batch = {batch} with time_steps = {time_steps}");
        batch_or(batch: u64, time_steps: u64) =
            format!("batch = {batch}, or time_steps = {time_steps}");
    }
}

fn side(is_target: bool) -> &'static str {
    if is_target { "target" } else { "input" }
}

/// What is said of a place at which the first step needs a value, to follow "is".
fn without_value(value: f32, t: f64) -> String {
    format!(
        "{value} at t = {t}, which the first window needs: it must be a number up to 3.4e38 there"
    )
}
