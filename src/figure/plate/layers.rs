//! Lines, dots, trails and bars on a plate.

use super::super::axis::plottable;
use super::super::colours::{hex, printed, stroke};
use super::super::graph::{Ink, Layer, Paper, TrailPoint};
use super::super::line::{Curve, Place};
use super::super::panel::{GREY, INK, Panel, SMALL, small};
use super::super::svg::{Anchor, Rect, Stroke, Svg, number};
use super::{SHADES, rectangle};
use crate::number::brief;

/// Points of a line at most.
const MOST_POINTS: usize = 4000;
/// How much of a band is seen.
const BAND_OPACITY: f64 = 0.25;
/// How wide a legend's sample of it is.
const BAND_WIDTH: f64 = 7.0;
/// The colours of shaded stretches, and how much of them is seen: the grid shines through.
const SHADES_OF_STRETCHES: [&str; 2] = ["#f2c14e", "#7fb2d9"];
const STRETCH_OPACITY: f64 = 0.22;

/// A line of this ink. A target's is wide and pale, so that a perfect prediction doesn't hide it.
pub(super) fn line(ink: Ink) -> Stroke {
    match ink {
        Ink::Target => Stroke { opacity: 0.55, ..stroke(ink) },
        _ => stroke(ink),
    }
}

/// A straight line across or upright.
fn ruled(ink: Ink) -> Stroke {
    Stroke::dashed(printed(ink), 1.2)
}

/// The line that stands for a layer in a legend.
pub(super) fn sample(layer: &Layer) -> Option<Stroke> {
    let ink = layer.ink()?;
    Some(match layer {
        Layer::Between { .. } => {
            Stroke { opacity: BAND_OPACITY, ..Stroke::solid(printed(ink), BAND_WIDTH) }
        }
        Layer::Level { .. } | Layer::Upright { .. } => ruled(ink),
        Layer::Bars { .. } | Layer::Dots { .. } => line(ink).undashed(),
        _ => line(ink),
    })
}

/// Radius and opacity of a dot of this ink, as [`line`]'s.
fn dot(ink: Ink) -> (f64, f64) {
    if ink == Ink::Target { (5.0, 0.5) } else { (2.8, 1.0) }
}

/// Draws one layer.
pub(super) fn draw(svg: &mut Svg, layer: &Layer, panel: &Panel) {
    let place = Place { x: &panel.x, y: &panel.y, frame: &panel.frame };
    match layer {
        Layer::Line { ink, points, .. } => {
            let mut curve = Curve::default();
            curve.add(points.iter().copied(), MOST_POINTS, &place);
            panel.draw_curve(svg, &curve, &line(*ink));
        }
        Layer::Dots { ink, points, .. } => {
            let (radius, opacity) = dot(*ink);
            let places = points.iter().map(|point| (*point, radius));
            svg.fill(&discs(places, &place), printed(*ink), opacity);
        }
        Layer::Trail { points, joined, .. } => draw_trail(svg, points, *joined, &place),
        Layer::Bars { ink, bars, width, .. } => draw_bars(svg, bars, *width, printed(*ink), panel),
        Layer::Level { ink, at, .. } => {
            if let Some(y) = panel.y.inside(*at) {
                svg.line((panel.frame.left, y), (panel.frame.right, y), &ruled(*ink));
            }
        }
        Layer::Upright { ink, at, .. } => {
            if let Some(x) = panel.x.inside(*at) {
                svg.line((x, panel.frame.top), (x, panel.frame.bottom), &ruled(*ink));
            }
        }
        Layer::Between { ink, points, .. } => {
            svg.fill(&between(points, panel), printed(*ink), BAND_OPACITY);
        }
        Layer::Stretch { name, shade, from, to } => {
            draw_stretch(svg, name, *shade, (*from, *to), panel)
        }
        Layer::Cells(_) => {}
    }
}

/// Path data of what lies between two lines, a piece for each run of points that have a place.
fn between(points: &[(f64, f64, f64)], panel: &Panel) -> String {
    let near = panel.frame.grown(6.0);
    let place = |(x, low, high): &(f64, f64, f64)| {
        let ends = plottable(*low).then_some(*low).zip(plottable(*high).then_some(*high));
        let (low, high) =
            ends.and_then(|(low, high)| panel.y.place(low).zip(panel.y.place(high)))?;
        let x = panel.x.place(*x).filter(|x| (near.left..=near.right).contains(x))?;
        Some((x, low.clamp(near.top, near.bottom), high.clamp(near.top, near.bottom)))
    };
    let places: Vec<Option<(f64, f64, f64)>> = points.iter().map(place).collect();
    let mut path = String::new();
    for piece in places.split(Option::is_none) {
        let along = piece.iter().flatten().map(|(x, low, _)| (*x, *low));
        let back = piece.iter().rev().flatten().map(|(x, _, high)| (*x, *high));
        for (n, (x, y)) in along.chain(back).enumerate() {
            path.push_str(&format!(
                "{}{} {}",
                if n == 0 { "M" } else { "L" },
                number(x),
                number(y)
            ));
        }
        if !piece.is_empty() {
            path.push('Z');
        }
    }
    path
}

