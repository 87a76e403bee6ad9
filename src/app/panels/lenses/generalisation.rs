//! The frozen network on data that it wasn't trained on.

use std::f64::consts::PI;

use egui::{RichText, Ui};

use super::lens::{About, Lens, Sees, left_out};
use super::table::Table;
use super::widgets::slider;
use crate::config::Config;
use crate::data::{self, Position};
use crate::export::csv::quoted;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::inspector::Question;
use crate::lens::generalisation::{Data, Generalisation, OnTable, OnWave, Variation};
use crate::number::short;
use crate::session::{Action, LensKind, Session};
use crate::text::{Texts, Verdicts};

const ABOUT: About = About {
    kind: LensKind::Generalisation,
    sees: Sees::OwnData,
    texts: |lenses| &lenses.generalisation,
};

/// The most noise on the inputs of a table, which are scaled: as much as they vary.
const MOST_NOISE: f64 = 1.0;

/// The lens.
pub(super) struct GeneralisationLens;

/// What can be another of some data.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Varies {
    /// Everything of a wave.
    Wave,
    /// What is read of a table.
    Inputs,
}

impl Varies {
    /// Of these data; none where nothing can.
    fn of(config: &Config) -> Option<Self> {
        let source = data::source(config);
        let is_wave = source.wave(Position::START, 0).is_some();
        let is_table = source.samples().is_some();
        is_wave.then_some(Self::Wave).or(is_table.then_some(Self::Inputs))
    }

    /// What of a variation acts.
    fn acting(self, variation: Variation) -> Variation {
        let Variation { amplitude, noise, .. } = variation;
        match self {
            Self::Wave => variation,
            Self::Inputs => Variation { amplitude, noise, ..Variation::default() },
        }
    }
}

impl Lens for GeneralisationLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn is_of_a_row(&self, session: &Session) -> bool {
        !matches!(seen(session), Some(Generalisation::OnTable(_)))
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(Question::Generalisation(asked)) = session.lenses.question(ABOUT.kind) else {
            return;
        };
        let Some(varies) = Varies::of(&session.config()) else { return };
        let (mut other, texts) = (asked, &session.texts.verdicts);
        if varies == Varies::Wave {
            slider(ui, texts.spacing, &mut other.spacing, 0.25..=4.0, true);
            slider(ui, texts.phase, &mut other.phase, -PI..=PI, false);
        }
        slider(ui, texts.amplitude, &mut other.amplitude, 0.1..=3.0, true);
        let most = if varies == Varies::Wave { 0.5 } else { MOST_NOISE };
        slider(ui, texts.noise, &mut other.noise, 0.0..=most, false);
        if varies == Varies::Wave {
            slider(ui, texts.frequency, &mut other.frequency, 0.25..=4.0, true);
        }
        let changed = varies.acting(other) != Variation::default();
        let button = egui::Button::new(RichText::new(texts.as_in_training).small());
        if ui.add_enabled(changed, button).clicked() {
            other = Variation::default();
        }
        if other != asked {
            actions.push(Action::Inquire(Question::Generalisation(other)));
        }
    }

    fn verdict(&self, session: &Session) -> String {
        let texts = &session.texts.verdicts;
        let number = |loss: f64| {
            if loss.is_finite() { short(loss) } else { texts.no_number.to_owned() }
        };
        match seen(session) {
            None => String::new(),
            Some(Generalisation::OnWave(seen)) => {
                let (here, there) = (number(seen.loss), number(seen.training_loss));
                let lost = left_out(&session.texts.cards, &seen.prediction);
                (texts.losses)(&here, &there) + lost
            }
            Some(Generalisation::OnTable(seen)) => {
                let (here, there) = (number(seen.loss), number(seen.unvaried_loss));
                let (windows, part) = (seen.windows, seen.part.word(session.texts));
                if (seen.amplitude, seen.noise) == (1.0, 0.0) {
                    return (texts.loss_of_inputs)(&there, windows, part);
                }
                (texts.losses_of_inputs)(&here, &there, windows, part)
            }
        }
    }

    fn caption(&self, session: &Session) -> String {
        let texts = &session.texts.verdicts;
        match seen(session) {
            None => String::new(),
            Some(Generalisation::OnWave(seen)) => {
                format!("{}\n{}", self.verdict(session), described(texts, seen))
            }
            Some(Generalisation::OnTable(seen)) => {
                let inputs = (texts.described_inputs)(seen.amplitude, seen.noise);
                format!("{}\n{inputs}", self.verdict(session))
            }
        }
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        match seen(session) {
            None => Vec::new(),
            Some(Generalisation::OnWave(seen)) => vec![wave(session.texts, seen)],
            Some(Generalisation::OnTable(seen)) => {
                (0..seen.samples.targets.len()).map(|k| rows(session.texts, seen, k)).collect()
            }
        }
    }

    fn csv(&self, session: &Session) -> String {
        match seen(session) {
            Some(Generalisation::OnTable(seen)) => csv_of_table(seen),
            Some(Generalisation::OnWave(seen)) => csv_of_wave(Some(seen)),
            None => csv_of_wave(None),
        }
    }
}

