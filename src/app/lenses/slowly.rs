//! A step, slowly: forward time step by time step, back from the last to the first, then the update.

use std::fmt::Write as _;

use egui::{RichText, Ui};

use super::{About, Lens};
use crate::app::ticks::short;
use crate::figure::graph::{Cells, ColourMap, Graph, Ink, Layer, Scale};
use crate::lens::slowly::{Phase, Slowly};
use crate::session::{Action, LensKind, Session, Slow};

/// The lens.
pub(super) struct StepSlowly;

impl Lens for StepSlowly {
    fn kind(&self) -> LensKind {
        LensKind::Slowly
    }

    fn title(&self) -> &'static str {
        "A step, slowly"
    }

    fn hint(&self) -> &'static str {
        "One training step in all its parts: forward through the window, back through it, the update."
    }

    fn about(&self) -> About {
        About {
            what: "The next training step, taken apart. Forward, the network reads the window \
                   sample by sample; hidden state and answer appear one by one. Backward, the \
                   gradient of the loss comes from the last time step to the first. At last the \
                   optimizer changes the weights: before, gradient, after.",
            why: "It is the very step that the run takes next: behind the last phase it is taken, \
                  and the numbers are the same. Nothing is trained while you look.",
            source: "The idea of slow motion through one step: Kahng et al. 2019, GAN Lab, \
                     arXiv 1809.01587. Backpropagation through time: Werbos 1990.",
        }
    }

    fn step(&self, session: &Session) -> Option<u64> {
        Some(session.step_on_show())
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(motion) = session.slow() else {
            let hint = "Pauses, and takes the next training step apart.";
            if ui.button("Take the next step apart").on_hover_text(hint).clicked() {
                actions.push(Action::Slow(Slow::Begin));
            }
            return;
        };
        let mut act = |slow| actions.push(Action::Slow(slow));
        ui.horizontal(|ui| {
            if ui.button("Back").clicked() {
                act(Slow::Back);
            }
            if ui.button("Next").clicked() {
                act(Slow::Next);
            }
            let text = if motion.playing { "Stop" } else { "Slow motion" };
            if ui.button(text).clicked() {
                act(Slow::Play(!motion.playing));
            }
            if ui.button("Leave").on_hover_text("The step isn't taken.").clicked() {
                act(Slow::End);
            }
        });
        ui.horizontal(|ui| {
            for (text, parts) in [("time step by time step", false), ("whole parts", true)] {
                let chosen = motion.parts == parts;
                if ui.selectable_label(chosen, RichText::new(text).small()).clicked() && !chosen {
                    act(Slow::Parts(parts));
                }
            }
            let (at, of) = motion.place();
            ui.label(RichText::new(format!("{at} / {of}")).small().weak());
        });
        if motion.playing {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(50));
        }
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(motion) = session.slow() else { return String::new() };
        let step = &motion.step;
        let sentence = step.sentence(motion.phase());
        match motion.phase() {
            Phase::Forward(t) => format!(
                "{sentence} ŷ = {}, target {}.",
                short(step.trace.prediction[t]),
                short(step.target[t])
            ),
            Phase::Backward(t) => match step.norms.last().and_then(|norms| norms.get(t)) {
                Some(norm) => format!("{sentence} ‖∂L/∂h‖ = {}.", short(*norm)),
                None => sentence,
            },
            Phase::Update => sentence,
        }
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(motion) = session.slow() else { return Vec::new() };
        let (step, count) = (&*motion.step, motion.step.phases.len());
        match motion.phase() {
            Phase::Forward(t) => vec![answers(step, t), states(step, t), gradients(step, count)],
            Phase::Backward(t) => {
                vec![answers(step, count - 1), states(step, count - 1), gradients(step, t)]
            }
            Phase::Update => update(step),
        }
    }

    fn csv(&self, session: &Session) -> String {
        let mut text = String::from("step,time_step,t,input,target,prediction,gradient_norm\n");
        let Some(motion) = session.slow() else { return text };
        let step = &motion.step;
        let norms = step.norms.last().map_or(&[][..], |norms| norms);
        for (n, (t, norm)) in step.phases.iter().zip(norms).enumerate() {
            let (number, trace) = (step.report.step, &step.trace);
            let (input, target, prediction) = (trace.input[n], step.target[n], trace.prediction[n]);
            // Writing to a string can't fail.
            let _ = writeln!(text, "{number},{},{t},{input},{target},{prediction},{norm}", n + 1);
        }
        text
    }
}

