//! The frame around a lens: title, step, "?", what can be saved, and its graphs below.

use std::collections::HashMap;

use egui::{
    Align, Frame, Id, Label, Layout, Rect, Response, RichText, Role, Stroke, Ui, UiBuilder, Vec2,
};

use super::chart::{self, Pointed};
use super::heatmap::Heatmap;
use super::lens::{About, Lens, nothing_to_see};
use super::spoken as words_of;
use crate::app::command::WindowCommand;
use crate::app::focus::{Stop, place_of};
use crate::app::hints::Hints;
use crate::app::panels::fitting::that_fits;
use crate::app::plots::{cursor, spoken};
use crate::app::spotlight;
use crate::app::theme::Palette;
use crate::figure::graph::Graph;
use crate::lesson::Target;
use crate::session::{Action, LensKind, Session};
use crate::text::{self, Texts};
use crate::thread::RunId;

/// What cards keep from frame to frame.
#[derive(Default)]
pub(super) struct Cards {
    /// Lenses whose "?" is open.
    explained: Vec<LensKind>,
    /// The pictures of heatmaps, by lens and number of the graph.
    heatmaps: HashMap<(LensKind, usize), Heatmap>,
    /// How far from the left edge a lens' graphs begin, all of them: their columns stand in line.
    lefts: HashMap<LensKind, f32>,
    /// The width there was for a card, and the size that it took.
    sizes: HashMap<LensKind, (f32, Vec2)>,
    /// The run and the width for which a verdict was last drawn, and the most height it has needed: the
    /// graphs below stay where they are when it becomes shorter.
    verdicts: HashMap<LensKind, (RunId, f32, f32)>,
    /// The lens that was opened last, or is pointed at, until its card is brought into view.
    opened: Option<LensKind>,
    /// The lenses whose cards are in view in this frame.
    pub(super) drawn: Vec<LensKind>,
}

/// What egui knows the card of a lens by.
pub(super) fn stop_of(kind: LensKind) -> Id {
    place_of("lens", kind)
}

