//! Numbers as colours that colour-blind readers can tell apart, in dark and light.

/// A colour map that colour-blind readers can follow, the same in both themes and in print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourMap {
    /// Dark violet to yellow: from little to much.
    #[default]
    Viridis,
    /// Blue over white to orange: from negative over 0 to positive.
    Diverging,
}

/// Every eighth of viridis (van der Walt and Smith, 2015), the map of matplotlib: evenly brighter from
/// dark to light, also in grey and to those who don't tell red from green.
const VIRIDIS: [[u8; 3]; 9] = [
    [68, 1, 84],
    [71, 44, 122],
    [59, 81, 139],
    [44, 113, 142],
    [33, 144, 141],
    [39, 173, 129],
    [92, 200, 99],
    [170, 220, 50],
    [253, 231, 37],
];

/// Equally dark at both ends, so that the sign is told by hue and the size by lightness.
const DIVERGING: [[u8; 3]; 7] = [
    [18, 68, 130],
    [62, 130, 190],
    [158, 202, 225],
    [245, 245, 243],
    [250, 190, 120],
    [221, 120, 30],
    [140, 62, 5],
];

/// A cell without a number: hatched in this grey, which is neither a colour of the maps nor near that of
/// zero, on the paper.
pub const EMPTY: [u8; 3] = [125, 133, 144];

/// What is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// Light on dark.
    Dark,
    /// Dark on light, as in print.
    Light,
}

impl Paper {
    /// The colour of an age from 0, the oldest, to 1, the newest: the part of viridis that stands out
    /// from the paper at both ends.
    #[must_use]
    pub fn of_age(self, age: f64) -> [u8; 3] {
        let (from, to) = match self {
            Self::Dark => (0.27, 1.0),
            Self::Light => (0.0, 0.72),
        };
        ColourMap::Viridis.colour(from + age.clamp(0.0, 1.0) * (to - from))
    }
}

impl ColourMap {
    /// The colour at a part of the way from 0 to 1, red, green and blue; beyond, that of the end, and
    /// the first one for what isn't finite.
    #[must_use]
    pub fn colour(self, part: f64) -> [u8; 3] {
        let anchors: &[[u8; 3]] = match self {
            Self::Viridis => &VIRIDIS,
            Self::Diverging => &DIVERGING,
        };
        let last = anchors.len() - 1;
        let place = if part.is_finite() { part.clamp(0.0, 1.0) * last as f64 } else { 0.0 };
        let below = (place as usize).min(last - 1);
        let share = place - below as f64;
        std::array::from_fn(|i| {
            let (from, to) = (f64::from(anchors[below][i]), f64::from(anchors[below + 1][i]));
            (from + share * (to - from)).round() as u8
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::seeing::contrast;

    #[test]
    fn maps_begin_and_end_with_their_colours() {
        assert_eq!(ColourMap::Viridis.colour(-3.0), [68, 1, 84]);
        assert_eq!(ColourMap::Viridis.colour(1.0), [253, 231, 37]);
        assert_eq!(ColourMap::Diverging.colour(0.5), [245, 245, 243]);
    }

    #[test]
    fn every_age_stands_out_from_its_paper() {
        for (paper, colours) in [
            (Paper::Dark, [[0x17, 0x1b, 0x21], [0x0f, 0x12, 0x17]]),
            (Paper::Light, [[255; 3], [0xf4, 0xf6, 0xf8]]),
        ] {
            for n in 0..=20_u8 {
                let colour = paper.of_age(f64::from(n) / 20.0);
                let least =
                    colours.map(|paper| contrast(colour, paper)).into_iter().fold(99.0, f64::min);
                assert!(least >= 2.0, "{paper:?} {n}: {least:.2}");
            }
        }
    }

    #[test]
    fn an_empty_cell_is_not_taken_for_zero() {
        assert!(contrast(EMPTY, ColourMap::Diverging.colour(0.5)) > 3.0);
        assert!(contrast(EMPTY, [255; 3]) > 3.0 && contrast(EMPTY, [0x0f, 0x12, 0x17]) > 3.0);
    }

    #[test]
    fn lightness_tells_the_value() {
        let light =
            |[r, g, b]: [u8; 3]| 0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b);
        let parts = || (0..=100_u8).map(|n| f64::from(n) / 100.0);
        let viridis: Vec<f32> =
            parts().map(|part| light(ColourMap::Viridis.colour(part))).collect();
        assert!(viridis.is_sorted());
        let diverging: Vec<f32> =
            parts().map(|part| light(ColourMap::Diverging.colour(part))).collect();
        assert!(diverging[..=50].is_sorted());
        assert!(diverging[50..].is_sorted_by(|a, b| a >= b));
    }
}
