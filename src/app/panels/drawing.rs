//! A sheet on which a curve is drawn by hand, by mouse or by keys, to be learned at once.

use std::sync::Arc;

use egui::{
    Align2, Event, EventFilter, FontId, Galley, Key, Painter, Popup, Pos2, Rect, Response,
    RichText, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::header::header;
use super::small_button::small_button;
use crate::app::command::{DrawCommand, WindowCommand};
use crate::app::frame::keys::{escape, keep_all};
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::news;
use crate::app::plots::spoken::words;
use crate::app::theme::Palette;
use crate::number::short;
use crate::session::drawing::{Drawing, POINTS, ReadyShape};
use crate::text::Draw;

/// What an arrow key moves the pen by, along and up; with Shift, ten times as far.
const MOVE: [f64; 2] = [0.01, 0.05];
/// Least height of the sheet with its numbers, in points.
const LEAST_HEIGHT: f32 = 80.0;
/// Room at the left of the sheet and below it for its numbers, in points.
const MARGIN: [f32; 2] = [44.0, 22.0];

/// The sheet, and what is drawn on it.
#[derive(Debug, Default)]
pub(in crate::app) struct DrawingPanel {
    drawing: Drawing,
    /// Whether the sheet has had the keyboard.
    has_begun: bool,
    /// Whether the pen is down.
    is_down: bool,
    /// Whether a menu was open or a text was typed in the last frame: Escape is for that.
    was_taken: bool,
}

impl DrawingPanel {
    /// The table that the curve becomes; none while it is too short.
    pub(in crate::app) fn table(&self) -> Option<String> {
        self.drawing.table()
    }

    /// Whether Escape is pressed, and leaves the sheet; asked once in a frame.
    pub(in crate::app) fn is_left(&mut self, ctx: &egui::Context) -> bool {
        let is_left = !self.was_taken && escape(ctx);
        // A menu is closed, and a text left, before this is asked.
        self.was_taken = Popup::is_any_open(ctx) || ctx.text_edit_focused();
        is_left
    }

    /// Draws the sheet and adds what the user wants to `commands`.
    pub(in crate::app) fn ui(&mut self, ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
        let texts = &texts(ui.ctx()).draw;
        header(ui, texts.title, texts.sentence, |ui| self.buttons(ui, texts, commands));
        self.shapes(ui, texts);
        let notes = notes(ui, texts);
        let gap = ui.spacing().item_spacing.y;
        let below: f32 = notes.iter().map(|note| note.size().y + gap).sum();
        let height = (ui.available_height() - below - gap).max(LEAST_HEIGHT);
        let size = vec2(ui.available_width(), height);
        let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
        let [left, bottom] = MARGIN;
        let sheet = Rect::from_min_max(whole.min + vec2(left, 6.0), whole.max - vec2(20.0, bottom));
        let answer = self.sheet(ui, sheet, texts);
        self.obey_pointer(ui, &answer, sheet);
        self.obey_keys(ui, &answer, commands);
        self.paint(ui, sheet, texts);
        for note in notes {
            ui.label(note);
        }
    }

    fn buttons(&mut self, ui: &mut Ui, texts: &Draw, commands: &mut Vec<WindowCommand>) {
        if ui.button(texts.cancel).hint(texts.cancel_hint).clicked() {
            commands.push(WindowCommand::Draw(DrawCommand::Cancel));
        }
        let again = ui.add_enabled(!self.drawing.is_empty(), egui::Button::new(texts.again));
        if again.hint(texts.again_hint).clicked() {
            *self = Self::default();
        }
        let train = egui::Button::new(RichText::new(texts.train).strong())
            .fill(Palette::of(ui).live.gamma_multiply(0.35));
        let train = ui.add_enabled(self.drawing.is_enough(), train);
        let train = train.on_disabled_hover_text(texts.too_short);
        if train.hint(texts.train_hint).clicked() {
            commands.push(WindowCommand::Draw(DrawCommand::Train));
        }
    }

    /// Curves for who can't or won't draw.
    fn shapes(&mut self, ui: &mut Ui, texts: &Draw) {
        ui.horizontal(|ui| {
            ui.label(RichText::new(texts.ready).small().weak());
            for shape in ReadyShape::ALL {
                let name = match shape {
                    ReadyShape::Sine => texts.sine,
                    ReadyShape::Square => texts.square,
                    ReadyShape::Sawtooth => texts.sawtooth,
                };
                if ui.add(small_button(name)).clicked() {
                    self.drawing.take(shape);
                }
            }
        });
    }

    /// The place that is drawn on, which has the keyboard at first.
    fn sheet(&mut self, ui: &Ui, rect: Rect, texts: &Draw) -> Response {
        let answer = ui.interact(rect, ui.scope_id().with("sheet"), Sense::drag());
        let said = if self.drawing.is_enough() { texts.sheet_drawn } else { texts.sheet_empty };
        answer.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, said));
        if !self.has_begun {
            self.has_begun = true;
            answer.request_focus();
        }
        // Else the arrows would go to the buttons.
        let keys =
            EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(answer.id, keys));
        keep_all(ui.ctx(), answer.id);
        let pen = self.pen(ui);
        ui.ctx().accesskit_node_builder(answer.id, |node| node.set_value(pen));
        answer.on_hover_cursor(egui::CursorIcon::Crosshair)
    }

    /// Where the pen is, in words.
    fn pen(&self, ui: &Ui) -> String {
        let [along, up] = self.drawing.pen();
        let row = (along * POINTS as f64).round();
        (words(ui).cell)(&short(row), &short(up))
    }

    /// Draws where the pointer goes while it is down.
    fn obey_pointer(&mut self, ui: &Ui, answer: &Response, sheet: Rect) {
        if !answer.is_pointer_button_down_on() {
            self.is_down = false;
            return;
        }
        // A slow frame has many places of the pointer, all of which were drawn through.
        let (moves, now) = ui.input(|input| {
            let place = |event: &Event| match event {
                Event::PointerMoved(place) => Some(*place),
                _ => None,
            };
            (input.events.iter().filter_map(place).collect(), input.pointer.interact_pos())
        });
        let moves: Vec<Pos2> = if self.is_down { moves } else { Vec::new() };
        for place in moves.into_iter().chain(now) {
            let at = on_sheet(sheet, place);
            if self.is_down {
                self.drawing.draw_to(at)
            } else {
                self.drawing.begin(at)
            }
            self.is_down = true;
        }
        answer.request_focus();
    }

    /// Draws by the arrow keys; Enter trains.
    fn obey_keys(&mut self, ui: &Ui, answer: &Response, commands: &mut Vec<WindowCommand>) {
        if !answer.has_focus() {
            return;
        }
        let [along, up] = MOVE;
        let directions = [
            (Key::ArrowRight, [along, 0.0]),
            (Key::ArrowLeft, [-along, 0.0]),
            (Key::ArrowUp, [0.0, up]),
            (Key::ArrowDown, [0.0, -up]),
        ];
        let (presses, enter, far) = ui.input(|input| {
            let presses = directions.map(|(key, by)| (input.num_presses(key), by));
            (presses, input.key_pressed(Key::Enter), input.modifiers.shift)
        });
        let far = if far { 10.0 } else { 1.0 };
        let has_moved = presses.iter().any(|(presses, _)| *presses > 0);
        for (presses, by) in presses {
            (0..presses).for_each(|_| self.drawing.draw_by(by.map(|by| far * by)));
        }
        if has_moved {
            news::say(ui.ctx(), self.pen(ui));
        }
        if enter && self.drawing.is_enough() {
            commands.push(WindowCommand::Draw(DrawCommand::Train));
        }
    }

    fn paint(&self, ui: &Ui, sheet: Rect, texts: &Draw) {
        let palette = Palette::of(ui);
        let (painter, font) = (ui.painter(), FontId::monospace(12.0));
        painter.rect_filled(sheet, 3.0, palette.plot);
        axes(painter, sheet, &palette, &font, ui.visuals().weak_text_color());
        let curve = self.drawing.curve();
        let places = curve.iter().map(|at| in_window(sheet, *at)).collect();
        painter.add(Shape::line(places, Stroke::new(2.0, palette.target)));
        painter.circle(
            in_window(sheet, self.drawing.pen()),
            4.0,
            palette.target,
            Stroke::new(1.5, palette.plot),
        );
        if self.drawing.is_empty() {
            let colour = ui.visuals().weak_text_color();
            let place = sheet.center_top() + vec2(0.0, 0.2 * sheet.height());
            let galley =
                painter.layout_no_wrap(texts.stroke.to_owned(), FontId::proportional(16.0), colour);
            let place = Align2::CENTER_CENTER.anchor_size(place, galley.size());
            // The grid doesn't run through it.
            painter.rect_filled(place.expand(6.0), 0.0, palette.plot);
            painter.galley(place.min, galley, colour);
        }
    }
}

