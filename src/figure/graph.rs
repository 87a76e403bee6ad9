//! A graph as plain data: what a lens shows, drawn alike in the window and in a file.

/// One graph: two axes, and layers drawn over each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Above the graph; none when empty.
    pub title: String,
    /// The horizontal axis.
    pub x: Scale,
    /// The vertical axis.
    pub y: Scale,
    /// What is drawn, the lowest first.
    pub layers: Vec<Layer>,
    /// Whether both axes have the same scale, so that a circle is round.
    pub square: bool,
    /// Whether half the height is enough.
    pub low: bool,
}

/// An axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scale {
    /// What it counts, with its unit.
    pub name: String,
    /// The values to show; all of the data without it.
    pub range: Option<(f64, f64)>,
    /// Whether equal distances are equal factors. Values that aren't positive leave a gap.
    pub log: bool,
}

impl Scale {
    /// A linear axis over all of the data.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The same axis over these values.
    #[must_use]
    pub fn over(self, low: f64, high: f64) -> Self {
        Self { range: Some((low, high)), ..self }
    }

    /// The same axis, logarithmic.
    #[must_use]
    pub fn logarithmic(self) -> Self {
        Self { log: true, ..self }
    }
}

/// What a colour stands for; window and file have their own for each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ink {
    /// What should come out.
    Target,
    /// What the network does.
    Prediction,
    /// What stands back: circles, levels, the past.
    Quiet,
    /// A threshold, an angle, a change.
    Mark,
    /// One of several things of the same kind; told apart by colour-blind readers too.
    Nth(usize),
}

/// One thing drawn in a graph.
#[derive(Clone, Debug, PartialEq)]
pub enum Layer {
    /// Points joined by lines; a value that isn't finite breaks them.
    Line {
        /// For the legend; none when empty.
        name: String,
        /// Its colour.
        ink: Ink,
        /// (x, y).
        points: Vec<(f64, f64)>,
    },
    /// Single points.
    Dots {
        /// For the legend; none when empty.
        name: String,
        /// Their colour.
        ink: Ink,
        /// (x, y).
        points: Vec<(f64, f64)>,
    },
    /// A path whose colour tells the time: viridis from the oldest, 0, to the newest, 1.
    Trail {
        /// (x, y, age from 0 to 1).
        points: Vec<(f64, f64, f64)>,
        /// Whether neighbours are joined.
        joined: bool,
    },
    /// Bars from the bottom of the graph up.
    Bars {
        /// For the legend; none when empty.
        name: String,
        /// Their colour.
        ink: Ink,
        /// (middle, height).
        bars: Vec<(f64, f64)>,
        /// Of each bar, in units of x.
        width: f64,
    },
    /// A line across, at a value of y.
    Level {
        /// For the legend; none when empty.
        name: String,
        /// Its colour.
        ink: Ink,
        /// Where.
        at: f64,
    },
    /// A line from bottom to top, at a value of x.
    Upright {
        /// For the legend; none when empty.
        name: String,
        /// Its colour.
        ink: Ink,
        /// Where.
        at: f64,
    },
    /// A heatmap, which fills the graph.
    Cells(Cells),
}

impl Layer {
    /// The colour, where there is one.
    pub fn ink(&self) -> Option<Ink> {
        match self {
            Self::Line { ink, .. }
            | Self::Dots { ink, .. }
            | Self::Bars { ink, .. }
            | Self::Level { ink, .. }
            | Self::Upright { ink, .. } => Some(*ink),
            Self::Trail { .. } | Self::Cells(_) => None,
        }
    }

    /// Name and colour, for a legend; `None` for what explains itself.
    pub fn entry(&self) -> Option<(&str, Ink)> {
        let (Self::Line { name, ink, .. }
        | Self::Dots { name, ink, .. }
        | Self::Bars { name, ink, .. }
        | Self::Level { name, ink, .. }
        | Self::Upright { name, ink, .. }) = self
        else {
            return None;
        };
        (!name.is_empty()).then_some((name.as_str(), *ink))
    }

