//! Each weight matrix, its change since the run began, and a histogram.

use std::fmt::Write as _;

use egui::{ComboBox, Ui};

use super::{About, Lens};
use crate::figure::graph::{Cells, ColourMap, Graph, Ink, Layer, Scale};
use crate::inspector::{Answer, Question, Variable};
use crate::session::{Action, LensKind, Session};

/// The lens.
#[derive(Default)]
pub(super) struct Weights {
    /// Whether the change since the run began is shown instead of the values.
    changes: bool,
}

impl Lens for Weights {
    fn kind(&self) -> LensKind {
        LensKind::Weights
    }

    fn title(&self) -> &'static str {
        "Weights"
    }

    fn hint(&self) -> &'static str {
        "What has changed since the run began, and which weights have grown far beyond the others."
    }

    fn about(&self) -> About {
        About {
            what: "One variable of the network, under PyTorch's name, as a heatmap: orange is \
                   positive, blue negative. Gates lie below each other, in the order i f g o or \
                   r z n. With \"change\" it shows what training has added since the run began. \
                   Below, how often each value comes.",
            why: "Training moves the weights less than one thinks: a few percent of their size do \
                  the work. Columns that change together belong to a unit that is being used. A \
                  histogram with long tails comes before saturation.",
            source: "Initial values: U(−1/√hidden, 1/√hidden), as PyTorch draws them.",
        }
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(variable) = seen(session) else { return };
        ui.horizontal(|ui| {
            let menu = ComboBox::from_id_salt("variable").selected_text(&variable.sheet.name);
            let answer = menu.show_ui(ui, |ui| {
                for (n, name) in variable.names.iter().enumerate() {
                    if ui.selectable_label(*name == variable.sheet.name, name).clicked() {
                        actions.push(Action::Inquire(Question::Weights(n)));
                    }
                }
            });
            let role = egui::Role::ComboBox;
            answer.response.widget_info(|| egui::WidgetInfo::labeled(role, true, "variable"));
            ui.checkbox(&mut self.changes, "change")
                .on_hover_text("What training has added since the run began.");
        });
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(Variable { sheet, .. }) = seen(session) else { return Vec::new() };
        let values = if self.changes { &sheet.changes } else { &sheet.values };
        let finite = values.iter().copied().filter(|value| value.is_finite());
        let most = finite.map(f32::abs).fold(1e-6, f32::max);
        // A bias or a readout is a column and would be a thin line; lying it is a row.
        let columns = if sheet.columns == 1 { sheet.rows } else { sheet.columns };
        let cells = Cells {
            columns,
            values: values.clone(),
            name: if self.changes { "change" } else { "weight" }.to_owned(),
            map: ColourMap::Diverging,
            range: (-most, most),
            row_names: Vec::new(),
            origin: (0.0, 1.0),
        };
        let (x, y) = if sheet.columns == 1 { ("row", "") } else { ("column", "row") };
        let heatmap = Graph {
            title: format!("{}, {} × {}", sheet.name, sheet.rows, sheet.columns),
            x: Scale::new(x),
            y: Scale::new(y),
            layers: vec![Layer::Cells(cells)],
            ..Graph::default()
        };
        vec![heatmap, histogram(session)]
    }

    fn csv(&self, session: &Session) -> String {
        let mut text = String::from("step,variable,row,column,value,change\n");
        let Some(Variable { step, sheet, .. }) = seen(session) else { return text };
        for (n, (value, change)) in sheet.values.iter().zip(&sheet.changes).enumerate() {
            let (row, column) = (n / sheet.columns.max(1), n % sheet.columns.max(1));
            // Writing to a string can't fail.
            let _ = writeln!(text, "{step},{},{row},{column},{value},{change}", sheet.name);
        }
        text
    }
}

fn seen(session: &Session) -> Option<&Variable> {
    match session.lenses.answer(LensKind::Weights) {
        Some((_, Answer::Weights(variable))) => Some(variable),
        _ => None,
    }
}

fn histogram(session: &Session) -> Graph {
    let Some(Variable { sheet, .. }) = seen(session) else { return Graph::default() };
    let histogram = &sheet.histogram;
    let (bins, reach) = (histogram.counts.len().max(1), f64::from(histogram.reach).max(1e-9));
    let width = 2.0 * reach / bins as f64;
    let bar = |(n, count): (usize, &u32)| (-reach + (n as f64 + 0.5) * width, f64::from(*count));
    let bars = histogram.counts.iter().enumerate().map(bar).collect();
    Graph {
        x: Scale::new("weight").over(-reach, reach),
        y: Scale::new("how many"),
        layers: vec![Layer::Bars { name: String::new(), ink: Ink::Prediction, bars, width }],
        low: true,
        ..Graph::default()
    }
}
