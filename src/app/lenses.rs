//! The lenses: why the network learns, or doesn't. One small file each; a lens is registered by one
//! line in [`LensPanel::new`].

mod backprop;
mod border;
mod card;
mod chart;
mod dependence;
mod free_run;
mod generalisation;
mod gradient_norm;
mod heatmap;
mod hidden_state;
mod phase_portrait;
mod slowly;
mod spectrum;
mod weights;

use egui::{RichText, ScrollArea, Ui};

use super::intent::Intent;
use super::theme::Palette;
use crate::figure::graph::Graph;
use crate::inspector::Question;
use crate::session::{Action, LensKind, Session};

pub(super) use chart::Pointed;
pub(super) use hidden_state::pinned;
pub(super) use spectrum::radius;

/// Windows at least this wide, in points, have room for the lenses beside the controls.
pub(super) const WIDE: f32 = 1100.0;
/// The panel's width at first.
pub(super) const WIDTH: f32 = 372.0;

/// One way of looking into the network.
pub(super) trait Lens {
    /// Which one it is.
    fn kind(&self) -> LensKind;

    /// Its name in the window.
    fn title(&self) -> &'static str;

    /// One line that says what to look for.
    fn hint(&self) -> &'static str;

    /// Two paragraphs on what it shows, and the source.
    fn about(&self) -> About;

    /// The step whose network it shows; `None` while there is nothing to show.
    fn step(&self, session: &Session) -> Option<u64> {
        session.lenses.answer(self.kind()).map(|(_, answer)| answer.step())
    }

    /// Its own switches, above its graphs.
    fn switches(&mut self, _: &mut Ui, _: &Session, _: &mut Vec<Action>) {}

    /// One sentence on what is to be seen now; none when empty.
    fn verdict(&self, _: &Session) -> String {
        String::new()
    }

    /// What it shows now.
    fn graphs(&mut self, session: &Session) -> Vec<Graph>;

    /// What the pointer does on graph number `graph`; a text to show beside it.
    fn point(
        &mut self,
        _graph: usize,
        pointed: &Pointed,
        _: &Session,
        _: &mut Vec<Action>,
    ) -> String {
        pointed.text.clone()
    }

    /// Everything it shows as a table: a line of names, then the rows.
    fn csv(&self, session: &Session) -> String;
}

/// What the "?" of a lens says.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    /// What is drawn, and how to read it.
    pub(super) what: &'static str,
    /// What it means for learning.
    pub(super) why: &'static str,
    /// Where it comes from.
    pub(super) source: &'static str,
}

/// The panel with the lenses that are open.
pub(super) struct LensPanel {
    lenses: Vec<Box<dyn Lens>>,
    cards: card::Cards,
}

impl LensPanel {
    /// All lenses there are, in the order in which they are offered.
    pub(super) fn new() -> Self {
        let lenses: Vec<Box<dyn Lens>> = vec![
            Box::new(hidden_state::HiddenState::default()),
            Box::new(border::Border),
            Box::new(backprop::Backprop),
            Box::new(gradient_norm::GradientNorm),
            Box::new(spectrum::SpectrumLens),
            Box::new(phase_portrait::PhasePortrait::default()),
            Box::new(dependence::DependenceLens),
            Box::new(generalisation::Generalisation),
            Box::new(free_run::FreeRun),
            Box::new(weights::Weights::default()),
            Box::new(slowly::StepSlowly),
        ];
        Self { lenses, cards: card::Cards::default() }
    }

    /// Draws the panel.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
        self.menu(ui, session, intents);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            if session.lenses.open.kinds().is_empty() {
                ui.add_space(12.0);
                ui.label(RichText::new("Choose a lens above to look into the network.").weak());
            }
            for kind in session.lenses.open.kinds() {
                if let Some(lens) = self.lenses.iter_mut().find(|lens| lens.kind() == *kind) {
                    self.cards.show(ui, lens.as_mut(), session, intents);
                }
            }
            ui.add_space(8.0);
        });
    }

    /// A switch for each lens.
    fn menu(&self, ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            ui.spacing_mut().button_padding = egui::vec2(6.0, 2.0);
            for lens in &self.lenses {
                let open = session.lenses.open.has(lens.kind());
                let text = RichText::new(lens.title()).size(12.5);
                let answer = ui.selectable_label(open, text).on_hover_text(lens.hint());
                if answer.clicked() {
                    intents.push(Intent::Do(Action::OpenLens(lens.kind(), !open)));
                }
            }
        });
        ui.add_space(2.0);
        ui.separator();
    }

    /// The lens of a kind.
    pub(super) fn lens(&mut self, kind: LensKind) -> Option<&mut Box<dyn Lens>> {
        self.lenses.iter_mut().find(|lens| lens.kind() == kind)
    }
}

/// Which layer a lens shows, where there are several.
fn layer_choice(
    ui: &mut Ui,
    session: &Session,
    shown: usize,
    question: fn(usize) -> Question,
    actions: &mut Vec<Action>,
) {
    let layers = session.run.config.layers;
    if layers < 2 {
        return;
    }
    ui.horizontal(|ui| {
        ui.label(RichText::new("layer").small());
        for layer in 0..layers {
            let text = RichText::new((layer + 1).to_string());
            if ui.selectable_label(layer == shown, text).clicked() {
                actions.push(Action::Inquire(question(layer)));
            }
        }
    });
}

/// The colour of a lens' verdict.
fn verdict_text(ui: &Ui, text: String) -> RichText {
    RichText::new(text).size(12.5).color(Palette::of(ui).mark)
}
