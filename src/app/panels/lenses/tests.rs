//! Each kind of graph in pictures, of made-up data: what is drawn depends on no machine's bits, so
//! that hardly a pixel may differ.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use egui::{Frame, Theme, Ui};
use egui_kittest::{Harness, SnapshotResults};

use super::card::Cards;
use super::heatmap::Heatmap;
use super::{Lens, chart, of};
use crate::app::install_style;
use crate::config::{Config, Missing, Scale};
use crate::evaluation::{Baseline, Evaluation, Judgement, Moments, Part, Recurrence, Spread};
use crate::figure::graph::{Graph, made_up};
use crate::inspector::{Answer, Report};
use crate::lens::{Evaluated, Residuals};
use crate::recipe::Recipe;
use crate::session::{Action, Session};
use crate::table::{Preparation, Samples, Table};
use crate::thread::Pace;
use crate::worker::Until;

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
        .with_context_setup(install_style)
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

/// A card with what its lens has seen.
struct Card {
    session: Session,
    cards: Cards,
    lens: Box<dyn Lens>,
}

/// The card of a lens that has seen this.
fn card(answer: Answer, theme: Theme) -> Harness<'static, Card> {
    let kind = answer.kind();
    let (mut session, _) = Session::new(Recipe::default(), Pace::Max, Until::default(), false);
    session.act(Action::OpenLens(kind, true));
    session.apply_report(Report::Answer { run: 1, answer: Box::new(answer) });
    let card = Card { session, cards: Cards::default(), lens: of(kind).unwrap() };
    let mut window = Harness::builder()
        .with_size(egui::vec2(388.0, 760.0))
        .with_context_setup(install_style)
        .renderer(rasterizer::Rasterizer::default())
        .build_ui_state(
            |ui, Card { session, cards, lens }: &mut Card| {
                let margin = Frame::new().inner_margin(8);
                margin.show(ui, |ui| cards.show(ui, &mut **lens, session, &mut Vec::new()));
            },
            card,
        );
    window.ctx.set_theme(theme);
    window.run_steps(4);
    window
}

/// A network that is a little better than a line, and another target on which it isn't.
fn evaluated() -> Evaluated {
    let wave = |size: f64| (0..90).map(|n| size * libm::sin(f64::from(n) / 3.0)).collect();
    let names = ["temperature [°C]", "level"];
    let columns = vec![(names[0], wave(5.0)), (names[1], wave(0.1))];
    let (split, scale, missing) = ([70.0, 15.0, 15.0], Scale::Standard, Missing::Error);
    let preparation = Preparation { horizon: 1, split, scale, missing };
    let samples = Samples::new(&Table::made(columns, &names, &names), &preparation).unwrap();
    let row = |part: Part, target: usize, size: f64| Judgement {
        part,
        target,
        samples: 13,
        mae: Some(0.55 * size),
        rmse: Some(0.699 * size),
        mase: Some(0.62),
        r2: Some(0.87),
        baseline: Baseline {
            naive: Some(1.2432 * size),
            seasonal: None,
            mean: Some(3.53 * size),
            linear: Some(0.82 * size),
        },
    };
    let parts = [(Part::Train, 0.9), (Part::Validation, 1.0), (Part::Test, 1.1)];
    let rows = parts.iter().flat_map(|(part, size)| [row(*part, 0, *size), row(*part, 1, 0.01)]);
    Evaluated {
        step: 0,
        config: Config::default(),
        season: None,
        samples: Arc::new(samples),
        evaluation: Evaluation { rows: rows.collect() },
    }
}

/// What a wave and something without a pattern leave.
fn residuals() -> Residuals {
    let random = |n: u32| f64::from(n.wrapping_mul(2_654_435_761) >> 8) / f64::from(1_u32 << 24);
    let noise = |n: u32| random(3 * n) + random(3 * n + 1) + random(3 * n + 2) - 1.5;
    let left: Vec<f64> = (0..300).map(|n| noise(n) + 0.4 * libm::sin(f64::from(n) / 4.0)).collect();
    Residuals {
        step: 0,
        target: 0,
        names: vec!["temperature".to_owned(), "level".to_owned()],
        unit: Some("°C".to_owned()),
        part: Some(Part::Validation),
        stretches: vec![
            (Part::Train, 1.5, 200.5),
            (Part::Validation, 200.5, 250.5),
            (Part::Test, 250.5, 301.5),
        ],
        clock: None,
        series: (2..).map(f64::from).zip(left.iter().copied()).collect(),
        against: (0..300).map(|n| 5.0 * random(n)).zip(left.iter().copied()).collect(),
        spread: Spread::of(&left),
        moments: Moments::of(&left),
        again: Recurrence::of(&left),
    }
}

#[test]
fn cards_of_a_table() {
    let mut results = SnapshotResults::new();
    for (name, answer) in
        [("evaluated", Answer::from(evaluated())), ("residuals", Answer::from(residuals()))]
    {
        for theme in [Theme::Dark, Theme::Light] {
            let mut window = card(answer.clone(), theme);
            let theme = if theme == Theme::Dark { "dark" } else { "light" };
            results.add(window.try_snapshot(format!("card-{name}-{theme}")));
        }
    }
}
