//! A step, slowly: forward time step by time step, back from the last to the first, then the update.

mod graphs;
mod tables;

use egui::{RichText, Ui};

use graphs::{answers, gradients, states, update};
use tables::{time_table, update_table, weights_table};

use super::lens::{About, Lens, Sees};
use super::widgets::layer_buttons;
use crate::figure::graph::Graph;
use crate::lens::step_trace::{Depth, Phase, StepTrace};
use crate::number::{grouped, short};
use crate::session::{Action, LensKind, Session, StepTraceAction, StepTracePlayer};
use crate::thread::RunId;

const ABOUT: About =
    About { kind: LensKind::StepTrace, sees: Sees::NextStep, texts: |lenses| &lenses.step_trace };

/// The lens.
#[derive(Default)]
pub(super) struct StepTraceLens {
    /// Layers counted from the top: the one whose hidden state is shown.
    below_the_top: usize,
    /// The variable shown in the update, in PyTorch's order; at first the lowest layer's recurrent
    /// matrix.
    variable: Option<usize>,
}

/// The lowest layer's recurrent matrix, in PyTorch's order.
const RECURRENT: usize = 1;

impl Lens for StepTraceLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn step(&self, session: &Session) -> Option<u64> {
        Some(session.step_on_show())
    }

    fn subject(&self, session: &Session) -> (RunId, u64) {
        let step = session.step_trace().map(|motion| motion.step.report.step);
        (session.run.id, step.unwrap_or_else(|| session.step_on_show()))
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(motion) = session.step_trace() else {
            let hint = "Pauses, and takes the next training step apart.";
            if ui.button("Take the next step apart").on_hover_text(hint).clicked() {
                actions.push(Action::StepTrace(StepTraceAction::Begin));
            }
            return;
        };
        buttons(ui, motion, actions);
        depth(ui, motion, actions);
        if motion.phase() != Phase::Update {
            self.choose_layer(ui, &motion.step);
        }
    }

    fn nothing(&self, session: &Session) -> Option<&'static str> {
        session.step_trace().is_none().then_some("no step has been taken apart yet")
    }

    fn verdict(&self, session: &Session) -> String {
        session
            .step_trace()
            .map_or_else(String::new, |motion| verdict(&motion.step, motion.phase()))
    }

    fn choices(&mut self, ui: &mut Ui, session: &Session) {
        let Some(motion) = session.step_trace() else { return };
        if matches!(motion.phase(), Phase::Update | Phase::WholeStep) {
            self.choose_variable(ui, &motion.step);
        }
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(motion) = session.step_trace() else { return Vec::new() };
        let (step, phase) = (&*motion.step, motion.phase());
        let mut graphs = Vec::new();
        if phase != Phase::Update {
            let (answered, back) = step.reached(phase);
            graphs.push(answers(step, answered));
            graphs.push(states(step, self.layer(step), answered));
            graphs.push(gradients(step, back));
        }
        if matches!(phase, Phase::Update | Phase::WholeStep) {
            graphs.extend(update(step, self.variable.unwrap_or(RECURRENT)));
        }
        graphs
    }

    fn csv(&self, session: &Session) -> String {
        session.step_trace().map_or_else(String::new, |motion| time_table(&motion.step))
    }

    fn tables(&self, session: &Session) -> Vec<(&'static str, String)> {
        let Some(motion) = session.step_trace() else { return Vec::new() };
        let step = &motion.step;
        vec![
            ("", time_table(step)),
            ("-weights", weights_table(step)),
            ("-update", update_table(step)),
        ]
    }
}

impl StepTraceLens {
    /// The layer whose hidden state is shown.
    fn layer(&self, step: &StepTrace) -> usize {
        step.norms.len().saturating_sub(1 + self.below_the_top)
    }

    fn choose_layer(&mut self, ui: &mut Ui, step: &StepTrace) {
        let (shown, layers) = (self.layer(step), step.norms.len());
        if let Some(layer) = layer_buttons(ui, shown, layers) {
            self.below_the_top = layers - 1 - layer;
        }
    }

