//! Eigenvalues of the recurrence in the complex plane.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use egui::Ui;

use super::{About, Lens, layer_choice};
use crate::app::ticks::short;
use crate::config::Cell;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::inspector::{Answer, Question};
use crate::lens::spectrum::Spectrum;
use crate::session::{Action, LensKind, Session};

/// The lens.
pub(super) struct SpectrumLens;

impl Lens for SpectrumLens {
    fn kind(&self) -> LensKind {
        LensKind::Spectrum
    }

    fn title(&self) -> &'static str {
        "Spectrum"
    }

    fn hint(&self) -> &'static str {
        "A pair near the circle at the angles ±d is an oscillator of the task's own pace; points far \
         outside explode."
    }

    fn about(&self) -> About {
        About {
            what: "The eigenvalues of the recurrent matrix in the complex plane, with the unit \
                   circle, and trails of where they were. One at distance r and angle φ from the \
                   middle multiplies its part of the state by r and turns it by φ at each time \
                   step. The rays are at ±d, the angle between two samples of the data. LSTM and \
                   GRU: eigenvalues of the state's derivative by the state before, averaged over \
                   the window.",
            why: "The task asks for a state that turns by d at each time step and doesn't fade: a \
                  pair at e^{±id}. The input helps, so that a network can do with eigenvalues well \
                  inside the circle. The largest distance is the spectral radius; above 1 the \
                  state grows until the nonlinearity stops it.",
            source: "Sussillo and Barak 2013, Opening the black box: low-dimensional dynamics in \
                     high-dimensional recurrent neural networks.",
        }
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        if let Some(spectrum) = seen(session) {
            layer_choice(ui, session, spectrum.layer, Question::Spectrum, actions);
        }
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(spectrum) = seen(session) else { return String::new() };
        let (radius, d) = (short(spectrum.radius()), short(spectrum.angle));
        match nearest(spectrum) {
            Some([re, im]) => format!(
                "Spectral radius {radius}. Nearest to the task's angle {d}: {} from the middle, at \
                 angle {}.",
                short(re.hypot(im)),
                short(im.atan2(re).abs()),
            ),
            None => format!("Spectral radius {radius}."),
        }
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(spectrum) = seen(session) else { return Vec::new() };
        let reach = spectrum.radius().clamp(1.0, 3.0) * 1.12;
        let title = match session.run.config.cell {
            Cell::Rnn => String::new(),
            Cell::Lstm | Cell::Gru => "of the mean state-to-state Jacobian".to_owned(),
        };
        let points = spectrum.eigenvalues.iter().map(|[re, im]| (*re, *im)).collect();
        let mut layers = vec![circle()];
        layers.extend(rays(spectrum.angle, reach));
        layers.push(Layer::Trail {
            points: session.lenses.trends.eigenvalues.trail(),
            joined: false,
        });
        let name = "eigenvalues".to_owned();
        layers.push(Layer::Dots { name, ink: Ink::Prediction, points });
        vec![Graph {
            title,
            x: Scale::new("real part").over(-reach, reach),
            y: Scale::new("imaginary part").over(-reach, reach),
            layers,
            square: true,
            ..Graph::default()
        }]
    }

    fn csv(&self, session: &Session) -> String {
        let mut text = String::from("step,layer,real,imaginary,radius,angle\n");
        let Some(spectrum) = seen(session) else { return text };
        for [re, im] in &spectrum.eigenvalues {
            let (step, layer) = (spectrum.step, spectrum.layer);
            let (radius, angle) = (re.hypot(*im), im.atan2(*re));
            // Writing to a string can't fail.
            let _ = writeln!(text, "{step},{layer},{re},{im},{radius},{angle}");
        }
        text
    }
}

fn seen(session: &Session) -> Option<&Spectrum> {
    match session.lenses.answer(LensKind::Spectrum) {
        Some((_, Answer::Spectrum(spectrum))) => Some(spectrum),
        _ => None,
    }
}

/// The spectral radius, while the lens is open: a number for the status line.
pub(in crate::app) fn radius(session: &Session) -> Option<f64> {
    let shown = session.lenses.open.shown && session.lenses.failure(LensKind::Spectrum).is_none();
    seen(session).filter(|_| shown).map(Spectrum::radius)
}

/// The eigenvalue of those at some angle whose angle is nearest to the task's, the larger the
/// better.
fn nearest(spectrum: &Spectrum) -> Option<[f64; 2]> {
    let distance = |[re, im]: &[f64; 2]| {
        let (target_re, target_im) = (spectrum.angle.cos(), spectrum.angle.sin().abs());
        (re - target_re).hypot(im.abs() - target_im)
    };
    let values = spectrum.eigenvalues.iter().copied();
    values.min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

fn circle() -> Layer {
    const CORNERS: u32 = 96;
    let angle = |n: u32| f64::from(n) / f64::from(CORNERS) * TAU;
    let points = (0..=CORNERS).map(|n| (angle(n).cos(), angle(n).sin())).collect();
    Layer::Line { name: String::new(), ink: Ink::Quiet, points }
}

/// From the middle outwards at ±d.
fn rays(angle: f64, reach: f64) -> impl Iterator<Item = Layer> {
    [("angle ±d", angle), ("", -angle)].into_iter().map(move |(name, angle)| Layer::Line {
        name: name.to_owned(),
        ink: Ink::Mark,
        points: vec![(0.0, 0.0), (reach * angle.cos(), reach * angle.sin())],
    })
}
