//! The parameters of a window, packed once and read by every block of rows.

use pulp::Simd;

use super::Spec;
use super::pack::{Packing, pack_straight};
use super::product::{Form, UNIT_PANEL_VECTORS, row_panel};
use super::shape::{Cut, Lanes, Shape, Units};
use super::unit::Unit;
use super::workspace::Aligned;

/// Parameters of one layer in PyTorch's order.
pub(super) const PER_LAYER: usize = 4;

/// Units from which a matrix is too large for the first cache. To transpose it then costs more than
/// the sums across a vector that scalar products with its rows end in.
const DOT_PRODUCTS: usize = 96;

/// All parameters in the form in which the products read them.
#[derive(Debug)]
pub(super) struct Weights {
    /// Of a block that reads them; its rows don't matter.
    pub(super) shape: Shape,
    /// The units whose rows of the matrices these are.
    pub(super) units: Units,
    /// One entry per layer.
    pub(super) layers: Vec<LayerWeights>,
    /// `out.weight`, one number for each unit of the layer.
    pub(super) out: Aligned,
    /// `out.bias`.
    pub(super) out_bias: f32,
}

/// The parameters of one layer; matrices are packed gate by gate.
#[derive(Debug, Default)]
pub(super) struct LayerWeights {
    /// The first layer's `weight_ih`, one vector per gate.
    pub(super) input: Aligned,
    /// The other layers' `weight_ih`.
    pub(super) input_matrix: Matrix,
    /// `weight_hh`.
    pub(super) recurrent: Matrix,
    /// The sum of the biases that feed each slot.
    pub(super) bias: Aligned,
}

/// A stack of hidden × hidden matrices, packed for both directions.
#[derive(Debug, Default)]
pub(super) struct Matrix {
    /// Wᵀ, for the product with W; empty where scalar products with the rows of `backward` do it.
    forward: Aligned,
    /// W, for the product with Wᵀ.
    pub(super) backward: Aligned,
}

/// The packing that the products of this instruction set read.
pub(super) fn packing<S: Simd>(lanes: Lanes) -> Packing {
    match lanes {
        Lanes::Units => {
            Packing { width: UNIT_PANEL_VECTORS * S::F32_LANES, multiple: S::F32_LANES }
        }
        Lanes::Rows => Packing { width: row_panel::<S>(), multiple: 1 },
    }
}

impl Weights {
    /// Room for the parameters of `spec`, read by blocks cut like this one.
    pub(super) fn new<S: Simd, U: Unit>(spec: &Spec, cut: Cut) -> Self {
        let shape = &Shape::of_units::<S>(cut, cut.units);
        let whole = Shape::of_units::<S>(cut, spec.units());
        let matrix = packing::<S>(shape.lanes).len(shape.hidden, spec.hidden);
        let gates = U::RECURRENT.len();
        let mut layers: Vec<LayerWeights> = Vec::new();
        layers.resize_with(spec.layers, LayerWeights::default);
        for (index, layer) in layers.iter_mut().enumerate() {
            let first = index == 0;
            layer.input.reset(if first { gates * shape.vector() } else { 0 });
            layer.input_matrix.reset(if first { 0 } else { gates * matrix }, &whole);
            layer.recurrent.reset(if spec.recurrent { gates * matrix } else { 0 }, &whole);
            layer.bias.reset(U::SLOTS * shape.vector());
        }
        let mut out = Aligned::default();
        out.reset(whole.vector());
        Self { shape: *shape, units: cut.units, layers, out, out_bias: 0.0 }
    }

    /// Packs the parameters.
    pub(super) fn load<S: Simd, U: Unit>(&mut self, simd: S, spec: &Spec, parameters: &[&[f32]]) {
        let (shape, units) = (self.shape, self.units);
        let packing = packing::<S>(shape.lanes);
        let hidden = spec.hidden;
        for (index, layer) in self.layers.iter_mut().enumerate() {
            let [weight_ih, weight_hh, bias_ih, bias_hh] =
                [0, 1, 2, 3].map(|offset| parameters[index * PER_LAYER + offset]);
            if index == 0 {
                let vectors = layer.input.get_mut().chunks_exact_mut(shape.vector());
                for (vector, gate) in vectors.zip(weight_ih.chunks_exact(hidden)) {
                    vector[..units.count].copy_from_slice(units.of(gate));
                }
            } else {
                layer.input_matrix.load(simd, packing, weight_ih, hidden, units);
            }
            if spec.recurrent {
                layer.recurrent.load(simd, packing, weight_hh, hidden, units);
            }
            let bias = layer.bias.get_mut();
            bias.fill(0.0);
            for (biases, feeds) in [(bias_ih, U::INPUT), (bias_hh, U::RECURRENT)] {
                let gates = biases.chunks_exact(hidden).map(|gate| units.of(gate));
                add_biases(bias, &shape, gates, feeds);
            }
        }
        self.out.get_mut()[..hidden].copy_from_slice(parameters[spec.layers * PER_LAYER]);
        self.out_bias = parameters[spec.layers * PER_LAYER + 1][0];
    }
}

impl Matrix {
    fn reset(&mut self, len: usize, whole: &Shape) {
        let dots = whole.lanes == Lanes::Units && whole.hidden >= DOT_PRODUCTS;
        self.forward.reset(if dots { 0 } else { len });
        self.backward.reset(len);
    }

    /// Packs the rows of `units` of each gate's matrix, `size` × `size`.
    fn load<S: Simd>(
        &mut self,
        simd: S,
        packing: Packing,
        weights: &[f32],
        size: usize,
        units: Units,
    ) {
        let len = packing.len(units.count, size);
        // The rows of these units are consecutive too.
        let rows = Units { first: units.first * size, count: units.count * size };
        let gates = || weights.chunks_exact(size * size).map(|gate| rows.of(gate));
        for (packed, gate) in self.forward.get_mut().chunks_exact_mut(len).zip(gates()) {
            packing.transposed(packed, gate, size);
        }
        for (packed, gate) in self.backward.get_mut().chunks_exact_mut(len).zip(gates()) {
            pack_straight(simd, packing, packed, gate, size);
        }
    }

    /// What the forward product reads.
    pub(super) fn forward(&self) -> (&Aligned, Form) {
        match self.forward.get() {
            [] => (&self.backward, Form::Rows),
            _ => (&self.forward, Form::Columns),
        }
    }
}

/// Adds each gate's biases to the slot it feeds.
fn add_biases<'a>(
    slots: &mut [f32],
    shape: &Shape,
    gates: impl Iterator<Item = &'a [f32]>,
    feeds: &[usize],
) {
    for (gate, &slot) in gates.zip(feeds) {
        for (total, value) in slots[slot * shape.vector()..].iter_mut().zip(gate) {
            *total += value;
        }
    }
}