    /// The points whose extent decides how far the axes reach.
    pub fn points(&self) -> Vec<(f64, f64)> {
        match self {
            Self::Line { points, .. } | Self::Dots { points, .. } => points.clone(),
            Self::Trail { points, .. } => points.iter().map(|(x, y, _)| (*x, *y)).collect(),
            Self::Bars { bars, width, .. } => {
                let ends = |(x, y): &(f64, f64)| [(x - width / 2.0, 0.0), (x + width / 2.0, *y)];
                bars.iter().flat_map(ends).collect()
            }
            Self::Level { .. } | Self::Upright { .. } | Self::Cells(_) => Vec::new(),
        }
    }
}

/// Numbers as colours, row after row, the first row at the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells {
    /// How many stand side by side.
    pub columns: usize,
    /// rows × columns numbers; what isn't finite stays empty.
    pub values: Vec<f32>,
    /// What the numbers are.
    pub name: String,
    /// How numbers become colours.
    pub map: ColourMap,
    /// The numbers at the ends of the colour bar.
    pub range: (f32, f32),
    /// What each row is called; its number, from 0, where there is none.
    pub row_names: Vec<String>,
    /// Where the columns begin on the horizontal axis, and how wide each is.
    pub origin: (f64, f64),
}

impl Cells {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.columns).unwrap_or(0)
    }

    /// The number in a place, if there is one.
    pub fn at(&self, row: usize, column: usize) -> Option<f32> {
        let inside = column < self.columns;
        self.values.get(row * self.columns + column).copied().filter(|_| inside)
    }

    /// What a row is called.
    pub fn row_name(&self, row: usize) -> String {
        self.row_names.get(row).cloned().unwrap_or_else(|| row.to_string())
    }

    /// Colour of a number; `None` for what isn't finite.
    pub fn colour(&self, value: f32) -> Option<[u8; 3]> {
        let (low, high) = self.range;
        let part = if high > low { (value - low) / (high - low) } else { 0.5 };
        value.is_finite().then(|| self.map.colour(part))
    }
}

/// A colour map that colour-blind readers can follow, the same in both themes and in print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourMap {
    /// Dark violet to yellow: from little to much.
    #[default]
    Viridis,
    /// Blue over white to orange: from negative over 0 to positive.
    Diverging,
}

/// Viridis at equal distances (Smith and van der Walt 2015, published as CC0).
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
    /// The colour at a part of the way from 0 to 1; beyond, that of the end.
    pub fn colour(self, part: f32) -> [u8; 3] {
        let anchors: &[[u8; 3]] = match self {
            Self::Viridis => &VIRIDIS,
            Self::Diverging => &DIVERGING,
        };
        let last = anchors.len() - 1;
        let place = part.clamp(0.0, 1.0) * last as f32;
        let below = (place as usize).min(last - 1);
        let share = place - below as f32;
        std::array::from_fn(|i| {
            let (from, to) = (f32::from(anchors[below][i]), f32::from(anchors[below + 1][i]));
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
        let parts = || (0..=100_u8).map(|n| f32::from(n) / 100.0);
        let viridis: Vec<f32> =
            parts().map(|part| light(ColourMap::Viridis.colour(part))).collect();
        assert!(viridis.is_sorted());
        let diverging: Vec<f32> =
            parts().map(|part| light(ColourMap::Diverging.colour(part))).collect();
        assert!(diverging[..=50].is_sorted());
        assert!(diverging[50..].is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn what_is_not_finite_has_no_colour() {
        let cells = Cells { columns: 2, values: vec![0.0, f32::NAN], ..Cells::default() };
        assert_eq!(cells.rows(), 1);
        assert!(cells.colour(f32::NAN).is_none());
        assert!(cells.colour(0.0).is_some());
        assert_eq!((cells.at(0, 1).is_some(), cells.at(0, 2), cells.at(1, 0)), (true, None, None));
    }
}
