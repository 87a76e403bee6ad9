//! A graph as plain data: what a lens shows, drawn alike in the window and in a file.

mod colour_map;

pub use colour_map::ColourMap;

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
    /// Whether it stands in line with a heatmap, which needs room for its colour bar.
    pub in_line: bool,
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

impl Graph {
    /// A graph of these layers, the lowest first.
    pub fn new(x: Scale, y: Scale, layers: Vec<Layer>) -> Self {
        Self { x, y, layers, ..Self::default() }
    }

    /// The heatmap, if it is one.
    pub fn cells(&self) -> Option<&Cells> {
        self.layers.iter().find_map(|layer| match layer {
            Layer::Cells(cells) => Some(cells),
            _ => None,
        })
    }

    /// The same graph with a title.
    #[must_use]
    pub fn titled(self, title: impl Into<String>) -> Self {
        Self { title: title.into(), ..self }
    }

    /// The same graph, half as high.
    #[must_use]
    pub fn low(self) -> Self {
        Self { low: true, ..self }
    }

    /// The same graph, as wide as a heatmap.
    #[must_use]
    pub fn in_line(self) -> Self {
        Self { in_line: true, ..self }
    }

    /// The same graph with the same scale on both axes.
    #[must_use]
    pub fn square(self) -> Self {
        Self { square: true, ..self }
    }
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
    /// Points joined by lines.
    pub fn line(name: impl Into<String>, ink: Ink, points: Vec<(f64, f64)>) -> Self {
        Self::Line { name: name.into(), ink, points }
    }

    /// Single points.
    pub fn dots(name: impl Into<String>, ink: Ink, points: Vec<(f64, f64)>) -> Self {
        Self::Dots { name: name.into(), ink, points }
    }

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
    /// Numbers of either sign, as colours around zero; the range holds them all, and ±`least`.
    pub fn around_zero(
        name: impl Into<String>,
        columns: usize,
        values: Vec<f32>,
        least: f32,
    ) -> Self {
        let finite = values.iter().copied().filter(|value| value.is_finite());
        let most = finite.map(f32::abs).fold(least, f32::max);
        Self {
            columns,
            values,
            name: name.into(),
            map: ColourMap::Diverging,
            range: (-most, most),
            row_names: Vec::new(),
            origin: (1.0, 1.0),
        }
    }

    /// States, which lie within ±1 where the cell's outputs do. Where all of them are small the
    /// colours tell finer, in few steps, so that they rarely jump.
    pub fn of_states(name: impl Into<String>, columns: usize, values: Vec<f32>) -> Self {
        const REACHES: [f32; 4] = [0.05, 0.1, 0.2, 0.5];
        let finite = values.iter().filter(|value| value.is_finite());
        let most = finite.map(|value| value.abs()).fold(0.0, f32::max);
        let least = REACHES.into_iter().find(|reach| most <= *reach).unwrap_or(1.0);
        Self::around_zero(name, columns, values, least)
    }

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
        value.is_finite().then(|| self.map.colour(part.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_finite_has_no_colour() {
        let cells = Cells { columns: 2, values: vec![0.0, f32::NAN], ..Cells::default() };
        assert_eq!(cells.rows(), 1);
        assert!(cells.colour(f32::NAN).is_none());
        assert!(cells.colour(0.0).is_some());
        assert_eq!((cells.at(0, 1).is_some(), cells.at(0, 2), cells.at(1, 0)), (true, None, None));
    }
}