impl Cards {
    /// Draws one lens.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        lens: &mut dyn Lens,
        session: &Session,
        commands: &mut Vec<WindowCommand>,
    ) {
        ui.add_space(4.0);
        let kind = lens.about().kind;
        let width = ui.available_width();
        let stop = Stop {
            id: stop_of(kind),
            role: Role::ListItem,
            name: lens.about().texts(session.texts).title,
        };
        let size = self.out_of_view(ui, kind, width).filter(|_| self.opened != Some(kind));
        if let Some(size) = size {
            let (_, rect) = ui.allocate_space(size);
            stop.hold(ui, rect);
            return;
        }
        let card = stop.show(ui, |ui| self.inside(ui, lens, session, commands));
        spotlight::frame(ui, Target::Lens(kind), card.rect);
        spoken::say_of(ui, &card, || told(lens, session));
        self.drawn.extend(ui.is_rect_visible(card.rect).then_some(kind));
        let size = (width, card.rect.size());
        let grown = self.sizes.insert(kind, size) != Some(size);
        if self.opened == Some(kind) {
            self.bring_into_view(&card, grown, nothing_to_see(lens, session).is_none());
        }
    }

    /// The frame, and what is in it.
    fn inside(
        &mut self,
        ui: &mut Ui,
        lens: &mut dyn Lens,
        session: &Session,
        commands: &mut Vec<WindowCommand>,
    ) {
        // Without a colour of its own: a processor that draws would paint everything below it twice.
        let edge = Stroke::new(1.0, ui.visuals().widgets.noninteractive.bg_stroke.color);
        Frame::new().stroke(edge).corner_radius(6).inner_margin(8).show(ui, |ui| {
            ui.push_id(lens.about().kind, |ui| {
                ui.set_width(ui.available_width());
                self.header(ui, lens, session, commands);
                if self.explained.contains(&lens.about().kind) {
                    explanation(ui, lens, session.texts);
                } else {
                    let hint = lens.about().texts(session.texts).hint;
                    ui.add(Label::new(RichText::new(hint).small().weak()).wrap());
                }
                let mut actions = Vec::new();
                lens.switches(ui, session, &mut actions);
                self.graphs(ui, lens, session, &mut actions);
                commands.extend(actions.into_iter().map(WindowCommand::Session));
            });
        });
    }

    /// Brings the card of a lens into view that was opened, or is pointed at: as one whose size isn't known yet.
    pub(super) fn bring(&mut self, kind: LensKind) {
        self.sizes.remove(&kind);
        self.opened = Some(kind);
    }

    /// Follows such a card while it grows, until it has its graphs.
    fn bring_into_view(&mut self, card: &Response, grown: bool, complete: bool) {
        if grown {
            card.scroll_to_me(None);
        }
        if complete && !grown {
            self.opened = None;
        }
    }

    /// The size of a card that is scrolled out of view, and costs nothing then.
    fn out_of_view(&self, ui: &Ui, kind: LensKind, width: f32) -> Option<Vec2> {
        let (_, size) = *self.sizes.get(&kind).filter(|(of, _)| *of == width)?;
        (!ui.is_rect_visible(Rect::from_min_size(ui.cursor().min, size))).then_some(size)
    }

    fn header(
        &mut self,
        ui: &mut Ui,
        lens: &dyn Lens,
        session: &Session,
        commands: &mut Vec<WindowCommand>,
    ) {
        let texts = lens.about().texts(session.texts);
        let network = lens.about().sees.sentence(&session.texts.cards);
        ui.horizontal(|ui| {
            ui.label(RichText::new(texts.title).strong());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().button_padding = egui::vec2(5.0, 1.0);
                ui.spacing_mut().item_spacing.x = 3.0;
                self.buttons(ui, session.texts, lens.about(), commands);
                let is_seen = nothing_to_see(lens, session).is_none();
                if let Some(ages) = age(lens, session).filter(|_| is_seen) {
                    let hint = (session.texts.words.note)(&ages[0], network);
                    let ages = ages.each_ref().map(String::as_str);
                    let age = that_fits(ui, RichText::small, ages).unwrap_or(ages[2]);
                    let text = RichText::new(age).small().weak();
                    ui.add(Label::new(text).truncate()).hint_beside(ui, hint);
                }
            });
        });
    }

    /// Close, explain and save, from the right to the left.
    fn buttons(
        &mut self,
        ui: &mut Ui,
        texts: &'static Texts,
        about: &About,
        commands: &mut Vec<WindowCommand>,
    ) {
        let (kind, title, texts) = (about.kind, about.texts(texts).title, &texts.cards);
        if named_button(ui, "×", &(texts.close)(title)).clicked() {
            commands.push(Action::OpenLens(kind, false).into());
        }
        if named_button(ui, "?", &(texts.explain)(title)).clicked() {
            let explained = self.explained.contains(&kind);
            self.explained.retain(|other| *other != kind);
            self.explained.extend((!explained).then_some(kind));
        }
        save_menu(ui, texts, &(texts.save_name)(title), kind, commands);
    }

    fn graphs(
        &mut self,
        ui: &mut Ui,
        lens: &mut dyn Lens,
        session: &Session,
        actions: &mut Vec<Action>,
    ) {
        if let Some(reason) = nothing_to_see(lens, session) {
            ui.add(Label::new(RichText::new(reason).size(12.5).weak()).wrap());
            return;
        }
        self.verdict(ui, lens, session);
        lens.choices(ui, session, actions);
        let (kind, words) = (lens.about().kind, &session.texts.spoken);
        let known = self.lefts.get(&kind).copied().unwrap_or(chart::LEFT);
        let mut left = known;
        for (n, graph) in lens.graphs(session).iter().enumerate() {
            let (response, pointed) = self.graph(ui, (kind, n), graph, &mut left);
            let sentence = || words_of::sentence(session.texts, graph);
            spoken::describe(ui, &response, &words_of::name(words, graph), sentence);
            let Some(pointed) = pointed else { continue };
            let text = lens.point(n, &pointed, session, actions);
            match pointed.by_keys {
                _ if text.is_empty() => {}
                Some((place, is_new)) => cursor::tell(ui, &response, place, is_new, text),
                None => response.readout(text),
            }
        }
        if left > known {
            self.lefts.insert(kind, left);
            ui.request_discard("axis width");
        }
    }

    /// What is to be seen, in the room that it has needed so far.
    fn verdict(&mut self, ui: &mut Ui, lens: &dyn Lens, session: &Session) {
        let (kind, run, width) = (lens.about().kind, session.run.id, ui.available_width());
        let known = self.verdicts.get(&kind).filter(|known| (known.0, known.1) == (run, width));
        let reserved = known.map_or(0.0, |known| known.2);
        let verdict = lens.verdict(session);
        let mut height = 0.0;
        if !verdict.is_empty() {
            height = ui.add(Label::new(verdict_text(ui, verdict)).wrap()).rect.height();
        }
        if reserved > height {
            // Where there is no sentence, there is no distance to what follows it either.
            let distance = if height == 0.0 { ui.spacing().item_spacing.y } else { 0.0 };
            ui.add_space(reserved - height + distance);
        }
        self.verdicts.insert(kind, (run, width, reserved.max(height)));
    }

    /// One graph, as a heatmap or with lines.
    fn graph(
        &mut self,
        ui: &mut Ui,
        id: (LensKind, usize),
        graph: &Graph,
        left: &mut f32,
    ) -> (Response, Option<Pointed>) {
        // It keeps the keyboard, whatever is drawn above it.
        let builder = UiBuilder::new().scope_id(place_of("graph", id));
        let add = |ui: &mut Ui| match graph.cells() {
            Some(cells) => self.heatmaps.entry(id).or_default().ui(ui, graph, cells, *left),
            None => chart::ui(ui, id.1, graph, left),
        };
        ui.scope_builder(builder, add).inner
    }
}

