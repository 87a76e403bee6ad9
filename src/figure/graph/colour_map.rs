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

    #[test]
    fn maps_begin_and_end_with_their_colours() {
        assert_eq!(ColourMap::Viridis.colour(-3.0), [68, 1, 84]);
        assert_eq!(ColourMap::Viridis.colour(1.0), [253, 231, 37]);
        assert_eq!(ColourMap::Diverging.colour(0.5), [245, 245, 243]);
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
