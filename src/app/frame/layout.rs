//! Where the panels lie in the window.

use egui::{CentralPanel, Key, Panel, ScrollArea, Ui};

use super::keys;
use crate::app::App;
use crate::app::command::WindowCommand;
use crate::app::focus;
use crate::app::panels::lessons::guide;
use crate::app::panels::{
    controls, first_lesson, last_session, lenses, notices, status, timeline, transport,
};
use crate::app::spotlight;
use crate::app::view::View;
use crate::lesson::Target;
use crate::session::{Action, Session};

/// Width of the controls, in points, and the part of a narrow window that they take at most.
const CONTROLS: f32 = 350.0;
const PART: f32 = 0.59;
/// Width of what is in the controls' panel; in a narrower one it scrolls to the side.
const INSIDE: f32 = 328.0;
/// Width of the controls' scroll bar, in points.
const SCROLL_BAR: f32 = 6.0;

impl App {
    /// Lays out the panels and gathers commands.
    pub(in crate::app) fn panels(&mut self, ui: &mut Ui) -> Vec<WindowCommand> {
        let mut commands = keys::pressed(ui.ctx());
        let mut actions = Vec::new();
        if self.display.is_projected {
            self.projected_bar(ui, &mut commands, &mut actions);
        } else {
            let sentence = self.sentence();
            Panel::top("transport").show(ui, |ui| {
                ui.add_space(3.0);
                let shown = (self.view, &self.display);
                transport::show(ui, &self.session, shown, &sentence, &mut commands);
                ui.add_space(3.0);
            });
            last_session::show(ui, &self.session, &mut actions);
            if self.offers_lesson && self.lesson.is_none() {
                self.offers_lesson = first_lesson::show(ui, &mut commands);
            }
        }
        let device = &(self.session.texts.session.processor)(self.threads);
        Panel::bottom("status").show(ui, |ui| match self.view {
            View::Scope => status::show(ui, &self.session, device),
            View::Race => self.race.status(ui, device),
            View::Sweep => self.sweep.status(ui, device),
            View::Data => self.data.status(ui, device),
            View::Lessons => {
                let is_playing =
                    self.lesson.as_ref().is_some_and(|lesson| !lesson.player.is_at_end());
                self.lessons.status(ui, &self.memory.lessons, is_playing, device);
            }
        });
        self.sides(ui, &mut commands, &mut actions);
        let has_controls = self.has_controls();
        CentralPanel::default().show(ui, |ui| {
            self.plots = ui.max_rect();
            match self.view {
                View::Scope => self.scope(ui, &mut commands, &mut actions),
                View::Race => self.race.ui(ui, has_controls, &mut commands),
                View::Sweep => self.sweep.ui(ui, has_controls, &mut commands),
                View::Data => self.data.ui(ui, &mut commands),
                View::Lessons => {
                    let playing = self.lesson.as_ref().map(|lesson| &lesson.player);
                    self.lessons.ui(ui, &self.memory.lessons, playing, &mut commands);
                }
            }
        });
        commands.extend(actions.into_iter().map(WindowCommand::Session));
        commands
    }

    /// What a projector has of the bar, and of the controls.
    fn projected_bar(
        &mut self,
        ui: &mut Ui,
        commands: &mut Vec<WindowCommand>,
        actions: &mut Vec<Action>,
    ) {
        Panel::top("projected").show(ui, |ui| {
            ui.add_space(3.0);
            let sentence = self.sentence();
            transport::projected(ui, &self.session, self.view, &sentence, commands);
            if self.view == View::Scope && self.session.can.change {
                let lesson = self.lesson.as_ref().map(|lesson| lesson.player.lesson());
                let stage = lesson.map(|lesson| &lesson.stage);
                controls::show_few(ui, &self.session, &mut self.formulas, stage, actions);
            }
            ui.add_space(3.0);
        });
    }

    /// What is on show, in one line.
    fn sentence(&mut self) -> String {
        let Session { texts, controls, .. } = &self.session;
        match self.view {
            View::Scope => self.session.sentence(),
            View::Race => self.race.sentence(texts, controls),
            View::Sweep => self.sweep.sentence(texts, controls),
            View::Data => self.data.sentence(&texts.own_data),
            View::Lessons => self.lessons.counted(&texts.lessons, &self.memory.lessons),
        }
    }

    /// Whether controls stand at the left. On a projector a table keeps them, which is nothing without.
    fn has_controls(&self) -> bool {
        if self.display.is_projected { self.view == View::Data } else { self.display.has_side }
    }

    /// Whether there is a panel at the left. On a projector it is there for a lesson, whose guide it then holds alone.
    fn has_side(&self) -> bool {
        self.has_controls() || self.display.is_projected && self.lesson.is_some()
    }

