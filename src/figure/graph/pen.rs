//! How lines are told apart without their colours: by their dashes and widths, in the window as in print. Who
//! can't tell red from blue, and who prints in grey, reads them by these.

use super::Ink;

/// The dashes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// None: one stroke.
    Solid,
    /// Long ones, close to each other.
    Long,
    /// Short ones.
    Short,
    /// As long as the gaps between them.
    Even,
    /// With gaps longer than themselves.
    Wide,
    /// Dots, close to each other.
    Dots,
    /// Dots, far apart.
    Sparse,
    /// Two dots, and a gap.
    Pairs,
    /// A dash and a dot.
    DashDot,
    /// A dash and two dots.
    DashDotDot,
    /// A long dash and a short one.
    LongShort,
}

impl Dash {
    /// The lengths of a dash, the gap behind it, the next dash, and so on, in points; none for one stroke.
    pub const fn pattern(self) -> &'static [f32] {
        match self {
            Self::Solid => &[],
            Self::Long => &[11.0, 4.0],
            Self::Short => &[5.0, 3.0],
            Self::Even => &[8.0, 7.0],
            Self::Wide => &[5.0, 10.0],
            Self::Dots => &[1.5, 2.5],
            Self::Sparse => &[2.0, 6.0],
            Self::Pairs => &[2.0, 2.5, 2.0, 8.0],
            Self::DashDot => &[8.0, 3.0, 1.5, 3.0],
            Self::DashDotDot => &[8.0, 3.0, 1.5, 3.0, 1.5, 3.0],
            Self::LongShort => &[12.0, 4.0, 4.0, 4.0],
        }
    }
}

/// A line's width and dashes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Its width in points.
    pub width: f32,
    /// Its dashes.
    pub dash: Dash,
}

/// Several lines of the same kind: no two of six have the same dashes.
const NTH: [Dash; 6] =
    [Dash::Solid, Dash::DashDot, Dash::Sparse, Dash::LongShort, Dash::Pairs, Dash::DashDotDot];
/// Pinned runs, which stand beside a prediction in one stroke.
const PINNED: [Dash; 6] =
    [Dash::DashDot, Dash::Sparse, Dash::LongShort, Dash::Pairs, Dash::DashDotDot, Dash::Wide];
/// The widths of the first six, of the next, and of those after them.
const WIDTHS: [f32; 3] = [1.5, 2.3, 3.4];

impl Ink {
    /// How a line of this ink is drawn, whatever its colour.
    pub const fn pen(self) -> Pen {
        match self {
            // Wider than the prediction, so that a perfect one doesn't hide it.
            Self::Target => Pen { width: 3.2, dash: Dash::Long },
            Self::Prediction => Pen { width: 1.6, dash: Dash::Solid },
            Self::Quiet => Pen { width: 1.2, dash: Dash::Dots },
            Self::Mark => Pen { width: 1.6, dash: Dash::Short },
            Self::Unit => Pen { width: 1.6, dash: Dash::Even },
            Self::Nth(n) => one_of(&NTH, n),
            Self::Pinned(n) => one_of(&PINNED, n),
        }
    }
}

const fn one_of(dashes: &[Dash; 6], n: usize) -> Pen {
    Pen { width: WIDTHS[n / dashes.len() % WIDTHS.len()], dash: dashes[n % dashes.len()] }
}

/// How often a line may go up and down over a width for its dashes to be seen: of one that is longer than so many
/// widths only a ground is left, in which gaps would hide what the line shows.
const MOST_WIDTHS: f64 = 8.0;

/// Whether a line of this length over this width shows its dashes; it is drawn in one stroke where it doesn't.
pub fn shows_dashes(length: f64, width: f64) -> bool {
    length <= MOST_WIDTHS * width
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether two lines are told apart by those who see no colours.
    fn differ(a: Pen, b: Pen) -> bool {
        a.dash != b.dash || a.width.max(b.width) >= 1.4 * a.width.min(b.width)
    }

    #[test]
    fn lines_that_may_meet_differ_without_their_colours() {
        let own = [Ink::Target, Ink::Prediction, Ink::Quiet, Ink::Mark, Ink::Unit];
        let pinned: Vec<Ink> = (0..18).map(Ink::Pinned).collect();
        let curves: Vec<Ink> = own.into_iter().chain(pinned).collect();
        let race: Vec<Ink> = [Ink::Target].into_iter().chain((0..18).map(Ink::Nth)).collect();
        for lines in [curves, race] {
            for (n, one) in lines.iter().enumerate() {
                for other in &lines[..n] {
                    assert!(differ(one.pen(), other.pen()), "{one:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn every_dash_has_a_gap_that_is_seen() {
        let all = [Ink::Target, Ink::Quiet, Ink::Mark, Ink::Unit].into_iter();
        for ink in all.chain((0..6).map(Ink::Pinned)) {
            let pattern = ink.pen().dash.pattern();
            assert!(pattern.len().is_multiple_of(2) && !pattern.is_empty(), "{ink:?}");
            let gaps = pattern.iter().skip(1).step_by(2);
            assert!(gaps.copied().all(|gap| gap >= 2.5), "{ink:?}");
        }
    }
}
