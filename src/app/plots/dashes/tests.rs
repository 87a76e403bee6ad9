//! Dashes lie on their line, hold to the data, and end where nobody sees them.

use proptest::prelude::*;

use super::*;
use egui::pos2;

const NEAR: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(1000.0, 400.0) };

fn dashes(path: &[Pos2], pattern: &[f32], begun: f32) -> Vec<Vec<Pos2>> {
    let mut all = Vec::new();
    cut(path, NEAR, pattern, begun, |dash| all.push(dash));
    all
}

#[test]
fn a_straight_line_is_cut_as_its_pattern_says() {
    let path = [pos2(0.0, 50.0), pos2(30.0, 50.0)];
    let ends = |begun: f32| -> Vec<(f32, f32)> {
        let dashes = dashes(&path, &[8.0, 4.0], begun);
        dashes.iter().map(|dash| (dash[0].x, dash[dash.len() - 1].x)).collect()
    };
    assert_eq!(ends(0.0), [(0.0, 8.0), (12.0, 20.0), (24.0, 30.0)]);
    assert_eq!(ends(3.0), [(0.0, 5.0), (9.0, 17.0), (21.0, 29.0)]);
    assert_eq!(ends(10.0), [(2.0, 10.0), (14.0, 22.0), (26.0, 30.0)]);
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
    let after = dashes(&curve(7, 30.0), &pattern, 70.0 % 15.0);
    for x in (80..560).map(|x| x as f32 + 0.3) {
        assert_eq!(is_drawn(&before, x), is_drawn(&after, x - 30.0), "{x}");
    }
}

#[test]
fn no_gap_of_a_curve_is_long() {
    let place = |n: u8| pos2(4.0 * f32::from(n), 200.0 + 150.0 * (f32::from(n) / 12.0).sin());
    let path: Vec<Pos2> = (0..200).map(place).collect();
    let dashes = dashes(&path, &[11.0, 4.0], 0.0);
    let ends = dashes.windows(2).map(|pair| (pair[0][pair[0].len() - 1], pair[1][0]));
    let gaps: Vec<f32> = ends.map(|(end, begin)| end.distance(begin)).collect();
    assert!(gaps.iter().all(|gap| *gap <= 4.0 * STEEP + 0.1), "{gaps:?}");
    // Where it turns it has gaps, and where it is steep none.
    let (all, seen) = (796 / 15, gaps.iter().filter(|gap| **gap > 3.5).count());
    assert!((15..all - 10).contains(&seen), "{seen} of {all}");
}

#[test]
fn what_is_far_away_costs_nothing() {
    let path = [pos2(-1e9, 200.0), pos2(1e9, 200.0), pos2(2e9, -1e30)];
    let dashes = dashes(&path, &[5.0, 3.0], 0.0);
    assert!(dashes.len() <= 130, "{}", dashes.len());
    assert!(dashes.concat().iter().all(|place| NEAR.expand(1.0).contains(*place)));
}

proptest! {
    #[test]
    fn dashes_lie_on_the_line_and_fill_their_part_of_it(
        heights in prop::collection::vec(0.0..400.0_f32, 2..60),
        is_flat: bool,
        begun in 0.0..40.0_f32,
    ) {
        // As flat a line as this has no steep gap, which would be drawn, too.
        let flattened = |y: f32| if is_flat { y * 30.0 / 400.0 } else { y };
        let heights: Vec<f32> = heights.into_iter().map(flattened).collect();
        let place = |(n, y): (usize, &f32)| pos2(15.0 * n as f32, *y);
        let path: Vec<Pos2> = heights.iter().enumerate().map(place).collect();
        let pattern = [8.0, 3.0, 1.5, 3.0];
        let dashes = dashes(&path, &pattern, begun);
        let width = 15.0 * (heights.len() - 1) as f32;
        let drawn: f32 = dashes.iter().map(|dash| dash[dash.len() - 1].x - dash[0].x).sum();
        let beyond = drawn - 9.5 / 15.5 * width;
        prop_assert!(beyond >= -15.5, "{} of {}", drawn, width);
        prop_assert!(!is_flat || beyond <= 15.5, "{} of {}", drawn, width);
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
