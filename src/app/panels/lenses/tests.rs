//! Each kind of graph in pictures, of made-up data: what is drawn depends on no machine's bits, so
//! that hardly a pixel may differ.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use egui::{Frame, Theme, Ui};
use egui_kittest::{Harness, SnapshotResults};

use super::chart;
use super::heatmap::Heatmap;
use crate::app::theme;
use crate::figure::graph::{Graph, made_up};

#[path = "../../../../tests/support/rasterizer/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "the tests of the whole window share it")]
mod rasterizer;

/// A graph and what of it stays from frame to frame.
struct Shown {
    graph: Graph,
    heatmap: Heatmap,
}

impl Shown {
    /// With a margin, as in a card.
    fn ui(&mut self, ui: &mut Ui) {
        Frame::new().inner_margin(8).show(ui, |ui| match self.graph.cells() {
            Some(cells) => drop(self.heatmap.ui(ui, &self.graph, cells, chart::LEFT)),
            None => drop(chart::ui(ui, 0, &self.graph, &mut chart::LEFT.clone())),
        });
    }
}

/// A graph as wide as in a card, so many pixels a point.
fn drawn(graph: Graph, theme: Theme, scale: f32) -> Harness<'static, Shown> {
    let shown = Shown { graph, heatmap: Heatmap::default() };
    let mut window = Harness::builder()
        .with_size(egui::vec2(372.0, 370.0))
        .with_pixels_per_point(scale)
        .with_context_setup(theme::install)
        .renderer(rasterizer::Rasterizer::default())
        .build_ui_state(|ui, shown: &mut Shown| shown.ui(ui), shown);
    window.ctx.set_theme(theme);
    window.run_steps(3);
    window
}

#[test]
fn each_kind_of_graph() {
    let mut results = SnapshotResults::new();
    for (name, graph) in made_up::graphs() {
        for theme in [Theme::Dark, Theme::Light] {
            let mut window = drawn(graph.clone(), theme, 1.0);
            let theme = if theme == Theme::Dark { "dark" } else { "light" };
            results.add(window.try_snapshot(format!("graph-{name}-{theme}")));
        }
    }
}

#[test]
fn a_graph_on_a_fine_screen() {
    let mut results = SnapshotResults::new();
    for (name, graph) in made_up::graphs() {
        if matches!(name, "lines" | "cells") {
            results.add(drawn(graph, Theme::Dark, 2.0).try_snapshot(format!("graph-{name}-2x")));
        }
    }
}