/// A shaded stretch, and its name where it has room.
fn draw_stretch(svg: &mut Svg, name: &str, shade: usize, (from, to): (f64, f64), panel: &Panel) {
    let Rect { left, top, right, bottom } = panel.frame;
    let place = |x: f64| panel.x.place(x).map(|x| x.clamp(left, right));
    let Some((from, to)) = place(from).zip(place(to)).filter(|(from, to)| from < to) else {
        return;
    };
    if let Some(colour) =
        shade.checked_sub(1).map(|shade| SHADES_OF_STRETCHES[shade % SHADES_OF_STRETCHES.len()])
    {
        svg.fill(&rectangle(from, top, to - from, bottom - top), colour, STRETCH_OPACITY);
    }
    if svg.face().width(name, SMALL) + 8.0 <= to - from {
        svg.text(name, (from + 4.0, top + 12.0), &small(GREY, Anchor::Start));
    }
}

fn draw_bars(svg: &mut Svg, bars: &[(f64, f64)], width: f64, colour: &str, panel: &Panel) {
    let mut path = String::new();
    for (x, height) in bars {
        let bottom = panel.y.place(0.0).unwrap_or(panel.frame.bottom).min(panel.frame.bottom);
        let ends = (panel.x.place(x - width / 2.0), panel.x.place(x + width / 2.0));
        let (Some(top), (Some(left), Some(right))) = (panel.y.place(*height), ends) else {
            continue;
        };
        let (high, low) = (top.min(bottom), top.max(bottom));
        path.push_str(&rectangle(left, high, right - left, low - high));
    }
    svg.fill(&path, colour, 1.0);
}

fn draw_trail(svg: &mut Svg, points: &[TrailPoint], joined: bool, place: &Place<'_>) {
    let shade = |age: f64| (age.clamp(0.0, 1.0) * (SHADES - 1) as f64).round() as usize;
    if !joined {
        for wanted in 0..SHADES {
            let shown = points.iter().filter(|past| shade(past.age) == wanted);
            let places = shown.map(|past| ((past.x, past.y), 1.4 + 0.8 * past.age));
            svg.fill(&discs(places, place), &shade_of_age(wanted), 1.0);
        }
        return;
    }
    let mut curves: Vec<Curve> = (0..SHADES).map(|_| Curve::default()).collect();
    for pair in points.windows(2) {
        let pixels = pair.iter().map(|past| Some((place.x.place(past.x)?, place.y.place(past.y)?)));
        let pixels: Option<Vec<(f64, f64)>> = pixels.collect();
        if let Some(pixels) = pixels {
            curves[shade(pair[1].age)].polyline(&pixels, place.frame);
        }
    }
    for (shade, curve) in curves.iter().enumerate() {
        svg.stroke_in(&curve.lines, &shade_of_age(shade), 1.8);
    }
}

fn shade_of_age(shade: usize) -> String {
    hex(Paper::Light.of_age(shade as f64 / (SHADES - 1) as f64))
}

/// The colours of a trail beside the frame, from its first time up to its last.
pub(super) fn clock(svg: &mut Svg, name: &str, (from, to): (f64, f64), panel: &Panel) {
    let Rect { top, right, bottom, .. } = panel.frame;
    let (left, step) = (right + 24.0, (bottom - top) / SHADES as f64);
    for shade in 0..SHADES {
        let y = bottom - (shade + 1) as f64 * step;
        svg.fill(&rectangle(left, y, 12.0, step + 0.3), &shade_of_age(shade), 1.0);
    }
    for (time, baseline) in [(to, top + 8.0), (from, bottom)] {
        let whole = time.fract() == 0.0 && time.abs() < 1e15;
        let number = if whole { format!("{time:.0}") } else { brief(time, 3) };
        let text = format!("{name} {number}");
        svg.text(&text, (left + 17.0, baseline), &small(INK, Anchor::Start));
    }
}

/// Path data of a disc at each place of the frame.
fn discs(places: impl Iterator<Item = ((f64, f64), f64)>, place: &Place<'_>) -> String {
    let mut path = String::new();
    for ((x, y), radius) in places {
        let Some((x, y)) = place.x.inside(x).zip(place.y.inside(y)) else { continue };
        let (left, y, r, across) =
            (number(x - radius), number(y), number(radius), number(2.0 * radius));
        path.push_str(&format!("M{left} {y}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0Z"));
    }
    path
}
