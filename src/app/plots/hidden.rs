//! How much of a curve a label hides, for labels that may stand here or there.

use egui::{Pos2, Rect};

use crate::figure::clip::inside;

/// How many times as much as elsewhere a label must hide where it stands mostly, to stand elsewhere: it doesn't go to
/// and fro while the curve grows.
pub(super) const LITTLE: usize = 3;

/// How many pieces of a curve a label there hides some of.
pub(super) fn hidden(label: Rect, curve: &[Pos2]) -> usize {
    let [x, y] = [label.x_range(), label.y_range()];
    let [x, y] = [x, y].map(|range| f64::from(range.min)..=f64::from(range.max));
    let pieces = curve.windows(2).filter(|ends| ends.iter().all(|end| end.is_finite()));
    let is_hidden = |ends: &&[Pos2]| {
        let (from, by) = (ends[0], ends[1] - ends[0]);
        let [from, by] = [(from.x, from.y), (by.x, by.y)].map(|(x, y)| (x.into(), y.into()));
        inside(from, by, x.clone(), y.clone()).is_some()
    };
    pieces.filter(is_hidden).count()
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn a_label_hides_each_piece_of_a_curve_that_lies_in_it() {
        let label = Rect::from_min_max(pos2(100.0, 50.0), pos2(160.0, 62.0));
        let curve = |places: &[(f32, f32)]| -> Vec<Pos2> {
            places.iter().map(|(x, y)| pos2(*x, *y)).collect()
        };
        let hidden = |places: &[(f32, f32)]| hidden(label, &curve(places));
        assert_eq!(hidden(&[(0.0, 56.0), (300.0, 56.0)]), 1, "it goes through");
        assert_eq!(hidden(&[(120.0, 0.0), (121.0, 200.0), (122.0, 0.0)]), 2, "up and down");
        assert_eq!(hidden(&[(0.0, 40.0), (300.0, 45.0)]), 0, "above");
        assert_eq!(hidden(&[(0.0, 56.0), (90.0, 56.0), (90.0, 80.0), (300.0, 80.0)]), 0);
        // A gap hides nothing, and neither is there anything of it to hide.
        assert_eq!(hidden(&[(0.0, 56.0), (130.0, f32::NAN), (300.0, 56.0)]), 0);
        assert_eq!(hidden(&[]), 0);
    }
}
