//! The weights before the first step: PyTorch's very numbers for a seed, or Keras' scheme.

use rand_mt::Mt;

use super::Spec;
use super::cell::KerasDraw;
use super::parameters::{Entry, layout};
use crate::config::InitialWeights;

/// Draws the values of every variable, in the order of [`layout`].
pub fn draw(spec: &Spec, weights: InitialWeights, seed: u32) -> Vec<Vec<f32>> {
    let mut random = Random(Mt::new(seed));
    let entries = layout(spec);
    match weights {
        InitialWeights::Pytorch => pytorch(spec.hidden, &entries, &mut random),
        InitialWeights::Keras => keras(spec, &entries, &mut random),
    }
}

/// PyTorch draws everything from U(−1/√hidden, 1/√hidden): `RNNBase.reset_parameters` and
/// `Linear.reset_parameters`, in the order in which the modules are made.
fn pytorch(hidden: usize, entries: &[Entry], random: &mut Random) -> Vec<Vec<f32>> {
    let bound = 1.0 / (hidden as f64).sqrt();
    entries.iter().map(|entry| random.uniforms(bound, entry.len())).collect()
}

/// Keras' defaults: what each parameter of the cell says, and for the readout a Glorot uniform
/// kernel and a zero bias.
fn keras(spec: &Spec, entries: &[Entry], random: &mut Random) -> Vec<Vec<f32>> {
    let of_cell = spec.cell.about().parameters;
    let of_layers = of_cell.iter().map(|parameter| parameter.keras).cycle();
    let of_layers = of_layers.take(of_cell.len() * spec.layers);
    let kinds = of_layers.chain([KerasDraw::Glorot, KerasDraw::Zeros]);
    entries.iter().zip(kinds).map(|(entry, kind)| random.keras(kind, entry, spec.hidden)).collect()
}

/// Random numbers as PyTorch draws them on a CPU: MT19937, seeded with `init_genrand`.
struct Random(Mt);

impl Random {
    /// One parameter of a layer of `hidden` units.
    fn keras(&mut self, kind: KerasDraw, entry: &Entry, hidden: usize) -> Vec<f32> {
        let zeros = || vec![0.0; entry.len()];
        match (kind, entry.shape.as_slice()) {
            (KerasDraw::Glorot, [rows, columns]) => {
                self.uniforms((6.0 / (rows + columns) as f64).sqrt(), entry.len())
            }
            (KerasDraw::Orthogonal, [rows, columns]) => self.orthogonal(*rows, *columns),
            (KerasDraw::Uniform(bound), _) => self.uniforms(bound, entry.len()),
            (KerasDraw::OnesIn(block), _) => {
                let mut values = zeros();
                values[block * hidden..][..hidden].fill(1.0);
                values
            }
            // Neither a kernel nor anything drawn.
            _ => zeros(),
        }
    }

    /// `count` numbers from U(−bound, bound), bit for bit those of `torch.Tensor.uniform_`: the low
    /// 24 bits of each draw become u in [0, 1), and u·(hi − lo) + lo is computed in float32.
    fn uniforms(&mut self, bound: f64, count: usize) -> Vec<f32> {
        let (lo, hi) = (-bound as f32, bound as f32);
        (0..count).map(|_| self.unit() * (hi - lo) + lo).collect()
    }

    fn unit(&mut self) -> f32 {
        const MANTISSA: u32 = (1 << 24) - 1;
        (self.0.next_u32() & MANTISSA) as f32 / (MANTISSA + 1) as f32
    }

    /// A number from the standard normal distribution (Box & Muller 1958).
    fn normal(&mut self) -> f64 {
        // 1 − u lies in (0, 1], so that the logarithm is finite.
        let radius = (-2.0 * libm::log(1.0 - f64::from(self.unit()))).sqrt();
        radius * libm::cos(std::f64::consts::TAU * f64::from(self.unit()))
    }

    /// A rows × columns matrix (rows ≥ columns) with orthonormal columns, uniformly distributed:
    /// Gram and Schmidt's process on a Gaussian matrix, twice for the sake of rounding.
    fn orthogonal(&mut self, rows: usize, columns: usize) -> Vec<f32> {
        let mut basis: Vec<Vec<f64>> = Vec::with_capacity(columns);
        for _ in 0..columns {
            let mut column: Vec<f64> = (0..rows).map(|_| self.normal()).collect();
            for other in basis.iter().chain(basis.iter()) {
                let overlap = dot(&column, other);
                column.iter_mut().zip(other).for_each(|(value, other)| *value -= overlap * other);
            }
            let norm = dot(&column, &column).sqrt();
            column.iter_mut().for_each(|value| *value /= norm);
            basis.push(column);
        }
        let value = |row: usize, column: usize| basis[column][row] as f32;
        (0..rows * columns).map(|at| value(at / columns, at % columns)).collect()
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
