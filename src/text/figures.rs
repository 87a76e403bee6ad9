//! Words in figures that no graph brings along, and why a figure can't be drawn.

use super::texts;
use crate::wording::counted;

texts! {
    /// Titles, axes and lines of figures, and what is wrong with one.
    Figures {
        input = "input";
        target = "target";
        prediction = "prediction";
        signal = "signal";
        time = "t (radians)";
        step = "step";
        loss = "loss";
        every_step = "every step";
        smoothed = "smoothed";
        validation = "validation";
        floor(value: &str) = format!("floor {value}");
        floor_below(value: &str) = format!("floor {value} (below)");
        explained(label: &str, because: &str) = format!("{label}. {because}");
        together(changes: &[&str]) = changes.join(", ");
        no_data = "no data";
        no_number = "no number";
        about_run = "Target and prediction over time, and the loss of every step.";
        about_sweep = "Values over the points of a sweep, as colours.";

        row = "row";
        rows_from(first: &str, last: &str) = format!("rows from {first} to {last}");
        forecast = "forecast";
        band = "90 %";
        residuals_of(column: &str) = format!("{column}: target − prediction");
        residual = "residual";
        samples = "samples";
        how_often(part: &str) = format!("how often, {part} part");
        comes_again(part: &str) = format!("what comes again, {part} part");
        white_noise(chance: &str) = format!("95 % of white noise: ±{chance}");
        rows_later = "rows later";
        autocorrelation = "autocorrelation";

        sweep(runs: usize, criterion: &str) =
            format!("A sweep of {}: {criterion}", counted(runs, "run"));
        spread_of(criterion: &str) = format!("spread of {criterion} (quartiles)");
        median_of(criterion: &str) = format!("median {criterion}");
        steps_each(steps: usize) = format!("{} each", counted(steps, "step"));
        drawn_too(setting: &str) = format!("{setting} drawn too, not shown");
        seeds_a_point(seeds: usize) = format!("{} a point", counted(seeds, "seed"));
        grey(subtitle: &str) =
            format!("{subtitle}; grey where half of the runs diverged or never got there");

        font(reason: &str) =
            format!("the figure's font can't be read ({reason}); the program needs to be built again");
        scale(scale: f32) = format!("a figure's scale must be between 0.1 and 16, not {scale}");
        no_pixels(reason: &str) = format!("the figure can't be drawn as pixels: {reason}");
        too_large(width: u32, height: u32) = format!(
            "a picture of {width} × {height} pixels doesn't fit into memory; choose a smaller scale"
        );
        no_png(reason: &str) = format!("the figure can't be written as PNG: {reason}");
    }
}
