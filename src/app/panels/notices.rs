//! News at the top left of the plots, where they are oldest, that go by themselves; and the banner for a
//! run that can't go on.

use std::path::PathBuf;

use egui::{Area, Frame, Order, Rect, RichText, Stroke, Ui};

use crate::app::command::{LessonCommand, WindowCommand};
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::recipe::table_name;
use crate::session::runs::RunChange;
use crate::session::{Action, Notice, Offer, Session, Status};
use crate::text::{self, Texts};
use crate::wording::one_line;
use crate::worker::PauseReason;

/// Seconds for which a notice stands.
const STANDS: f64 = 6.0;
/// Seconds for which an error stands.
const ERROR_STANDS: f64 = 14.0;
/// Notices on screen at most.
const MOST: usize = 4;
/// Width of a notice at the most, in points, and as a part of what lies behind it: the newest samples and
/// losses, at the right, are never hidden.
const WIDEST: f32 = 420.0;
const PART: f32 = 0.6;
/// What a notice's frame takes of its width.
const FRAME: f32 = 14.0;
/// Characters of a notice at most: a text from a file that is quoted in it can be of any length.
const LONGEST: usize = 360;

/// The notices on screen.
#[derive(Debug, Default)]
pub(in crate::app) struct Notices(Vec<(Notice, f64)>);

impl Notices {
    /// Adds a notice at `now`, in seconds. One that stands already only stands longer.
    pub(in crate::app) fn add(&mut self, notice: Notice, now: f64) {
        let notice = Notice { text: shortened(&one_line(&notice.text)), ..notice };
        self.0.retain(|(other, _)| *other != notice);
        // Who is offered something needs the time to see it.
        let is_long = notice.is_error || notice.offer.is_some();
        let until = now + if is_long { ERROR_STANDS } else { STANDS };
        self.0.push((notice, until));
        let superfluous = self.0.len().saturating_sub(MOST);
        self.0.drain(..superfluous);
    }

    /// Draws what stands at `now` over the plots, which fill `plots`; a click takes a notice away.
    pub(in crate::app) fn ui(
        &mut self,
        ui: &mut Ui,
        now: f64,
        plots: Rect,
        commands: &mut Vec<WindowCommand>,
    ) {
        self.0.retain(|(_, until)| *until > now);
        let Some(next) = self.0.iter().map(|(_, until)| until - now).reduce(f64::min) else {
            return;
        };
        ui.request_repaint_after(std::time::Duration::from_secs_f64(next.max(0.05)));
        let mut dismissed = None;
        Area::new(egui::Id::unique("notices")).order(Order::Foreground).fixed_pos(plots.min).show(
            ui.ctx(),
            |ui| {
                let width = WIDEST.min(PART * plots.width() - FRAME);
                for (at, (notice, _)) in self.0.iter().enumerate() {
                    if notice_ui(ui, notice, width, commands) {
                        dismissed = Some(at);
                    }
                }
            },
        );
        if let Some(at) = dismissed {
            self.0.remove(at);
        }
    }
}

/// A text with its middle left out where it is too long: its beginning says what it is about, its end
/// what would be right.
fn shortened(text: &str) -> String {
    let length = text.chars().count();
    if length <= LONGEST {
        return text.to_owned();
    }
    let (begin, end) = (LONGEST * 2 / 3, LONGEST / 3);
    text.chars().take(begin).chain([' ', '…', ' ']).chain(text.chars().skip(length - end)).collect()
}

/// Draws a notice, its text so many points wide at most; true when it was clicked, or what it offers was
/// taken.
fn notice_ui(ui: &mut Ui, notice: &Notice, width: f32, commands: &mut Vec<WindowCommand>) -> bool {
    let palette = Palette::of(ui);
    let colour = if notice.is_error { palette.error } else { palette.prediction };
    let answer = Frame::popup(ui.style()).stroke(Stroke::new(1.0, colour)).show(ui, |ui| {
        ui.set_max_width(width);
        ui.add(egui::Label::new(&notice.text).wrap());
        notice.offer.as_ref().is_some_and(|offer| offer_ui(ui, offer, commands))
    });
    // A button in it is not to be covered.
    match notice.offer {
        Some(_) => answer.inner,
        None => answer.response.interact(egui::Sense::click()).clicked(),
    }
}

