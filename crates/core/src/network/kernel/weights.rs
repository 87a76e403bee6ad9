//! The parameters of a window, packed once and read by every block of rows.

use pulp::Simd;

use super::Spec;
use super::pack::{Packing, pack_straight};
use super::product::{Form, UNIT_PANEL_VECTORS, row_panel};
use super::shape::{Cut, Lanes, Shape, Units};
use super::unit::Unit;
use super::workspace::Aligned;

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
    /// `out.weight`, for each output one number for each unit of the layer.
    pub(super) out: Aligned,
    /// Floats of one output's weights.
    pub(super) out_len: usize,
    /// `out.bias`, one for each output.
    pub(super) out_bias: Vec<f32>,
}

/// The parameters of one layer; matrices are packed gate by gate.
#[derive(Debug, Default)]
pub(super) struct LayerWeights {
    /// W of a layer that reads one number, one vector per gate.
    pub(super) input: Aligned,
    /// W of the other layers.
    pub(super) input_matrix: Matrix,
    /// U.
    pub(super) recurrent: Matrix,
    /// u, one vector per gate, where every unit sees itself only.
    pub(super) elementwise: Aligned,
    /// The sum of the biases that feed each slot.
    pub(super) bias: Aligned,
}

/// A stack of matrices, packed for both directions. They are hidden × hidden, but for the first
/// layer's W, which is hidden × inputs and needed forward only.
#[derive(Debug, Default)]
pub(super) struct Matrix {
    /// Wᵀ, for the product with W; empty where scalar products with the rows of `backward` do it.
    forward: Aligned,
    /// W, for the product with Wᵀ.
    pub(super) backward: Aligned,
    /// Floats of one gate's matrix.
    pub(super) len: usize,
    /// Columns of W.
    pub(super) depth: usize,
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
        let packing = packing::<S>(shape.lanes);
        let gates = U::RECURRENT.len();
        let mut layers: Vec<LayerWeights> = Vec::new();
        layers.resize_with(spec.layers, LayerWeights::default);
        for (index, layer) in layers.iter_mut().enumerate() {
            let vectors = |there: bool| if there { gates * shape.vector() } else { 0 };
            layer.input.reset(vectors(index == 0 && spec.inputs == 1));
            if index > 0 {
                layer.input_matrix.reset(gates, packing, shape.hidden, &whole);
            } else if spec.inputs > 1 {
                layer.input_matrix.reset_forward(gates, packing, shape.hidden, spec.inputs);
            }
            if spec.recurrent && !U::ELEMENTWISE {
                layer.recurrent.reset(gates, packing, shape.hidden, &whole);
            }
            layer.elementwise.reset(vectors(U::ELEMENTWISE));
            layer.bias.reset(U::SLOTS * shape.vector());
        }
        let mut out = Aligned::default();
        let (out_len, out_bias) = (whole.vector(), vec![0.0; spec.outputs]);
        out.reset(spec.outputs * out_len);
        Self { shape: *shape, units: cut.units, layers, out, out_len, out_bias }
    }

    /// Floats in its matrices.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        let matrices = self.layers.iter().flat_map(|layer| [&layer.input_matrix, &layer.recurrent]);
        matrices.map(|matrix| matrix.forward.get().len() + matrix.backward.get().len()).sum()
    }

    /// Packs the parameters.
    pub(super) fn load<S: Simd, U: Unit>(&mut self, simd: S, spec: &Spec, parameters: &[&[f32]]) {
        let (shape, units, hidden) = (self.shape, self.units, spec.hidden);
        let packing = packing::<S>(shape.lanes);
        let (of_layers, of_readout) = parameters.split_at(parameters.len() - 2);
        let of_layers = of_layers.chunks_exact(U::ABOUT.parameters.len());
        for (layer, parameters) in self.layers.iter_mut().zip(of_layers) {
            let of = U::ABOUT.by_role(|place| parameters[place]);
            let weight = of.input_weight.unwrap_or_default();
            if layer.input_matrix.len > 0 {
                layer.input_matrix.load(simd, packing, weight, hidden, units);
            } else {
                load_vectors(&mut layer.input, &shape, weight, hidden, units);
            }
            let weight = of.recurrent_weight.unwrap_or_default();
            if U::ELEMENTWISE {
                load_vectors(&mut layer.elementwise, &shape, weight, hidden, units);
            } else if spec.recurrent {
                layer.recurrent.load(simd, packing, weight, hidden, units);
            }
            let bias = layer.bias.get_mut();
            bias.fill(0.0);
            let biases = [(of.input_bias, U::INPUT), (of.recurrent_bias, U::RECURRENT)];
            for (biases, feeds) in biases {
                let gates = biases.unwrap_or_default().chunks_exact(hidden);
                add_biases(bias, &shape, gates.map(|gate| units.of(gate)), feeds);
            }
        }
        let rows = of_readout[0].chunks_exact(hidden);
        for (out, row) in self.out.get_mut().chunks_exact_mut(self.out_len).zip(rows) {
            out[..hidden].copy_from_slice(row);
        }
        self.out_bias.copy_from_slice(of_readout[1]);
    }
}

/// A vector per gate with the numbers of these units.
fn load_vectors(
    vectors: &mut Aligned,
    shape: &Shape,
    parameter: &[f32],
    hidden: usize,
    units: Units,
) {
    let vectors = vectors.get_mut().chunks_exact_mut(shape.vector());
    for (vector, gate) in vectors.zip(parameter.chunks_exact(hidden)) {
        vector[..units.count].copy_from_slice(units.of(gate));
    }
}

impl Matrix {
    /// Room for the rows of `rows` units of square matrices.
    fn reset(&mut self, gates: usize, packing: Packing, rows: usize, whole: &Shape) {
        let dots = whole.lanes == Lanes::Units && whole.hidden >= DOT_PRODUCTS;
        (self.len, self.depth) = (packing.len(rows, whole.hidden), whole.hidden);
        self.forward.reset(if dots { 0 } else { gates * self.len });
        self.backward.reset(gates * self.len);
    }

    /// Room for the rows of `rows` units, `depth` numbers each, in the forward direction only.
    fn reset_forward(&mut self, gates: usize, packing: Packing, rows: usize, depth: usize) {
        (self.len, self.depth) = (packing.len(depth, rows), depth);
        self.forward.reset(gates * self.len);
        self.backward.reset(0);
    }

    /// Packs the rows of `units` of each gate's matrix, which has `hidden` rows.
    fn load<S: Simd>(
        &mut self,
        simd: S,
        packing: Packing,
        weights: &[f32],
        hidden: usize,
        units: Units,
    ) {
        let (len, depth) = (self.len, self.depth);
        // The rows of these units are consecutive too.
        let rows = Units { first: units.first * depth, count: units.count * depth };
        let gates = || weights.chunks_exact(hidden * depth).map(|gate| rows.of(gate));
        for (packed, gate) in self.forward.get_mut().chunks_exact_mut(len).zip(gates()) {
            packing.transposed(packed, gate, units.count, depth);
        }
        for (packed, gate) in self.backward.get_mut().chunks_exact_mut(len).zip(gates()) {
            pack_straight(simd, packing, packed, gate, depth);
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
