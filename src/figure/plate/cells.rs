//! A heatmap on a plate, with its colour bar.

use super::super::colours::hex;
use super::super::graph::{Cells, ColourMap, EMPTY};
use super::super::panel::{GREY, INK, Panel, SMALL, small};
use super::super::svg::{Anchor, Rect, Stroke, Svg, number};
use super::{SHADES, rectangle};
use crate::number::brief;

/// Distance and width of the lines through cells without a number, in pixels.
const HATCH: (f64, f64) = (5.0, 1.0);

/// Between blocks of rows or columns.
const EDGE: Stroke = Stroke::solid(INK, 1.0);
/// Room above the cells for the letters of blocks that lie, in pixels.
pub(super) const LETTERS: f64 = 14.0;

/// One path a colour, so that the file stays small; then the colour bar.
pub(super) fn draw(svg: &mut Svg, cells: &Cells, panel: &Panel) {
    let Rect { left, top, right, bottom } = panel.frame;
    let (rows, columns) = (cells.rows().max(1) as f64, cells.columns.max(1) as f64);
    let (width, height) = ((right - left) / columns, (bottom - top) / rows);
    let mut paths = vec![String::new(); SHADES];
    let (low, high) = cells.range;
    // Without columns there are no rows either.
    let shown = cells.values.iter().take(cells.rows() * cells.columns).enumerate();
    let mut hatching = String::new();
    for (at, value) in shown {
        let x = left + (at % cells.columns) as f64 * width;
        let y = top + (at / cells.columns) as f64 * height;
        if !value.is_finite() {
            hatch(&mut hatching, (x, y), (width, height));
            continue;
        }
        let part = if high > low { (value - low) / (high - low) } else { 0.5 };
        let shade = (part.clamp(0.0, 1.0) * (SHADES - 1) as f32).round() as usize;
        // A little wider, so that no seam shows between neighbours.
        paths[shade].push_str(&rectangle(x, y, width + 0.3, height + 0.3));
    }
    for (shade, path) in paths.iter().enumerate() {
        svg.fill(path, &shade_colour(cells.map, shade), 1.0);
    }
    svg.stroke_in(&hatching, &hex(EMPTY), HATCH.1);
    draw_blocks(svg, cells, panel);
    draw_bar(svg, cells, panel);
    if !hatching.is_empty() {
        draw_sample(svg, panel);
    }
}

/// Lines from the lower left to the upper right through a rectangle; they go on in its neighbours.
fn hatch(path: &mut String, (left, top): (f64, f64), (width, height): (f64, f64)) {
    let (right, bottom) = (left + width, top + height);
    let first = ((left + top) / HATCH.0).ceil();
    let count = (((right + bottom) / HATCH.0).ceil() - first).clamp(0.0, 1e4) as u32;
    for n in 0..count {
        // On each line x + y is the same.
        let sum = (first + f64::from(n)) * HATCH.0;
        let (from, to) = ((sum - bottom).max(left), (sum - top).min(right));
        path.push_str(&format!("M{} {}", number(from), number(sum - from)));
        path.push_str(&format!("L{} {}", number(to), number(sum - to)));
    }
}

/// Lines between the blocks, and their letters: at the right, or above those that lie.
fn draw_blocks(svg: &mut Svg, cells: &Cells, panel: &Panel) {
    let Rect { left, top, right, bottom } = panel.frame;
    let (count, lie) = (cells.blocks.len() as f64, cells.blocks_lie());
    for (n, block) in cells.blocks.iter().enumerate() {
        let (begin, middle) = (n as f64 / count, (n as f64 + 0.5) / count);
        let x = |part: f64| left + part * (right - left);
        let y = |part: f64| top + part * (bottom - top);
        match (n, lie) {
            (0, _) => {}
            (_, true) => svg.line((x(begin), top), (x(begin), bottom), &EDGE),
            (_, false) => svg.line((left, y(begin)), (right, y(begin)), &EDGE),
        }
        let (at, anchor) = if lie {
            ((x(middle), top - 4.0), Anchor::Middle)
        } else {
            ((right + 3.0, y(middle) + 0.365 * SMALL), Anchor::Start)
        };
        svg.text(block.letter, at, &small(INK, anchor));
    }
}

/// What hatching means, below the colour bar.
fn draw_sample(svg: &mut Svg, panel: &Panel) {
    let (left, baseline) = (panel.frame.right + 14.0, panel.frame.bottom + 18.0);
    let mut path = String::new();
    hatch(&mut path, (left, baseline - 9.0), (12.0, 10.0));
    svg.stroke_in(&path, &hex(EMPTY), HATCH.1);
    svg.text(svg.words().no_number, (left + 16.0, baseline), &small(GREY, Anchor::Start));
}

fn draw_bar(svg: &mut Svg, cells: &Cells, panel: &Panel) {
    let Rect { top, right, bottom, .. } = panel.frame;
    let left = right + 14.0;
    let step = (bottom - top) / SHADES as f64;
    for shade in 0..SHADES {
        let y = bottom - (shade + 1) as f64 * step;
        let path = rectangle(left, y, 12.0, step + 0.3);
        svg.fill(&path, &shade_colour(cells.map, shade), 1.0);
    }
    let (low, high) = (f64::from(cells.range.0), f64::from(cells.range.1));
    for (value, y) in [(high, top), (0.5 * (low + high), 0.5 * (top + bottom)), (low, bottom)] {
        let baseline = (y + 0.365 * SMALL).clamp(top + 8.0, bottom);
        svg.text(&brief(value, 3), (left + 17.0, baseline), &small(INK, Anchor::Start));
    }
    svg.text(&cells.name, (left, top - 6.0), &small(GREY, Anchor::Start));
}

fn shade_colour(map: ColourMap, shade: usize) -> String {
    hex(map.colour(shade as f64 / (SHADES - 1) as f64))
}
