//! The network fed with its own output.

use egui::Ui;

use super::lens::{About, Lens, Sees, left_out};
use super::table::Table;
use super::widgets::slider;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::inspector::Question;
use crate::lens::free_run::FreeRun;
use crate::number::short;
use crate::session::{Action, LensKind, Session};

const ABOUT: About =
    About { kind: LensKind::FreeRun, sees: Sees::OwnData, texts: |lenses| &lenses.free_run };

/// The lens.
pub(super) struct FreeRunLens;

impl Lens for FreeRunLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(Question::FreeRun(asked)) = session.lenses.question(ABOUT.kind) else {
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
        let lost = left_out(&session.texts.cards, &run.prediction);
        match run.holds {
            Some(1) => {
                format!("It stays within {threshold} of cos t for one time step by itself.{lost}")
            }
            Some(steps) => {
                format!(
                    "It stays within {threshold} of cos t for {steps} time steps by itself.{lost}"
                )
            }
            None => format!(
                "It stays within {threshold} of cos t for all {} time steps.",
                run.t.len() - run.warm_up.min(run.t.len())
            ),
        }
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(run) = seen(session) else { return Vec::new() };
        vec![curves(run), errors(run)]
    }

    fn csv(&self, session: &Session) -> String {
        let mut table =
            Table::new("step,threshold,time_steps_within,own,t,input,target,prediction");
        let Some(run) = seen(session) else { return table.text() };
        // Empty where it stays within the threshold to the end.
        let within = run.holds.map(|steps| steps.to_string()).unwrap_or_default();
        let plan = format!("{},{},{within}", run.step, run.threshold);
        let outputs = run.target.iter().zip(&run.prediction);
        let rows = run.t.iter().zip(&run.input).zip(outputs).enumerate();
        for (n, ((t, input), (target, prediction))) in rows {
            let own = u8::from(n >= run.warm_up);
            table.row(format_args!("{plan},{own},{t},{input},{target},{prediction}"));
        }
        table.text()
    }
}

fn seen(session: &Session) -> Option<&FreeRun> {
    session.lenses.seen()
}

/// Numbers over the time steps, counted from the one at which the network is left alone.
fn over_time(run: &FreeRun, values: impl Iterator<Item = f64>) -> Vec<(f64, f64)> {
    values.enumerate().map(|(n, value)| (n as f64 - run.warm_up as f64, value)).collect()
}

fn time() -> Scale {
    Scale::new("time steps of its own; before 0: warm-up").whole()
}

/// Where the warm-up ends; the first graph says so.
fn begin(name: &str) -> Layer {
    Layer::Upright { name: name.to_owned(), ink: Ink::Mark, at: 0.0 }
}

fn curves(run: &FreeRun) -> Graph {
    let line = |name: &str, ink, values: &[f64]| {
        Layer::line(name, ink, over_time(run, values.iter().copied()))
    };
    let layers = vec![
        line("target", Ink::Target, &run.target),
        line("prediction", Ink::Prediction, &run.prediction),
        begin("end of the warm-up"),
    ];
    Graph::new(time(), Scale::new("value").over(-1.6, 1.6), layers)
}

fn errors(run: &FreeRun) -> Graph {
    let errors = run.prediction.iter().zip(&run.target).map(|(y, target)| (y - target).abs());
    let limit = format!("threshold {}", short(run.threshold));
    let layers = vec![
        Layer::line("", Ink::Prediction, over_time(run, errors)),
        begin(""),
        Layer::Level { name: limit, ink: Ink::Mark, at: run.threshold },
    ];
    let error = Scale::new("error").logarithmic();
    Graph::new(time(), error, layers).titled("distance from cos t").low()
}
