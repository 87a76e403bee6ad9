//! Which part of a line lies inside a rectangle.

use std::ops::RangeInclusive;

/// Where a line that begins at `from` and goes on by `by` enters a rectangle and leaves it, as parts of `by` from 0
/// to 1, by Liang and Barsky's method; none where it stays outside.
pub fn inside(
    from: (f64, f64),
    by: (f64, f64),
    x: RangeInclusive<f64>,
    y: RangeInclusive<f64>,
) -> Option<(f64, f64)> {
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (towards, room) in [
        (-by.0, from.0 - x.start()),
        (by.0, x.end() - from.0),
        (-by.1, from.1 - y.start()),
        (by.1, y.end() - from.1),
    ] {
        if towards == 0.0 && room < 0.0 {
            return None;
        }
        if towards < 0.0 {
            enter = enter.max(room / towards);
        } else if towards > 0.0 {
            leave = leave.min(room / towards);
        }
    }
    (enter <= leave).then_some((enter, leave))
}
