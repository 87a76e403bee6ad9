//! Dashes lie on their line, hold to the data, and end where nobody sees them.

use proptest::prelude::*;

use super::*;
use egui::pos2;

const NEAR: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(1000.0, 400.0) };

fn dashes(path: &[Pos2], pattern: &[f32], from_zero: f64) -> Vec<Vec<Pos2>> {
    let mut all = Vec::new();
    cut(path, NEAR, pattern, Some(from_zero), |dash| all.push(dash));
    all
}

fn length(path: &[Pos2]) -> f32 {
    path.windows(2).map(|ends| ends[0].distance(ends[1])).sum()
}

#[test]
fn a_straight_line_is_cut_as_its_pattern_says() {
    let ends = |width: f32, from_zero: f64| -> Vec<(f32, f32)> {
        let path = [pos2(0.0, 50.0), pos2(width, 50.0)];
        let dashes = dashes(&path, &[8.0, 4.0], from_zero);
        dashes.iter().map(|dash| (dash[0].x, dash[dash.len() - 1].x)).collect()
    };
    // A cell begins and ends with half a dash; the next goes on with the other half.
    let cell = [(0.0, 4.0), (8.0, 16.0), (20.0, 28.0), (32.0, 40.0), (44.0, 48.0)];
    assert_eq!(ends(60.0, 0.0), [&cell[..], &[(48.0, 52.0), (56.0, 60.0)]].concat());
    // Begun within a cell, it is laid from where that ends.
    assert_eq!(ends(40.0, 36.0)[..2], [(12.0, 8.0), (4.0, 0.0)]);
}

#[test]
fn an_upright_line_has_dashes_too() {
    let path = [pos2(5.0, 0.0), pos2(5.0, 20.0)];
    let dashes = dashes(&path, &[5.0, 5.0], 0.0);
    assert_eq!(dashes.len(), 2);
    assert_eq!(dashes[1], [pos2(5.0, 10.0), pos2(5.0, 15.0)]);
}

/// Whether something is drawn at a place of the horizontal axis.
fn is_drawn(dashes: &[Vec<Pos2>], x: f32) -> bool {
    dashes.iter().any(|dash| (dash[0].x..=dash[dash.len() - 1].x).contains(&x))
}

#[test]
fn a_curve_that_moves_on_takes_its_dashes_along() {
    let curve = |from: usize, moved: f32| -> Vec<Pos2> {
        let place = |n: usize| pos2(n as f32 * 10.0 - moved, 200.0 + 90.0 * (n as f32 / 5.0).sin());
        (from..60).map(place).collect()
    };
    let pattern = [11.0, 4.0];
    // Its first points are gone, and what is left has moved by them.
    let before = dashes(&curve(0, 0.0), &pattern, 0.0);
    let after = dashes(&curve(7, 30.0), &pattern, 70.0);
    // The cell in which it begins now isn't whole any more.
    for x in (121..560).map(|x| x as f32 + 0.3) {
        assert_eq!(is_drawn(&before, x), is_drawn(&after, x - 30.0), "{x}");
    }
}

#[test]
fn a_curve_has_the_same_dashes_where_it_is_steep_and_where_it_turns() {
    let place = |n: u8| pos2(4.0 * f32::from(n), 200.0 + 150.0 * (f32::from(n) / 12.0).sin());
    let path: Vec<Pos2> = (0..=210).map(place).collect();
    let dashes = dashes(&path, &[11.0, 4.0], 0.0);
    let ends = dashes.windows(2).map(|pair| (pair[0][pair[0].len() - 1], pair[1][0]));
    let gaps: Vec<f32> = ends.map(|(end, begin)| end.distance(begin)).collect();
    assert!(gaps.iter().all(|gap| *gap < 0.01 || (3.0..5.0).contains(gap)), "{gaps:?}");
    let drawn: f32 = dashes.iter().map(|dash| length(dash)).sum();
    assert!((drawn / length(&path) - 11.0 / 15.0).abs() < 0.02, "{drawn} of {}", length(&path));
}

#[test]
fn what_goes_up_and_down_at_every_pixel_is_drawn_in_one_stroke() {
    let place = |n: u16| pos2(f32::from(n), if n.is_multiple_of(2) { 10.0 } else { 390.0 });
    let path: Vec<Pos2> = (0..240).map(place).collect();
    let drawn: f32 = dashes(&path, &[11.0, 4.0], 0.0).iter().map(|dash| length(dash)).sum();
    assert!((drawn - length(&path)).abs() < 1.0, "{drawn} of {}", length(&path));
}

#[test]
fn what_is_far_away_costs_nothing() {
    let path = [pos2(-1e9, 200.0), pos2(1e9, 200.0), pos2(2e9, -1e30)];
    let dashes = dashes(&path, &[5.0, 3.0], 0.0);
    assert!(dashes.len() <= 170, "{}", dashes.len());
    assert!(dashes.concat().iter().all(|place| NEAR.expand(1.0).contains(*place)));
}

proptest! {
    #[test]
    fn dashes_lie_on_the_line_and_fill_their_part_of_it(
        // Steeper than this is drawn in one stroke.
        heights in prop::collection::vec(0.0..360.0_f32, 2..60),
        from_zero in 0.0..400.0_f64,
    ) {
        let place = |(n, y): (usize, &f32)| pos2(15.0 * n as f32, *y);
        let path: Vec<Pos2> = heights.iter().enumerate().map(place).collect();
        let dashes = dashes(&path, &[8.0, 3.0, 1.5, 3.0], from_zero);
        let drawn: f32 = dashes.iter().map(|dash| length(dash)).sum();
        // The two cells at the ends aren't whole.
        let beyond = drawn - 9.5 / 15.5 * length(&path);
        prop_assert!(beyond.abs() <= 2.0 * 15.5, "{} of {}", drawn, length(&path));
        for dash in dashes {
            for at in dash {
                let n = ((at.x / 15.0) as usize).min(heights.len() - 2);
                let part = at.x / 15.0 - n as f32;
                let y = heights[n] + part * (heights[n + 1] - heights[n]);
                prop_assert!((at.y - y).abs() < 0.2, "{:?} {}", at, y);
            }
        }
    }
}
