//! Lines in print are told apart by who sees no red, no green or no blue, and stand out from the paper.

use super::super::colours::{printed, stroke};
use super::super::graph::Ink;
use super::super::seeing::{APART, Rgb, contrast, least_difference};

fn rgb(ink: Ink) -> Rgb {
    let part = |at: usize| u8::from_str_radix(&printed(ink)[at..at + 2], 16).unwrap();
    [part(1), part(3), part(5)]
}

#[test]
fn lines_that_meet_in_print_differ_for_everybody() {
    let own = [Ink::Target, Ink::Prediction, Ink::Quiet, Ink::Mark, Ink::Unit];
    let curves = own.into_iter().chain((0..18).map(Ink::Pinned)).collect::<Vec<_>>();
    let race = [Ink::Target].into_iter().chain((0..18).map(Ink::Nth)).collect::<Vec<_>>();
    for lines in [curves, race] {
        for (n, one) in lines.iter().enumerate() {
            for other in &lines[..n] {
                let (a, b) = (stroke(*one), stroke(*other));
                let by_width = a.width.max(b.width) >= 1.4 * a.width.min(b.width);
                let (difference, sight) = least_difference(rgb(*one), rgb(*other));
                let is_told = a.dash != b.dash || by_width || difference >= APART;
                assert!(is_told, "{one:?} and {other:?}: {difference:.1} for {sight}");
            }
        }
    }
}

#[test]
fn every_line_stands_out_from_the_paper() {
    let own = [Ink::Target, Ink::Prediction, Ink::Quiet, Ink::Mark];
    for ink in own.into_iter().chain((0..6).map(Ink::Nth)) {
        let contrast = contrast(rgb(ink), [255; 3]);
        assert!(contrast >= 3.0, "{ink:?}: {contrast:.2}");
    }
}
