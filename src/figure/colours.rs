//! The colours of heatmaps, and which value has which.

use super::axis::extent;
use super::graph::{ColourMap, Ink};
use super::svg::Stroke;
use crate::number::{brief, ticks};

/// The colour of viridis at a part of the scale: 0 is dark violet, 1 is yellow; red, green and blue.
#[must_use]
pub fn viridis(part: f64) -> [u8; 3] {
    ColourMap::Viridis.colour(part)
}

/// Whether black reads better than white on a colour: by its relative luminance (WCAG 2).
#[must_use]
pub fn is_light(colour: [u8; 3]) -> bool {
    let linear = colour.map(|part| (f64::from(part) / 255.0).powf(2.2));
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.18
}

/// `#rrggbb`.
pub(super) fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Colours of print for several things of the same kind: Okabe and Ito's, but for those that white paper would swallow.
const SEVERAL: [&str; 6] = ["#0072b2", "#c68200", "#009e73", "#8c7f00", "#b65f93", "#d55e00"];

/// The colour of print.
pub(super) fn printed(ink: Ink) -> &'static str {
    match ink {
        Ink::Target => "#d62728",
        Ink::Prediction => "#1f77b4",
        Ink::Quiet => "#858e99",
        Ink::Mark | Ink::Unit => "#a86a00",
        Ink::Nth(n) | Ink::Pinned(n) => SEVERAL[n % SEVERAL.len()],
    }
}

/// A line of this ink as print has it.
pub(super) fn stroke(ink: Ink) -> Stroke {
    let pen = ink.pen();
    Stroke { dash: pen.dash, ..Stroke::solid(printed(ink), f64::from(pen.width)) }
}

/// From values to parts of a scale of colours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColourScale {
    /// Least value; its log10 on a logarithmic scale.
    low: f64,
    /// Greatest value; its log10 on a logarithmic scale.
    high: f64,
    /// Whether equal distances are equal ratios.
    logarithmic: bool,
}

/// Where values span more than this factor, their scale is logarithmic.
const LINEAR_UP_TO: f64 = 10.0;

impl ColourScale {
    /// The scale on which all of these find a place, those left out that aren't finite.
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let (low, high) = extent(values.into_iter()).unwrap_or((0.0, 1.0));
        let logarithmic = low > 0.0 && high > LINEAR_UP_TO * low;
        let (low, high) = if logarithmic { (low.log10(), high.log10()) } else { (low, high) };
        Self { low, high, logarithmic }
    }

    /// Where a value stands, from 0 to 1; `None` where it has no place. A single value, which has no
    /// others beside it, stands in the middle.
    #[must_use]
    pub fn part(&self, value: f64) -> Option<f64> {
        if self.is_single() {
            return value.is_finite().then_some(0.5);
        }
        let place = if self.logarithmic { value.log10() } else { value };
        let part = (place - self.low) / (self.high - self.low);
        part.is_finite().then(|| part.clamp(0.0, 1.0))
    }

    fn is_single(&self) -> bool {
        self.high <= self.low
    }

    /// Ticks for the bar beside a heatmap: their part of the scale, and what they say.
    #[must_use]
    pub fn ticks(&self, most: usize) -> Vec<(f64, String)> {
        if self.is_single() {
            return vec![(0.5, brief(self.low, 3))];
        }
        let range = (self.low, self.high);
        let ticks =
            if self.logarithmic { ticks::decades(range, most) } else { ticks::linear(range, most) };
        let labelled = ticks.into_iter().filter(|tick| !tick.label.is_empty());
        labelled.filter_map(|tick| Some((self.part(tick.at)?, tick.label))).collect()
    }
}
