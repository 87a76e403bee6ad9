//! Backpropagation through time: how much of the error reaches each time step.
//!
//! ‖∂L/∂h_t‖ over the window (Bengio et al. 1994; Pascanu et al. 2013, arXiv 1211.5063). Every time
//! step that counts adds an error of its own, which hides what becomes of those that come from later ones; so
//! the *reach* is shown too: ‖∂ŷ_T/∂h_t‖ as a part of ‖∂ŷ_T/∂h_T‖, what remains at time step t of a
//! gradient that sets out at the last one.

use crate::network::model64::product::norm;
use crate::text::Reason;

use super::backward::backward;
use super::output::{Entry, Found, Keep, LensOutput, NoChoice, TrendPoint};
use super::{Frozen, LensContext, Model64, Trace};

/// A reach at the first time step below this is called vanishing, one above its inverse exploding.
pub const VANISHING: f64 = 1e-3;

/// What a window's gradient does on its way back.
#[derive(Clone, Debug, PartialEq)]
pub struct Backprop {
    /// The step the network is at.
    pub step: u64,
    /// ‖∂L/∂h_t‖ for each layer, from the input up, one number a time step of the whole window. L is
    /// training's loss.
    pub norms: Vec<Vec<f64>>,
    /// ‖∂ŷ_T/∂h_t‖ / ‖∂ŷ_T/∂h_T‖ of the top layer, one number a time step; 1 at the last.
    pub reach: Vec<f64>,
    /// What is to be said of it.
    pub verdict: Verdict,
}

/// What becomes of a gradient between a window's last time step and its first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Less than [`VANISHING`] of it arrives.
    Vanishing,
    /// It arrives.
    Flowing,
    /// It grows by more than the inverse of [`VANISHING`].
    Exploding,
    /// There is no way: the state is none, or the window has one time step.
    Cut,
}

impl Backprop {
    /// ‖∂L/∂h‖ at the first time step by that at the last, in the top layer; none if that is zero.
    pub fn ratio(&self) -> Option<f64> {
        let top = self.norms.last()?;
        let ratio = top.first()? / top.last()?;
        ratio.is_finite().then_some(ratio)
    }
}

impl LensOutput for Backprop {
    const ENTRY: Entry = Entry::new("backprop").keeping(Keep::WholeRun);
    type Choice = NoChoice;

    fn find(context: &mut LensContext<'_>, _: &NoChoice) -> Result<Found<Self>, Reason> {
        Ok(Found::Now(backprop(context.frozen)))
    }

    fn step(&self) -> u64 {
        self.step
    }

    /// The [`Backprop::ratio`].
    fn trend_point(&self) -> Option<TrendPoint> {
        let numbers = vec![self.ratio()?];
        Some(TrendPoint { step: self.step, subject: 0, numbers })
    }
}

/// The gradient's way back through the window shown.
pub fn backprop(frozen: &Frozen) -> Backprop {
    let (model, trace) = (frozen.model(), frozen.whole_trace());
    let slopes = model.objective().slopes(&trace.prediction, &frozen.row_target());
    let norms = norms(&model, &trace, &slopes);
    let mut last = vec![0.0; trace.prediction.len()];
    last[trace.prediction.len() - model.outputs()] = 1.0;
    let reach = relative(self::norms(&model, &trace, &last).pop().unwrap_or_default());
    let cut = model.layers.iter().any(|layer| !layer.recurrent) || frozen.time_steps < 2;
    let verdict = if cut { Verdict::Cut } else { verdict(&reach) };
    Backprop { step: frozen.step, norms, reach, verdict }
}

/// ‖∂L/∂h_t‖ of each layer, where `by_prediction` is ∂L/∂ŷ_t.
pub fn norms(model: &Model64<'_>, trace: &Trace, by_prediction: &[f64]) -> Vec<Vec<f64>> {
    let mut norms = vec![vec![0.0; trace.moments.len()]; model.layers.len()];
    backward(model, trace, by_prediction, |stop| {
        norms[stop.layer][stop.time_step] = norm(stop.by_hidden);
    });
    norms
}

fn relative(norms: Vec<f64>) -> Vec<f64> {
    let last = norms.last().copied().unwrap_or(1.0);
    // A readout of zeros sends no gradient at all.
    let scale = if last > 0.0 { 1.0 / last } else { 0.0 };
    norms.iter().map(|norm| norm * scale).collect()
}

fn verdict(reach: &[f64]) -> Verdict {
    match reach.first() {
        Some(&first) if first < VANISHING => Verdict::Vanishing,
        // What isn't a number any more was too large for one on its way.
        Some(&first) if first > 1.0 / VANISHING || first.is_nan() => Verdict::Exploding,
        _ => Verdict::Flowing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_outgrows_all_numbers_explodes() {
        for (first, expected) in [
            (0.5 * VANISHING, Verdict::Vanishing),
            (2.0 * VANISHING, Verdict::Flowing),
            (2.0 / VANISHING, Verdict::Exploding),
            (f64::INFINITY, Verdict::Exploding),
            (f64::NAN, Verdict::Exploding),
        ] {
            assert_eq!(verdict(&[first, 1.0]), expected, "{first}");
        }
    }
}
