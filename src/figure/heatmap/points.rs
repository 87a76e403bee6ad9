//! Points drawn at random: a disc each, where its settings place it.

use super::super::axis::{Axis, around, extent};
use super::super::colours::hex;
use super::super::panel::{INK, Panel, Plan, widest};
use super::super::svg::{Anchor, Rect, Svg, Type, number};
use super::super::{MARGIN, WIDTH, panel};
use super::{NOTHING, Numbers, Quantity, bar, bar_width, colour};
use crate::number::ticks::{self, Tick};

const HEIGHT: f64 = 250.0;
const RADIUS: f64 = 6.0;
const ABOVE: f64 = 30.0;
const BELOW: f64 = 48.0;

/// Draws the quantities below each other; returns where they end.
pub(super) fn draw(
    svg: &mut Svg,
    x: &Numbers,
    y: &Numbers,
    quantities: &[Quantity],
    top: f64,
) -> f64 {
    let mut above = top;
    for quantity in quantities {
        let scale = quantity.scale();
        let plan = plan(x, y);
        let left = panel::Y_NAME + 18.0 + widest(svg.face(), &plan.y_ticks);
        let right = WIDTH - MARGIN - bar_width(svg.face(), &scale);
        let top = above + ABOVE;
        let frame = Rect { left, top, right, bottom: top + HEIGHT };
        let look = Type { size: 12.0, colour: INK, anchor: Anchor::Start, upwards: false };
        svg.text(&quantity.name, (left, top - 10.0), &look);
        let panel = plan.panel(svg.face(), frame);
        panel.draw_grid(svg);
        for map in &quantity.maps {
            for (n, value) in map.values.iter().enumerate().filter(|(_, value)| !value.is_nan()) {
                let shade = colour(&scale, *value).map_or(NOTHING.to_owned(), hex);
                disc(svg, &panel, (x.values.get(n), y.values.get(n)), &shade);
            }
        }
        panel.draw_axes(svg, &x.name, &y.name);
        bar(svg, &scale, &frame);
        above = frame.bottom + BELOW;
    }
    above
}

fn plan(x: &Numbers, y: &Numbers) -> Plan {
    let (x_axis, y_axis) = (axis(x), axis(y));
    let make_ticks = |log: bool| if log { decades } else { ticks::linear };
    let (make_x_ticks, y_ticks) = (make_ticks(x.log), make_ticks(y.log)(y_axis.range(), 6));
    Plan { x: x_axis, y: y_axis, y_ticks, make_x_ticks, x_ticks: None }
}

/// Decades without the small ticks between them, which say nothing among so few.
fn decades(range: (f64, f64), most: usize) -> Vec<Tick> {
    let mut ticks = ticks::decades(range, most);
    ticks.retain(|tick| !tick.label.is_empty());
    ticks
}

fn axis(numbers: &Numbers) -> Axis {
    let place = |value: &f64| if numbers.log { value.log10() } else { *value };
    let range = extent(numbers.values.iter().map(place)).unwrap_or((0.0, 1.0));
    // A constant is given half of itself at either side, or half a decade.
    let room = if numbers.log || range.0 == 0.0 { 0.5 } else { 0.5 * range.0.abs() };
    let range = around(range, 0.05, room);
    if numbers.log { Axis::logarithmic(range, 0.0, 1.0) } else { Axis::linear(range, 0.0, 1.0) }
}

fn disc(svg: &mut Svg, panel: &Panel, place: (Option<&f64>, Option<&f64>), colour: &str) {
    let (Some(x), Some(y)) = place else { return };
    if let (Some(x), Some(y)) = (panel.x.inside(*x), panel.y.inside(*y)) {
        let (left, y, right) = (number(x - RADIUS), number(y), number(x + RADIUS));
        let radius = number(RADIUS);
        let path = format!(
            "M{left} {y}A{radius} {radius} 0 1 1 {right} {y}A{radius} {radius} 0 1 1 {left} {y}Z"
        );
        svg.fill(&path, colour, 1.0);
    }
}
