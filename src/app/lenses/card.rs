//! The frame around a lens: title, step, "?", what can be saved, and its graphs below.

use std::collections::HashMap;

use egui::{Align, Frame, Label, Layout, RichText, Ui};

use super::heatmap::Heatmap;
use super::{Lens, chart, verdict_text};
use crate::app::intent::Intent;
use crate::app::status::grouped;
use crate::figure::graph::Layer;
use crate::session::{Action, LensKind, Session};

/// What cards keep from frame to frame.
#[derive(Default)]
pub(super) struct Cards {
    /// Lenses whose "?" is open.
    explained: Vec<LensKind>,
    /// The pictures of heatmaps, by lens and number of the graph.
    heatmaps: HashMap<(LensKind, usize), Heatmap>,
}

impl Cards {
    /// Draws one lens.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        lens: &mut dyn Lens,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) {
        ui.add_space(4.0);
        let fill = ui.visuals().faint_bg_color;
        Frame::new().fill(fill).corner_radius(6).inner_margin(8).show(ui, |ui| {
            ui.push_id(lens.kind(), |ui| {
                ui.set_width(ui.available_width());
                self.header(ui, lens, session, intents);
                if self.explained.contains(&lens.kind()) {
                    explanation(ui, lens);
                } else {
                    ui.add(Label::new(RichText::new(lens.hint()).small().weak()).wrap());
                }
                let mut actions = Vec::new();
                lens.switches(ui, session, &mut actions);
                self.graphs(ui, lens, session, &mut actions);
                intents.extend(actions.into_iter().map(Intent::Do));
            });
        });
    }

    fn header(
        &mut self,
        ui: &mut Ui,
        lens: &dyn Lens,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) {
        let kind = lens.kind();
        ui.horizontal(|ui| {
            ui.label(RichText::new(lens.title()).strong());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().button_padding = egui::vec2(5.0, 1.0);
                ui.spacing_mut().item_spacing.x = 3.0;
                let name = |what: &str| format!("{what} {}", lens.title());
                if named_button(ui, "×", &name("Close")).clicked() {
                    intents.push(Intent::Do(Action::OpenLens(kind, false)));
                }
                let explained = self.explained.contains(&kind);
                if named_button(ui, "?", &name("Explain")).clicked() {
                    self.explained.retain(|other| *other != kind);
                    if !explained {
                        self.explained.push(kind);
                    }
                }
                save_menu(ui, &name("Save"), kind, intents);
                if let Some(text) = age(lens.step(session), session) {
                    ui.add(Label::new(RichText::new(text).small().weak()).truncate());
                }
            });
        });
    }

    fn graphs(
        &mut self,
        ui: &mut Ui,
        lens: &mut dyn Lens,
        session: &Session,
        actions: &mut Vec<Action>,
    ) {
        if let Some(reason) = session.lenses.failure(lens.kind()) {
            let text = RichText::new(format!("Nothing to see: {reason}.")).size(12.5);
            ui.add(Label::new(text).wrap());
            return;
        }
        if lens.step(session).is_none() {
            ui.label(RichText::new("Looking into the network …").small().weak());
            return;
        }
        let verdict = lens.verdict(session);
        if !verdict.is_empty() {
            ui.add(Label::new(verdict_text(ui, verdict)).wrap());
        }
        let kind = lens.kind();
        for (n, graph) in lens.graphs(session).iter().enumerate() {
            let heat = graph.layers.iter().find_map(|layer| match layer {
                Layer::Cells(cells) => Some(cells),
                _ => None,
            });
            let (response, pointed) = match heat {
                Some(cells) => self.heatmaps.entry((kind, n)).or_default().ui(ui, graph, cells),
                None => chart::ui(ui, n, graph),
            };
            if let Some(pointed) = pointed {
                let text = lens.point(n, &pointed, session, actions);
                if !text.is_empty() {
                    response.on_hover_ui_at_pointer(|ui| {
                        ui.label(RichText::new(text).monospace());
                    });
                }
            }
        }
    }
}

/// Which step a lens shows, when that isn't the newest said so.
fn age(step: Option<u64>, session: &Session) -> Option<String> {
    let step = step?;
    let behind = session.step_on_show().saturating_sub(step);
    Some(match behind {
        0 => format!("step {}", grouped(step)),
        _ => format!("step {} ({} ago)", grouped(step), grouped(behind)),
    })
}

/// A small button that a screen reader calls by a longer name.
fn named_button(ui: &mut Ui, text: &str, name: &str) -> egui::Response {
    let answer = ui.button(text);
    let role = egui::Role::Button;
    answer.widget_info(|| egui::WidgetInfo::labeled(role, true, name));
    answer.on_hover_text(name)
}

fn save_menu(ui: &mut Ui, name: &str, kind: LensKind, intents: &mut Vec<Intent>) {
    let answer = ui.menu_button("Save", |ui| {
        let hint = "Draws the lens for print: PNG at 2× and SVG.";
        if ui.button("Lens as figure").on_hover_text(hint).clicked() {
            intents.push(Intent::SaveLens(kind));
            ui.close();
        }
        let hint = "Writes all the lens' numbers as a table.";
        if ui.button("Lens as CSV").on_hover_text(hint).clicked() {
            intents.push(Intent::SaveLensCsv(kind));
            ui.close();
        }
    });
    let role = egui::Role::Button;
    answer.response.widget_info(|| egui::WidgetInfo::labeled(role, true, name));
}

/// What the "?" opens.
fn explanation(ui: &mut Ui, lens: &dyn Lens) {
    let about = lens.about();
    for text in [about.what, about.why] {
        ui.add(Label::new(RichText::new(text).size(12.5)).wrap());
    }
    ui.add(Label::new(RichText::new(about.source).small().weak()).wrap());
}
