//! What it takes to beat, in the plot of the loss: dashed lines across, named at the right.

use super::Level;
use super::axis::plottable;
use super::graph::Dash;
use super::panel::{Panel, SMALL, small};
use super::svg::{Anchor, Rect, Stroke, Svg};
use crate::number::brief;

const LINE: Stroke = Stroke { dash: Dash::Dots, ..Stroke::solid("#1b804d", 1.2) };
/// Least distance between two names.
const ROW: f64 = 12.5;

/// Draws the levels in view.
pub(super) fn draw(levels: &[Level], svg: &mut Svg, panel: &Panel) {
    let Rect { left, top, right, bottom } = panel.frame;
    let place = |level: &Level| {
        let y = panel.y.place(level.loss).filter(|_| plottable(level.loss))?;
        (top..=bottom).contains(&y).then(|| (y, format!("{} {}", level.name, brief(level.loss, 3))))
    };
    let mut placed: Vec<(f64, String, &Level)> =
        levels.iter().filter_map(|level| place(level).map(|(y, text)| (y, text, level))).collect();
    placed.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = top + ROW;
    for (y, text, level) in placed {
        svg.explained(&level.because);
        svg.line((left, y), (right, y), &LINE);
        let baseline = (y - 3.0).max(free).min(bottom - 2.0);
        let text = svg.face().shorten(&text, SMALL, (right - left) / 2.0);
        svg.text(&text, (right - 4.0, baseline), &small(LINE.colour, Anchor::End));
        svg.end();
        free = baseline + ROW;
    }
}
