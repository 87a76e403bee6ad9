//! What `h_state = h_state.data` does at the border between two windows.

use egui::Ui;

use super::lens::{About, Lens, Sees, left_out};
use super::table::Table;
use crate::app::hints::Hints;
use crate::config::{Field, Settings, StateMode};
use crate::figure::graph::{Cells, Graph, Ink, Layer, Scale};
use crate::lens::border::Border;
use crate::lens::hidden_state::HiddenState;
use crate::session::{Action, LensKind, Session};
use crate::text::Graphs;

const ABOUT: About =
    About { kind: LensKind::Border, sees: Sees::Window, texts: |lenses| &lenses.border };

/// The lens.
pub(super) struct BorderLens;

impl Lens for BorderLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            for state in StateMode::ALL {
                let chosen = session.controls.state == *state;
                let answer = ui.selectable_label(chosen, state.label());
                let name = (session.texts.verdicts.state_name)(state.label());
                let role = egui::Role::Button;
                answer.widget_info(|| egui::WidgetInfo::labeled(role, true, &name));
                if answer.hint_beside(ui, &*Field::State.meaning()).clicked() && !chosen {
                    let change = Settings { state: Some(*state), ..Settings::default() };
                    actions.push(Action::Set(Box::new(change)));
                }
            }
        });
    }

    fn verdict(&self, session: &Session) -> String {
        let border = seen(session);
        let next = session.config().state;
        let state = border.map_or(next, |border| border.state);
        let texts = &session.texts.verdicts;
        let what = match state {
            StateMode::Carry if border.is_some_and(begins_with_zeros) => texts.nothing_crossed,
            StateMode::Carry => texts.carry,
            StateMode::Reset => texts.reset,
            StateMode::None => texts.none,
        };
        let lost = border.map_or("", |border| {
            left_out(&session.texts.cards, border.backprop.norms.iter().flatten())
        });
        if next == state {
            return format!("{what}{lost}");
        }
        format!("{what}{}{lost}", (texts.changes_next)(next.label()))
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(Border { hidden, backprop, .. }) = seen(session) else { return Vec::new() };
        let norms = backprop.norms.last().map_or(&[][..], |norms| norms);
        let norms = &norms[..norms.len().min(hidden.time_steps)];
        let (texts, layers) = (&session.texts.graphs, session.run.config.layers);
        let states = match session.config().data.is_table() {
            // There is no phase to sort them by.
            true => states(texts, hidden, layers).titled(texts.hidden_state),
            false => states(texts, hidden, layers),
        };
        vec![states, gradient(texts, hidden, norms, layers)]
    }

    fn csv(&self, session: &Session) -> String {
        let mut table = Table::new("step,time_step,t,unit,h,gradient_norm");
        let Some(Border { hidden, backprop, step, .. }) = seen(session) else {
            return table.text();
        };
        let before = hidden.phases.len().saturating_sub(hidden.time_steps);
        let norms = backprop.norms.last().map_or(&[][..], |norms| norms);
        for unit in 0..hidden.units {
            for (n, (t, h)) in hidden.phases.iter().zip(hidden.unit(0, unit)).enumerate() {
                let norm = n.checked_sub(before).and_then(|n| norms.get(n)).copied().unwrap_or(0.0);
                let time_step = n as i64 + 1 - before as i64;
                table.row(format_args!("{step},{time_step},{t},{unit},{h},{norm}"));
            }
        }
        table.text()
    }
}

/// Whether nothing came into the window, as into a run's first.
fn begins_with_zeros(border: &Border) -> bool {
    let hidden = &border.hidden;
    (0..hidden.units).all(|unit| hidden.unit(0, unit).first() == Some(&0.0))
}

fn seen(session: &Session) -> Option<&Border> {
    session.lenses.seen()
}

fn border(texts: &Graphs) -> Layer {
    Layer::Upright { name: texts.border.to_owned(), ink: Ink::Mark, at: 0.5 }
}

/// The top layer's states: the one that the window began with, then those of the window.
fn states(texts: &Graphs, hidden: &HiddenState, layers: usize) -> Graph {
    let columns = hidden.phases.len();
    let before = columns.saturating_sub(hidden.time_steps) as f64;
    let unit = |unit: &usize| hidden.unit(0, *unit).iter().map(|value| *value as f32);
    let cells = Cells {
        row_names: hidden.by_phase.iter().map(usize::to_string).collect(),
        origin: (1.0 - before, 1.0),
        ..Cells::of_states("h", columns, hidden.by_phase.iter().flat_map(unit).collect())
    };
    // Time steps count from the newest window's first; 0 is the state before it.
    let title = if layers > 1 { texts.top_states_by_phase } else { texts.states_by_phase };
    Graph::new(
        Scale::new(texts.newest_time_step),
        Scale::new(texts.unit),
        vec![Layer::Cells(cells), border(texts)],
    )
    .titled(title)
}

/// The gradient's norm, which is there in the newest window only.
fn gradient(texts: &Graphs, hidden: &HiddenState, norms: &[f64], layers: usize) -> Graph {
    let before = hidden.phases.len().saturating_sub(hidden.time_steps) as f64;
    let bars = norms.iter().enumerate().map(|(n, norm)| (n as f64 + 1.0, *norm)).collect();
    let name = "‖∂L/∂h‖".to_owned();
    let bars = Layer::Bars { name, ink: Ink::Prediction, bars, width: 0.7 };
    let most = norms.iter().copied().filter(|norm| norm.is_finite()).fold(1e-12, f64::max);
    let x = Scale::new(texts.newest_time_step)
        .over(0.5 - before, hidden.time_steps as f64 + 0.5)
        .whole();
    Graph::new(x, Scale::new(texts.norm).over(0.0, 1.1 * most), vec![bars, border(texts)])
        .titled(if layers > 1 { texts.top_gradient } else { texts.gradient })
        .in_line()
}