/// What readers of the screen say of a card: which step it shows, and what of it.
fn told(lens: &dyn Lens, session: &Session) -> String {
    if let Some(reason) = nothing_to_see(lens, session) {
        return reason;
    }
    let age = age(lens, session).map(|[long, _, _]| long);
    spoken::joined(session.texts, age.into_iter().chain([lens.told(session)]))
}

/// Which step a lens shows; when that isn't the one on show, said so. From long to short: what there is
/// room for.
fn age(lens: &dyn Lens, session: &Session) -> Option<[String; 3]> {
    let step = lens.step(session)?;
    let kind = lens.about().kind;
    let other_run = session.lenses.answer(kind).map(|(run, _)| *run);
    let other_run = other_run.filter(|run| *run != session.run.id);
    let other_run = other_run.map(|run| session.runs.number(run));
    let now = session.step_on_show();
    let texts = &session.texts.cards;
    let part = session.lenses.part_done(kind).map(|part| (texts.next_part)(part.into()));
    let ages = match other_run {
        Some(run) => [(texts.still_run)(run, step), (texts.run_step)(run, step), (texts.run)(run)],
        None if step > now => [(texts.still)(step), (texts.still)(step), (texts.step)(step)],
        None if step < now => [
            (texts.ago)(step, now - step),
            (texts.about_ago)(step, now - step),
            (texts.only_ago)(now - step),
        ],
        None => [(texts.step)(step), (texts.step)(step), (texts.step)(step)],
    };
    let part = part.unwrap_or_default();
    Some(ages.map(|age| age + &part))
}

/// A small button that a screen reader calls by a longer name.
fn named_button(ui: &mut Ui, text: &str, name: &str) -> egui::Response {
    let answer = ui.button(text);
    let role = egui::Role::Button;
    answer.widget_info(|| egui::WidgetInfo::labeled(role, true, name));
    answer.hint_beside(ui, name)
}

fn save_menu(
    ui: &mut Ui,
    texts: &text::Cards,
    name: &str,
    kind: LensKind,
    commands: &mut Vec<WindowCommand>,
) {
    let answer = ui.menu_button(texts.save, |ui| {
        if ui.button(texts.figure).hint_of_item(texts.figure_hint).clicked() {
            commands.push(WindowCommand::SaveLens(kind));
            ui.close();
        }
        if ui.button(texts.csv).hint_of_item(texts.csv_hint).clicked() {
            commands.push(WindowCommand::SaveLensCsv(kind));
            ui.close();
        }
    });
    let role = egui::Role::Button;
    answer.response.widget_info(|| egui::WidgetInfo::labeled(role, true, name));
}

/// What the "?" opens.
fn explanation(ui: &mut Ui, lens: &dyn Lens, texts: &'static Texts) {
    let about = lens.about().texts(texts);
    let network = lens.about().sees.sentence(&texts.cards);
    for text in [about.what, about.why] {
        ui.add(Label::new(RichText::new(text).size(12.5)).wrap());
    }
    for text in [network, about.source] {
        ui.add(Label::new(RichText::new(text).small().weak()).wrap());
    }
}

/// A lens' verdict.
fn verdict_text(ui: &Ui, text: String) -> RichText {
    RichText::new(text).size(12.5).color(Palette::of(ui).mark)
}