    /// Controls at the left, lenses at the right; in a narrow window the lenses take their place. On a projector
    /// there are only those that are open.
    fn sides(&mut self, ui: &mut Ui, commands: &mut Vec<WindowCommand>, actions: &mut Vec<Action>) {
        // The table of contents has the window to itself.
        if self.view == View::Lessons {
            return;
        }
        let (has_controls, has_side) = (self.has_controls(), self.has_side());
        let has_lenses = self.session.lenses.open.shown && self.view == View::Scope;
        let is_narrow = ui.available_width() < lenses::WIDE;
        let takes_place = has_lenses && is_narrow && has_side;
        if has_lenses && !takes_place {
            focus::move_border(ui, "lenses", Key::ArrowLeft, Key::ArrowRight);
            let panel = self.lens_width.panel(ui);
            let answer = panel.show(ui, |ui| self.lenses.ui(ui, &self.session, commands));
            self.lens_width.follow(ui, answer.response.rect.width());
        }
        if !has_side {
            return;
        }
        let width = CONTROLS.min((PART * ui.available_width()).round());
        Panel::left("controls").exact_size(width).resizable(false).show(ui, |ui| {
            if let Some(lesson) = &self.lesson {
                guide::show(ui, &lesson.player, &self.lessons, takes_place, commands);
            }
            if !has_controls && !takes_place {
                return;
            }
            // What a lesson has begun to ask for, or a word in it points at, comes before lenses in its place.
            if takes_place && self.lesson.is_some() && spotlight::brings_control(ui.ctx()) {
                actions.push(Action::ShowLenses(false));
            }
            if takes_place {
                return self.lenses.ui(ui, &self.session, commands);
            }
            // The bar has a place of its own, or boxes as wide as the panel would run under it.
            let scroll = &mut ui.spacing_mut().scroll;
            (scroll.bar_width, scroll.floating_allocated_width) = (SCROLL_BAR, SCROLL_BAR);
            let area = if width < CONTROLS { ScrollArea::both() } else { ScrollArea::vertical() };
            area.auto_shrink(false).show(ui, |ui| {
                if width < CONTROLS {
                    ui.set_width(INSIDE);
                }
                ui.add_space(4.0);
                self.controls(ui, commands, actions);
                focus::bring_into_view(ui);
            });
        });
    }

    fn controls(
        &mut self,
        ui: &mut Ui,
        commands: &mut Vec<WindowCommand>,
        actions: &mut Vec<Action>,
    ) {
        let session = &self.session;
        match self.view {
            View::Scope => {
                self.runs.tabs(ui, session);
                if self.runs.shown {
                    self.runs.ui(ui, session, commands);
                } else {
                    if !session.can.change {
                        ui.disable();
                    }
                    let lesson = self.lesson.as_ref().map(|lesson| lesson.player.lesson());
                    let stage = lesson.map(|lesson| &lesson.stage);
                    controls::show(ui, session, &mut self.formulas, stage, actions, commands);
                }
            }
            View::Race => self.race.controls(ui, &session.controls, commands),
            View::Sweep => self.sweep.controls(ui, &session.controls, commands),
            View::Data => self.data.controls(ui, session.until.step, commands),
            View::Lessons => {}
        }
    }

    /// The run: curves, timeline, loss.
    fn scope(&mut self, ui: &mut Ui, commands: &mut Vec<WindowCommand>, actions: &mut Vec<Action>) {
        self.loss.expected.follow(self.lesson.as_ref().map(|lesson| &lesson.player));
        let session = &self.session;
        notices::banner(ui, session, commands);
        if let Some(drawing) = &mut self.drawing {
            return drawing.ui(ui, commands);
        }
        focus::move_border(ui, "loss", Key::ArrowUp, Key::ArrowDown);
        let panel = self.split.bottom(ui).show(ui, |ui| {
            ui.add_space(6.0);
            self.loss.ui(ui, session, actions);
            spotlight::frame(ui, Target::Plot("loss"), self.loss.rect);
        });
        if let (Some(stroke), Some(lesson)) = (self.loss.expected.take(), &mut self.lesson) {
            lesson.player.draw(stroke);
        }
        self.split.follow(panel.response.rect.height());
        // On a projector it has its place while an earlier step is on show.
        if !self.display.is_projected || !session.is_live() {
            let timeline = Panel::bottom("timeline").frame(egui::Frame::NONE);
            timeline.exact_size(timeline::HEIGHT).show_separator_line(false).show(ui, |ui| {
                self.timeline.ui(ui, session, actions);
                spotlight::frame(ui, Target::Plot("timeline"), ui.max_rect());
            });
        }
        CentralPanel::no_frame().show(ui, |ui| {
            self.curves.ui(ui, session, actions);
            spotlight::frame(ui, Target::Plot("curves"), self.curves.rect);
        });
    }
}
