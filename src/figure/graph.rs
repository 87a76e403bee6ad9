//! A graph as plain data: what a lens shows, drawn alike in the window and in a file.

mod cells;
mod colour_map;
#[cfg(test)]
pub(crate) mod made_up;
mod pen;

pub use cells::{Block, Cells};
pub use colour_map::{ColourMap, EMPTY, Paper};
pub use pen::{Dash, Pen, shows_dashes};

use crate::number::ticks::Along;

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
    /// Whether it counts, so that between two whole numbers there is nothing to name.
    pub whole: bool,
    /// What stands along it in place of round numbers, such as dates, from many ticks to few; nothing where round
    /// numbers do.
    pub along: Vec<Along>,
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

    /// The values that an axis must reach: those of all points, and the levels across.
    pub fn reached(&self, horizontal: bool) -> impl Iterator<Item = f64> {
        let points = self.layers.iter().flat_map(Layer::points);
        let points = points.map(move |(x, y)| if horizontal { x } else { y });
        points.chain(self.layers.iter().filter_map(move |layer| match layer {
            Layer::Level { at, .. } if !horizontal => Some(*at),
            _ => None,
        }))
    }

    /// Whether something is drawn around its points, which needs room at the edges.
    pub fn has_dots(&self) -> bool {
        let dots =
            |layer: &Layer| matches!(layer, Layer::Dots { points, .. } if !points.is_empty());
        self.layers.iter().any(dots)
    }

    /// The clock of its trail, with the trail's first and last time where these differ.
    pub fn clock(&self) -> Option<(&str, f64, f64)> {
        let clock = self.layers.iter().find_map(|layer| match layer {
            Layer::Trail { clock, points, .. } if !clock.is_empty() => {
                Some((&clock[..], points.first()?.time, points.last()?.time))
            }
            _ => None,
        });
        clock.filter(|(_, first, last)| first != last)
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

    /// The same axis with ticks of its own.
    #[must_use]
    pub fn along(self, along: Vec<Along>) -> Self {
        Self { along, ..self }
    }

    /// The same axis, named at whole numbers only.
    #[must_use]
    pub fn whole(self) -> Self {
        Self { whole: true, ..self }
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
    /// A unit of the network, laid over what isn't its own.
    Unit,
    /// One of several things of the same kind; told apart by colour-blind readers too.
    Nth(usize),
    /// A run beside the one on show, by the number of its look.
    Pinned(usize),
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
    /// A path whose colour tells the time, from the oldest to the newest.
    Trail {
        /// What its times are, for the colour bar; without one it has none.
        clock: String,
        /// In the order of their times.
        points: Vec<TrailPoint>,
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
    /// What lies between two lines, such as a forecast's band.
    Between {
        /// For the legend; none when empty.
        name: String,
        /// Its colour.
        ink: Ink,
        /// (x, lower end, upper end); an end that isn't finite breaks it.
        points: Vec<(f64, f64, f64)>,
    },
    /// A stretch of x, shaded from bottom to top and named there.
    Stretch {
        /// What it is.
        name: String,
        /// Its shade: 0 is none.
        shade: usize,
        /// Where it begins.
        from: f64,
        /// Where it ends.
        to: f64,
    },
    /// A heatmap, which fills the graph.
    Cells(Cells),
}

/// A point of a trail.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TrailPoint {
    /// Where it was.
    pub x: f64,
    /// Where it was.
    pub y: f64,
    /// From 0, the oldest, to 1, the newest.
    pub age: f64,
    /// When it was.
    pub time: f64,
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
            | Self::Upright { ink, .. }
            | Self::Between { ink, .. } => Some(*ink),
            Self::Trail { .. } | Self::Stretch { .. } | Self::Cells(_) => None,
        }
    }

    /// Name and colour, for a legend; `None` for what explains itself.
    pub fn entry(&self) -> Option<(&str, Ink)> {
        let (Self::Line { name, ink, .. }
        | Self::Dots { name, ink, .. }
        | Self::Bars { name, ink, .. }
        | Self::Level { name, ink, .. }
        | Self::Upright { name, ink, .. }
        | Self::Between { name, ink, .. }) = self
        else {
            return None;
        };
        (!name.is_empty()).then_some((name.as_str(), *ink))
    }

    /// The points whose extent decides how far the axes reach.
    pub fn points(&self) -> Vec<(f64, f64)> {
        match self {
            Self::Line { points, .. } | Self::Dots { points, .. } => points.clone(),
            Self::Trail { points, .. } => points.iter().map(|past| (past.x, past.y)).collect(),
            Self::Bars { bars, width, .. } => {
                let ends = |(x, y): &(f64, f64)| [(x - width / 2.0, 0.0), (x + width / 2.0, *y)];
                bars.iter().flat_map(ends).collect()
            }
            Self::Between { points, .. } => {
                points.iter().flat_map(|(x, low, high)| [(*x, *low), (*x, *high)]).collect()
            }
            Self::Level { .. } | Self::Upright { .. } | Self::Stretch { .. } | Self::Cells(_) => {
                Vec::new()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_reached_by_its_own_axis_only() {
        let level = Layer::Level { name: String::new(), ink: Ink::Mark, at: 0.2 };
        let line = Layer::line("", Ink::Prediction, vec![(1.0, 0.01), (2.0, 0.02)]);
        let graph = Graph::new(Scale::new("x"), Scale::new("y"), vec![line, level]);
        assert!(graph.reached(false).any(|y| y == 0.2));
        assert!(graph.reached(true).eq([1.0, 2.0]));
    }
}
