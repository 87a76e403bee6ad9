//! The frozen network on data that it wasn't trained on.

use std::f64::consts::PI;

use egui::{RichText, Ui};

use super::lens::{About, Lens, Sees, left_out};
use super::table::Table;
use super::widgets::slider;
use crate::data::Position;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::inspector::Question;
use crate::lens::generalisation::{Data, Generalisation, Variation};
use crate::number::short;
use crate::session::{Action, LensKind, Session};
use crate::text::Verdicts;

const ABOUT: About = About {
    kind: LensKind::Generalisation,
    sees: Sees::OwnData,
    texts: |lenses| &lenses.generalisation,
};

/// The lens.
pub(super) struct GeneralisationLens;

impl Lens for GeneralisationLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(Question::Generalisation(asked)) = session.lenses.question(ABOUT.kind) else {
            return;
        };
        let wave = crate::data::source(&session.config()).wave(Position::START, 0);
        if wave.is_none() {
            return;
        }
        let (mut other, texts) = (asked, &session.texts.verdicts);
        slider(ui, texts.spacing, &mut other.spacing, 0.25..=4.0, true);
        slider(ui, texts.phase, &mut other.phase, -PI..=PI, false);
        slider(ui, texts.amplitude, &mut other.amplitude, 0.1..=3.0, true);
        slider(ui, texts.noise, &mut other.noise, 0.0..=0.5, false);
        slider(ui, texts.frequency, &mut other.frequency, 0.25..=4.0, true);
        let changed = other != Variation::default();
        let button = egui::Button::new(RichText::new(texts.as_in_training).small());
        if ui.add_enabled(changed, button).clicked() {
            other = Variation::default();
        }
        if other != asked {
            actions.push(Action::Inquire(Question::Generalisation(other)));
        }
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(seen) = seen(session) else { return String::new() };
        let texts = &session.texts.verdicts;
        let number = |loss: f64| {
            if loss.is_finite() { short(loss) } else { texts.no_number.to_owned() }
        };
        let (here, there) = (number(seen.loss), number(seen.training_loss));
        let lost = left_out(&session.texts.cards, &seen.prediction);
        (texts.losses)(&here, &there) + lost
    }

    fn caption(&self, session: &Session) -> String {
        let Some(seen) = seen(session) else { return String::new() };
        format!("{}\n{}", self.verdict(session), described(&session.texts.verdicts, seen))
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(seen) = seen(session) else { return Vec::new() };
        let texts = &session.texts.graphs;
        let line = |name: &str, ink, values: &[f64]| {
            let points = seen.t.iter().copied().zip(values.iter().copied());
            Layer::line(name, ink, points.collect())
        };
        let layers = vec![
            line(texts.input, Ink::Quiet, &seen.input),
            line(texts.target, Ink::Target, &seen.target),
            line(texts.prediction, Ink::Prediction, &seen.prediction),
        ];
        vec![Graph::new(Scale::new(texts.radians), Scale::new(texts.value), layers)]
    }

    fn csv(&self, session: &Session) -> String {
        let mut table = Table::new(
            "step,loss,training_loss,spacing,training_spacing,phase,amplitude,noise,frequency,\
             t,input,target,prediction",
        );
        let Some(seen) = seen(session) else { return table.text() };
        let Generalisation { step, loss, training_loss, training_spacing, .. } = seen;
        let Data { spacing, phase, amplitude, noise, frequency } = seen.data;
        let losses = format!("{step},{loss},{training_loss}");
        let data = format!("{spacing},{training_spacing},{phase},{amplitude},{noise},{frequency}");
        let outputs = seen.target.iter().zip(&seen.prediction);
        for ((t, input), (target, prediction)) in seen.t.iter().zip(&seen.input).zip(outputs) {
            table.row(format_args!("{losses},{data},{t},{input},{target},{prediction}"));
        }
        table.text()
    }
}

fn seen(session: &Session) -> Option<&Generalisation> {
    session.lenses.seen()
}

/// The data in one line, as the sliders have them.
fn described(texts: &Verdicts, seen: &Generalisation) -> String {
    let Data { spacing, phase, amplitude, noise, frequency } = seen.data;
    let factor = spacing / seen.training_spacing;
    (texts.described)(factor, spacing, phase, amplitude, noise, frequency)
}