/// What becomes of the curve, and how it is drawn, in as many lines as it takes.
fn notes(ui: &Ui, texts: &Draw) -> [Arc<Galley>; 2] {
    let font = egui::TextStyle::Small.resolve(ui.style());
    let (colour, width) = (ui.visuals().weak_text_color(), ui.available_width());
    [(texts.becomes)(POINTS), texts.by_keys.to_owned()]
        .map(|text| ui.painter().layout(text, font.clone(), colour, width))
}

/// The frame, the middle, and the numbers at both sides.
fn axes(painter: &Painter, sheet: Rect, palette: &Palette, font: &FontId, text: egui::Color32) {
    let grid = Stroke::new(1.0, palette.grid);
    for (height, label) in [(1.0, "1"), (0.0, "0"), (-1.0, "−1")] {
        let place = in_window(sheet, [0.0, height]);
        painter.hline(sheet.x_range(), place.y, grid);
        let place = place - vec2(6.0, 0.0);
        painter.text(place, Align2::RIGHT_CENTER, label, font.clone(), text);
    }
    for quarter in 0..=4 {
        let part = f64::from(quarter) / 4.0;
        let place = in_window(sheet, [part, -1.0]);
        painter.vline(place.x, sheet.y_range(), grid);
        let label = ((part * POINTS as f64).round() as u64).max(1).to_string();
        painter.text(place + vec2(0.0, 6.0), Align2::CENTER_TOP, label, font.clone(), text);
    }
}

/// Where a place of the window lies on the sheet.
fn on_sheet(sheet: Rect, place: Pos2) -> [f64; 2] {
    let along = (place.x - sheet.left()) / sheet.width();
    let up = 1.0 - 2.0 * (place.y - sheet.top()) / sheet.height();
    [along, up].map(f64::from)
}

/// Where a place of the sheet lies in the window.
fn in_window(sheet: Rect, [along, up]: [f64; 2]) -> Pos2 {
    let (along, down) = (along as f32, 0.5 - 0.5 * up as f32);
    pos2(sheet.left() + along * sheet.width(), sheet.top() + down * sheet.height())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_reaches_from_corner_to_corner() {
        let sheet = Rect::from_min_max(pos2(40.0, 10.0), pos2(440.0, 210.0));
        assert_eq!(on_sheet(sheet, sheet.left_top()), [0.0, 1.0]);
        assert_eq!(on_sheet(sheet, sheet.right_bottom()), [1.0, -1.0]);
        let there = pos2(140.0, 60.0);
        assert_eq!(in_window(sheet, on_sheet(sheet, there)), there);
    }
}
