//! One axis: which values it shows, and where on the picture each of them stands.

/// Magnitudes beyond this are left out, so that no difference or quotient of two values overflows.
const LARGEST: f64 = 1e100;
/// The narrowest range, as a part of the magnitude of its ends: a few thousand steps of an f64.
const NARROWEST: f64 = 1e-12;

/// Whether a value can be shown at all.
pub(super) fn plottable(value: f64) -> bool {
    value.abs() <= LARGEST
}

/// The smallest and largest plottable value; `None` without one.
pub(super) fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.filter(|value| plottable(*value)).fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((low, high)) => Some((low.min(value), high.max(value))),
    })
}

/// A range someone asked for, made usable: its ends in order, and wide enough to divide by.
/// `None` when an end isn't plottable.
pub(super) fn asked(range: Option<(f64, f64)>) -> Option<(f64, f64)> {
    let (a, b) = range.filter(|(a, b)| plottable(*a) && plottable(*b))?;
    let (low, high) = (a.min(b), a.max(b));
    let narrowest = (low.abs().max(high.abs()) * NARROWEST).max(1e-100);
    if high - low >= narrowest { Some((low, high)) } else { Some(widened(low, high, narrowest)) }
}

/// A range around data: `part` of its width added at each end; a constant is given `room` instead.
pub(super) fn around((low, high): (f64, f64), part: f64, room: f64) -> (f64, f64) {
    let width = high - low;
    let narrowest = (low.abs().max(high.abs()) * NARROWEST).max(1e-100);
    if width < narrowest {
        widened(low, high, room.max(narrowest))
    } else {
        widened(low, high, width * part)
    }
}

fn widened(low: f64, high: f64, by: f64) -> (f64, f64) {
    (low - by, high + by)
}

/// A range of values laid along a range of pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    /// Smallest value shown; its log10 on a logarithmic axis.
    low: f64,
    /// Largest value shown; its log10 on a logarithmic axis.
    high: f64,
    /// Pixel of `low`.
    start: f64,
    /// Pixel of `high`.
    end: f64,
    logarithmic: bool,
}

impl Axis {
    /// An axis on which equal distances are equal differences.
    pub(super) fn linear((low, high): (f64, f64), start: f64, end: f64) -> Self {
        Self { low, high, start, end, logarithmic: false }
    }

    /// An axis on which equal distances are equal ratios; `low` and `high` are powers of ten.
    pub(super) fn logarithmic((low, high): (f64, f64), start: f64, end: f64) -> Self {
        Self { low, high, start, end, logarithmic: true }
    }

    /// The same values along other pixels.
    pub(super) fn along(self, start: f64, end: f64) -> Self {
        Self { start, end, ..self }
    }

    /// The smallest and the largest value; their log10 on a logarithmic axis.
    pub(super) fn range(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The pixel of a value, inside the axis or out; `None` for what has no place, such as 0 on a
    /// logarithmic axis.
    pub(super) fn place(&self, value: f64) -> Option<f64> {
        let value = if self.logarithmic { value.log10() } else { value };
        let part = (value - self.low) / (self.high - self.low);
        let pixel = self.start + part * (self.end - self.start);
        pixel.is_finite().then_some(pixel)
    }

    /// The pixel of a value the axis shows; `None` when it lies outside.
    pub(super) fn inside(&self, value: f64) -> Option<f64> {
        let (left, right) = (self.start.min(self.end), self.start.max(self.end));
        self.place(value).filter(|pixel| *pixel >= left - 0.5 && *pixel <= right + 0.5)
    }

    /// Whether some of the values from `a` to `b` are shown; for a linear axis.
    pub(super) fn meets(&self, a: f64, b: f64) -> bool {
        a.min(b) <= self.high && a.max(b) >= self.low
    }
}