fn time(count: usize) -> Scale {
    Scale::new("time step of the window").over(0.5, count as f64 + 0.5)
}

/// Targets, and the answers up to a time step.
fn answers(step: &Slowly, upto: usize) -> Graph {
    let points = |values: &[f64], count: usize| {
        values.iter().take(count).enumerate().map(|(n, value)| (n as f64 + 1.0, *value)).collect()
    };
    let count = step.target.len();
    let dots = |name: &str, ink, points| Layer::Dots { name: name.to_owned(), ink, points };
    Graph {
        x: time(count),
        y: Scale::new("value").over(-1.4, 1.4),
        layers: vec![
            dots("target", Ink::Target, points(&step.target, count)),
            dots("prediction", Ink::Prediction, points(&step.trace.prediction, upto + 1)),
        ],
        low: true,
        ..Graph::default()
    }
}

/// The top layer's hidden state up to a time step.
fn states(step: &Slowly, upto: usize) -> Graph {
    let columns = step.trace.moments.len();
    let h = |t: usize| step.trace.moments[t].last().map_or(&[][..], |moment| &moment.h[..]);
    let units = if columns > 0 { h(0).len() } else { 0 };
    let value = |unit: usize, t: usize| if t <= upto { h(t)[unit] as f32 } else { f32::NAN };
    let values: Vec<f32> =
        (0..units).flat_map(|unit| (0..columns).map(move |t| value(unit, t))).collect();
    let finite = values.iter().copied().filter(|value| value.is_finite());
    let most = finite.map(f32::abs).fold(1.0, f32::max);
    Graph {
        title: "hidden state".to_owned(),
        x: Scale::new("time step of the window"),
        y: Scale::new("unit"),
        layers: vec![Layer::Cells(Cells {
            columns,
            values,
            name: "h".to_owned(),
            map: ColourMap::Diverging,
            range: (-most, most),
            row_names: Vec::new(),
            origin: (1.0, 1.0),
        })],
        ..Graph::default()
    }
}

/// ‖∂L/∂h‖ of the top layer from a time step on.
fn gradients(step: &Slowly, from: usize) -> Graph {
    let norms = step.norms.last().map_or(&[][..], |norms| norms);
    let positive = || norms.iter().copied().filter(|norm| *norm > 0.0);
    let (low, high) = (positive().fold(f64::MAX, f64::min), positive().fold(0.0, f64::max));
    let range = if low <= high { (0.5 * low, 2.0 * high) } else { (1e-3, 1.0) };
    let seen = norms.iter().enumerate().skip(from);
    Graph {
        title: "‖∂L/∂h‖, from the last time step back".to_owned(),
        x: time(norms.len()),
        y: Scale::new("norm").logarithmic().over(range.0, range.1),
        layers: vec![Layer::Dots {
            name: String::new(),
            ink: Ink::Nth(1),
            points: seen.map(|(n, norm)| (n as f64 + 1.0, *norm)).collect(),
        }],
        low: true,
        ..Graph::default()
    }
}

/// The first layer's recurrent weights before, their gradient, and after.
fn update(step: &Slowly) -> Vec<Graph> {
    const RECURRENT: usize = 1;
    let (Some(before), Some(after), Some(gradient)) =
        (step.before.get(RECURRENT), step.after.get(RECURRENT), step.gradient.get(RECURRENT))
    else {
        return Vec::new();
    };
    let gradient: Vec<f32> = gradient.iter().map(|value| *value as f32).collect();
    let change: Vec<f32> =
        after.values.iter().zip(&before.values).map(|(after, before)| after - before).collect();
    let columns = before.shape.last().copied().unwrap_or(1);
    let sheet = |title: String, values: &[f32]| {
        let finite = values.iter().copied().filter(|value| value.is_finite());
        let most = finite.map(f32::abs).fold(1e-9, f32::max);
        Graph {
            title,
            x: Scale::new("column"),
            y: Scale::new("row"),
            layers: vec![Layer::Cells(Cells {
                columns,
                values: values.to_vec(),
                name: "value".to_owned(),
                map: ColourMap::Diverging,
                range: (-most, most),
                row_names: Vec::new(),
                origin: (0.0, 1.0),
            })],
            low: true,
            ..Graph::default()
        }
    };
    vec![
        sheet(format!("{} before", before.name), &before.values),
        sheet("its gradient".to_owned(), &gradient),
        sheet("what the update adds".to_owned(), &change),
        sheet(format!("{} after", after.name), &after.values),
    ]
}
