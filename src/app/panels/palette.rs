//! The command palette: every command, setting and view by its name.
//!
//! A query is words that a name must contain, in the language in force or in English; a setting's name, or its key in
//! files, with a value behind it sets that. Without a query the list begins with what was chosen last.

mod items;
mod search;
mod values;

use egui::{Align2, Button, Id, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui, Window};

use crate::app::App;
use crate::app::command::WindowCommand;
use crate::app::language::texts;
use crate::app::news;
use crate::settings::RECENT;
use crate::text::{Commands, Texts};
use items::{Act, Item};

/// Width of the palette at the most, and what stays free beside it, in points.
const WIDTH: f32 = 560.0;
const BESIDE: f32 = 40.0;
/// Distance from the window's upper edge, and height of the list at the most, in points.
const TOP: f32 = 48.0;
const HEIGHT: f32 = 360.0;
/// Items that Page Up and Page Down pass.
const PAGE: usize = 8;

/// The palette while it is open.
#[derive(Debug, Default)]
pub(in crate::app) struct CommandPalette {
    query: String,
    /// The place of the chosen item among those that are found.
    chosen: usize,
    /// Whether the field has had the keyboard.
    begun: bool,
    /// The item that readers of the screen have been told of.
    told: String,
}

/// What became of the palette in a frame.
enum Outcome {
    Open,
    Closed,
    Done(Item),
}

impl App {
    /// Opens the palette, or closes it.
    pub(in crate::app) fn toggle_palette(&mut self) {
        self.palette = if self.palette.is_some() { None } else { Some(CommandPalette::default()) };
    }

    /// Draws the palette while it is open, and adds what was chosen in it to `commands`.
    pub(in crate::app) fn show_palette(&mut self, ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
        let Some(mut palette) = self.palette.take() else { return };
        self.lessons.list();
        let find = |query: &str| search::found(items::all(self), query, &self.recent, self);
        match palette.ui(ui, find) {
            Outcome::Open => self.palette = Some(palette),
            Outcome::Closed => {}
            Outcome::Done(item) => match item.act {
                Act::Command(command) => {
                    self.recent.retain(|id| *id != item.id);
                    self.recent.insert(0, item.id);
                    self.recent.truncate(RECENT);
                    commands.push(command);
                }
                // The name is there; its value is typed next.
                Act::Complete(name) => {
                    self.palette = Some(CommandPalette { query: name, ..Default::default() });
                }
                Act::Refuse => self.palette = Some(palette),
            },
        }
    }
}

impl CommandPalette {
    /// Draws it; `find` has what a query finds.
    fn ui(&mut self, ui: &mut Ui, find: impl FnOnce(&str) -> Vec<Item>) -> Outcome {
        let texts = &texts(ui.ctx()).commands;
        let pressed = Pressed::take(ui);
        let (mut open, mut clicked, mut found) = (true, None, Vec::new());
        let width = (ui.ctx().content_rect().width() - BESIDE).min(WIDTH);
        Window::new(texts.title)
            .id(Id::unique("palette"))
            .open(&mut open)
            .collapsible(false)
            .resizable(false)
            .anchor(Align2::CENTER_TOP, egui::vec2(0.0, TOP))
            .show(ui.ctx(), |ui| {
                ui.set_width(width);
                self.field(ui, texts);
                // What is typed in this very frame counts, since Enter may have come with it.
                found = find(&self.query);
                self.chosen = pressed.chosen(self.chosen, found.len());
                self.tell(ui, &found);
                clicked = self.list(ui, texts, &found, pressed.moves());
            });
        let entered = pressed.enter.then_some(self.chosen);
        match clicked.or(entered).filter(|at| *at < found.len()) {
            _ if !open || pressed.escape => Outcome::Closed,
            Some(at) => Outcome::Done(found.swap_remove(at)),
            None => Outcome::Open,
        }
    }