fn seen(session: &Session) -> Option<&Generalisation> {
    session.lenses.seen()
}

/// The data in one line, as the sliders have them.
fn described(texts: &Verdicts, seen: &OnWave) -> String {
    let Data { spacing, phase, amplitude, noise, frequency } = seen.data;
    let factor = spacing / seen.training_spacing;
    (texts.described)(factor, spacing, phase, amplitude, noise, frequency)
}

fn wave(texts: &Texts, seen: &OnWave) -> Graph {
    let texts = &texts.graphs;
    let line = |name: &str, ink, values: &[f64]| {
        let points = seen.t.iter().copied().zip(values.iter().copied());
        Layer::line(name, ink, points.collect())
    };
    let layers = vec![
        line(texts.input, Ink::Quiet, &seen.input),
        line(texts.target, Ink::Target, &seen.target),
        line(texts.prediction, Ink::Prediction, &seen.prediction),
    ];
    Graph::new(Scale::new(texts.radians), Scale::new(texts.value), layers)
}

/// The last windows that were read of a table, for one of its targets.
fn rows(texts: &Texts, seen: &OnTable, k: usize) -> Graph {
    let (words, samples) = (&texts.graphs, &*seen.samples);
    let column = &samples.columns[samples.targets[k]];
    let places = seen.shown.clone().map(|sample| samples.target_row(sample) as f64);
    let places: Vec<f64> = places.collect();
    let line = |name: &str, ink, values: Vec<f64>| {
        Layer::line(name, ink, places.iter().copied().zip(values).collect())
    };
    let layers = vec![
        line(words.unvaried, Ink::Quiet, answers(seen, &seen.unvaried, k)),
        line(words.target, Ink::Target, targets(seen, k)),
        line(words.prediction, Ink::Prediction, answers(seen, &seen.prediction, k)),
    ];
    let unit = column.unit.as_ref().map(|unit| format!(" [{unit}]")).unwrap_or_default();
    let value = Scale::new(format!("{}{unit}", words.value));
    let ends = places.first().zip(places.last()).map(|(first, last)| *first..=*last);
    let dates = seen.clock.as_ref().zip(ends);
    let dates = dates.map(|(clock, ends)| clock.alongs(&ends, &texts.plots.date_words()));
    let x = Scale::new(words.row).whole().along(dates.unwrap_or_default());
    let graph = Graph::new(x, value, layers).titled(column.plain_name());
    if samples.targets.len() > 2 { graph.low() } else { graph }
}

/// What a target should have been at the samples shown, in its unit.
fn targets(seen: &OnTable, k: usize) -> Vec<f64> {
    let samples = &*seen.samples;
    let values = &samples.columns[samples.targets[k]].values;
    seen.shown.clone().map(|sample| values[sample + samples.horizon]).collect()
}

/// Answers to a target, in its unit.
fn answers(seen: &OnTable, scaled: &[f32], k: usize) -> Vec<f64> {
    let targets = &seen.samples.targets;
    let scaling = seen.samples.columns[targets[k]].scaling;
    let of_target = scaled.iter().skip(k).step_by(targets.len());
    of_target.map(|answer| scaling.unscaled(f64::from(*answer))).collect()
}

fn csv_of_wave(seen: Option<&OnWave>) -> String {
    let mut table = Table::new(
        "step,loss,training_loss,spacing,training_spacing,phase,amplitude,noise,frequency,\
         t,input,target,prediction",
    );
    let Some(seen) = seen else { return table.text() };
    let OnWave { step, loss, training_loss, training_spacing, .. } = seen;
    let Data { spacing, phase, amplitude, noise, frequency } = seen.data;
    let losses = format!("{step},{loss},{training_loss}");
    let data = format!("{spacing},{training_spacing},{phase},{amplitude},{noise},{frequency}");
    let outputs = seen.target.iter().zip(&seen.prediction);
    for ((t, input), (target, prediction)) in seen.t.iter().zip(&seen.input).zip(outputs) {
        table.row(format_args!("{losses},{data},{t},{input},{target},{prediction}"));
    }
    table.text()
}

fn csv_of_table(seen: &OnTable) -> String {
    let mut table = Table::new(
        "step,part,windows,loss,unvaried_loss,amplitude,noise,row,column,target,prediction,unvaried",
    );
    let OnTable { step, windows, loss, unvaried_loss, amplitude, noise, .. } = seen;
    let part = seen.part.name();
    let begin = format!("{step},{part},{windows},{loss},{unvaried_loss},{amplitude},{noise}");
    let samples = &*seen.samples;
    for k in 0..samples.targets.len() {
        let column = quoted(&samples.columns[samples.targets[k]].name);
        let answered = answers(seen, &seen.prediction, k).into_iter();
        let answered = answered.zip(answers(seen, &seen.unvaried, k));
        let known = seen.shown.clone().zip(targets(seen, k));
        for ((sample, target), (prediction, unvaried)) in known.zip(answered) {
            let row = samples.target_row(sample);
            table.row(format_args!("{begin},{row},{column},{target},{prediction},{unvaried}"));
        }
    }
    table.text()
}
