//! What readers of the screen have of a graph: a name, and a sentence on what it shows.

use crate::app::plots::spoken::joined;
use crate::figure::graph::{Cells, Graph, Layer, Scale};
use crate::number::{short, told};
use crate::text::{Spoken, Texts};

/// Layers of a graph that are told of at most.
const TOLD: usize = 12;

/// What a graph is called: by its title, else by what it shows.
pub(super) fn name(words: &Spoken, graph: &Graph) -> String {
    match (graph.title.as_str(), graph.cells()) {
        ("", Some(cells)) => (words.heatmap)(&cells.name),
        ("", None) => (words.chart)(&graph.y.name, &graph.x.name),
        (title, _) => title.to_owned(),
    }
}

/// What it shows now.
pub(super) fn sentence(texts: &Texts, graph: &Graph) -> String {
    if let Some(cells) = graph.cells() {
        return of_cells(texts, graph, cells);
    }
    let words = &texts.spoken;
    let layers = graph.layers.iter().filter_map(|layer| of_layer(words, graph, layer));
    let layers: Vec<String> = layers.take(TOLD).collect();
    if layers.is_empty() {
        return words.nothing_drawn.to_owned();
    }
    joined(texts, axis(words, &graph.x, graph.reached(true)).into_iter().chain(layers))
}

/// How far an axis reaches.
fn axis(words: &Spoken, scale: &Scale, reached: impl Iterator<Item = f64>) -> Option<String> {
    let ends = scale.range.or_else(|| ends(reached));
    let (low, high) = ends.filter(|_| !scale.name.is_empty())?;
    Some((words.axis)(&scale.name, &told(low), &told(high)))
}

/// The least and the greatest of some numbers, as far as they are any.
fn ends(numbers: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let numbers = numbers.filter(|number| number.is_finite());
    numbers.fold(None, |ends, number| {
        let (low, high) = ends.unwrap_or((number, number));
        Some((number.min(low), number.max(high)))
    })
}

/// What a layer shows; none where it has nothing, or only helps to read the others.
fn of_layer(words: &Spoken, graph: &Graph, layer: &Layer) -> Option<String> {
    let entry = layer.entry().map_or("", |(name, _)| name);
    let named = |name: &str| if entry.is_empty() { name.to_owned() } else { entry.to_owned() };
    match layer {
        Layer::Line { points, .. } => of_line(words, &named(&graph.y.name), points),
        Layer::Dots { points, .. } => of_dots(words, &named(&graph.y.name), points),
        Layer::Trail { .. } => of_dots(words, words.a_trail, &layer.points()),
        Layer::Between { .. } => of_dots(words, &named(&graph.y.name), &layer.points()),
        Layer::Bars { bars, .. } => {
            let (x, y) = extreme(bars, |a, b| a >= b)?;
            let name = named(&graph.y.name);
            Some((words.bars)(&name, bars.len(), &told(y), &told(x)))
        }
        Layer::Level { at, .. } | Layer::Upright { at, .. } => {
            Some((words.level)(&named(words.a_line), &told(*at)))
        }
        Layer::Stretch { name, from, to, .. } => Some((words.axis)(name, &told(*from), &told(*to))),
        Layer::Cells(_) => None,
    }
}

/// From where to where a line goes, and where it is lowest and highest.
fn of_line(words: &Spoken, name: &str, points: &[(f64, f64)]) -> Option<String> {
    let finite: Vec<(f64, f64)> = points.iter().copied().filter(is_finite).collect();
    let (first, last) = (finite.first()?, finite.last()?);
    let low = extreme(&finite, |a, b| a < b)?;
    let high = extreme(&finite, |a, b| a > b)?;
    let [from, to] = [first.1, last.1].map(told);
    let [low, low_at, high, high_at] = [low.1, low.0, high.1, high.0].map(told);
    Some((words.line)(name, [&from, &to], [&low, &low_at], [&high, &high_at]))
}

fn of_dots(words: &Spoken, name: &str, points: &[(f64, f64)]) -> Option<String> {
    let finite: Vec<(f64, f64)> = points.iter().copied().filter(is_finite).collect();
    let (low, high) = ends(finite.iter().map(|point| point.1))?;
    Some((words.dots)(name, finite.len(), &told(low), &told(high)))
}

fn is_finite((x, y): &(f64, f64)) -> bool {
    x.is_finite() && y.is_finite()
}

