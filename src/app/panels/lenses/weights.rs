//! Each weight matrix, its change since the run began, and a histogram.

use egui::{ComboBox, Ui};

use super::lens::{About, Lens, Sees};
use super::table::Table;
use crate::app::hints::Hints;
use crate::app::panels::checkbox::checkbox;
use crate::app::panels::lenses::chart::Pointed;
use crate::config::Cell;
use crate::data::{self, Shape};
use crate::figure::graph::{Block, Cells, ColourMap, Graph, Ink, Layer, Scale};
use crate::inspector::Question;
use crate::lens::weights::Weights;
use crate::number::short;
use crate::session::{Action, LensKind, Session};
use crate::text::Graphs;

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
            if let Some(n) =
                variable_choice(ui, session.texts.phases.variable, &names, shown.unwrap_or(0))
            {
                actions.push(Action::Inquire(Question::Weights(n)));
            }
            let texts = &session.texts.verdicts;
            checkbox(ui, &mut self.changes, texts.change).hint_beside(ui, texts.change_hint);
        });
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(Weights { shown, .. }) = seen(session) else { return Vec::new() };
        let (texts, cell) = (&session.texts.graphs, session.run.config.cell);
        let (name, values) = match self.changes {
            true => (texts.change, shown.changes.clone()),
            false => (texts.weight, shown.values.clone()),
        };
        let by_input = by_input(session, &shown.name, shown.columns, &values);
        let matrix = matrix(texts, name, &shown.name, (shown.rows, shown.columns), values, cell);
        [matrix].into_iter().chain(by_input).chain([histogram(session)]).collect()
    }

    fn point(
        &mut self,
        graph: usize,
        pointed: &Pointed,
        session: &Session,
        _: &mut Vec<Action>,
    ) -> String {
        let channel = seen(session).and_then(|weights| {
            let (row, column) = pointed.cell?;
            // Below the matrix each input has a row.
            let cell = if graph == 0 { (row, column) } else { (column, row) };
            channel_name(session, &weights.shown.name, cell)
        });
        match channel {
            Some(name) => format!("{}\n{name}", pointed.text),
            None => pointed.text.clone(),
        }
    }

    fn told(&self, session: &Session) -> String {
        let Some(Weights { shown, .. }) = seen(session) else { return String::new() };
        let words = &session.texts.spoken;
        let mut told = (words.weights)(&shown.name, shown.rows, shown.columns);
        let mean = |values: &[f32], of: fn(f64) -> f64| {
            let finite = values.iter().filter(|value| value.is_finite());
            let (sum, count) =
                finite.fold((0.0, 0_u64), |(sum, n), value| (sum + of((*value).into()), n + 1));
            (count > 0).then(|| sum / count as f64)
        };
        let ends = shown.values.iter().filter(|value| value.is_finite());
        let (low, high) = ends.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), value| {
            (low.min(*value), high.max(*value))
        });
        let means = mean(&shown.values, |value| value).zip(mean(&shown.changes, f64::abs));
        if let Some((mean, moved)) = means {
            let [mean, low, high, moved] = [mean, low.into(), high.into(), moved].map(short);
            told.push_str(&(words.weights_between)(&mean, &low, &high, &moved));
        }
        told
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
pub(super) fn variable_choice(
    ui: &mut Ui,
    name: &str,
    names: &[&str],
    shown: usize,
) -> Option<usize> {
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
    answer.response.widget_info(|| egui::WidgetInfo::labeled(role, true, name));
    clicked
}

/// Numbers of one variable as a heatmap; `name` is what the numbers are.
pub(super) fn matrix(
    texts: &Graphs,
    name: &str,
    variable: &str,
    (rows, columns): (usize, usize),
    values: Vec<f32>,
    cell: Cell,
) -> Graph {
    // A bias or a readout is a column and would be a thin line; lying it is a row.
    let lies = columns == 1;
    let (x, y) = if lies { (texts.row, "") } else { (texts.column, texts.row) };
    let side_by_side = if lies { rows } else { columns };
    let cells = Cells {
        origin: (0.0, 1.0),
        blocks: blocks(variable, cell),
        ..Cells::around_zero(name, side_by_side, values, f32::MIN_POSITIVE)
    };
    Graph::new(Scale::new(x), Scale::new(y), vec![Layer::Cells(cells)])
        .titled(format!("{variable}, {rows} × {columns}"))
}

