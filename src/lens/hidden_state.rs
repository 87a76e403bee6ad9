//! The hidden state over time: a trained network's units are oscillators, shifted in phase.
//!
//! One sheet of units × time for h, and one for each gate and the cell state where there are such
//! (Karpathy et al. 2015, arXiv 1506.02078). Sorting the units by phase shows the wave that runs
//! through them.

use crate::config::Cell;
use crate::text::Reason;

use super::output::{Entry, Found, LensOutput};
use super::{CellStep, Frozen, LensContext, MOST_SHOWN, Model64, RowState, Trace};

/// Time steps that a network reads before the windows shown, to settle.
const WARM_UP: usize = 100;

/// The units of one layer over some windows.
#[derive(Clone, Debug, PartialEq)]
pub struct HiddenState {
    /// The step the network is at.
    pub step: u64,
    /// The layer, from the input up.
    pub layer: usize,
    /// Units.
    pub units: usize,
    /// Where on the data's axis each time step lies, oldest first: its phase in radians.
    pub phases: Vec<f64>,
    /// Time steps of a window: columns in which a window begins are multiples of this.
    pub time_steps: usize,
    /// Time steps before these that a window has and that aren't shown.
    pub skipped: usize,
    /// Hidden state first, then cell state and gates where the cell has them.
    pub sheets: Vec<Sheet>,
    /// The units by the phase of their oscillation, earliest peak first; in their own order where the
    /// data have no phase.
    pub by_phase: Vec<usize>,
}

/// One quantity of every unit at every time step.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// h, c, or the gate's letter.
    pub name: &'static str,
    /// units × time steps, unit after unit.
    pub values: Vec<f64>,
}

impl HiddenState {
    /// One unit's numbers on a sheet, a number a time step.
    pub fn unit(&self, sheet: usize, unit: usize) -> &[f64] {
        let columns = self.phases.len();
        self.sheets
            .get(sheet)
            .and_then(|sheet| sheet.values.get(unit * columns..(unit + 1) * columns))
            .unwrap_or(&[])
    }
}

impl LensOutput for HiddenState {
    const ENTRY: Entry = Entry::new("hidden-state").with_pins();
    type Choice = usize;

    fn find(context: &mut LensContext<'_>, layer: &usize) -> Result<Found<Self>, Reason> {
        Ok(Found::Now(hidden_state(context.frozen, *layer, context.windows())))
    }

    fn step(&self) -> u64 {
        self.step
    }
}

/// A layer's units over the window shown and those before it, `windows` in all, or as many as the
/// run has had.
///
/// The network is the frozen one throughout, and has settled over some windows more: the state that
/// training carried into the window shown was left by another network, and would bend the picture.
/// Where there is no window before it, it begins with training's state; of a window of more than
/// [`MOST_SHOWN`] time steps the last ones are shown, and none before it.
pub fn hidden_state(frozen: &Frozen, layer: usize, windows: usize) -> HiddenState {
    let layer = layer.min(frozen.config.layers - 1);
    let skipped = frozen.skipped();
    let windows = if skipped > 0 { 1 } else { windows.max(1) };
    let past = (windows as i64 - 1).min(frozen.windows_before());
    // The layers above don't matter to it.
    let model = frozen.model().lowest(layer + 1);
    let trace = match past {
        0 => frozen.trace_by(&model),
        _ => frozen.trace_over(&model, -past..1, &settled(frozen, &model, past)),
    };
    let phases = frozen.times_over(-past..1).split_off(skipped);
    let sheets = sheets(frozen.config.cell, &trace, layer);
    let units = frozen.config.hidden;
    let by_phase = order(frozen, sheets.first(), &phases);
    let (step, time_steps) = (frozen.step, frozen.time_steps - skipped);
    HiddenState { step, layer, units, phases, time_steps, skipped, sheets, by_phase }
}

/// A layer's state as the window shown begins with it, a column before that window's: what training
/// carried there, or zeros. No gates, which belong to time steps. Of a long window the first
/// [`MOST_SHOWN`] time steps are shown.
pub fn crossing(frozen: &Frozen, layer: usize) -> HiddenState {
    let layer = layer.min(frozen.config.layers - 1);
    let (model, time_steps) = (frozen.model().lowest(layer + 1), frozen.time_steps.min(MOST_SHOWN));
    let shown = &frozen.row_input()[..time_steps * model.inputs()];
    let trace = model.run(&frozen.row_state(), shown);
    let before = match &frozen.wave {
        Some(wave) => wave.phase(-1, frozen.time_steps - 1),
        None => frozen.times[0] - frozen.spacing,
    };
    let times = frozen.times.iter().copied().take(time_steps);
    let phases: Vec<f64> = std::iter::once(before).chain(times).collect();
    let (step, units, skipped) = (frozen.step, frozen.config.hidden, 0);
    let columns: Vec<&[f64]> = (0..=time_steps).map(|t| trace.h_before(t, layer)).collect();
    let sheet = turned("h", &columns);
    let by_phase = order(frozen, Some(&sheet), &phases);
    let sheets = vec![sheet];
    HiddenState { step, layer, units, phases, time_steps, skipped, sheets, by_phase }
}

