//! A step, slowly: forward time step by time step, back from the last to the first, then the update.

mod formula;
mod graphs;
mod tables;

use egui::{RichText, Ui};

use graphs::{answers, cell_states, gradients, states, update};
use tables::{time_table, update_table, weights_table};

use super::chart::Pointed;
use super::lens::{About, Lens, Sees};
use super::widgets::layer_buttons;
use crate::app::hints::Hints;
use crate::figure::graph::Graph;
use crate::lens::step_trace::{Depth, Focus, Phase, StepTrace};
use crate::number::short;
use crate::session::{Action, LensKind, Session, StepTraceAction, StepTracePlayer};
use crate::text::{Phases, Texts, Verdicts};
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
    /// The unit whose numbers stand in the formulas.
    unit: usize,
    formulas: formula::Room,
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
            let texts = &session.texts.verdicts;
            if ui.button(texts.take_apart).hint_beside(ui, texts.take_apart_hint).clicked() {
                actions.push(Action::StepTrace(StepTraceAction::Begin));
            }
            return;
        };
        buttons(ui, &session.texts.verdicts, motion, actions);
        depth(ui, session.texts, motion, actions);
        if motion.phase() != Phase::Update {
            self.choose_layer(ui, &motion.step);
        }
    }

    fn nothing(&self, session: &Session) -> Option<&'static str> {
        session.step_trace().is_none().then_some(session.texts.verdicts.not_taken_apart)
    }

    fn verdict(&self, session: &Session) -> String {
        session.step_trace().map_or_else(String::new, |motion| {
            let layer = self.layer(&motion.step);
            verdict(session.texts, &motion.step, motion.phase(), layer)
        })
    }

    fn choices(&mut self, ui: &mut Ui, session: &Session, _: &mut Vec<Action>) {
        let Some(motion) = session.step_trace() else { return };
        let (step, phase) = (&*motion.step, motion.phase());
        let focus = self.focus(step);
        formula::show(ui, session.texts, (step, phase), focus, &mut self.formulas);
        if matches!(motion.phase(), Phase::Update | Phase::WholeStep) {
            self.choose_variable(ui, &session.texts.phases, &motion.step);
        }
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(motion) = session.step_trace() else { return Vec::new() };
        let (step, phase) = (&*motion.step, motion.phase());
        let (mut graphs, texts) = (Vec::new(), &session.texts.graphs);
        if phase != Phase::Update {
            let (answered, back) = step.reached(phase);
            graphs.push(answers(texts, step, answered));
            graphs.push(states(texts, step, self.layer(step), answered));
            graphs.extend(cell_states(texts, step, self.layer(step), answered));
            graphs.push(gradients(texts, step, back));
        }
        if matches!(phase, Phase::Update | Phase::WholeStep) {
            graphs.extend(update(texts, step, self.variable.unwrap_or(RECURRENT)));
        }
        graphs
    }

    /// A click on a unit's row shows its numbers in the formulas.
    fn point(
        &mut self,
        graph: usize,
        pointed: &Pointed,
        session: &Session,
        _: &mut Vec<Action>,
    ) -> String {
        let motion = session.step_trace().filter(|motion| motion.phase() != Phase::Update);
        let has_c = session.run.config.cell.about().cell_state;
        let of_states = 1..=1 + usize::from(has_c);
        let clicked = pointed.cell.filter(|_| pointed.clicked && of_states.contains(&graph));
        if let (Some((unit, _)), Some(_)) = (clicked, motion) {
            self.unit = unit;
        }
        pointed.text.clone()
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

    /// Whose numbers stand in the formulas.
    fn focus(&self, step: &StepTrace) -> Focus {
        Focus {
            layer: self.layer(step),
            unit: self.unit.min(step.config.hidden.saturating_sub(1)),
            variable: self.variable.unwrap_or(RECURRENT),
        }
    }

    fn choose_layer(&mut self, ui: &mut Ui, step: &StepTrace) {
        let (shown, layers) = (self.layer(step), step.norms.len());
        if let Some(layer) = layer_buttons(ui, shown, layers) {
            self.below_the_top = layers - 1 - layer;
        }
    }

    /// Every variable with what the update did to it, in one line each; a click shows its numbers.
    fn choose_variable(&mut self, ui: &mut Ui, texts: &Phases, step: &StepTrace) {
        let shown = self.variable.unwrap_or(RECURRENT).min(step.moves.len().saturating_sub(1));
        egui::Grid::new("moves").num_columns(4).striped(true).spacing([10.0, 2.0]).show(ui, |ui| {
            let norms = [texts.norm_before, texts.norm_of_gradient, texts.norm_of_change];
            for name in std::iter::once(texts.variable).chain(norms) {
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
fn buttons(ui: &mut Ui, texts: &Verdicts, motion: &StepTracePlayer, actions: &mut Vec<Action>) {
    let play = if motion.playing { texts.stop } else { texts.slow_motion };
    let all = [
        (texts.back, StepTraceAction::Back, texts.back_hint),
        (texts.next, StepTraceAction::Next, texts.next_hint),
        (play, StepTraceAction::Play(!motion.playing), texts.slow_motion_hint),
        (texts.leave, StepTraceAction::End, texts.leave_hint),
    ];
    ui.horizontal(|ui| {
        for (name, slow, hint) in all {
            // Its name changes, and the next button stays in its place.
            let width = if matches!(slow, StepTraceAction::Play(_)) { 98.0 } else { 0.0 };
            let button = egui::Button::new(name).min_size(egui::vec2(width, 0.0));
            if ui.add(button).hint_beside(ui, hint).clicked() {
                actions.push(Action::StepTrace(slow));
            }
        }
    });
}

/// What happens, and the numbers that have just appeared.
fn verdict(all: &Texts, step: &StepTrace, phase: Phase, layer: usize) -> String {
    let (texts, sentence) = (&all.verdicts, step.sentence(phase, layer, all));
    let (loss, norm) = (f64::from(step.report.loss), f64::from(step.report.grad_norm));
    match phase {
        Phase::Forward(t) => {
            // cos of a quarter turn is 6e-17 in floating point, and 0 to a reader.
            let told = |value: f64| (value * 1e6).round() / 1e6;
            // The first answer, where there are several.
            let at = t * step.channels().1;
            let (answer, target) = (told(step.trace.prediction[at]), told(step.target[at]));
            let is_last = t + 1 == step.phases.len();
            (texts.answered)(&sentence, answer, target, is_last.then_some(loss))
        }
        Phase::Backward(t) => {
            let by_hidden = step.norms.get(layer).and_then(|norms| norms.get(t)).copied();
            (texts.flowed_back)(&sentence, by_hidden.unwrap_or(f64::NAN), loss)
        }
        Phase::WholeForward => (texts.with_loss)(&sentence, loss),
        Phase::WholeBackward => (texts.with_norm)(&sentence, norm),
        Phase::Update | Phase::WholeStep => (texts.with_both)(&sentence, loss, norm),
    }
}

/// How finely the step is taken apart, and where one is.
fn depth(ui: &mut Ui, texts: &Texts, motion: &StepTracePlayer, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        for depth in Depth::ALL {
            let chosen = motion.depth == depth;
            if ui.selectable_label(chosen, RichText::new(depth.label(texts)).small()).clicked()
                && !chosen
            {
                actions.push(Action::StepTrace(StepTraceAction::Depth(depth)));
            }
        }
        let (at, of) = motion.place();
        let place = (texts.verdicts.phase_of)(motion.step.report.step, at, of);
        ui.label(RichText::new(place).small().weak());
    });
}
