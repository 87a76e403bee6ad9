//! What `h_state = h_state.data` does at the border between two windows.

use std::fmt::Write as _;

use egui::Ui;

use super::{About, Lens};
use crate::config::{Field, Settings, StateMode};
use crate::figure::graph::{Cells, ColourMap, Graph, Ink, Layer, Scale};
use crate::inspector::Answer;
use crate::lens::bptt::Bptt;
use crate::lens::hidden::Hidden;
use crate::session::{Action, LensKind, Session};

/// The lens.
pub(super) struct Border;

impl Lens for Border {
    fn kind(&self) -> LensKind {
        LensKind::Border
    }

    fn title(&self) -> &'static str {
        "Window border"
    }

    fn hint(&self) -> &'static str {
        "What h_state = h_state.data does: the hidden state crosses the border between two windows, \
         the gradient stops there."
    }

    fn about(&self) -> About {
        About {
            what: "Above, the hidden state over two windows; time step 1 is the first of the newest \
                   window. Below, the size of the gradient at the same time steps: it exists in the \
                   newest window only. With the state carried, the values at the border go on; with \
                   reset they begin at zero.",
            why: "The tutorials' line h_state = h_state.data keeps the numbers and forgets how they \
                  came about. So the network can use a memory older than its window, but can't \
                  learn to make a better one farther back than the window reaches: truncated \
                  backpropagation. What it costs is a bias, which longer windows make smaller.",
            source: "Tallec and Ollivier 2017, Unbiasing truncated backpropagation through time, \
                     arXiv 1705.08209.",
        }
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            for state in StateMode::ALL {
                let chosen = session.controls.state == *state;
                let answer = ui.selectable_label(chosen, state.label());
                let name = format!("state {}", state.label());
                let role = egui::Role::Button;
                answer.widget_info(|| egui::WidgetInfo::labeled(role, true, &name));
                if answer.on_hover_text(Field::State.meaning()).clicked() && !chosen {
                    let change = Settings { state: Some(*state), ..Settings::default() };
                    actions.push(Action::Set(Box::new(change)));
                }
            }
        });
    }

    fn verdict(&self, session: &Session) -> String {
        match session.config().state {
            StateMode::Carry => "carry: the state crosses the border, the gradient doesn't.",
            StateMode::Reset => "reset: each window begins with zeros; nothing crosses the border.",
            StateMode::None => "none: every time step begins with zeros; nothing is remembered.",
        }
        .to_owned()
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some((hidden, bptt)) = seen(session) else { return Vec::new() };
        let columns = hidden.phases.len();
        let before = columns.saturating_sub(hidden.time_steps) as f64;
        let values: Vec<f32> = hidden
            .by_phase
            .iter()
            .flat_map(|unit| hidden.unit(0, *unit).iter().map(|value| *value as f32))
            .collect();
        let most = values.iter().copied().filter(|value| value.is_finite()).fold(1.0, f32::max);
        let cells = Cells {
            columns,
            values,
            name: "h".to_owned(),
            map: ColourMap::Diverging,
            range: (-most, most),
            row_names: hidden.by_phase.iter().map(usize::to_string).collect(),
            origin: (1.0 - before, 1.0),
        };
        let norms = bptt.norms.last().map_or(&[][..], |norms| norms);
        let bars = norms.iter().enumerate().map(|(n, norm)| (n as f64 + 1.0, *norm)).collect();
        let name = "‖∂L/∂h‖".to_owned();
        let border = Layer::Upright { name: "border".to_owned(), ink: Ink::Mark, at: 0.5 };
        let most = norms.iter().copied().fold(1e-12, f64::max);
        vec![
            Graph {
                title: "hidden state, the units sorted by phase".to_owned(),
                x: Scale::new("time step of the newest window"),
                y: Scale::new("unit"),
                layers: vec![Layer::Cells(cells), border.clone()],
                ..Graph::default()
            },
            Graph {
                title: "gradient".to_owned(),
                x: Scale::new("time step of the newest window")
                    .over(0.5 - before, hidden.time_steps as f64 + 0.5),
                y: Scale::new("norm").over(0.0, 1.1 * most),
                layers: vec![Layer::Bars { name, ink: Ink::Prediction, bars, width: 0.7 }, border],
                ..Graph::default()
            },
        ]
    }

    fn csv(&self, session: &Session) -> String {
        let mut text = String::from("step,time_step,t,unit,h,gradient_norm\n");
        let Some((hidden, bptt)) = seen(session) else { return text };
        let before = hidden.phases.len().saturating_sub(hidden.time_steps);
        let norms = bptt.norms.last().map_or(&[][..], |norms| norms);
        for unit in 0..hidden.units {
            for (n, (t, h)) in hidden.phases.iter().zip(hidden.unit(0, unit)).enumerate() {
                let norm = n.checked_sub(before).and_then(|n| norms.get(n)).copied().unwrap_or(0.0);
                let time_step = n as i64 + 1 - before as i64;
                // Writing to a string can't fail.
                let _ = writeln!(text, "{},{time_step},{t},{unit},{h},{norm}", hidden.step);
            }
        }
        text
    }
}

fn seen(session: &Session) -> Option<(&Hidden, &Bptt)> {
    match session.lenses.answer(LensKind::Border) {
        Some((_, Answer::Border { hidden, bptt })) => Some((hidden, bptt)),
        _ => None,
    }
}