/// A state that the network has settled to, the `past` windows before the one shown still to come.
///
/// It sets out from the state before the window shown, some windows earlier where the data are
/// nearly in the same phase: a network can have several ways to oscillate, and this keeps it in its
/// own.
pub(super) fn settled(frozen: &Frozen, model: &Model64<'_>, past: i64) -> RowState {
    let state = frozen.row_state();
    let needed = past + WARM_UP.div_ceil(frozen.time_steps) as i64;
    let back = frozen.wave.as_ref().map_or(needed, |wave| {
        // Within a period there is a window that begins at nearly the same phase.
        let period = std::f64::consts::TAU / wave.stride.abs().max(1e-9);
        let candidates = needed..=needed + period.ceil().min(WARM_UP as f64) as i64;
        let off = |windows: i64| 1.0 - libm::cos(windows as f64 * wave.stride);
        candidates.min_by(|a, b| off(*a).total_cmp(&off(*b))).unwrap_or(needed)
    });
    frozen.trace_over(model, -back..-past, &state).after()
}

/// The units by the phase of their oscillation; in the network's order where the data have no phase.
fn order(frozen: &Frozen, h: Option<&Sheet>, phases: &[f64]) -> Vec<usize> {
    match (&frozen.wave, h) {
        (Some(_), Some(h)) => order_by_phase(&h.values, phases),
        _ => (0..frozen.config.hidden).collect(),
    }
}

/// A quantity's columns, one a time step, as a sheet.
fn turned(name: &'static str, columns: &[&[f64]]) -> Sheet {
    let units = columns.first().map_or(0, |column| column.len());
    let values =
        (0..units).flat_map(|unit| columns.iter().map(move |column| column[unit])).collect();
    Sheet { name, values }
}

/// Every quantity of a layer, units × time steps.
fn sheets(cell: Cell, trace: &Trace, layer: usize) -> Vec<Sheet> {
    let sheet = |name, numbers: &dyn Fn(&CellStep) -> &[f64]| {
        let columns: Vec<&[f64]> =
            trace.moments.iter().map(|moments| numbers(&moments[layer])).collect();
        turned(name, &columns)
    };
    let mut sheets = vec![sheet("h", &|moment| &moment.h)];
    if cell.about().cell_state {
        sheets.push(sheet("c", &|moment| &moment.c));
    }
    for (gate, about) in cell.about().gates.iter().enumerate() {
        sheets.push(sheet(about.letter, &move |moment| {
            let units = moment.h.len();
            &moment.gates[gate * units..(gate + 1) * units]
        }));
    }
    sheets
}

/// The units in the order of their oscillations' peaks: least squares of m + a cos φ + b sin φ at
/// the phases φ of the data peaks at atan2(b, a).
pub fn order_by_phase(values: &[f64], phases: &[f64]) -> Vec<usize> {
    let waves: Vec<[f64; 3]> =
        phases.iter().map(|phase| [1.0, libm::cos(*phase), libm::sin(*phase)]).collect();
    let inverse = inverse(&normal_equations(&waves));
    let peak = |series: &[f64]| {
        let mut sums = [0.0; 3];
        for (value, wave) in series.iter().zip(&waves) {
            sums.iter_mut().zip(wave).for_each(|(sum, part)| *sum += part * value);
        }
        let fit = |row: usize| (0..3).map(|k| inverse[row][k] * sums[k]).sum::<f64>();
        libm::atan2(fit(2), fit(1))
    };
    let peaks: Vec<f64> = values.chunks_exact(phases.len().max(1)).map(peak).collect();
    let mut order: Vec<usize> = (0..peaks.len()).collect();
    order.sort_by(|a, b| peaks[*a].total_cmp(&peaks[*b]));
    order
}

/// The sum of w wᵀ over all `waves` w. A little on the diagonal keeps short windows solvable.
fn normal_equations(waves: &[[f64; 3]]) -> [[f64; 3]; 3] {
    let mut normal = [[1e-9, 0.0, 0.0], [0.0, 1e-9, 0.0], [0.0, 0.0, 1e-9]];
    for wave in waves {
        for (row, left) in normal.iter_mut().zip(wave) {
            row.iter_mut().zip(wave).for_each(|(sum, right)| *sum += left * right);
        }
    }
    normal
}

/// The inverse of a matrix that has one: its cofactors, transposed, by its determinant.
fn inverse(m: &[[f64; 3]; 3]) -> [[f64; 3]; 3] {
    let minor = |row: usize, column: usize| {
        let (r, s) = ((row + 1) % 3, (row + 2) % 3);
        let (c, d) = ((column + 1) % 3, (column + 2) % 3);
        // Going round, the signs of the cofactors are there already.
        m[r][c] * m[s][d] - m[r][d] * m[s][c]
    };
    let determinant: f64 = (0..3).map(|column| m[0][column] * minor(0, column)).sum();
    [0, 1, 2].map(|row| [0, 1, 2].map(|column| minor(column, row) / determinant))
}
