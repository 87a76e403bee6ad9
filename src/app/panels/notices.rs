//! News at the top left of the plots, where they are oldest, that go by themselves; and the banner for a
//! run that can't go on.

use std::path::PathBuf;

use egui::accesskit::Live;
use egui::{
    Align, Area, Context, Frame, Id, LayerId, Layout, Order, Rect, Response, RichText, Role, Sense,
    Stroke, Ui, UiBuilder, WidgetInfo,
};

use crate::app::command::WindowCommand;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::plots::spoken::words;
use crate::app::theme::Palette;
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
/// Width from which on the banner's buttons stand beside its text.
const BESIDE: f32 = 360.0;
/// What a notice's frame takes of its width.
const FRAME: f32 = 14.0;
/// Characters of a notice at most: a text from a file that is quoted in it can be of any length.
const LONGEST: usize = 360;

/// Seconds for which one that has the keyboard stands still.
const HELD: f64 = 2.0;

/// The notices on screen.
#[derive(Debug, Default)]
pub(in crate::app) struct Notices {
    standing: Vec<Standing>,
    /// How many there have been.
    count: u64,
}

/// A notice on screen.
#[derive(Debug)]
struct Standing {
    notice: Notice,
    /// Until when, in seconds.
    until: f64,
    /// Its number: the same text once more is news again.
    number: u64,
}

impl Notices {
    /// Adds a notice at `now`, in seconds. One that stands already only stands longer.
    pub(in crate::app) fn add(&mut self, notice: Notice, now: f64) {
        self.standing.retain(|other| other.notice != notice);
        // Who is offered something needs the time to see it.
        let is_long = notice.is_error || notice.offer.is_some();
        let until = now + if is_long { ERROR_STANDS } else { STANDS };
        self.count += 1;
        self.standing.push(Standing { notice, until, number: self.count });
        let superfluous = self.standing.len().saturating_sub(MOST);
        self.standing.drain(..superfluous);
    }

