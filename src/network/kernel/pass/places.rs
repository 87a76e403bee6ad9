//! Where the gradients of a block go.

use std::mem::take;

use crate::network::kernel::product::MOST_GATES;

/// Where gradients are written, from the last layer to the first.
#[expect(clippy::large_enum_variant, reason = "one or two a window, and none is moved about")]
pub(in crate::network::kernel) enum Gradients<'a> {
    /// Those of all parameters one after the other, in their order.
    All(&'a mut [f32]),
    /// Those of half the units of the only layer; one half writes those of the readout.
    Half { layer: LayerGradients<'a>, readout: Option<&'a mut [f32]> },
}

impl<'a> Gradients<'a> {
    /// out.weight and out.bias, once.
    pub(super) fn take_readout(&mut self, hidden: usize) -> Option<&'a mut [f32]> {
        match self {
            Self::All(rest) => Some(take_end(rest, hidden + 1)),
            Self::Half { readout, .. } => readout.take(),
        }
    }

    /// Those of the last layer that is left, which has `count` parameters.
    pub(super) fn take_layer(
        &mut self,
        count: usize,
        gates: usize,
        hidden: usize,
    ) -> LayerGradients<'a> {
        match self {
            Self::All(rest) => LayerGradients::new(take_end(rest, count), gates, hidden),
            Self::Half { layer, .. } => take(layer),
        }
    }
}

fn take_end<'a>(slice: &mut &'a mut [f32], count: usize) -> &'a mut [f32] {
    let all = take(slice);
    let (rest, end) = all.split_at_mut(all.len() - count);
    *slice = rest;
    end
}

/// One parameter's rows for each gate; empty where a cell has fewer gates.
pub(super) type Gates<'a> = [&'a mut [f32]; MOST_GATES];

/// Where the gradients of a layer's parameters go, gate by gate.
#[derive(Default)]
pub(in crate::network::kernel) struct LayerGradients<'a> {
    pub(super) weight_ih: Gates<'a>,
    pub(super) weight_hh: Gates<'a>,
    pub(super) bias_ih: Gates<'a>,
    pub(super) bias_hh: Gates<'a>,
}

impl<'a> LayerGradients<'a> {
    /// The layer's parameters one after the other, in their order.
    pub(in crate::network::kernel) fn new(
        layer: &'a mut [f32],
        gates: usize,
        hidden: usize,
    ) -> Self {
        let rows = gates * hidden;
        let (rest, biases) = layer.split_at_mut(layer.len() - 2 * rows);
        let (bias_ih, bias_hh) = biases.split_at_mut(rows);
        let (weight_ih, weight_hh) = rest.split_at_mut(rest.len() - rows * hidden);
        let [weight_ih, weight_hh, bias_ih, bias_hh] =
            [weight_ih, weight_hh, bias_ih, bias_hh].map(|all| by_gate(all, gates));
        Self { weight_ih, weight_hh, bias_ih, bias_hh }
    }

    /// Those of the first `count` of `hidden` units, and of the others.
    pub(in crate::network::kernel) fn split(self, count: usize, hidden: usize) -> (Self, Self) {
        let halves = |gates| split_gates(gates, count, hidden);
        let (weight_ih, other_weight_ih) = halves(self.weight_ih);
        let (weight_hh, other_weight_hh) = halves(self.weight_hh);
        let (bias_ih, other_bias_ih) = halves(self.bias_ih);
        let (bias_hh, other_bias_hh) = halves(self.bias_hh);
        let other = Self {
            weight_ih: other_weight_ih,
            weight_hh: other_weight_hh,
            bias_ih: other_bias_ih,
            bias_hh: other_bias_hh,
        };
        (Self { weight_ih, weight_hh, bias_ih, bias_hh }, other)
    }
}

fn by_gate(parameter: &mut [f32], gates: usize) -> Gates<'_> {
    let mut rows = parameter.chunks_exact_mut(parameter.len() / gates);
    std::array::from_fn(|_| rows.next().unwrap_or_default())
}

fn split_gates<'a>(gates: Gates<'a>, count: usize, hidden: usize) -> (Gates<'a>, Gates<'a>) {
    let mut others = Gates::default();
    let mut places = others.iter_mut();
    let first = gates.map(|gate| {
        let (own, other) = gate.split_at_mut(gate.len() / hidden * count);
        if let Some(place) = places.next() {
            *place = other;
        }
        own
    });
    (first, others)
}
