//! Hidden state, cell state and gates: units × time.

use egui::{RichText, Ui};

use super::chart::Pointed;
use super::lens::{About, Lens, Sees, in_layer, left_empty};
use super::table::Table;
use super::widgets::layer_choice;
use crate::app::hints::Hints;
use crate::app::panels::checkbox::checkbox;
use crate::figure::graph::{Cells, ColourMap, Graph, Ink, Layer, Scale};
use crate::inspector::Question;
use crate::lens::Gate;
use crate::lens::hidden_state::HiddenState;
use crate::number::short;
use crate::session::{Action, LensKind, Pin, Session};
use crate::wording::capitalised;

const ABOUT: About = About {
    kind: LensKind::HiddenState,
    sees: Sees::LastWindows,
    texts: |lenses| &lenses.hidden_state,
};

/// How near the end of its range a unit is said to be there.
const NEAR_END: f64 = 0.05;

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
                self.sheet_choice(ui, session, hidden);
            }
            let texts = &session.texts.verdicts;
            checkbox(ui, &mut self.sorted, texts.sort).hint_beside(ui, texts.sort_hint);
        });
        layer_choice(ui, session, Question::HiddenState, actions);
        self.sheet = self.sheet.min(hidden.sheets.len().saturating_sub(1));
    }

    fn verdict(&self, session: &Session) -> String {
        let (empty, texts) = (self.empty(session), &session.texts.verdicts);
        match session.lenses.pinned.filter(|_| pinned(session).is_some()) {
            Some(pin) => (texts.drawn)(pin.unit, &in_layer(session, pin.layer)) + empty,
            // As long as the other sentence, so that the rows stay under the pointer.
            None => texts.click_a_row.to_owned() + empty,
        }
    }

    fn caption(&self, session: &Session) -> String {
        self.empty(session).trim_start().to_owned()
    }

    fn told(&self, session: &Session) -> String {
        let found = seen(session).and_then(|hidden| Some((hidden, hidden.sheets.get(self.sheet)?)));
        let Some((hidden, sheet)) = found else { return String::new() };
        let words = &session.texts.spoken;
        let (name, steps) = (named(session, sheet.name).0, hidden.phases.len());
        let mut told = (words.hidden_state)(name, hidden.units, steps);
        let range = |unit: usize| {
            let finite = hidden.unit(self.sheet, unit).iter().filter(|value| value.is_finite());
            let ends = (f64::INFINITY, f64::NEG_INFINITY);
            let ends = finite.fold(ends, |(low, high), value| (value.min(low), value.max(high)));
            (unit, ends.0, ends.1)
        };
        let ranges: Vec<_> = (0..hidden.units).map(range).filter(|of| of.1 <= of.2).collect();
        let widest = ranges.iter().max_by(|a, b| (a.2 - a.1).total_cmp(&(b.2 - b.1)));
        if let Some((unit, low, high)) = widest {
            told.push_str(&(words.moves_most)(*unit, &short(*low), &short(*high)));
        }
        let least =
            if gate(session, sheet.name).is_some_and(|gate| gate.lets_pass) { 0.0 } else { -1.0 };
        let is_stuck = |low: f64, high: f64| high <= least + NEAR_END || low >= 1.0 - NEAR_END;
        // A cell state has no ends.
        let stuck = ranges.iter().filter(|of| sheet.name != "c" && is_stuck(of.1, of.2)).count();
        if stuck > 0 {
            told.push_str(&(words.saturated)(stuck));
        }
        told
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
            ..coloured(session, sheet.name, columns, order.iter().flat_map(unit).collect())
        };
        let (x, y) =
            (Scale::new(session.texts.graphs.latest), Scale::new(session.texts.graphs.unit));
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
        let texts = &session.texts.verdicts;
        let place = (texts.unit_place)(
            hidden.step.saturating_sub(ago as u64),
            hidden.skipped + column % hidden.time_steps.max(1) + 1,
            hidden.skipped + hidden.time_steps,
        );
        let unit = (texts.unit)(unit, &in_layer(session, hidden.layer));
        format!("{unit}\n{place}\n{name} {}", short(value))
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
    /// A button for each quantity, and the name of the one on show.
    fn sheet_choice(&mut self, ui: &mut Ui, session: &Session, hidden: &HiddenState) {
        let hint = session.texts.verdicts.sheet_hint;
        for (n, sheet) in hidden.sheets.iter().enumerate() {
            let (name, meaning) = named(session, sheet.name);
            let button = ui.selectable_label(self.sheet == n, sheet.name);
            if button.hint_beside(ui, hint(&capitalised(name), meaning)).clicked() {
                self.sheet = n;
            }
        }
        if let Some(sheet) = hidden.sheets.get(self.sheet) {
            ui.label(RichText::new(named(session, sheet.name).0).small().weak());
        }
    }

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

/// The gate of a letter, if it is one of the run's cell.
fn gate(session: &Session, letter: &str) -> Option<&'static Gate> {
    let gates = session.run.config.cell.about().gates;
    gates.iter().find(|gate| gate.letter == letter)
}

/// What a sheet is called, and what its numbers mean.
fn named(session: &Session, sheet: &str) -> (&'static str, &'static str) {
    let texts = &session.texts.verdicts;
    match gate(session, sheet) {
        Some(gate) => (gate.name(), gate.meaning()),
        None if sheet == "c" => (texts.cell_state, texts.cell_state_hint),
        None => (texts.hidden_state, texts.hidden_state_hint),
    }
}

/// Gates lie between 0 and 1; states and candidates for them around 0, and mostly within ±1.
fn coloured(session: &Session, name: &str, columns: usize, values: Vec<f32>) -> Cells {
    let cells = Cells::of_states(name, columns, values);
    let lets_pass = gate(session, name).is_some_and(|gate| gate.lets_pass);
    if lets_pass { Cells { map: ColourMap::Viridis, range: (0.0, 1.0), ..cells } } else { cells }
}

/// The trace of the pinned unit: its name, and its value at each phase.
pub(in crate::app) fn pinned(session: &Session) -> Option<(String, Vec<(f64, f64)>)> {
    let pin = session.lenses.pinned.filter(|_| session.lenses.open.shown)?;
    let hidden = seen(session).filter(|hidden| hidden.layer == pin.layer)?;
    let name = hidden.sheets.get(pin.sheet)?.name;
    let values = hidden.unit(pin.sheet, pin.unit).iter().copied();
    let points = hidden.phases.iter().copied().zip(values).collect();
    let layer = in_layer(session, pin.layer);
    Some(((session.texts.verdicts.drawn_name)(name, pin.unit, &layer), points))
}
