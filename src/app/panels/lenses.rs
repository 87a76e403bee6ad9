//! The lenses: why the network learns, or doesn't. One small file each, and one line in [`of`].

mod backprop;
mod border;
mod card;
mod chart;
mod dependence;
mod evaluated;
mod free_run;
mod generalisation;
mod gradient_norm;
mod heading;
mod heatmap;
mod hidden_state;
mod lens;
mod phase_portrait;
mod residuals;
mod spectrum;
mod spoken;
mod step_trace;
mod table;
mod weights;
mod widgets;

use egui::{RichText, ScrollArea, Ui};

use crate::app::command::WindowCommand;
use crate::app::focus::{bring_into_view, move_in_list};
use crate::app::hints::Hints;
use crate::app::spotlight;
use crate::lesson::Target;
use crate::session::{Action, LensKind, Session};
use crate::text::Texts;

pub(in crate::app) use hidden_state::pinned;
pub(in crate::app) use lens::{Lens, nothing_to_see};
pub(in crate::app) use spectrum::radius;

/// Windows at least this wide, in points, have room for the lenses beside the controls.
pub(in crate::app) const WIDE: f32 = 1100.0;

/// Lenses in a panel that is lower than this, in points, share its height with their names.
const LOW: f32 = 300.0;

/// The lens of a kind as the window shows it; none where its numbers are drawn elsewhere.
fn of(kind: LensKind) -> Option<Box<dyn Lens>> {
    Some(match kind {
        LensKind::HiddenState => Box::new(hidden_state::HiddenStateLens::default()),
        LensKind::Border => Box::new(border::BorderLens),
        LensKind::Backprop => Box::new(backprop::BackpropLens),
        LensKind::GradientNorm => Box::new(gradient_norm::GradientNormLens),
        LensKind::Spectrum => Box::new(spectrum::SpectrumLens),
        LensKind::PhasePortrait => Box::new(phase_portrait::PhasePortraitLens::default()),
        LensKind::Dependence => Box::new(dependence::DependenceLens),
        LensKind::Generalisation => Box::new(generalisation::GeneralisationLens),
        LensKind::FreeRun => Box::new(free_run::FreeRunLens),
        LensKind::Evaluated => Box::new(evaluated::EvaluatedLens::default()),
        LensKind::Residuals => Box::new(residuals::ResidualsLens),
        LensKind::Weights => Box::new(weights::WeightsLens::default()),
        LensKind::StepTrace => Box::new(step_trace::StepTraceLens::default()),
        LensKind::WholeData | LensKind::BaselineLosses => return None,
    })
}

/// The panel with the lenses that are open.
pub(in crate::app) struct LensPanel {
    lenses: Vec<Box<dyn Lens>>,
    cards: card::Cards,
    /// The lenses that the last frame showed, of those that are open and not scrolled away.
    in_view: Vec<LensKind>,
    /// The open lenses that a lesson frames.
    framed: Vec<LensKind>,
}

impl LensPanel {
    /// All lenses there are, in the order in which they are offered.
    pub(in crate::app) fn new() -> Self {
        let lenses = LensKind::ALL.iter().filter_map(|kind| of(*kind)).collect();
        Self { lenses, cards: card::Cards::default(), in_view: Vec::new(), framed: Vec::new() }
    }

    /// The lenses that the last frame showed.
    pub(in crate::app) fn in_view(&self) -> &[LensKind] {
        &self.in_view
    }

    /// Draws the panel.
    pub(in crate::app) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        commands: &mut Vec<WindowCommand>,
    ) {
        // In a low panel the names scroll away with the lenses, so that one has room.
        let is_low = ui.available_height() < LOW;
        if !is_low {
            self.menu(ui, session, commands);
        }
        self.follow_lesson(ui, session);
        if session.step_trace().is_some_and(|motion| motion.playing) {
            ui.request_repaint_after(std::time::Duration::from_millis(50));
        }
        // In a narrow window the controls scroll in the same place.
        let scrolled = ScrollArea::vertical().id_salt("lenses").auto_shrink(false);
        scrolled.show(ui, |ui| {
            if is_low {
                self.menu(ui, session, commands);
            }
            if session.lenses.open.kinds().is_empty() {
                ui.add_space(12.0);
                ui.label(RichText::new(session.texts.cards.choose).weak());
            }
            let open = session.lenses.open.kinds().iter();
            move_in_list(ui, &open.map(|kind| card::stop_of(*kind)).collect::<Vec<_>>());
            for kind in session.lenses.open.kinds() {
                if let Some(lens) = of_kind(&mut self.lenses, *kind) {
                    self.cards.show(ui, lens, session, commands);
                }
            }
            ui.add_space(8.0);
            bring_into_view(ui);
        });
        let drawn = std::mem::take(&mut self.cards.drawn);
        if drawn != self.in_view {
            // What has come into view asks before the next frame.
            ui.request_repaint();
            self.in_view = drawn;
        }
    }

    /// Brings the card into view that a lesson has begun to point at, or that was opened where it does.
    fn follow_lesson(&mut self, ui: &Ui, session: &Session) {
        let is_framed = |kind: &LensKind| spotlight::frames(ui.ctx(), Target::Lens(*kind));
        let open = session.lenses.open.kinds().iter().copied();
        let framed: Vec<LensKind> = open.filter(is_framed).collect();
        let new = framed.iter().find(|kind| !self.framed.contains(kind));
        new.into_iter().for_each(|kind| self.cards.bring(*kind));
        self.framed = framed;
    }

    /// A switch for each lens; one that is opened comes into view.
    fn menu(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<WindowCommand>) {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            ui.spacing_mut().button_padding = egui::vec2(6.0, 2.0);
            for lens in &self.lenses {
                let (kind, texts) = (lens.about().kind, lens.about().texts(session.texts));
                let open = session.lenses.open.has(kind);
                let text = RichText::new(texts.title).size(12.5);
                let answer = ui.selectable_label(open, text).hint_beside(ui, texts.hint);
                if !open {
                    spotlight::frame(ui, Target::Lens(kind), answer.rect);
                }
                if answer.clicked() {
                    commands.push(Action::OpenLens(kind, !open).into());
                    if !open {
                        self.cards.bring(kind);
                    }
                }
            }
        });
        ui.add_space(2.0);
        ui.separator();
    }

    /// What a lens is called in a language.
    pub(in crate::app) fn title(&self, kind: LensKind, texts: &'static Texts) -> &'static str {
        let lens = self.lenses.iter().find(|lens| lens.about().kind == kind);
        lens.map_or("", |lens| lens.about().texts(texts).title)
    }

    /// The lens of a kind.
    pub(in crate::app) fn lens(&mut self, kind: LensKind) -> Option<&mut (dyn Lens + 'static)> {
        of_kind(&mut self.lenses, kind)
    }
}

fn of_kind(lenses: &mut [Box<dyn Lens>], kind: LensKind) -> Option<&mut (dyn Lens + 'static)> {
    lenses.iter_mut().find(|lens| lens.about().kind == kind).map(|lens| &mut **lens)
}

#[cfg(test)]
mod tests;
