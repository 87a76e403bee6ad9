//! The heatmap itself: a cell or a disc for every point, what it says, and the run it opens.

mod by_keys;
mod labels;

use egui::{
    Align2, Color32, FontId, Rect, Response, RichText, Sense, Stroke, Ui, Vec2, pos2, vec2,
};

use crate::app::command::WindowCommand;
use crate::app::language::texts;
use crate::app::view::View;
use crate::config::Field;
use crate::figure::{ColourScale, is_light, viridis};
use crate::number::short;
use crate::race::Criterion;
use crate::race::sweep::Summary;
use crate::recipe::Recipe;
use crate::results::{Arrangement, quantity_name};
use crate::session::Action;
use crate::session::sweep::SweepBoard;
use crate::text::Texts;

/// Room for the rows' labels, the columns' labels, the colour bar, and the title of a map.
const LEFT: f32 = 84.0;
const BELOW: f32 = 46.0;
const RIGHT: f32 = 92.0;
const ABOVE: f32 = 38.0;
/// Between maps side by side.
const GAP: f32 = 16.0;
/// A cell's height at the most.
const TALLEST: f32 = 120.0;
const RADIUS: f32 = 7.0;
/// What a value leaves of its cell's width at the least.
const CELL_AIR: f32 = 8.0;

/// Width of a map, and height of a row, at the least: where the view has less, it scrolls.
const NARROWEST: f32 = 76.0;
const LOWEST: f32 = 14.0;

/// The least size of the whole.
pub(super) fn least_size(board: &SweepBoard) -> Vec2 {
    let (maps, rows) = counts(board, &Arrangement::of(&board.plan));
    let width = LEFT + RIGHT + maps as f32 * (NARROWEST + GAP);
    vec2(width, ABOVE + BELOW + 8.0 + (LOWEST * rows as f32).max(80.0))
}

/// How many maps of how many rows there are.
fn counts(board: &SweepBoard, arrangement: &Arrangement) -> (usize, usize) {
    if board.plan.sample.is_some() {
        (1, 12)
    } else {
        (arrangement.maps.1.len().max(1), arrangement.y.1.len().max(1))
    }
}

/// Draws the maps, one for each value of the third setting.
pub(super) fn show(
    ui: &mut Ui,
    board: &SweepBoard,
    spread: bool,
    commands: &mut Vec<WindowCommand>,
) {
    let value = if spread { Summary::spread } else { |summary: &Summary| summary.median };
    let scale = ColourScale::of(board.summaries.iter().map(value));
    let arrangement = Arrangement::of(&board.plan);
    let sampled = board.plan.sample.is_some();
    let (maps, rows) = counts(board, &arrangement);
    let whole = ui.available_rect_before_wrap();
    let frames = frames(whole, maps, rows);
    let extents = [arrangement.x.0, arrangement.y.0].map(|field| extent(board, field));
    let sheet = Sheet { arrangement, board, value, scale, extents };
    for (n, frame) in frames.iter().enumerate() {
        sheet.names(ui, *frame, n, sampled);
    }
    // One stop of the keyboard, however many points there are.
    let map = ui.interact(whole, ui.scope_id().with("map"), Sense::focusable_noninteractive());
    let mut places = Vec::new();
    for (point, summary) in board.summaries.iter().enumerate() {
        let place =
            if sampled { sheet.disc(&frames, summary) } else { sheet.cell(&frames, summary) };
        if let Some(rect) = place {
            sheet.point(ui, rect, point, summary, sampled, commands);
            places.push((point, rect));
        }
    }
    let quantity = quantity_name(&board.plan, spread, texts(ui.ctx()));
    if let Some(last) = frames.last() {
        sheet.bar(ui, *last, whole.left(), &quantity);
    }
    sheet.read(ui, &map, &places, &quantity, commands);
    ui.allocate_rect(whole, Sense::hover());
}

/// Where so many maps of so many rows stand, side by side.
fn frames(whole: Rect, maps: usize, rows: usize) -> Vec<Rect> {
    let width = (whole.width() - LEFT - RIGHT - GAP * (maps - 1) as f32) / maps as f32;
    let height = (whole.height() - ABOVE - BELOW - 8.0).min(TALLEST * rows as f32).max(40.0);
    let origin = whole.min + vec2(LEFT, ABOVE);
    let frame = |n: usize| {
        let left = origin.x + n as f32 * (width + GAP);
        Rect::from_min_size(pos2(left, origin.y), vec2(width.max(20.0), height))
    };
    (0..maps).map(frame).collect()
}

/// Between which logarithms a setting's values lie.
fn extent(board: &SweepBoard, field: Field) -> (f64, f64) {
    let values = || board.summaries.iter().map(|summary| summary.point.value(field));
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(0.0, f64::max));
    (low.ln(), high.ln())
}

/// What all points of a picture share.
struct Sheet<'a> {
    arrangement: Arrangement,
    board: &'a SweepBoard,
    value: fn(&Summary) -> f64,
    scale: ColourScale,
    /// Of a sample: what its axes span.
    extents: [(f64, f64); 2],
}

