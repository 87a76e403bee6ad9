//! A curve drawn by hand, and the table that it becomes.
//!
//! Whoever draws sees a place from 0 at the left to 1 at the right, and heights from -1 to 1. A later line
//! takes the place of what it passes over; what lies between two lines is bridged.

/// Points of the curve in the table.
pub const POINTS: usize = 200;
/// How often the curve is repeated there.
pub const REPEATS: usize = 25;
/// The name of the table's column.
const COLUMN: &str = "drawn";
/// Places at which a height is kept while it is being drawn.
const PLACES: usize = 1001;
/// The part of the way from left to right that a curve takes at the least.
const LEAST: f64 = 0.1;

/// What is drawn so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    heights: Vec<Option<f64>>,
    /// Where the line at hand has come to, or the keyboard's pen stands.
    pen: [f64; 2],
}

/// Curves that need not be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadyShape {
    /// One turn of a sine.
    Sine,
    /// High in the first half, low in the second.
    Square,
    /// A rise from low to high.
    Sawtooth,
}

impl ReadyShape {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sine, Self::Square, Self::Sawtooth];

    /// Its height at a place.
    fn height(self, place: f64) -> f64 {
        match self {
            Self::Sine => 0.8 * libm::sin(std::f64::consts::TAU * place),
            Self::Square if place < 0.5 => 0.8,
            Self::Square => -0.8,
            Self::Sawtooth => 1.6 * place - 0.8,
        }
    }
}

impl Default for Drawing {
    /// An empty sheet.
    fn default() -> Self {
        Self { heights: vec![None; PLACES], pen: [0.0, 0.0] }
    }
}

impl Drawing {
    /// Puts the pen down at a place and height.
    pub fn begin(&mut self, at: [f64; 2]) {
        self.pen = on_sheet(at);
        self.draw_to(at);
    }

    /// Draws a straight line from where the pen stands.
    pub fn draw_to(&mut self, at: [f64; 2]) {
        let ([from, low], [to, high]) = (self.pen, on_sheet(at));
        let [first, last] = [from, to].map(index);
        for place in first.min(last)..=first.max(last) {
            let part = (place as f64 - first as f64) / (last as f64 - first as f64);
            let height = if first == last { high } else { low + part * (high - low) };
            self.heights[place] = Some(height);
        }
        self.pen = [to, high];
    }

    /// Moves the pen by so much, drawing.
    pub fn draw_by(&mut self, [along, up]: [f64; 2]) {
        let [place, height] = self.pen;
        // The first move draws where it begins, too.
        self.begin(self.pen);
        self.draw_to([place + along, height + up]);
    }

    /// Where the pen stands.
    pub fn pen(&self) -> [f64; 2] {
        self.pen
    }

    /// Draws a ready shape from left to right, in place of what there is.
    pub fn take(&mut self, shape: ReadyShape) {
        for (place, height) in self.heights.iter_mut().enumerate() {
            *height = Some(shape.height(place as f64 / (PLACES - 1) as f64));
        }
        self.pen = [1.0, shape.height(1.0)];
    }

    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.heights.iter().all(Option::is_none)
    }

    /// Whether it is long enough to be learned.
    pub fn is_enough(&self) -> bool {
        self.ends().is_some_and(|(first, last)| (last - first) as f64 >= LEAST * PLACES as f64)
    }

    /// The curve, bridged where nothing was drawn: places and heights from its left to its right end.
    pub fn curve(&self) -> Vec<[f64; 2]> {
        let Some((first, last)) = self.ends() else { return Vec::new() };
        let place = |place: usize| place as f64 / (PLACES - 1) as f64;
        (first..=last).map(|at| [place(at), self.height_at(at as f64)]).collect()
    }

    /// Evenly spaced points from its left to its right end; none where it is too short.
    pub fn points(&self) -> Option<Vec<f64>> {
        let (first, last) = self.ends().filter(|_| self.is_enough())?;
        let step = (last - first) as f64 / (POINTS - 1) as f64;
        Some((0..POINTS).map(|n| self.height_at(first as f64 + n as f64 * step)).collect())
    }

    /// The table: one column, the points one below the other, again and again.
    pub fn table(&self) -> Option<String> {
        let rows: String = self.points()?.into_iter().map(row).collect();
        Some(format!("{COLUMN}\n{}", rows.repeat(REPEATS)))
    }

    /// The first and the last place with a height.
    fn ends(&self) -> Option<(usize, usize)> {
        let first = self.heights.iter().position(Option::is_some)?;
        let last = self.heights.iter().rposition(Option::is_some)?;
        Some((first, last))
    }

    /// The height between the nearest places that have one.
    fn height_at(&self, place: f64) -> f64 {
        let (before, after) = (place.floor() as usize, place.ceil() as usize);
        let known = |at: usize| self.heights.get(at).copied().flatten().map(|height| (at, height));
        let left = (0..=before).rev().find_map(known);
        let right = (after..PLACES).find_map(known);
        match (left, right) {
            (Some((from, low)), Some((to, high))) if to > from => {
                low + (place - from as f64) / (to - from) as f64 * (high - low)
            }
            (Some((_, height)), _) | (None, Some((_, height))) => height,
            (None, None) => 0.0,
        }
    }
}

