//! What the pointer tells on the curves: one sample, and how the network answered it.

use std::collections::VecDeque;
use std::f64::consts::PI;

use egui::Ui;
use egui_plot::{PlotPoint, PlotResponse};

use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::plots::plot;
use crate::app::theme::Palette;
use crate::worker::Sequence;

/// Step, time and values of the sample under the pointer.
pub(super) fn hover(ui: &Ui, sequences: &VecDeque<Sequence>, answer: &PlotResponse<()>) {
    let Some(pointer) = answer.response.hover_pos() else { return };
    let t = answer.transform.value_from_position(pointer).x;
    let Some((sequence, i)) = nearest(sequences, t) else { return };
    let palette = Palette::of(ui);
    for (values, colour) in
        [(&sequence.target, palette.target), (&sequence.prediction, palette.prediction)]
    {
        plot::dot(ui, answer, PlotPoint::new(sequence.t(i), f64::from(values[i])), colour);
    }
    let (target, prediction) = (sequence.target[i], sequence.prediction[i]);
    let texts = &texts(ui.ctx()).plots;
    let mut text = (texts.sample)(sequence.step, sequence.t(i), sequence.t(i) / PI);
    for (name, value) in [
        (texts.input, sequence.input[i]),
        (texts.target, target),
        (texts.prediction, prediction),
        (texts.error, prediction - target),
    ] {
        text.push('\n');
        text.push_str(&(texts.sample_value)(name, value.into()));
    }
    answer.response.readout(text);
}

/// The sample nearest to `t`, if a sequence is there.
fn nearest(sequences: &VecDeque<Sequence>, t: f64) -> Option<(&Sequence, usize)> {
    let half = |sequence: &Sequence| 0.5 * sequence.spacing;
    let holds = |sequence: &&Sequence| {
        t >= sequence.start - half(sequence) && t < sequence.end() - half(sequence)
    };
    let sequence = sequences.iter().rev().find(holds)?;
    let i = ((t - sequence.start) / sequence.spacing).round().max(0.0) as usize;
    Some((sequence, i.min(sequence.target.len().checked_sub(1)?)))
}