/// The point whose height is further than all others before it.
fn extreme(points: &[(f64, f64)], is_further: fn(f64, f64) -> bool) -> Option<(f64, f64)> {
    let finite = points.iter().copied().filter(is_finite);
    finite.reduce(|known, point| if is_further(point.1, known.1) { point } else { known })
}

/// How large a heatmap is, and where its numbers are least and greatest.
fn of_cells(texts: &Texts, graph: &Graph, cells: &Cells) -> String {
    let words = &texts.spoken;
    let size = (words.cells)(cells.rows(), cells.columns, &cells.name);
    let values = cells.values.iter().copied().enumerate().filter(|(_, value)| value.is_finite());
    let least = values.clone().reduce(|known, cell| if cell.1 < known.1 { cell } else { known });
    let most = values.reduce(|known, cell| if cell.1 > known.1 { cell } else { known });
    let between = least.zip(most).map_or_else(String::new, |(least, most)| {
        let [low, high] =
            [least, most].map(|(at, value)| (short(value.into()), place(words, graph, cells, at)));
        (words.cells_between)([&low.0, &low.1], [&high.0, &high.1])
    });
    let empty = cells.values.iter().filter(|value| !value.is_finite()).count();
    let empty = if empty > 0 { (words.without_number)(empty) } else { String::new() };
    joined(texts, [size, between, empty])
}

/// Which row and column a cell is in.
fn place(words: &Spoken, graph: &Graph, cells: &Cells, at: usize) -> String {
    let (row, column) = (at / cells.columns.max(1), at % cells.columns.max(1));
    let x = format!("{} {}", graph.x.name, told(cells.origin.0 + column as f64 * cells.origin.1));
    // What lies has one row, without a name.
    if graph.y.name.is_empty() {
        return x;
    }
    (words.cell)(&format!("{} {}", graph.y.name, cells.row_name(row)), &x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::graph::{Ink, made_up};
    use crate::text::ENGLISH;

    fn graph(layers: Vec<Layer>) -> Graph {
        Graph::new(Scale::new("step"), Scale::new("norm"), layers)
    }

    #[test]
    fn a_graph_without_a_title_is_called_by_what_it_shows() {
        let words = &ENGLISH.spoken;
        let cells = Cells::of_states("h", 2, vec![0.0; 4]);
        assert_eq!(name(words, &graph(vec![Layer::Cells(cells)])), "h heatmap");
        assert_eq!(name(words, &graph(Vec::new())), "norm over step");
        assert_eq!(name(words, &graph(Vec::new()).titled("its title")), "its title");
    }

    #[test]
    fn a_line_is_told_by_its_ends_and_extremes() {
        let points = vec![(1.0, 0.5), (2.0, f64::NAN), (3.0, 0.75), (4.0, 0.25), (5.0, 0.3)];
        let layers = vec![
            Layer::line("of all", Ink::Prediction, points),
            Layer::Level { name: String::new(), ink: Ink::Quiet, at: 0.2 },
        ];
        assert_eq!(
            sentence(&ENGLISH, &graph(layers)),
            "step from 1 to 5; of all from 0.5 to 0.3, lowest 0.25 at 4, highest 0.75 at 3; line at 0.2"
        );
        let empty = graph(vec![Layer::line("of all", Ink::Prediction, Vec::new())]);
        assert_eq!(sentence(&ENGLISH, &empty), ENGLISH.spoken.nothing_drawn);
    }

    #[test]
    fn a_heatmap_is_told_by_its_size_and_extremes() {
        let cells = Cells::of_states("h", 2, vec![0.5, f32::NAN, -0.25, 0.0]);
        let graph =
            Graph::new(Scale::new("time step"), Scale::new("unit"), vec![Layer::Cells(cells)]);
        assert_eq!(
            sentence(&ENGLISH, &graph),
            "2 × 2 cells of h; lowest −0.25 at unit 1, time step 1, highest 0.5 at unit 0, time step 1; \
             1 cell without a number"
        );
    }

    #[test]
    fn each_kind_of_graph_has_a_sentence() {
        for (_, graph) in made_up::graphs() {
            let told = sentence(&ENGLISH, &graph);
            assert!(!told.is_empty() && told != ENGLISH.spoken.nothing_drawn, "{}", graph.title);
        }
    }
}
