//! The names of what is shaded in a graph: each at the upper end of its stretch, and that of a narrow one a line lower,
//! where it may reach beyond it.

use std::sync::Arc;

use egui::{FontId, Galley, Rangef, Rect, Ui, Vec2, pos2, vec2};
use egui_plot::{PlotPoint, PlotResponse};

use super::axes::drawn;
use crate::app::plots::plot::ground;
use crate::app::theme::Palette;
use crate::figure::graph::{Graph, Layer};

/// The size of the letters, and between a name and the left end of its stretch, in points.
const LETTERS: f32 = 10.0;
const GAP: f32 = 3.0;

/// Names the stretches of a graph that was drawn.
pub(super) fn name(ui: &Ui, graph: &Graph, plot: &PlotResponse<()>) {
    let frame = *plot.transform.frame();
    let (painter, colour) = (ui.painter_at(frame), ui.visuals().weak_text_color());
    let at = |x: f64| plot.transform.position_from_point(&PlotPoint::new(x, 0.0)).x;
    let stretch = |layer: &Layer| {
        let Layer::Stretch { name, from, to, .. } = layer else { return None };
        let [from, to] = [from, to].map(|end| at(drawn(&graph.x, *end)));
        let seen = Rangef::new(from, to).intersection(frame.x_range());
        let font = FontId::monospace(LETTERS);
        let galley = painter.layout_no_wrap(name.clone(), font, colour);
        (seen.span() > 0.0).then_some((seen, galley))
    };
    let (stretches, names): (Vec<Rangef>, Vec<Arc<Galley>>) =
        graph.layers.iter().filter_map(stretch).unzip();
    let sizes: Vec<Vec2> = names.iter().map(|name| name.size()).collect();
    for (place, name) in places(frame, &stretches, &sizes).into_iter().zip(names) {
        ground(&painter, &Palette::of(ui), place);
        painter.galley(place.min, name, colour);
    }
}

/// Where names of these sizes stand: in the first line those that have room in their stretches, and below each other
/// the others.
fn places(frame: Rect, stretches: &[Rangef], sizes: &[Vec2]) -> Vec<Rect> {
    let mut places: Vec<Rect> = Vec::new();
    for (stretch, size) in stretches.iter().zip(sizes) {
        let fits = size.x + 2.0 * GAP <= stretch.span();
        let left = (stretch.min + GAP).min(frame.right() - GAP - size.x);
        let in_line = |line: usize| {
            let top = frame.top() + 1.0 + line as f32 * size.y;
            Rect::from_min_size(pos2(left, top), *size)
        };
        let is_free = |place: &Rect| {
            let place = place.expand2(vec2(GAP, -1.0));
            !places.iter().any(|taken| taken.intersects(place))
        };
        // There are no more lines than names.
        let first = usize::from(!fits);
        let place = (first..=sizes.len()).map(in_line).find(is_free);
        places.push(place.unwrap_or_else(|| in_line(first)));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where names stand in a frame of 300 points, of stretches that end there.
    fn placed(ends: &[f32], widths: &[f32]) -> Vec<Rect> {
        let frame = Rect::from_min_size(pos2(50.0, 10.0), vec2(300.0, 100.0));
        let begins = std::iter::once(&0.0).chain(ends);
        let stretch = |(from, to): (&f32, &f32)| Rangef::new(50.0 + from, 50.0 + to);
        let stretches: Vec<Rangef> = begins.zip(ends).map(stretch).collect();
        let sizes: Vec<Vec2> = widths.iter().map(|width| vec2(*width, 12.0)).collect();
        let places = places(frame, &stretches, &sizes);
        assert!(places.iter().all(|place| frame.contains_rect(*place)), "{places:?}");
        for (n, place) in places.iter().enumerate() {
            assert!(!places[..n].iter().any(|other| other.shrink(0.5).intersects(*place)));
        }
        places
    }

    #[test]
    fn names_with_room_stand_in_one_line_and_that_of_a_narrow_stretch_below() {
        let tops = |places: Vec<Rect>| places.iter().map(Rect::top).collect::<Vec<_>>();
        assert_eq!(tops(placed(&[150.0, 230.0, 300.0], &[30.0, 60.0, 24.0])), [11.0; 3]);
        let narrow = placed(&[200.0, 240.0, 300.0], &[30.0, 60.0, 24.0]);
        assert_eq!(tops(narrow.clone()), [11.0, 23.0, 11.0]);
        assert_eq!(narrow[1].left(), 253.0, "it begins where its stretch does");
    }

    #[test]
    fn names_of_several_narrow_stretches_stand_below_each_other_in_the_frame() {
        placed(&[280.0, 290.0, 300.0], &[30.0, 60.0, 60.0]);
        placed(&[10.0, 20.0, 300.0], &[30.0, 60.0, 24.0]);
        placed(&[5.0, 295.0, 300.0], &[30.0, 60.0, 24.0]);
    }
}
