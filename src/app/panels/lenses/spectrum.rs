//! Eigenvalues of the recurrence in the complex plane.

use egui::Ui;
use std::f64::consts::TAU;

use super::lens::{About, Lens, Sees, in_layer};
use super::table::Table;
use super::widgets::layer_choice;
use crate::figure::graph::{Graph, Ink, Layer, Scale, TrailPoint};
use crate::inspector::Question;
use crate::lens::spectrum::Spectrum;
use crate::session::{Action, LensKind, Session};
use crate::text::{Graphs, Verdicts};

const ABOUT: About =
    About { kind: LensKind::Spectrum, sees: Sees::Window, texts: |lenses| &lenses.spectrum };

/// The lens.
pub(super) struct SpectrumLens;

impl Lens for SpectrumLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn layer(&self, session: &Session) -> Option<usize> {
        seen(session).map(|spectrum| spectrum.layer)
    }

    fn is_of_a_row(&self, session: &Session) -> bool {
        // A matrix is the same for all rows, a Jacobian isn't.
        session.run.config.cell.about().is_gated()
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        layer_choice(ui, session, Question::Spectrum, actions);
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(spectrum) = seen(session) else { return String::new() };
        let texts = &session.texts.verdicts;
        let radius = (texts.radius)(spectrum.radius(), &in_layer(session, spectrum.layer));
        let nearest = nearest(spectrum).map_or_else(String::new, |(angle, [re, im])| {
            (texts.nearest)(angle, re.hypot(im), im.atan2(re).abs())
        });
        radius + &nearest + &beyond(texts, spectrum)
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(spectrum) = seen(session) else { return Vec::new() };
        let reach = reach(spectrum);
        let gated = session.run.config.cell.about().is_gated();
        let texts = &session.texts.graphs;
        let title = if gated { texts.of_mean_jacobian } else { "" };
        let points = spectrum.eigenvalues.iter().map(|[re, im]| (*re, *im)).collect();
        let trail = trail(recent(session, spectrum.step));
        let mut layers = vec![circle()];
        layers.extend(spectrum.angle.into_iter().flat_map(|angle| rays(texts, angle, reach)));
        layers.push(Layer::Trail { clock: texts.step.to_owned(), points: trail, joined: false });
        layers.push(Layer::dots(texts.eigenvalues, Ink::Prediction, points));
        let axis = |name: &str| Scale::new(name).over(-reach, reach);
        let title = [title.to_owned(), watched(session, spectrum.step)];
        let title = title.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let graph = Graph::new(axis(texts.real_part), axis(texts.imaginary_part), layers);
        vec![graph.titled((session.texts.words.listed)(&title)).square()]
    }

    fn csv(&self, session: &Session) -> String {
        let mut table = Table::new("step,layer,real,imaginary,radius,angle,task_angle");
        let Some(spectrum) = seen(session) else { return table.text() };
        let layer = spectrum.layer + 1;
        let d = spectrum.angle.map(|angle| angle.to_string()).unwrap_or_default();
        let trail = recent(session, spectrum.step).iter().map(|(step, set)| (*step, pairs(set)));
        let earlier = trail.filter(|(step, _)| *step < spectrum.step);
        for (step, eigenvalues) in earlier.chain([(spectrum.step, &spectrum.eigenvalues[..])]) {
            for [re, im] in eigenvalues {
                let (radius, angle) = (re.hypot(*im), im.atan2(*re));
                table.row(format_args!("{step},{layer},{re},{im},{radius},{angle},{d}"));
            }
        }
        table.text()
    }
}

fn seen(session: &Session) -> Option<&Spectrum> {
    session.lenses.seen()
}

/// Since when the trail is known: a large network's only while the lens is open.
fn watched(session: &Session, step: u64) -> String {
    match recent(session, step) {
        [] | [_] => session.texts.verdicts.trail_grows.to_owned(),
        [(since, _), ..] => (session.texts.verdicts.trail_since)(*since),
    }
}

