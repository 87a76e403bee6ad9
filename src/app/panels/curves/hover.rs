//! What the pointer tells on the curves: one sample, and how the network answered it.

use std::f64::consts::{PI, TAU};

use egui::Ui;
use egui_plot::{PlotPoint, PlotResponse};

use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::plots::ghosts::{self, Sample};
use crate::app::plots::look::Look;
use crate::app::plots::plot;
use crate::app::plots::trace::nearest;
use crate::app::theme::Palette;
use crate::data::{self, Axis};
use crate::session::Session;
use crate::text::Plots;
use crate::worker::Sequence;

/// Step, time and values of the sample under the pointer, and what pinned runs answered there.
pub(super) fn hover(ui: &Ui, session: &Session, answer: &PlotResponse<()>) {
    let Some(pointer) = answer.response.hover_pos() else { return };
    let t = answer.transform.value_from_position(pointer).x;
    let texts = &texts(ui.ctx()).plots;
    let axis = data::source(&session.run.config).axis();
    let own = nearest(session.sequences(), t).map(|(sequence, i)| {
        dots(ui, answer, sequence, i);
        sample(texts, &axis, sequence, i)
    });
    let pinned = ghosts::at(session, t).map(|sample| pinned(ui, texts, answer, &sample));
    let paragraphs: Vec<String> = own.into_iter().chain(pinned).collect();
    if paragraphs.is_empty() {
        return;
    }
    answer.response.readout(paragraphs.join("\n"));
}

/// Marks target and prediction of a sample.
fn dots(ui: &Ui, answer: &PlotResponse<()>, sequence: &Sequence, i: usize) {
    let palette = Palette::of(ui);
    for (values, colour) in
        [(&sequence.target, palette.target), (&sequence.prediction, palette.prediction)]
    {
        plot::dot(ui, answer, PlotPoint::new(sequence.t(i), f64::from(values[i])), colour);
    }
}

/// A sample's step, time and values.
fn sample(texts: &Plots, axis: &Axis, sequence: &Sequence, i: usize) -> String {
    let (target, prediction) = (sequence.target[i], sequence.prediction[i]);
    let mut text = (texts.sample)(sequence.step, &place(texts, axis, sequence.t(i)));
    for (name, value) in [
        (texts.input, sequence.input[i]),
        (texts.target, target),
        (texts.prediction, prediction),
        (texts.error, prediction - target),
    ] {
        text.push('\n');
        text.push_str(&(texts.sample_value)(name, value.into()));
    }
    text
}

/// A place on the data's axis as a reader counts there: "row 347", or a time and its multiple of π.
fn place(texts: &Plots, axis: &Axis, t: f64) -> String {
    if axis.has_turns {
        (texts.time)(t, t / PI)
    } else {
        (texts.numbered)(axis.name, t.round() as u64)
    }
}

/// What a pinned run answered, and whence it was moved; marks it.
fn pinned(ui: &Ui, texts: &Plots, answer: &PlotResponse<()>, sample: &Sample<'_>) -> String {
    let Sample { run, sequence, index, periods } = *sample;
    let (t, value) = (sequence.t(index), f64::from(sequence.prediction[index]));
    let drawn = PlotPoint::new(t + periods as f64 * TAU, value);
    plot::dot(ui, answer, drawn, Look::of(&Palette::of(ui), run.look.colour).colour);
    let value = (texts.sample_value)(&run.look.name, value);
    let from = match periods {
        0 => (texts.pinned_step)(sequence.step),
        _ => (texts.pinned_place)(sequence.step, t, t / PI),
    };
    format!("{value} {from}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, DataKind};
    use crate::text::ENGLISH;

    #[test]
    fn a_sample_is_told_by_its_place_on_the_axis_of_the_data() {
        let values = vec![0.5; 4];
        let (input, target, prediction) = (values.clone(), values.clone(), values);
        let (step, start, spacing) = (7, 345.0, 1.0);
        let sequence =
            Sequence { step, start, spacing, input, target, prediction, ..Sequence::default() };
        let told = |kind: DataKind| {
            let config = Config { data: kind.into(), ..Config::default() };
            sample(&ENGLISH.plots, &data::source(&config).axis(), &sequence, 2)
        };
        let rows = "step 7, row 347\ninput 0.5000\n";
        assert!(told(DataKind::Lorenz).starts_with(rows), "{}", told(DataKind::Lorenz));
        for kind in [DataKind::SinCos, DataKind::Formula] {
            assert!(told(kind).starts_with("step 7, t = 347.0000 ("), "{}", told(kind));
        }
    }
}