    /// Every variable with what the update did to it, in one line each; a click shows its numbers.
    fn choose_variable(&mut self, ui: &mut Ui, step: &StepTrace) {
        let shown = self.variable.unwrap_or(RECURRENT).min(step.moves.len().saturating_sub(1));
        egui::Grid::new("moves").num_columns(4).striped(true).spacing([10.0, 2.0]).show(ui, |ui| {
            for name in ["variable", "‖before‖", "‖gradient‖", "‖change‖"] {
                ui.label(RichText::new(name).small().weak());
            }
            ui.end_row();
            for (n, (values, moved)) in step.before.iter().zip(&step.moves).enumerate() {
                let name = RichText::new(&values.name).small();
                if ui.selectable_label(n == shown, name).clicked() {
                    self.variable = Some(n);
                }
                for norm in [moved.before, moved.gradient, moved.change] {
                    ui.label(RichText::new(short(norm)).monospace().size(11.0));
                }
                ui.end_row();
            }
        });
    }
}

/// Back, on, by itself, and out.
fn buttons(ui: &mut Ui, motion: &StepTracePlayer, actions: &mut Vec<Action>) {
    let play = if motion.playing { "Stop" } else { "Slow motion" };
    let all = [
        ("Back", StepTraceAction::Back, "One phase back (←)."),
        ("Next", StepTraceAction::Next, "One phase on; behind the last, the step is taken (→)."),
        (play, StepTraceAction::Play(!motion.playing), "Phase after phase, step after step."),
        ("Leave", StepTraceAction::End, "The step isn't taken."),
    ];
    ui.horizontal(|ui| {
        for (name, slow, hint) in all {
            // Its name changes, and the next button stays in its place.
            let width = if matches!(slow, StepTraceAction::Play(_)) { 98.0 } else { 0.0 };
            let button = egui::Button::new(name).min_size(egui::vec2(width, 0.0));
            if ui.add(button).on_hover_text(hint).clicked() {
                actions.push(Action::StepTrace(slow));
            }
        }
    });
}

/// What happens, and the numbers that have just appeared.
fn verdict(step: &StepTrace, phase: Phase) -> String {
    let sentence = step.sentence(phase);
    let (loss, norm) = (short(step.report.loss.into()), short(step.report.grad_norm.into()));
    match phase {
        Phase::Forward(t) => {
            // cos of a quarter turn is 6e-17 in floating point, and 0 to a reader.
            let told = |value: f64| short((value * 1e6).round() / 1e6);
            let (answer, target) = (told(step.trace.prediction[t]), told(step.target[t]));
            format!("{sentence}: ŷ = {answer}, target {target}.")
        }
        Phase::Backward(t) => {
            let by_hidden = step.norms.last().and_then(|norms| norms.get(t)).copied();
            format!("{sentence}: ‖∂L/∂h‖ = {}.", short(by_hidden.unwrap_or(f64::NAN)))
        }
        Phase::WholeForward => format!("{sentence}: loss {loss}."),
        Phase::WholeBackward | Phase::Update => format!("{sentence}: gradient norm {norm}."),
        Phase::WholeStep => format!("{sentence}: loss {loss}, gradient norm {norm}."),
    }
}

/// How finely the step is taken apart, and where one is.
fn depth(ui: &mut Ui, motion: &StepTracePlayer, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        for depth in Depth::ALL {
            let chosen = motion.depth == depth;
            if ui.selectable_label(chosen, RichText::new(depth.label()).small()).clicked()
                && !chosen
            {
                actions.push(Action::StepTrace(StepTraceAction::Depth(depth)));
            }
        }
        let (at, of) = motion.place();
        let place = format!("step {}: {at} / {of}", grouped(motion.step.report.step));
        ui.label(RichText::new(place).small().weak());
    });
}
