//! Hidden state, cell state and gates: units × time.

use egui::Ui;

use super::chart::Pointed;
use super::lens::{About, Lens, Sees, left_empty};
use super::table::Table;
use super::widgets::layer_choice;
use crate::figure::graph::{Cells, ColourMap, Graph, Ink, Layer, Scale};
use crate::inspector::Question;
use crate::lens::hidden_state::HiddenState;
use crate::number::short;
use crate::session::{Action, LensKind, Pin, Session};

const ABOUT: About = About {
    kind: LensKind::HiddenState,
    sees: Sees::LastWindows,
    texts: |lenses| &lenses.hidden_state,
};

/// The lens.
#[derive(Default)]
pub(super) struct HiddenStateLens {
    /// The quantity shown: 0 is h.
    sheet: usize,
    sorted: bool,
}

impl Lens for HiddenStateLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn layer(&self, session: &Session) -> Option<usize> {
        seen(session).map(|hidden| hidden.layer)
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(hidden) = seen(session) else { return };
        ui.horizontal_wrapped(|ui| {
            if hidden.sheets.len() > 1 {
                for (n, sheet) in hidden.sheets.iter().enumerate() {
                    if ui.selectable_label(self.sheet == n, sheet.name).clicked() {
                        self.sheet = n;
                    }
                }
            }
            ui.checkbox(&mut self.sorted, "sort by phase")
                .on_hover_text("The unit whose oscillation peaks first comes first.");
        });
        layer_choice(ui, session, Question::HiddenState, actions);
        self.sheet = self.sheet.min(hidden.sheets.len().saturating_sub(1));
    }

    fn verdict(&self, session: &Session) -> String {
        let empty = self.empty(session);
        match session.lenses.pinned.filter(|_| pinned(session).is_some()) {
            Some(pin) => format!("Unit {} is drawn among the curves.{empty}", pin.unit),
            // As long as the other sentence, so that the rows stay under the pointer.
            None => format!("Click a row to draw its unit among the curves.{empty}"),
        }
    }

    fn caption(&self, session: &Session) -> String {
        self.empty(session).trim_start().to_owned()
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(hidden) = seen(session) else { return Vec::new() };
        let Some(sheet) = hidden.sheets.get(self.sheet) else { return Vec::new() };
        let order = self.order(hidden);
        let unit = |unit: &usize| hidden.unit(self.sheet, *unit).iter().map(|value| *value as f32);
        let columns = hidden.phases.len();
        let cells = Cells {
            row_names: order.iter().map(usize::to_string).collect(),
            origin: (1.0 - columns as f64, 1.0),
            ..coloured(sheet.name, columns, order.iter().flat_map(unit).collect())
        };
        let (x, y) = (Scale::new("time step, 0 is the newest"), Scale::new("unit"));
        let pin = session.lenses.pinned.filter(|pin| pin.sheet == self.sheet);
        let row = pin.and_then(|pin| order.iter().position(|unit| *unit == pin.unit));
        let mark = row.filter(|_| pinned(session).is_some()).map(|row| Layer::Level {
            name: String::new(),
            ink: Ink::Mark,
            at: row as f64,
        });
        let layers = std::iter::once(Layer::Cells(cells)).chain(mark).collect();
        vec![Graph::new(x, y, layers)]
    }

    fn point(
        &mut self,
        _: usize,
        pointed: &Pointed,
        session: &Session,
        actions: &mut Vec<Action>,
    ) -> String {
        let (Some((row, column)), Some(hidden)) = (pointed.cell, seen(session)) else {
            return pointed.text.clone();
        };
        let Some(unit) = self.order(hidden).get(row).copied() else { return String::new() };
        if pointed.clicked {
            let pin = Some(Pin { layer: hidden.layer, sheet: self.sheet, unit });
            actions.push(Action::PinUnit(pin.filter(|_| session.lenses.pinned != pin)));
        }
        let ago = (hidden.phases.len() - 1 - column) / hidden.time_steps.max(1);
        let name = hidden.sheets.get(self.sheet).map_or("", |sheet| sheet.name);
        let value = hidden.unit(self.sheet, unit).get(column).copied().unwrap_or(f64::NAN);
        format!(
            "unit {unit}\nwindow of step {}, time step {} of {}\n{name} {}",
            hidden.step.saturating_sub(ago as u64),
            column % hidden.time_steps.max(1) + 1,
            hidden.time_steps,
            short(value)
        )
    }

    fn csv(&self, session: &Session) -> String {
        let mut table = Table::new("step,layer,quantity,unit,t,value");
        let Some(hidden) = seen(session) else { return table.text() };
        let (step, layer) = (hidden.step, hidden.layer + 1);
        for (n, sheet) in hidden.sheets.iter().enumerate() {
            for unit in 0..hidden.units {
                for (t, value) in hidden.phases.iter().zip(hidden.unit(n, unit)) {
                    table.row(format_args!("{step},{layer},{},{unit},{t},{value}", sheet.name));
                }
            }
        }
        table.text()
    }
}

impl HiddenStateLens {
    /// What is to be said of cells without a number.
    fn empty(&self, session: &Session) -> &'static str {
        let sheet = seen(session).and_then(|hidden| hidden.sheets.get(self.sheet));
        sheet.map_or("", |sheet| left_empty(&session.texts.cards, &sheet.values))
    }

    /// The units from top to bottom.
    fn order(&self, hidden: &HiddenState) -> Vec<usize> {
        if self.sorted { hidden.by_phase.clone() } else { (0..hidden.units).collect() }
    }
}

fn seen(session: &Session) -> Option<&HiddenState> {
    session.lenses.seen()
}

/// Gates lie between 0 and 1; states around 0, and mostly within ±1.
fn coloured(name: &str, columns: usize, values: Vec<f32>) -> Cells {
    let cells = Cells::of_states(name, columns, values);
    // The GRU's n and the LSTM's g are candidates for the state, of either sign.
    let gate = matches!(name, "i" | "f" | "o" | "r" | "z");
    if gate { Cells { map: ColourMap::Viridis, range: (0.0, 1.0), ..cells } } else { cells }
}

/// The trace of the pinned unit: its name, and its value at each phase.
pub(in crate::app) fn pinned(session: &Session) -> Option<(String, Vec<(f64, f64)>)> {
    let pin = session.lenses.pinned.filter(|_| session.lenses.open.shown)?;
    let hidden = seen(session).filter(|hidden| hidden.layer == pin.layer)?;
    let name = hidden.sheets.get(pin.sheet)?.name;
    let values = hidden.unit(pin.sheet, pin.unit).iter().copied();
    let points = hidden.phases.iter().copied().zip(values).collect();
    Some((format!("{name} of unit {}", pin.unit), points))
}