    /// Has readers of the screen say what is chosen, where that is another item.
    fn tell(&mut self, ui: &Ui, found: &[Item]) {
        let Some(item) = found.get(self.chosen).filter(|item| item.id != self.told) else { return };
        self.told.clone_from(&item.id);
        let Texts { spoken, words, .. } = texts(ui.ctx());
        let behind = [item.value.as_str(), item.key].into_iter().filter(|text| !text.is_empty());
        let behind = (words.listed)(&behind.map(str::to_owned).collect::<Vec<_>>());
        let (place, of) = (self.chosen + 1, found.len());
        news::say(ui.ctx(), (spoken.chosen)(&item.name, &behind, place, of));
    }

    /// The field in which the query is typed; it has the keyboard as long as the palette is open.
    fn field(&mut self, ui: &mut Ui, texts: &Commands) {
        let label = ui.label(RichText::new(texts.field).small().weak());
        let field = TextEdit::singleline(&mut self.query).hint_text(texts.field_hint);
        let answer = ui.add(field.desired_width(f32::INFINITY)).labelled_by(label.id);
        if !self.begun || !answer.has_focus() {
            answer.request_focus();
        }
        if !self.begun {
            // A name that was put there is gone on with at its end.
            if let Some(mut state) = egui::TextEdit::load_state(ui.ctx(), answer.id) {
                let end = egui::text::CCursor::new(self.query.chars().count());
                state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
                state.store(ui.ctx(), answer.id);
                self.begun = true;
            }
        }
        if answer.changed() {
            self.chosen = 0;
        }
    }

    /// What is found; the place of the item that is clicked.
    fn list(
        &self,
        ui: &mut Ui,
        texts: &Commands,
        found: &[Item],
        has_moved: bool,
    ) -> Option<usize> {
        ui.label(RichText::new((texts.found)(found.len())).small().weak());
        let mut clicked = None;
        let room = ui.ctx().content_rect().height() - 2.0 * TOP - 100.0;
        let list = ScrollArea::vertical().max_height(HEIGHT.min(room.max(80.0)));
        list.auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (at, item) in found.iter().enumerate() {
                let is_chosen = at == self.chosen;
                let answer = row(ui, item, is_chosen);
                if is_chosen && has_moved {
                    answer.scroll_to_me(None);
                }
                if answer.clicked() {
                    clicked = Some(at);
                }
            }
        });
        clicked
    }
}

/// An item: its name at the left; at the right what it is now, and its key.
fn row(ui: &mut Ui, item: &Item, is_chosen: bool) -> egui::Response {
    let behind = [item.value.as_str(), item.key].join("   ");
    let name = RichText::new(&item.name);
    let name = if matches!(item.act, Act::Refuse) { name.weak() } else { name };
    let button = Button::selectable(is_chosen, name).shortcut_text(behind.trim().to_owned());
    ui.add(button.truncate().min_size(egui::vec2(ui.available_width(), 0.0)))
}

/// The keys that move in the list, taken before the field sees them.
#[derive(Clone, Copy, Debug, Default)]
struct Pressed {
    up: usize,
    down: usize,
    enter: bool,
    escape: bool,
}

impl Pressed {
    fn take(ui: &Ui) -> Self {
        ui.input_mut(|input| {
            // While an input method composes, its keys are its own.
            let composes = input.events.iter().any(|event| matches!(event, egui::Event::Ime(_)));
            if composes {
                return Self::default();
            }
            let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key);
            Self {
                up: presses(Key::ArrowUp) + PAGE * presses(Key::PageUp),
                down: presses(Key::ArrowDown) + PAGE * presses(Key::PageDown),
                enter: presses(Key::Enter) > 0,
                escape: presses(Key::Escape) > 0
                    || input.count_and_consume_key(Modifiers::COMMAND, Key::K) > 0,
            }
        })
    }

    fn moves(self) -> bool {
        self.up + self.down > 0
    }

    /// The item that is chosen then, of so many; the ends hold.
    fn chosen(self, before: usize, count: usize) -> usize {
        (before + self.down).saturating_sub(self.up).min(count.saturating_sub(1))
    }
}