/// The button of what a notice offers; true when it was pressed.
fn offer_ui(ui: &mut Ui, offer: &Offer, commands: &mut Vec<WindowCommand>) -> bool {
    let Texts { notices: texts, lessons, .. } = texts(ui.ctx());
    let (text, hint) = match offer {
        Offer::HaveBack(_) => (texts.have_back, texts.have_back_hint),
        Offer::FitControls(_) => (texts.fit_controls, texts.fit_controls_hint),
        Offer::FirstLesson => (lessons.offer_button, lessons.offer_hint),
    };
    let pressed = ui.button(RichText::new(text).strong()).on_hover_text(hint).clicked();
    commands.extend(pressed.then(|| match offer {
        Offer::HaveBack(id) => Action::ChangeRun(*id, RunChange::HaveBack).into(),
        Offer::FitControls(path) => WindowCommand::FitControls(path.clone()),
        Offer::FirstLesson => WindowCommand::Lesson(LessonCommand::Begin(0)),
    }));
    pressed
}

/// Says what ended the run, and offers the way on.
pub(in crate::app) fn banner(ui: &mut Ui, session: &Session, commands: &mut Vec<WindowCommand>) {
    let Texts { notices: texts, words, .. } = texts(ui.ctx());
    let (title, advice) = match &session.status {
        Status::Paused(PauseReason::Diverged(at)) => {
            ((words.sentence)(&at.to_string()), texts.diverged_advice)
        }
        Status::Failed(reason) => {
            (why_failed(session, &reason.to_string()), advice(texts, session))
        }
        _ => return,
    };
    let palette = Palette::of(ui);
    let room = if table_at_fault(session).is_some() { 170.0 } else { 110.0 };
    let frame = Frame::group(ui.style()).stroke(Stroke::new(1.5, palette.error));
    frame.inner_margin(10).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.set_max_width((ui.available_width() - room).max(120.0));
                ui.add(egui::Label::new(RichText::new(title).color(palette.error).strong()).wrap());
                if !advice.is_empty() {
                    ui.add(egui::Label::new(advice).wrap());
                }
            });
            ways_on(ui, texts, session, commands);
        });
    });
    ui.add_space(4.0);
}

/// What can be done about it, at the right.
fn ways_on(
    ui: &mut Ui,
    texts: &text::Notices,
    session: &Session,
    commands: &mut Vec<WindowCommand>,
) {
    let button = |ui: &mut Ui, text: &str| ui.button(RichText::new(text).strong());
    if table_at_fault(session).is_some() {
        // To begin anew would only fail again.
        ui.with_layout(egui::Layout::top_down(egui::Align::Max), |ui| {
            let open = button(ui, texts.open_table).on_hover_text(texts.open_table_hint);
            commands.extend(open.clicked().then_some(WindowCommand::Open));
            let without = button(ui, texts.begin_without).on_hover_text(texts.begin_without_hint);
            if without.clicked() {
                commands.push(Action::UsePreset(Box::default()).into());
            }
        });
        return;
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if button(ui, texts.begin_anew).clicked() {
            commands.push(Action::Restart.into());
        }
        if let Some(init) = weights_at_fault(session) {
            let offer = Offer::FitControls(init.clone());
            offer_ui(ui, &offer, commands);
        }
    });
}

/// Why the run can't go on, with the table that it was to begin on.
fn why_failed(session: &Session, reason: &str) -> String {
    let texts = &session.texts.own_data;
    match table_at_fault(session) {
        Some(table) => (texts.unusable)(&table_name(texts, table), reason),
        None => (session.texts.words.sentence)(reason),
    }
}

/// What helps a run that can't begin.
fn advice(texts: &text::Notices, session: &Session) -> &'static str {
    if weights_at_fault(session).is_some() {
        texts.weights_advice
    } else if table_at_fault(session).is_some() {
        texts.table_advice
    } else {
        ""
    }
}

/// The table on which a run was to begin that can't.
fn table_at_fault(session: &Session) -> Option<&PathBuf> {
    let is_at_fault = session.never_began() && weights_at_fault(session).is_none();
    session.controls.data.file().filter(|_| is_at_fault)
}

/// The file of weights that a run which can't begin was to begin with.
fn weights_at_fault(session: &Session) -> Option<&PathBuf> {
    session.controls.init.as_ref().filter(|_| session.never_began())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_notice_keeps_its_beginning_and_its_end() {
        let long = format!("It is «{}»; it must be a number.", "é".repeat(5000));
        let text = shortened(&long);
        assert!(text.chars().count() <= LONGEST + 3);
        assert!(
            text.starts_with("It is «é") && text.ends_with("»; it must be a number."),
            "{text}"
        );
        assert_eq!(shortened("Short."), "Short.");
    }
}
