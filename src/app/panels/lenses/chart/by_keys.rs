//! Keys read a graph off: along a line by ← and →, from line to line by ↑ and ↓.

use egui::{Response, Ui};

use super::axes::place;
use super::tops;
use crate::app::plots::cursor::{self, Asked, End};
use crate::figure::graph::{Graph, Layer};

/// The cursor: a layer, one of its points, and whether it has just come there.
type At = (usize, usize, bool);

/// Where keys have put the cursor of a graph, if they have; moved as they ask.
pub(super) fn chosen(ui: &Ui, graph: &Graph, plot: &Response) -> Option<At> {
    let asked = Asked::of::<At>(ui, plot, true)?;
    let known = cursor::get::<At>(ui, plot);
    let at = match asked.moves() {
        true => next(graph, known, asked).map(|(layer, n)| (layer, n, true)),
        false => known.map(|(layer, n, _)| (layer, n, false)),
    };
    cursor::put(ui, plot, at);
    at
}

/// The points of a layer that are drawn.
fn drawn(graph: &Graph, layer: &Layer) -> Vec<usize> {
    let is_drawn = |at: &(f64, f64)| {
        let place = place(graph, *at);
        place.x.is_finite() && place.y.is_finite()
    };
    let tops = tops(layer).into_iter().enumerate();
    tops.filter(|(_, at)| is_drawn(at)).map(|(n, _)| n).collect()
}

/// Where the cursor goes: it begins at the first line's newest point, and keeps its place along the axis from line to
/// line.
fn next(graph: &Graph, from: Option<At>, asked: Asked) -> Option<(usize, usize)> {
    let all = graph.layers.iter().enumerate();
    let all = all.map(|(layer, of)| (layer, drawn(graph, of)));
    let layers: Vec<(usize, Vec<usize>)> = all.filter(|(_, points)| !points.is_empty()).collect();
    let here = from
        .and_then(|(layer, n, _)| Some((layers.iter().position(|(other, _)| *other == layer)?, n)));
    let most = layers.len().checked_sub(1)?;
    let place = here.map_or(0, |(place, _)| (place as i64 - asked.up).clamp(0, most as i64));
    let (layer, points) = &layers[place as usize];
    let last = points.len() - 1;
    let at = match (asked.end, here) {
        (Some(End::First), _) => 0,
        (Some(End::Last), _) | (None, None) => last,
        (None, Some((from, n))) => {
            let across = |layer: usize, n: usize| tops(&graph.layers[layer]).get(n).map(|at| at.0);
            let here = match across(layers[from].0, n).filter(|_| from != place as usize) {
                Some(x) => nearest(x, points, &tops(&graph.layers[*layer])),
                None => points.partition_point(|other| *other < n).min(last),
            };
            (here as i64 + asked.right).clamp(0, last as i64) as usize
        }
    };
    Some((*layer, points[at]))
}

/// Which of these points is the nearest to a place along the axis.
fn nearest(x: f64, points: &[usize], tops: &[(f64, f64)]) -> usize {
    let distance = |n: &usize| (tops[*n].0 - x).abs();
    let places = points.iter().enumerate();
    let least = places.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
    least.map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::graph::{Ink, Scale};

    fn graph() -> Graph {
        let line = vec![(1.0, 0.5), (2.0, f64::NAN), (3.0, 0.7), (4.0, 0.2)];
        let layers = vec![
            Layer::line("a", Ink::Prediction, line),
            Layer::Level { name: String::new(), ink: Ink::Quiet, at: 0.4 },
            Layer::dots("b", Ink::Mark, vec![(2.9, 1.0), (9.0, 2.0)]),
        ];
        Graph::new(Scale::new("x"), Scale::new("y"), layers)
    }

    #[test]
    fn the_cursor_goes_along_a_line_and_keeps_its_place_on_another() {
        let go = |from, asked| next(&graph(), from, asked);
        let right = |right| Asked { right, ..Asked::default() };
        let up = |up| Asked { up, ..Asked::default() };
        assert_eq!(go(None, right(1)), Some((0, 3)), "the newest point");
        assert_eq!(go(Some((0, 2, false)), right(-1)), Some((0, 0)), "over the gap");
        assert_eq!(go(Some((0, 0, false)), right(-10)), Some((0, 0)));
        assert_eq!(go(Some((0, 2, false)), up(-1)), Some((2, 0)), "what has no points is passed");
        assert_eq!(go(Some((2, 1, false)), up(1)), Some((0, 3)));
        assert_eq!(go(Some((2, 1, false)), up(-1)), Some((2, 1)), "there is no other");
        let first = Asked { end: Some(End::First), ..Asked::default() };
        assert_eq!(go(None, first), Some((0, 0)));
    }

    #[test]
    fn where_nothing_is_drawn_there_is_no_cursor() {
        assert_eq!(next(&Graph::default(), None, Asked { right: 1, ..Asked::default() }), None);
    }
}
