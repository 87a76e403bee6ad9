//! Titles, axes and lines of the lenses' graphs, in the window and in figures.

use super::texts;
use crate::number::short;

texts! {
    /// Titles of the lenses' graphs, names of their axes and lines.
    Graphs {
        step = "step";
        norm = "norm";
        remembered = "remembered, √Σv";
        value = "value";
        unit = "unit";
        weight = "weight";
        change = "change";
        input = "input";
        target = "target";
        prediction = "prediction";
        unvaried = "prediction, inputs as they are";
        row = "row";
        column = "column";
        layer(layer: usize) = format!("layer {layer}");
        time_step = "time step of the window";
        newest_time_step = "time step of the newest window";
        latest = "time step, 0 is the newest";

        ratio = "ratio";
        first_by_last(layer: &str, since: &str) =
            format!("‖∂L/∂h‖{layer}, first time step by last, {since}");
        part = "part";
        correlation = "correlation";
        what_is_left(layer: &str) =
            format!("what is left of a gradient from the last time step{layer}");
        vanishing_below = "vanishing below";
        exploding_above = "exploding above";

        border = "border";
        states_by_phase = "hidden state, the units sorted by phase";
        top_states_by_phase = "the top layer's hidden state, the units sorted by phase";
        gradient = "gradient";
        top_gradient = "the top layer's gradient";

        input_at = "input at time step s";
        answer_at = "answer at t";

        own_time_steps = "time steps of its own; before 0: warm-up";
        warm_up_end = "end of the warm-up";
        threshold(threshold: f64) = format!("threshold {}", short(threshold));
        error = "error";
        distance = "distance from cos t";
        radians = "t in radians";

        input_weights = "input weights";
        recurrent_weights = "recurrent weights";
        biases = "biases";
        readout = "readout";
        clipped = "clipped";
        clip_threshold = "clip threshold";
        by_group(since: &str) = format!("by group of parameters, {since}");

        first_axis = "first axis of the plane";
        second_axis = "second axis of the plane";

        of_mean_jacobian = "of the mean state-to-state Jacobian";
        eigenvalues = "eigenvalues";
        real_part = "real part";
        imaginary_part = "imaginary part";
        task_angle = "angle ±d";

        error_over(column: &str, part: &str) = format!("error in {column}, {part} part");
        residual = "residual";
        residuals = "residuals";
        residuals_of(target: &str) = format!("{target}: target − prediction");
        normal_curve = "normal curve";
        how_often = "how often";
        in_part(part: &str) = format!(", {part} part");
        samples = "samples";
        rows_later = "rows later";
        samples_later = "samples later";
        autocorrelation = "autocorrelation";
        white_noise(chance: f64) = format!("95 % of white noise: ±{}", short(chance));
        against_prediction = "residual against prediction";
        forecast = "forecast";
        band = "90 %";

        by_input(gates: &str) = if gates.is_empty() {
            "size of the weights of each input".to_owned()
        } else {
            format!("size of the weights of each input; gates {gates}")
        };
        gate = "gate";
        size = "size";

        how_many = "how many";
        hidden_state = "hidden state";
        hidden_state_of(layer: usize) = format!("hidden state of layer {layer}");
        cell_state = "cell state";
        cell_state_of(layer: usize) = format!("cell state of layer {layer}");
        from_the_last = "‖∂L/∂h‖, from the last time step back";
        before(variable: &str) = format!("{variable} before");
        its_gradient = "its gradient";
        what_is_added = "what the update adds";
        after(variable: &str) = format!("{variable} after");
    }
}
