//! The lessons: their table of contents, and the panel beside one that goes on.

pub(in crate::app) mod guide;
mod words;

use std::sync::Arc;

use egui::{Align, Frame, Label, Layout, Rect, RichText, ScrollArea, Stroke, Ui, WidgetInfo};

use super::header::header;
use super::status::line;
use crate::app::command::{LessonCommand, WindowCommand};
use crate::app::focus::bring_into_view;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::lesson::{Lesson, shipped};
use crate::session::lesson::{LessonPlayer, LessonProgress};
use crate::text::{Lessons, Texts};
use crate::wording::Language;

/// Width of the table of contents in points at the most: a line that can be read.
const WIDTH: f32 = 760.0;

/// The lessons that there are.
#[derive(Debug)]
pub(in crate::app) struct LessonsPanel {
    /// Those that come with the program, then those that were opened; none before they are asked for.
    list: Vec<Arc<Lesson>>,
    /// Where the view lies in the window.
    pub(in crate::app) rect: Rect,
}

impl Default for LessonsPanel {
    fn default() -> Self {
        Self { list: Vec::new(), rect: Rect::NOTHING }
    }
}

impl LessonsPanel {
    /// The lessons, read when they are asked for first.
    pub(in crate::app) fn list(&mut self) -> &[Arc<Lesson>] {
        if self.list.is_empty() {
            // That they can all be read is a test's matter.
            let read = shipped().iter().filter_map(|shipped| shipped.lesson().ok());
            self.list = read.map(Arc::new).collect();
        }
        &self.list
    }

    /// The lessons, once they were asked for.
    pub(in crate::app) fn listed(&self) -> &[Arc<Lesson>] {
        &self.list
    }

    /// Adds a lesson from a file, in place of one that was opened from it before; its place in the list.
    pub(in crate::app) fn add(&mut self, lesson: Lesson) -> usize {
        self.list();
        let own = shipped().len().min(self.list.len());
        let place = self.list[own..].iter().position(|other| other.key == lesson.key);
        match place {
            Some(place) => {
                self.list[own + place] = Arc::new(lesson);
                own + place
            }
            None => {
                self.list.push(Arc::new(lesson));
                self.list.len() - 1
            }
        }
    }

    /// Draws the table of contents and adds what the user wants to `commands`.
    pub(in crate::app) fn ui(
        &mut self,
        ui: &mut Ui,
        progress: &LessonProgress,
        playing: Option<&LessonPlayer>,
        commands: &mut Vec<WindowCommand>,
    ) {
        self.rect = ui.max_rect();
        let Texts { lessons: texts, transport, .. } = texts(ui.ctx());
        header(ui, texts.title, texts.sentence, |ui| {
            if ui.button(texts.open).hint(texts.open_hint).clicked() {
                commands.push(WindowCommand::Open);
            }
            if ui.button(transport.challenges).hint(transport.challenges_hint).clicked() {
                commands.push(WindowCommand::ToggleChallenges);
            }
        });
        ui.add_space(6.0);
        let list = self.list().to_vec();
        ScrollArea::vertical().id_salt("lessons").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(WIDTH));
            for (at, lesson) in list.iter().enumerate() {
                if at == shipped().len() {
                    ui.add_space(8.0);
                    ui.label(RichText::new(texts.own).strong());
                }
                let is_playing =
                    playing.filter(|player| Arc::ptr_eq(player.lesson(), lesson)).is_some();
                row(ui, texts, at, lesson, (progress, is_playing), commands);
            }
            bring_into_view(ui);
        });
    }

    /// Draws the line at the bottom.
    pub(in crate::app) fn status(
        &mut self,
        ui: &mut Ui,
        progress: &LessonProgress,
        is_playing: bool,
        device: &str,
    ) {
        let texts = &texts(ui.ctx()).lessons;
        let state = if is_playing { texts.running } else { texts.none_running };
        line(ui, state, &[(texts.title, self.counted(texts, progress), 0.0)], device);
    }

    /// How many are done.
    pub(in crate::app) fn counted(&mut self, texts: &Lessons, progress: &LessonProgress) -> String {
        let list = self.list();
        let done = list.iter().filter(|lesson| progress.is_done(&lesson.key)).count();
        (texts.done_count)(done, list.len())
    }

    /// The lesson behind one, and its place in the list.
    pub(in crate::app) fn after(&self, lesson: &Arc<Lesson>) -> Option<(usize, &Arc<Lesson>)> {
        let at = self.list.iter().position(|other| Arc::ptr_eq(other, lesson))? + 1;
        self.list.get(at).map(|next| (at, next))
    }
}

/// What a lesson is called in the language in force.
pub(in crate::app) fn title(lesson: &Lesson) -> &str {
    lesson.prose(Language::in_force()).map_or("", |prose| &prose.title)
}

/// A lesson of the list: what it is about, whether it is done, and the ways into it.
fn row(
    ui: &mut Ui,
    texts: &Lessons,
    at: usize,
    lesson: &Lesson,
    (progress, is_playing): (&LessonProgress, bool),
    commands: &mut Vec<WindowCommand>,
) {
    let (palette, title) = (Palette::of(ui), title(lesson));
    let about = lesson.prose(Language::in_force()).map_or("", |prose| &prose.about);
    let left = progress.left.get(&lesson.key);
    let edge = if is_playing {
        Stroke::new(1.5, palette.live)
    } else {
        Stroke::new(1.0, ui.visuals().widgets.noninteractive.bg_stroke.color)
    };
    Frame::new().stroke(edge).corner_radius(6).inner_margin(8).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let is_begun = left.is_some() || progress.is_done(&lesson.key);
                ways_in(ui, texts, at, title, (is_playing, left.is_some(), is_begun), commands);
                if progress.is_done(&lesson.key) {
                    ui.label(RichText::new(texts.done).color(palette.live));
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    let name = (texts.number)(at + 1, title);
                    ui.add(Label::new(RichText::new(name).strong().size(14.5)).wrap());
                    ui.add(Label::new(RichText::new(about).weak()).wrap());
                    if let Some(left) = left.filter(|_| !is_playing) {
                        let pages = lesson.pages();
                        let text = (texts.left_at)((left.step + 1).min(pages), pages);
                        ui.label(RichText::new(text).small().weak());
                    }
                });
            });
        });
    });
    ui.add_space(2.0);
}

/// The buttons of a lesson, from the right to the left.
fn ways_in(
    ui: &mut Ui,
    texts: &Lessons,
    at: usize,
    title: &str,
    (is_playing, was_left, is_begun): (bool, bool, bool),
    commands: &mut Vec<WindowCommand>,
) {
    let mut button = |ui: &mut Ui, text: &str, name: String, command: LessonCommand| {
        let answer = ui.button(text);
        answer.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
        if answer.clicked() {
            commands.push(command.into());
        }
    };
    if is_playing {
        return button(ui, texts.to_lesson, texts.to_lesson.to_owned(), LessonCommand::Show);
    }
    if is_begun {
        button(ui, texts.again, (texts.again_name)(title), LessonCommand::Anew(at));
    }
    if was_left {
        button(ui, texts.go_on, (texts.go_on_name)(title), LessonCommand::Begin(at));
    } else if !is_begun {
        button(ui, texts.begin, (texts.begin_name)(title), LessonCommand::Begin(at));
    }
}