/// What was kept of the steps before one, and of it.
fn recent(session: &Session, step: u64) -> &[(u64, Vec<f64>)] {
    session.lenses.trends.of(ABOUT.kind).recent(step)
}

/// Real and imaginary part of each eigenvalue that was kept.
fn pairs(numbers: &[f64]) -> &[[f64; 2]] {
    numbers.as_chunks().0
}

/// Where the eigenvalues were, with the steps at which they were there.
fn trail(sets: &[(u64, Vec<f64>)]) -> Vec<TrailPoint> {
    let age = 1.0 / sets.len().max(2).saturating_sub(1) as f64;
    let points = |(n, (step, set)): (usize, &(u64, Vec<f64>))| {
        let (age, time) = (n as f64 * age, *step as f64);
        pairs(set).iter().map(|[x, y]| TrailPoint { x: *x, y: *y, age, time }).collect::<Vec<_>>()
    };
    sets.iter().enumerate().flat_map(points).collect()
}

/// The spectral radius, while the lens is open, and the layer's name where there are several: for the
/// status line.
pub(in crate::app) fn radius(session: &Session) -> Option<(f64, String)> {
    let shown = session.lenses.open.shown && session.lenses.failure(LensKind::Spectrum).is_none();
    let spectrum = seen(session).filter(|_| shown)?;
    Some((spectrum.radius(), in_layer(session, spectrum.layer)))
}

/// The task's angle d, if it has one, and the eigenvalue nearest to e^(±id): the oscillator that the
/// task asks for has its angle and its distance from the middle.
fn nearest(spectrum: &Spectrum) -> Option<(f64, [f64; 2])> {
    let angle = spectrum.angle?;
    let distance = |[re, im]: &[f64; 2]| {
        let (target_re, target_im) = (angle.cos(), angle.sin().abs());
        (re - target_re).hypot(im.abs() - target_im)
    };
    let values = spectrum.eigenvalues.iter().copied();
    let nearest = values.min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    Some((angle, nearest))
}

/// How far the axes reach: where a few eigenvalues are huge, the circle stays in sight.
fn reach(spectrum: &Spectrum) -> f64 {
    spectrum.radius().clamp(1.0, 3.0) * 1.12
}

/// How many eigenvalues the axes don't reach, as a sentence; none when empty.
fn beyond(texts: &Verdicts, spectrum: &Spectrum) -> String {
    let reach = reach(spectrum);
    let outside = |[re, im]: &&[f64; 2]| re.abs() > reach || im.abs() > reach;
    match spectrum.eigenvalues.iter().filter(outside).count() {
        0 => String::new(),
        1 => texts.one_beyond.to_owned(),
        count => (texts.beyond)(count),
    }
}

fn circle() -> Layer {
    const CORNERS: u32 = 96;
    let angle = |n: u32| f64::from(n) / f64::from(CORNERS) * TAU;
    let points = (0..=CORNERS).map(|n| (angle(n).cos(), angle(n).sin())).collect();
    Layer::line("", Ink::Quiet, points)
}

/// From the middle outwards at ±d.
fn rays(texts: &Graphs, angle: f64, reach: f64) -> impl Iterator<Item = Layer> {
    [(texts.task_angle, angle), ("", -angle)].into_iter().map(move |(name, angle)| {
        let points = vec![(0.0, 0.0), (reach * angle.cos(), reach * angle.sin())];
        Layer::line(name, Ink::Mark, points)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trail_grows_younger_from_step_to_step() {
        let sets = [(4, vec![0.5, 0.1, 0.5, -0.1]), (6, vec![0.6, 0.0]), (9, vec![0.7, 0.0])];
        let told: Vec<_> = trail(&sets).iter().map(|past| (past.x, past.y, past.age)).collect();
        assert_eq!(told, [(0.5, 0.1, 0.0), (0.5, -0.1, 0.0), (0.6, 0.0, 0.5), (0.7, 0.0, 1.0)]);
        assert_eq!(trail(&sets)[3].time, 9.0);
        assert_eq!(trail(&sets[2..])[0].age, 0.0);
    }
}
