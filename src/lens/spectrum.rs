//! The spectrum: what the recurrence alone does to the state from one time step to the next.
//!
//! Eigenvalues of the recurrent matrix (cells without gates), or of the state-to-state Jacobian averaged over the
//! window (the others; the LSTM's state is h and c together). One at radius 1 and angle ±d turns by
//! one sample's distance without fading: the oscillator that the task asks for (Sussillo & Barak
//! 2013, "Opening the Black Box").

use faer::Mat;

use crate::config::StateMode;
use crate::network::model64::{Layer, LocalJacobian};

use super::output::{Entry, Found, Keep, LensOutput, TrendPoint, Work};
use super::{CellStep, Frozen, LensContext, Trace};
use crate::text::{Reason, Texts};

/// Rows of a matrix up to which its eigenvalues take some milliseconds.
const QUICK: usize = 128;

/// The eigenvalues of a frozen network's recurrence.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectrum {
    /// The step the network is at.
    pub step: u64,
    /// The layer, from the input up.
    pub layer: usize,
    /// Real and imaginary part of each, largest first.
    pub eigenvalues: Vec<[f64; 2]>,
    /// The task's angle: the distance d between two samples, in radians; `None` where the data are no
    /// wave.
    pub angle: Option<f64>,
}

/// Why there is no spectrum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSpectrum {
    /// The state is none.
    #[error("{}", Texts::in_force().obstacles.not_recurrent)]
    NotRecurrent,
    /// A weight or a slope isn't finite.
    #[error("{}", Texts::in_force().obstacles.not_finite)]
    NotFinite,
    /// The iteration ended without an answer.
    #[error("{}", Texts::in_force().obstacles.no_eigenvalues)]
    NotFound,
}

impl Spectrum {
    /// The spectral radius: the largest distance of an eigenvalue from zero.
    pub fn radius(&self) -> f64 {
        self.eigenvalues.first().map_or(0.0, |[re, im]| libm::hypot(*re, *im))
    }
}

impl LensOutput for Spectrum {
    const ENTRY: Entry = Entry::new("spectrum").keeping(Keep::Recent);
    type Choice = usize;

    fn find(context: &mut LensContext<'_>, layer: &usize) -> Result<Found<Self>, Reason> {
        let (frozen, layer) = (context.frozen.clone(), *layer);
        Ok(Found::begun(SpectrumWork { frozen, layer, found: None }))
    }

    fn step(&self) -> u64 {
        self.step
    }

    /// Real and imaginary part of each eigenvalue of a layer.
    fn trend_point(&self) -> Option<TrendPoint> {
        let numbers = self.eigenvalues.as_flattened().to_vec();
        Some(TrendPoint { step: self.step, subject: self.layer, numbers })
    }

    fn is_quick(frozen: &Frozen) -> bool {
        let states = if frozen.config.cell.about().cell_state { 2 } else { 1 };
        states * frozen.config.hidden <= QUICK
    }
}

/// The eigenvalues of a matrix, perhaps a large one: what takes less time is answered before.
struct SpectrumWork {
    frozen: Frozen,
    layer: usize,
    found: Option<Spectrum>,
}

impl Work<Spectrum> for SpectrumWork {
    fn advance(&mut self) -> Result<bool, Reason> {
        self.found = Some(spectrum(&self.frozen, self.layer)?);
        Ok(false)
    }

    fn come(&mut self) -> Option<Spectrum> {
        self.found.take()
    }
}

/// The matrix whose eigenvalues are asked for.
fn recurrence(frozen: &Frozen, layer: usize) -> Mat<f64> {
    let weights = &frozen.model().layers[layer];
    if frozen.config.cell.about().is_gated() {
        return mean_jacobian(weights, &frozen.trace(), layer);
    }
    let mut matrix = Mat::zeros(weights.hidden, weights.hidden);
    weights.recurrent_entries(|row, column, weight| matrix[(row, column)] = weight);
    matrix
}

/// The spectrum of a layer over the window shown; a second's work for the largest.
///
/// # Errors
/// [`NoSpectrum`] says why there is none.
pub fn spectrum(frozen: &Frozen, layer: usize) -> Result<Spectrum, NoSpectrum> {
    if frozen.config.state == StateMode::None {
        return Err(NoSpectrum::NotRecurrent);
    }
    let layer = layer.min(frozen.config.layers - 1);
    let eigenvalues = eigenvalues(&recurrence(frozen, layer))?;
    let angle = frozen.wave.as_ref().map(|wave| wave.spacing);
    Ok(Spectrum { step: frozen.step, layer, eigenvalues, angle })
}

/// The eigenvalues of a square matrix, largest first.
///
/// # Errors
/// [`NoSpectrum`] when the matrix isn't finite or the iteration doesn't end.
pub fn eigenvalues(matrix: &Mat<f64>) -> Result<Vec<[f64; 2]>, NoSpectrum> {
    if !matrix.is_all_finite() {
        return Err(NoSpectrum::NotFinite);
    }
    let found = matrix.eigenvalues().map_err(|_| NoSpectrum::NotFound)?;
    let mut values: Vec<[f64; 2]> = found.iter().map(|value| [value.re, value.im]).collect();
    values.sort_by(|a, b| libm::hypot(b[0], b[1]).total_cmp(&libm::hypot(a[0], a[1])));
    Ok(values)
}

/// ∂(state′)/∂(state) of a layer at one time step; the state is h, or h and c one after the other.
pub fn jacobian(frozen: &Frozen, moment: &CellStep, layer: usize) -> Mat<f64> {
    state_to_state(&frozen.model().layers[layer], &moment.slopes)
}

/// The mean Jacobian over a trace. It is linear in the slopes, so that their mean is enough.
fn mean_jacobian(layer: &Layer<'_>, trace: &Trace, index: usize) -> Mat<f64> {
    let slopes: Vec<&LocalJacobian> =
        trace.moments.iter().map(|moments| &moments[index].slopes).collect();
    state_to_state(layer, &LocalJacobian::mean(&slopes))
}

fn state_to_state(layer: &Layer<'_>, slopes: &LocalJacobian) -> Mat<f64> {
    let states = if layer.cell.about().cell_state { 2 } else { 1 };
    let mut jacobian = Mat::zeros(states * layer.hidden, states * layer.hidden);
    layer.state_to_state(slopes, |row, column, part| jacobian[(row, column)] += part);
    jacobian
}
