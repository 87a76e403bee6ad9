//! Where the gradients of a block go.

use std::mem::take;

use crate::network::cell::{LayerParameter, Role};
use crate::network::kernel::product::MOST_GATES;
use crate::network::kernel::unit::Unit;

/// Where gradients are written, from the last layer to the first.
#[expect(clippy::large_enum_variant, reason = "one or two a window, and none is moved about")]
pub(in crate::network::kernel) enum Gradients<'a> {
    /// Those of all parameters one after the other, in their order.
    All(&'a mut [f32]),
    /// Those of half the units of the only layer; one half writes those of the readout.
    Half { layer: LayerGradients<'a>, readout: Option<&'a mut [f32]> },
}

impl<'a> Gradients<'a> {
    /// out.weight and out.bias, `count` numbers, once.
    pub(super) fn take_readout(&mut self, count: usize) -> Option<&'a mut [f32]> {
        match self {
            Self::All(rest) => Some(take_end(rest, count)),
            Self::Half { readout, .. } => readout.take(),
        }
    }

    /// Those of the last layer that is left, which reads `inputs` numbers.
    pub(super) fn take_layer<U: Unit>(
        &mut self,
        inputs: usize,
        hidden: usize,
    ) -> LayerGradients<'a> {
        match self {
            Self::All(rest) => {
                let parameters = U::ABOUT.parameters.iter();
                let numbers = |each: &LayerParameter| U::ABOUT.numbers(each.role, inputs, hidden);
                let count = parameters.map(numbers).sum();
                LayerGradients::new::<U>(take_end(rest, count), inputs, hidden)
            }
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

/// One parameter's rows for each gate; empty where a cell has fewer gates, or no such parameter.
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
    /// From those of all the layer's parameters one after the other, in their order.
    pub(in crate::network::kernel) fn new<U: Unit>(
        layer: &'a mut [f32],
        inputs: usize,
        hidden: usize,
    ) -> Self {
        let mut gradients = Self::default();
        let mut rest = layer;
        for parameter in U::ABOUT.parameters {
            let count = U::ABOUT.numbers(parameter.role, inputs, hidden);
            let (own, others) = rest.split_at_mut(count);
            rest = others;
            let place = match parameter.role {
                Role::InputWeight => &mut gradients.weight_ih,
                Role::RecurrentWeight => &mut gradients.weight_hh,
                Role::InputBias => &mut gradients.bias_ih,
                Role::RecurrentBias => &mut gradients.bias_hh,
            };
            *place = by_gate(own, U::INPUT.len());
        }
        gradients
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
