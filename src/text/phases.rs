//! What happens in the phases of a training step that is taken apart, and the words in its equations.

use super::texts;

texts! {
    /// The lens *A step, slowly*: how finely a step is taken apart, and what each of its phases does.
    Phases {
        whole_step = "whole step";
        parts = "parts";
        time_steps = "time steps";

        step(step: u64) =
            format!("Step {step}: forward through the window, back through it, and the update");
        all_forward(samples: usize) = format!(
            "Forward: the network reads the window's {samples} samples one after the other, and answers each"
        );
        forward(time_step: usize, of: usize, what: &str) =
            format!("Forward, time step {time_step} of {of}: {what}");
        backward(time_step: usize, of: usize, what: &str) =
            format!("Backward, time step {time_step} of {of}: {what}");
        update(what: &str) = format!("Update: {what}");

        reads(reading: &LayerReads) = reads(reading);

        its_error = "this answer's own error";
        from_above(layer: usize) = format!("what comes down from layer {layer}");
        in_layer(layer: usize) = format!(" in layer {layer}");
        last_answer(place: &str) =
            format!("the error of the last answer gives the first gradient of a hidden state{place}");
        last_from(source: &str, place: &str) =
            format!("{source} gives the first gradient of a hidden state{place}");
        no_gradient(place: &str) = format!(
            "this answer doesn't count, and nothing comes from the time steps after it: no gradient{place}"
        );
        back_alone(place: &str, later: usize) = format!(
            "the gradient{place} comes back from time step {later} through the recurrent weights alone, as \
             this answer doesn't count"
        );
        alone(source: &str, place: &str) = format!(
            "{source} gives the gradient{place}, and nothing comes from the time steps after it"
        );
        back_and_added(source: &str, place: &str, later: usize) = format!(
            "the gradient{place} comes back from time step {later} through the recurrent weights, and {source} \
             is added"
        );

        each_by_itself =
            "Backward: the error of each answer gives the gradient at its own time step";
        last_by_itself =
            "Backward: the error of the last answer gives the gradient at its own time step, and there is none \
             before";
        gathering(last: usize) = format!(
            "Backward: the gradient of the loss comes back from time step {last} to the first, gathering each \
             answer's error, and stops there"
        );
        from_last(last: usize) = format!(
            "Backward: the gradient of the loss comes back from time step {last}, whose answer alone counts, \
             to the first, and stops there"
        );

        shrunk(then: &str) = format!(
            "the gradient's norm is above the threshold, so that it is shrunk to that; then {then}"
        );
        descends(rule: &str) =
            format!("{rule} takes the gradient times the learning rate off the weights");
        moves(rule: &str) =
            format!("{rule} moves the weights, by the gradient and what it keeps of those before");

        loss_of_row(row: usize) = format!("L of row {row}");
        from_layer(layer: usize) = format!("from layer {layer}");
        from_time_step(time_step: usize) = format!("from time step {time_step}");
        nothing_later = "nothing later";

        variable = "variable";
        norm_before = "‖before‖";
        norm_of_gradient = "‖gradient‖";
        norm_of_change = "‖change‖";
    }
}

/// What a layer does at a time step, as far as a sentence on it needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerReads {
    /// The layer, from 1 at the input.
    pub layer: usize,
    /// How many layers there are.
    pub layers: usize,
    /// Whether it is the first time step of the window.
    pub is_first: bool,
    /// What it begins with.
    pub before: StateBefore,
}

/// The state that a layer has when it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateBefore {
    /// Zeros at every time step.
    Off,
    /// Zeros, as this window begins.
    Zeros,
    /// What the window before left.
    WindowBefore,
    /// Its own state of the time step before.
    TimeStepBefore,
}

/// "the network reads the first input, its state begins with zeros, and the network answers".
fn reads(reading: &LayerReads) -> String {
    let LayerReads { layer, layers, is_first, before } = *reading;
    let is_alone = before == StateBefore::Off;
    let before = match before {
        StateBefore::Off | StateBefore::Zeros => ", its state begins with zeros",
        StateBefore::WindowBefore => " and the state that the window before left",
        StateBefore::TimeStepBefore => " and its own hidden state of the time step before",
    };
    let alone = if is_alone { " alone" } else { "" };
    let input = match layer {
        1 if is_alone => "this input".to_owned(),
        1 if is_first => "the first input".to_owned(),
        1 => "the next input".to_owned(),
        _ => format!("the hidden state of layer {}", layer - 1),
    };
    let who = match layers {
        1 if is_first || is_alone => "the network".to_owned(),
        1 => "it".to_owned(),
        _ => format!("layer {layer}"),
    };
    let answers = if layer >= layers {
        "the network answers".to_owned()
    } else {
        format!("layer {} reads what comes out", layer + 1)
    };
    format!("{who} reads {input}{alone}{before}, and {answers}")
}
