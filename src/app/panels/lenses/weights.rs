//! Each weight matrix, its change since the run began, and a histogram.

use egui::{ComboBox, Ui};

use super::lens::{About, Lens, Sees};
use super::table::Table;
use crate::figure::graph::{Cells, Graph, Ink, Layer, Scale};
use crate::inspector::Question;
use crate::lens::weights::Weights;
use crate::session::{Action, LensKind, Session};

const ABOUT: About =
    About { kind: LensKind::Weights, sees: Sees::Weights, texts: |lenses| &lenses.weights };

/// The lens.
#[derive(Default)]
pub(super) struct WeightsLens {
    /// Whether the change since the run began is shown instead of the values.
    changes: bool,
}

impl Lens for WeightsLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(weights) = seen(session) else { return };
        ui.horizontal(|ui| {
            let names: Vec<&str> = weights.names.iter().map(String::as_str).collect();
            let shown = names.iter().position(|name| *name == weights.shown.name);
            if let Some(n) = variable_choice(ui, &names, shown.unwrap_or(0)) {
                actions.push(Action::Inquire(Question::Weights(n)));
            }
            ui.checkbox(&mut self.changes, "change")
                .on_hover_text("What training has added since the run began.");
        });
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(Weights { shown, .. }) = seen(session) else { return Vec::new() };
        let (name, values) = match self.changes {
            true => ("change", shown.changes.clone()),
            false => ("weight", shown.values.clone()),
        };
        vec![matrix(name, &shown.name, (shown.rows, shown.columns), values), histogram(session)]
    }

    fn csv(&self, session: &Session) -> String {
        let mut table = Table::new("step,variable,row,column,value,change");
        let Some(Weights { step, shown, .. }) = seen(session) else { return table.text() };
        for (n, (value, change)) in shown.values.iter().zip(&shown.changes).enumerate() {
            let (row, column) = (n / shown.columns.max(1), n % shown.columns.max(1));
            table.row(format_args!("{step},{},{row},{column},{value},{change}", shown.name));
        }
        table.text()
    }
}

fn seen(session: &Session) -> Option<&Weights> {
    session.lenses.seen()
}

/// A choice of a variable by its name, from PyTorch's list; the number of the one that was clicked.
pub(super) fn variable_choice(ui: &mut Ui, names: &[&str], shown: usize) -> Option<usize> {
    let mut clicked = None;
    let text = names.get(shown).copied().unwrap_or_default();
    let answer = ComboBox::from_id_salt("variable").selected_text(text).show_ui(ui, |ui| {
        for (n, name) in names.iter().enumerate() {
            if ui.selectable_label(n == shown, *name).clicked() {
                clicked = Some(n);
            }
        }
    });
    let role = egui::Role::ComboBox;
    answer.response.widget_info(|| egui::WidgetInfo::labeled(role, true, "variable"));
    clicked
}

/// Numbers of one variable as a heatmap; `name` is what the numbers are.
pub(super) fn matrix(
    name: &str,
    variable: &str,
    (rows, columns): (usize, usize),
    values: Vec<f32>,
) -> Graph {
    // A bias or a readout is a column and would be a thin line; lying it is a row.
    let lies = columns == 1;
    let (x, y) = if lies { ("row", "") } else { ("column", "row") };
    let side_by_side = if lies { rows } else { columns };
    let cells = Cells {
        origin: (0.0, 1.0),
        ..Cells::around_zero(name, side_by_side, values, f32::MIN_POSITIVE)
    };
    Graph::new(Scale::new(x), Scale::new(y), vec![Layer::Cells(cells)])
        .titled(format!("{variable}, {rows} × {columns}"))
}

fn histogram(session: &Session) -> Graph {
    let Some(Weights { shown, .. }) = seen(session) else { return Graph::default() };
    let histogram = &shown.histogram;
    let (bins, reach) = (histogram.counts.len().max(1), f64::from(histogram.reach).max(1e-9));
    let width = 2.0 * reach / bins as f64;
    let bar = |(n, count): (usize, &u32)| (-reach + (n as f64 + 0.5) * width, f64::from(*count));
    let bars = histogram.counts.iter().enumerate().map(bar).collect();
    let bars = Layer::Bars { name: String::new(), ink: Ink::Prediction, bars, width };
    Graph::new(Scale::new("weight").over(-reach, reach), Scale::new("how many").whole(), vec![bars])
        .low()
}