    /// Draws what stands at `now` over the plots, which fill `plots`; a click takes a notice away.
    pub(in crate::app) fn ui(
        &mut self,
        ui: &mut Ui,
        now: f64,
        plots: Rect,
        commands: &mut Vec<WindowCommand>,
    ) {
        self.standing.retain(|one| one.until > now);
        let left = self.standing.iter().map(|one| one.until - now);
        let Some(next) = left.reduce(f64::min) else { return };
        ui.request_repaint_after(std::time::Duration::from_secs_f64(next.max(0.05)));
        let mut dismissed = None;
        let area = Area::new(Id::unique("notices")).order(Order::Middle).fixed_pos(plots.min);
        area.show(ui.ctx(), |ui| {
            let width = WIDEST.min(PART * plots.width() - FRAME);
            for (at, one) in self.standing.iter_mut().enumerate() {
                let builder = UiBuilder::new().scope_id(Id::unique("notice").with(one.number));
                let add = |ui: &mut Ui| notice_ui(ui, &one.notice, width, commands);
                let button = ui.scope_builder(builder, add).inner;
                if button.clicked() {
                    dismissed = Some(at);
                }
                if button.has_focus() {
                    one.until = one.until.max(now + HELD);
                }
            }
        });
        stay_below_dialogs(ui.ctx());
        if let Some(at) = dismissed {
            self.standing.remove(at);
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

/// Draws a notice, its text so many points wide at most; its button, which is all of it where it offers nothing.
fn notice_ui(
    ui: &mut Ui,
    notice: &Notice,
    width: f32,
    commands: &mut Vec<WindowCommand>,
) -> Response {
    let palette = Palette::of(ui);
    let colour = if notice.is_error { palette.error } else { palette.prediction };
    let text = shortened(&one_line(&notice.text.to_string()));
    let answer = Frame::popup(ui.style()).stroke(Stroke::new(1.0, colour)).show(ui, |ui| {
        ui.set_max_width(width);
        let label = ui.add(egui::Label::new(&text).wrap());
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(Live::Polite));
        notice.offer.as_ref().map(|offer| offer_ui(ui, offer, commands))
    });
    // A button in it is not to be covered.
    answer.inner.unwrap_or_else(|| {
        let all = answer.response.interact(Sense::click());
        let name = words(ui).dismiss;
        all.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        ui.ctx().accesskit_node_builder(all.id, |node| node.set_description(text));
        all
    })
}

/// Has the notices lie under the palette and every dialog, however late they come: these are what is being used.
fn stay_below_dialogs(ctx: &Context) {
    let own = LayerId::new(Order::Middle, Id::unique("notices"));
    ctx.memory_mut(|memory| {
        let is_dialog = |layer: &LayerId| {
            layer.order == Order::Middle && *layer != own && memory.areas().is_visible(layer)
        };
        let below: Vec<LayerId> = memory.layer_ids().take_while(|layer| *layer != own).collect();
        if below.iter().any(is_dialog) {
            let dialogs: Vec<LayerId> = memory.layer_ids().filter(is_dialog).collect();
            dialogs.into_iter().for_each(|layer| memory.areas_mut().move_to_top(layer));
        }
    });
}

/// The button of what a notice offers.
fn offer_ui(ui: &mut Ui, offer: &Offer, commands: &mut Vec<WindowCommand>) -> Response {
    let texts = &texts(ui.ctx()).notices;
    let (text, hint) = match offer {
        Offer::HaveBack(_) => (texts.have_back, texts.have_back_hint),
        Offer::FitControls(_) => (texts.fit_controls, texts.fit_controls_hint),
    };
    let button = ui.button(RichText::new(text).strong()).hint(hint);
    commands.extend(button.clicked().then(|| match offer {
        Offer::HaveBack(id) => Action::ChangeRun(*id, RunChange::HaveBack).into(),
        Offer::FitControls(path) => WindowCommand::FitControls(path.clone()),
    }));
    button
}

/// Says what ended the run, and offers the way on.
pub(in crate::app) fn banner(ui: &mut Ui, session: &Session, commands: &mut Vec<WindowCommand>) {
    let Texts { notices: texts, words, .. } = texts(ui.ctx());
    let (title, advice) = match &session.status {
        Status::Paused(PauseReason::Diverged(at)) => {
            ((words.sentence)(&at.to_string()), texts.diverged_advice)
        }
        Status::Failed(reason) => ((words.sentence)(&reason.to_string()), advice(texts, session)),
        _ => return,
    };
    let palette = Palette::of(ui);
    // Room for its buttons beside the text, and how they stand there.
    let (room, layout) = match table_at_fault(session) {
        Some(_) => (170.0, Layout::top_down(Align::Max)),
        None => (110.0, Layout::right_to_left(Align::Center)),
    };
    let frame = Frame::group(ui.style()).stroke(Stroke::new(1.5, palette.error));
    frame.inner_margin(10).show(ui, |ui| {
        let said = |ui: &mut Ui| {
            ui.add(egui::Label::new(RichText::new(title).color(palette.error).strong()).wrap());
            if !advice.is_empty() {
                ui.add(egui::Label::new(advice).wrap());
            }
        };
        if ui.available_width() < BESIDE {
            said(ui);
            ui.horizontal_wrapped(|ui| ways_on(ui, texts, session, commands));
            return;
        }
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.set_max_width(ui.available_width() - room);
                said(ui);
            });
            ui.with_layout(layout, |ui| ways_on(ui, texts, session, commands));
        });
    });
    ui.add_space(4.0);
}

/// What can be done about it.
fn ways_on(
    ui: &mut Ui,
    texts: &text::Notices,
    session: &Session,
    commands: &mut Vec<WindowCommand>,
) {
    let button = |ui: &mut Ui, text: &str| ui.button(RichText::new(text).strong());
    if table_at_fault(session).is_some() {
        // To begin anew would only fail again.
        let open = button(ui, texts.open_table).hint(texts.open_table_hint);
        commands.extend(open.clicked().then_some(WindowCommand::Open));
        let without = button(ui, texts.begin_without).hint(texts.begin_without_hint);
        if without.clicked() {
            commands.push(Action::UsePreset(Box::default()).into());
        }
        return;
    }
    if button(ui, texts.begin_anew).clicked() {
        commands.push(Action::Restart.into());
    }
    if let Some(init) = weights_at_fault(session) {
        let offer = Offer::FitControls(init.clone());
        offer_ui(ui, &offer, commands);
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