/// The nearest point on the sheet.
fn on_sheet([place, height]: [f64; 2]) -> [f64; 2] {
    // What is no number is at no place either.
    let within = |number: f64, least: f64| {
        if number.is_nan() { 0.0 } else { number.clamp(least, 1.0) }
    };
    [within(place, 0.0), within(height, -1.0)]
}

fn index(place: f64) -> usize {
    (place * (PLACES - 1) as f64).round() as usize
}

/// A row of the table. Nobody draws finer than a ten-thousandth.
fn row(height: f64) -> String {
    // A zero has no sign.
    format!("{:.4}\n", (height * 1e4).round() / 1e4 + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(points: &[[f64; 2]]) -> Drawing {
        let mut drawing = Drawing::default();
        drawing.begin(points[0]);
        points[1..].iter().for_each(|at| drawing.draw_to(*at));
        drawing
    }

    #[test]
    fn a_stroke_becomes_evenly_spaced_points_from_end_to_end() {
        let slope = |place: f64| 3.0 * (place - 0.5);
        let points = drawn(&[[0.3, slope(0.3)], [0.35, slope(0.35)], [0.7, slope(0.7)]]).points();
        let points = points.unwrap();
        assert_eq!(points.len(), POINTS);
        for (n, height) in points.iter().enumerate() {
            let place = 0.3 + 0.4 * n as f64 / (POINTS - 1) as f64;
            assert!((height - slope(place)).abs() < 1e-9, "{n}: {height}");
        }
    }

    #[test]
    fn later_lines_take_the_place_of_earlier_ones() {
        // Back over itself, at another height.
        let drawing = drawn(&[[0.0, 0.5], [1.0, 0.5], [1.0, -0.5], [0.5, -0.5]]);
        let points = drawing.points().unwrap();
        assert_eq!((points[10], points[90], points[110], points[199]), (0.5, 0.5, -0.5, -0.5));
    }

    #[test]
    fn what_lies_between_two_lines_is_bridged() {
        let mut drawing = drawn(&[[0.0, 0.0], [0.25, 0.0]]);
        drawing.begin([0.75, 1.0]);
        drawing.draw_to([1.0, 1.0]);
        let middle = drawing.curve().into_iter().find(|[place, _]| *place == 0.5);
        assert_eq!(middle, Some([0.5, 0.5]));
    }

    #[test]
    fn the_pen_goes_on_from_where_it_stands_and_stays_on_the_sheet() {
        let mut drawing = Drawing::default();
        assert!(drawing.is_empty() && drawing.points().is_none() && drawing.table().is_none());
        for _ in 0..10 {
            drawing.draw_by([0.05, 0.2]);
        }
        assert_eq!(drawing.pen()[1], 1.0);
        assert!((drawing.pen()[0] - 0.5).abs() < 1e-9);
        let points = drawing.points().unwrap();
        assert!(points[0] == 0.0 && points[100] > 0.9 && points[199] == 1.0);
        drawing.begin([7.0, f64::NAN]);
        assert_eq!(drawing.pen(), [1.0, 0.0]);
    }

    #[test]
    fn a_dot_is_no_curve() {
        let dot = drawn(&[[0.5, 0.5], [0.52, 0.6]]);
        assert!(!dot.is_empty() && !dot.is_enough());
        assert_eq!((dot.points(), dot.table()), (None, None));
    }

    #[test]
    fn a_table_has_one_column_and_repeats_itself() {
        let mut drawing = Drawing::default();
        drawing.take(ReadyShape::Sawtooth);
        let table = drawing.table().unwrap();
        let mut lines = table.lines();
        assert_eq!(lines.next(), Some("drawn"));
        let numbers: Vec<f64> = lines.map(|line| line.parse().unwrap()).collect();
        assert_eq!(numbers.len(), POINTS * REPEATS);
        assert_eq!((numbers[0], numbers[199]), (-0.8, 0.8));
        assert!(numbers.chunks(POINTS).all(|repeat| *repeat == numbers[..POINTS]));
        assert!(!table.contains("-0.0000"));
    }

    #[test]
    fn ready_shapes_are_high_and_low_and_fill_the_sheet() {
        for shape in ReadyShape::ALL {
            let mut drawing = drawn(&[[0.4, 0.0], [0.6, 0.0]]);
            drawing.take(shape);
            let points = drawing.points().unwrap();
            assert_eq!(drawing.curve().len(), PLACES);
            let most = points.iter().copied().fold(f64::MIN, f64::max);
            let least = points.iter().copied().fold(f64::MAX, f64::min);
            assert!((most - 0.8).abs() < 0.01 && (least + 0.8).abs() < 0.01, "{shape:?}");
        }
    }
}