/// The gates whose rows a variable has below each other; none of the readout's.
fn blocks(variable: &str, cell: Cell) -> Vec<Block> {
    let gates = cell.about().gates.iter().filter(|_| !variable.starts_with("out."));
    gates.map(|gate| Block { letter: gate.letter, name: gate.name() }).collect()
}

/// The variable whose columns are the inputs, and the one whose rows are the targets.
const READS: &str = "rnn.weight_ih_l0";
const ANSWERS: &str = "out.weight";

/// Which input or target a weight belongs to, where there are several; `cell` is its row and column.
fn channel_name(session: &Session, variable: &str, cell: (usize, usize)) -> Option<String> {
    let source = data::source(&session.config());
    let Shape { inputs, targets } = source.shape();
    let texts = &session.texts.cards;
    match variable {
        READS if inputs > 1 => Some(format!("{} {}", texts.input, source.input_name(cell.1))),
        ANSWERS if targets > 1 => Some(format!("{} {}", texts.target, source.target_name(cell.0))),
        _ => None,
    }
}

/// A name for which there is room beside a heatmap.
fn shortened(name: &str) -> String {
    const MOST: usize = 7;
    match name.chars().count() {
        count if count > MOST => name.chars().take(MOST - 1).chain(['…']).collect(),
        _ => name.to_owned(),
    }
}

/// How large the weights of each input are, gate by gate: the length of the vector that each has.
fn by_input(session: &Session, variable: &str, inputs: usize, values: &[f32]) -> Option<Graph> {
    if variable != READS || inputs < 2 {
        return None;
    }
    let (config, texts) = (session.config(), &session.texts.graphs);
    let source = data::source(&config);
    let gates = config.cell.about().gates;
    let units = (values.len() / inputs / gates.len().max(1)).max(1);
    let length = |input: usize, gate: usize| {
        let weights =
            (gate * units..(gate + 1) * units).map(|row| values.get(row * inputs + input));
        weights.flatten().map(|weight| weight * weight).sum::<f32>().sqrt()
    };
    let parts = gates.len().max(1);
    let sizes: Vec<f32> =
        (0..inputs).flat_map(|input| (0..parts).map(move |gate| length(input, gate))).collect();
    let most =
        sizes.iter().copied().filter(|size| size.is_finite()).fold(f32::MIN_POSITIVE, f32::max);
    let named = source.shape().inputs == inputs;
    let name = |input: usize| {
        if named { shortened(source.input_name(input)) } else { (input + 1).to_string() }
    };
    let cells = Cells {
        columns: parts,
        values: sizes,
        name: texts.size.to_owned(),
        map: ColourMap::Viridis,
        range: (0.0, most),
        row_names: (0..inputs).map(name).collect(),
        origin: (1.0, 1.0),
        blocks: Vec::new(),
    };
    let letters: Vec<&str> = gates.iter().map(|gate| gate.letter).collect();
    let (x, y) = (Scale::new(texts.gate).whole(), Scale::new(session.texts.cards.input));
    let title = (texts.by_input)(&letters.join(" "));
    Some(Graph::new(x, y, vec![Layer::Cells(cells)]).titled(title))
}

fn histogram(session: &Session) -> Graph {
    let Some(Weights { shown, .. }) = seen(session) else { return Graph::default() };
    let histogram = &shown.histogram;
    let (bins, reach) = (histogram.counts.len().max(1), f64::from(histogram.reach).max(1e-9));
    let width = 2.0 * reach / bins as f64;
    let bar = |(n, count): (usize, &u32)| (-reach + (n as f64 + 0.5) * width, f64::from(*count));
    let bars = histogram.counts.iter().enumerate().map(bar).collect();
    let bars = Layer::Bars { name: String::new(), ink: Ink::Prediction, bars, width };
    let texts = &session.texts.graphs;
    let (x, y) = (Scale::new(texts.weight).over(-reach, reach), Scale::new(texts.how_many).whole());
    Graph::new(x, y, vec![bars]).low()
}
