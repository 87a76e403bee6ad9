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
mod table;
mod weights;

use egui::{RichText, ScrollArea, Ui};

use super::intent::Intent;
use super::numbers::grouped;
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
    /// What is to be said of it.
    fn about(&self) -> &'static About;

    /// The step whose network it shows; `None` while there is nothing to show.
    fn step(&self, session: &Session) -> Option<u64> {
        session.lenses.answer(self.about().kind).map(|(_, answer)| answer.step())
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

/// What a lens says of itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    /// Which one it is.
    pub(super) kind: LensKind,
    /// Its name in the window.
    pub(super) title: &'static str,
    /// One line that says what to look for.
    pub(super) hint: &'static str,
    /// What is drawn, and how to read it.
    pub(super) what: &'static str,
    /// What it means for learning.
    pub(super) why: &'static str,
    /// Where it comes from.
    pub(super) source: &'static str,
    /// Which network it looks at, and on which data: one sentence, the same for lenses that look at
    /// the same.
    pub(super) network: &'static str,
}

/// A lens that sees the window of the step on show.
const AGAIN: &str = "The network as this step's update left it, reading the step's window once more; \
                     the curves beside it are the answers from before that update.";
/// A lens that makes data of its own.
const AFTER: &str = "The network as this step's update left it, reading on from the beginning of the \
                     step's window.";
/// The weights alone.
const WEIGHTS_AFTER: &str = "The weights as this step's update left them.";
/// What training itself found.
const GRADIENT_OF: &str = "The gradients that training found in the steps up to this one, each before \
                           its update.";
/// What comes next.
const NEXT: &str = "The network as this step's update left it, about to take the next step.";

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
            Box::new(slowly::StepSlowly::default()),
        ];
        Self { lenses, cards: card::Cards::default() }
    }

    /// Draws the panel.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
        self.menu(ui, session, intents);
        if session.slow().is_some_and(|motion| motion.playing) {
            ui.request_repaint_after(std::time::Duration::from_millis(50));
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            if session.lenses.open.kinds().is_empty() {
                ui.add_space(12.0);
                ui.label(RichText::new("Choose a lens above to look into the network.").weak());
            }
            for kind in session.lenses.open.kinds() {
                if let Some(lens) = of_kind(&mut self.lenses, *kind) {
                    self.cards.show(ui, lens, session, intents);
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
                let About { kind, title, hint, .. } = *lens.about();
                let open = session.lenses.open.has(kind);
                let text = RichText::new(title).size(12.5);
                if ui.selectable_label(open, text).on_hover_text(hint).clicked() {
                    intents.push(Intent::Do(Action::OpenLens(kind, !open)));
                }
            }
        });
        ui.add_space(2.0);
        ui.separator();
    }

    /// The lens of a kind.
    pub(super) fn lens(&mut self, kind: LensKind) -> Option<&mut (dyn Lens + 'static)> {
        of_kind(&mut self.lenses, kind)
    }
}

fn of_kind(lenses: &mut [Box<dyn Lens>], kind: LensKind) -> Option<&mut (dyn Lens + 'static)> {
    lenses.iter_mut().find(|lens| lens.about().kind == kind).map(|lens| &mut **lens)
}

/// Which layer a lens shows, where there are several.
fn layer_choice(
    ui: &mut Ui,
    session: &Session,
    question: fn(usize) -> Question,
    actions: &mut Vec<Action>,
) {
    let layers = session.run.config.layers;
    let asked = session.lenses.question(question(0).kind());
    let shown = (0..layers).find(|layer| asked == Some(question(*layer))).unwrap_or(layers - 1);
    if let Some(layer) = layer_buttons(ui, shown, layers) {
        actions.push(Action::Inquire(question(layer)));
    }
}

/// A button for each layer, where there are several; the layer that was clicked.
fn layer_buttons(ui: &mut Ui, shown: usize, layers: usize) -> Option<usize> {
    if layers < 2 {
        return None;
    }
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.label(RichText::new("layer").small());
        for layer in 0..layers {
            let text = RichText::new((layer + 1).to_string());
            if ui.selectable_label(layer == shown, text).clicked() {
                clicked = Some(layer);
            }
        }
    });
    clicked
}

/// Since when a trend is known: what nobody saw, and what takes too long to train again, is missing.
fn over_training(since: u64) -> String {
    if since <= 1 { "over training".to_owned() } else { format!("since step {}", grouped(since)) }
}

/// The colour of a lens' verdict.
fn verdict_text(ui: &Ui, text: String) -> RichText {
    RichText::new(text).size(12.5).color(Palette::of(ui).mark)
}
