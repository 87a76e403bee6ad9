//! The weights before the first step: PyTorch's very numbers for a seed, or Keras' scheme.

use rand_mt::Mt;

use super::parameters::Entry;
use crate::config::{Cell, Config, InitialWeights};

/// Draws the values of every variable, in the order of `entries`.
pub fn draw(config: &Config, entries: &[Entry]) -> Vec<Vec<f32>> {
    let mut random = Random(Mt::new(config.seed));
    match config.weights {
        InitialWeights::Pytorch => pytorch(config.hidden, entries, &mut random),
        InitialWeights::Keras => keras(config, entries, &mut random),
    }
}

/// PyTorch draws everything from U(−1/√hidden, 1/√hidden): `RNNBase.reset_parameters` and
/// `Linear.reset_parameters`, in the order in which the modules are made.
fn pytorch(hidden: usize, entries: &[Entry], random: &mut Random) -> Vec<Vec<f32>> {
    let bound = 1.0 / (hidden as f64).sqrt();
    entries.iter().map(|entry| random.uniforms(bound, entry.len())).collect()
}

/// Keras' defaults: Glorot uniform kernels, orthogonal recurrent kernels, zero biases, and 1 for
/// the forget gate's bias (`unit_forget_bias`; here in `bias_ih`, as Keras' LSTM has one bias only).
fn keras(config: &Config, entries: &[Entry], random: &mut Random) -> Vec<Vec<f32>> {
    let hidden = config.hidden;
    let draw = |entry: &Entry| match entry.shape.as_slice() {
        [rows, columns] if entry.name.contains("weight_hh") => random.orthogonal(*rows, *columns),
        [rows, columns] => {
            // Glorot & Bengio 2010: U(−b, b) with b = √(6 / (fan in + fan out)).
            random.uniforms((6.0 / (rows + columns) as f64).sqrt(), entry.len())
        }
        _ => {
            let mut bias = vec![0.0; entry.len()];
            if config.cell == Cell::Lstm && entry.name.contains("bias_ih") {
                bias[hidden..2 * hidden].fill(1.0);
            }
            bias
        }
    };
    entries.iter().map(draw).collect()
}

/// Random numbers as PyTorch draws them on a CPU: MT19937, seeded with `init_genrand`.
struct Random(Mt);

impl Random {
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
