//! The network fed with its own output.

use std::fmt::Write as _;

use egui::Ui;

use super::generalisation::slider;
use super::{About, Lens};
use crate::app::ticks::short;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::inspector::{Answer, Question};
use crate::lens::free_run::FreeRun as Free;
use crate::session::{Action, LensKind, Session};

/// The lens.
pub(super) struct FreeRun;

impl Lens for FreeRun {
    fn kind(&self) -> LensKind {
        LensKind::FreeRun
    }

    fn title(&self) -> &'static str {
        "Free run"
    }

    fn hint(&self) -> &'static str {
        "After the upright line the network drives itself: does it keep amplitude and pace?"
    }

    fn about(&self) -> About {
        About {
            what: "First the network reads the data, up to the upright line. Then its own answer \
                   becomes its next input: x' = x · cos d + ŷ · sin d, which is exactly sin(t + d) \
                   as long as ŷ = cos t. The lower graph is the distance from the true curve.",
            why: "In training every input is true, and errors don't add up. Here each error comes \
                  back as input. A network with a small loss may still drift out of phase, die \
                  down, or settle on an oscillation of its own.",
            source: "The exact oscillator is the addition theorem of the sine; running a network \
                     on its own output goes back to Jordan 1986, Serial order.",
        }
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(Question::FreeRun(asked)) = session.lenses.question(self.kind()) else {
            return;
        };
        let (mut warm_up, mut threshold) = (asked.warm_up as f64, asked.threshold);
        slider(ui, "warm-up", &mut warm_up, 0.0..=200.0, false);
        slider(ui, "threshold", &mut threshold, 0.01..=1.0, true);
        let mut plan = asked;
        plan.warm_up = warm_up.round() as usize;
        plan.threshold = threshold;
        if plan != asked {
            actions.push(Action::Inquire(Question::FreeRun(plan)));
        }
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(run) = seen(session) else { return String::new() };
        let threshold = short(run.threshold);
        match run.holds {
            Some(steps) => {
                format!("It stays within {threshold} of cos t for {steps} time steps by itself.")
            }
            None => format!(
                "It stays within {threshold} of cos t for all {} time steps.",
                run.t.len() - run.warm_up.min(run.t.len())
            ),
        }
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(run) = seen(session) else { return Vec::new() };
        let points = |values: &[f64]| {
            let pairs = values.iter().enumerate();
            pairs.map(|(n, value)| (n as f64 - run.warm_up as f64, *value)).collect::<Vec<_>>()
        };
        let errors: Vec<f64> =
            run.prediction.iter().zip(&run.target).map(|(y, target)| (y - target).abs()).collect();
        let line = |name: &str, ink, points| Layer::Line { name: name.to_owned(), ink, points };
        let begin = || Layer::Upright { name: String::new(), ink: Ink::Mark, at: 0.0 };
        let limit = format!("threshold {}", short(run.threshold));
        let x = || Scale::new("time steps of its own");
        vec![
            Graph {
                x: x(),
                y: Scale::new("value").over(-1.6, 1.6),
                layers: vec![
                    line("target", Ink::Target, points(&run.target)),
                    line("prediction", Ink::Prediction, points(&run.prediction)),
                    begin(),
                ],
                ..Graph::default()
            },
            Graph {
                title: "distance from cos t".to_owned(),
                x: x(),
                y: Scale::new("error").logarithmic(),
                layers: vec![
                    line("", Ink::Prediction, points(&errors)),
                    begin(),
                    Layer::Level { name: limit, ink: Ink::Mark, at: run.threshold },
                ],
                low: true,
                ..Graph::default()
            },
        ]
    }

    fn csv(&self, session: &Session) -> String {
        let mut text = String::from("step,own,t,input,target,prediction\n");
        let Some(run) = seen(session) else { return text };
        let outputs = run.target.iter().zip(&run.prediction);
        let rows = run.t.iter().zip(&run.input).zip(outputs).enumerate();
        for (n, ((t, input), (target, prediction))) in rows {
            let own = u8::from(n >= run.warm_up);
            // Writing to a string can't fail.
            let _ = writeln!(text, "{},{own},{t},{input},{target},{prediction}", run.step);
        }
        text
    }
}

fn seen(session: &Session) -> Option<&Free> {
    match session.lenses.answer(LensKind::FreeRun) {
        Some((_, Answer::FreeRun(run))) => Some(run),
        _ => None,
    }
}