impl Sheet<'_> {
    /// Where a point of a grid stands.
    fn cell(&self, frames: &[Rect], summary: &Summary) -> Option<Rect> {
        let Arrangement { x, y, maps } = &self.arrangement;
        let place = |(field, values): &(_, Vec<f64>)| {
            values.iter().position(|value| *value == summary.point.value(*field))
        };
        let (column, row, map) = (place(x)?, place(y)?, place(maps)?);
        let frame = frames.get(map)?;
        let size = vec2(frame.width() / x.1.len() as f32, frame.height() / y.1.len() as f32);
        let left = frame.left() + column as f32 * size.x;
        let bottom = frame.bottom() - row as f32 * size.y;
        Some(Rect::from_min_size(pos2(left, bottom - size.y), size))
    }

    /// Where a point of a sample lies.
    fn disc(&self, frames: &[Rect], summary: &Summary) -> Option<Rect> {
        let frame = frames.first()?.shrink(RADIUS + 3.0);
        let part = |field, (low, high): (f64, f64)| {
            let own = summary.point.value(field).ln();
            if high > low { ((own - low) / (high - low)) as f32 } else { 0.5 }
        };
        let [across, up] = self.extents;
        let (x, y) = (part(self.arrangement.x.0, across), part(self.arrangement.y.0, up));
        let centre = pos2(frame.left() + x * frame.width(), frame.bottom() - y * frame.height());
        Some(Rect::from_center_size(centre, vec2(2.0 * RADIUS, 2.0 * RADIUS)))
    }

    /// One point: its colour, its value where there is room, what it says and opens.
    fn point(
        &self,
        ui: &mut Ui,
        rect: Rect,
        point: usize,
        summary: &Summary,
        round: bool,
        commands: &mut Vec<WindowCommand>,
    ) {
        let answer = ui.interact(rect, ui.scope_id().with(("point", point)), Sense::CLICK);
        let all = texts(ui.ctx());
        let value = || brief((self.value)(summary));
        let name = || (all.words.about)(&summary.point.label(all), &value());
        answer.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name()));
        let marked = answer.hovered();
        if round {
            self.disc_of(ui, rect, summary, marked);
        } else {
            self.cell_of(ui, rect, summary, marked);
        }
        self.answer(&answer, point, summary, commands);
    }

    fn disc_of(&self, ui: &Ui, rect: Rect, summary: &Summary, marked: bool) {
        let colour = self.colour(ui, summary, (self.value)(summary));
        let edge = Stroke::new(2.0, ui.visuals().strong_text_color());
        ui.painter().circle_filled(rect.center(), RADIUS, colour);
        if marked {
            ui.painter().circle_stroke(rect.center(), RADIUS + 1.0, edge);
        }
    }

    fn cell_of(&self, ui: &Ui, rect: Rect, summary: &Summary, marked: bool) {
        let value = (self.value)(summary);
        let colour = self.colour(ui, summary, value);
        let edge = Stroke::new(2.0, ui.visuals().strong_text_color());
        let painter = ui.painter();
        painter.rect_filled(rect.shrink(0.5), 0.0, colour);
        if marked {
            painter.rect_stroke(rect.shrink(1.0), 0.0, edge, egui::StrokeKind::Inside);
        }
        if rect.height() >= 16.0 && summary.runs > 0 {
            let font = FontId::monospace(11.0);
            let value = painter.layout_no_wrap(brief(value), font, ink(colour));
            if value.size().x + CELL_AIR <= rect.width() {
                let place = Align2::CENTER_CENTER.anchor_size(rect.center(), value.size());
                painter.galley(place.min, value, ink(colour));
            }
        }
    }

    fn colour(&self, ui: &Ui, summary: &Summary, value: f64) -> Color32 {
        let [red, green, blue] = match self.scale.part(value) {
            Some(part) => viridis(part),
            None if summary.runs == 0 => return ui.visuals().extreme_bg_color,
            None => [150, 150, 150],
        };
        Color32::from_rgb(red, green, blue)
    }

    /// What a point says where the pointer rests on it; a click opens the run in the middle.
    fn answer(
        &self,
        answer: &Response,
        point: usize,
        summary: &Summary,
        commands: &mut Vec<WindowCommand>,
    ) {
        if answer.clicked() {
            self.open(point, commands);
        }
        answer.clone().on_hover_ui(|ui| {
            let all = texts(ui.ctx());
            let texts = &all.sweep;
            let text = RichText::new(self.says(all, point, summary)).monospace();
            ui.add(egui::Label::new(text).extend());
            if let Some(config) = self.board.typical(point) {
                ui.label(RichText::new((texts.opens)(config.seed)).small().weak());
            }
        });
    }

    /// Opens the run in the middle of a point's.
    fn open(&self, point: usize, commands: &mut Vec<WindowCommand>) {
        if let Some(config) = self.board.typical(point) {
            commands.push(Action::OpenAtEnd(Box::new(Recipe::from(config))).into());
            commands.push(WindowCommand::Show(View::Scope));
        }
    }

    fn says(&self, all: &Texts, point: usize, summary: &Summary) -> String {
        let texts = &all.sweep;
        let Summary { median, low, high, runs, diverged, .. } = *summary;
        let mut lines = vec![summary.point.label(all)];
        if runs == 0 {
            lines.push(texts.no_run.to_owned());
            return lines.join("\n");
        }
        let criterion = self.board.plan.criterion.label(all);
        lines.push((texts.median_of)(&criterion, &brief(median)));
        lines.push((texts.quartiles)(&brief(low), &brief(high)));
        if let Some(validation) = self.board.validation(point)
            && !self.board.plan.criterion.needs_validation()
        {
            let label = Criterion::ValidationLoss.label(all);
            lines.push((texts.median_of)(&label, &brief(validation)));
        }
        lines.push((texts.diverged)(runs, diverged));
        for (seed, value) in self.board.seeds(point).into_iter().take(8) {
            lines.push((texts.seed_value)(seed, &brief(value)));
        }
        lines.join("\n")
    }
}

fn brief(value: f64) -> String {
    if value.is_finite() { short(value) } else { "–".to_owned() }
}

/// Black or white, whichever reads better on a colour.
fn ink(colour: Color32) -> Color32 {
    if is_light([colour.r(), colour.g(), colour.b()]) { Color32::BLACK } else { Color32::WHITE }
}
