//! exp, sigmoid and tanh on vectors, within 2 ulp of the true value for every float.
//!
//! All three rest on eˣ = 2ⁿ · eʳ with n = round(x / ln 2) and |r| ≤ ln 2 / 2, and on a polynomial for
//! eʳ − 1 whose *relative* error is small, so that tanh stays exact near zero, where eˣ − 1 is tiny.
//! Adding a large constant rounds to an integer and leaves it in the low bits of the sum, from where
//! a shift puts it into the exponent.

use pulp::Simd;

/// 1.5 · 2²³: added to |x| < 2²², it leaves round(x) in the low bits of the mantissa.
const ROUND: f32 = 12_582_912.0;
/// `ROUND` plus the exponent's bias: the low byte of the sum is the exponent of 2ⁿ.
const ROUND_BIASED: f32 = ROUND + 127.0;
/// `ROUND` plus twice the bias, for two exponents that share n.
const ROUND_TWICE_BIASED: f32 = ROUND + 254.0;
/// ln 2 in two parts; the first has so few bits that n · LN_2_HIGH is exact.
const LN_2_HIGH: f32 = 355.0 / 512.0;
const LN_2_LOW: f32 = -2.121_944_4e-4;
/// (eʳ − 1 − r) / r², minimax for |r| ≤ ln 2 / 2: relative error of eʳ − 1 below 2.3e-9.
const TAIL: [f32; 6] =
    [0.5, 0.166_666_66, 0.041_666_36, 0.008_333_39, 0.001_394_072, 0.000_198_458_86];
/// eˣ is 0 below −`EXP_LIMIT`, after rounding, and ∞ above.
const EXP_LIMIT: f32 = 104.0;
/// tanh is 1 from here on, after rounding.
const TANH_LIMIT: f32 = 9.1;
/// Below this tanh x is x and a correction.
const TANH_NEAR: f32 = 0.55;
/// Smaller numbers are flushed to zero. They carry no signal a float could resolve beside the others,
/// and their products would be subnormal, which slows a processor up to a hundred times.
pub(in crate::network) const TINY: f32 = 1e-20;

/// eˣ, which sigmoid needs for x ≤ 0 only; the tests hold it to every x. Subnormal results are exact to their last bit or one beside it; NaN stays NaN.
#[cfg(test)]
#[inline(always)]
pub(in crate::network) fn exp<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let high = at_most(simd, x, EXP_LIMIT);
    let limited = simd.neg_f32s(at_most(simd, simd.neg_f32s(high), EXP_LIMIT));
    exp_within_limits(simd, limited)
}

/// 1 / (1 + e⁻ˣ), from e^−|x| so that nothing overflows and small results keep all their bits.
///
/// With q = e^−|x| / (1 + e^−|x|) it is 1 − q for x ≥ 0 and e^−|x| (1 − q) for x < 0: q is a correction
/// there, so its roundings matter less than those of a quotient that is the whole.
#[inline(always)]
pub(in crate::network) fn sigmoid<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let one = simd.splat_f32s(1.0);
    let size = at_most(simd, simd.abs_f32s(x), EXP_LIMIT);
    let e = exp_within_limits(simd, simd.neg_f32s(size));
    let q = simd.div_f32s(e, simd.add_f32s(one, e));
    let negative = simd.less_than_f32s(x, simd.splat_f32s(0.0));
    let whole = simd.select_f32s(negative, e, one);
    simd.negate_mul_add_e_f32s(whole, q, whole)
}

/// tanh x = q / (q + 2) with q = e^2|x| − 1, and the sign of x.
///
/// Below [`TANH_NEAR`] the same quotient is written x + (q − 2x − x q) / (q + 2): the correction to x is
/// small there, so its roundings matter less than those of the whole.
#[inline(always)]
pub(in crate::network) fn tanh<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let (zero, one, two) = (simd.splat_f32s(0.0), simd.splat_f32s(1.0), simd.splat_f32s(2.0));
    let size = simd.abs_f32s(x);
    let sign = simd.xor_f32s(x, size);
    let near = simd.less_than_f32s(size, simd.splat_f32s(TANH_NEAR));
    let size = at_most(simd, size, TANH_LIMIT);
    let double = simd.add_f32s(size, size);
    let (rounded, power) = power_of_two(simd, double);
    let (r, s) = exp_minus_one(simd, double, rounded);
    let p = simd.add_f32s(r, s);
    let q = simd.mul_add_e_f32s(power, p, simd.sub_f32s(power, one));
    let start = simd.select_f32s(near, size, zero);
    let correction = simd.negate_mul_add_e_f32s(size, q, simd.sub_f32s(q, double));
    let numerator = simd.select_f32s(near, correction, q);
    let rest = simd.div_f32s(numerator, simd.add_f32s(q, two));
    simd.or_f32s(sign, simd.add_f32s(start, rest))
}

/// max(0, x), NaN for NaN as in PyTorch.
#[inline(always)]
pub(in crate::network) fn relu<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let zero = simd.splat_f32s(0.0);
    simd.select_f32s(simd.less_than_f32s(x, zero), zero, x)
}

/// x, or zero where |x| < [`TINY`]; NaN stays NaN.
#[inline(always)]
pub(in crate::network) fn flush<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    flush_below(simd, x, TINY)
}

/// x, or zero where |x| < `limit`; NaN stays NaN.
#[inline(always)]
pub(crate) fn flush_below<S: Simd>(simd: S, x: S::f32s, limit: f32) -> S::f32s {
    let tiny = simd.less_than_f32s(simd.abs_f32s(x), simd.splat_f32s(limit));
    simd.select_f32s(tiny, simd.splat_f32s(0.0), x)
}

/// The smaller of x and `limit`; NaN stays NaN (`min` would drop it on some processors).
#[inline(always)]
fn at_most<S: Simd>(simd: S, x: S::f32s, limit: f32) -> S::f32s {
    let limit = simd.splat_f32s(limit);
    simd.select_f32s(simd.greater_than_f32s(x, limit), limit, x)
}

/// eˣ for |x| ≤ [`EXP_LIMIT`]: 2ⁿ is applied as two factors, since n may lie beyond the exponents of
/// normal numbers. Only the second product rounds, and only if the result is subnormal.
#[inline(always)]
fn exp_within_limits<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let shifted = simd.mul_add_e_f32s(
        x,
        simd.splat_f32s(std::f32::consts::LOG2_E),
        simd.splat_f32s(ROUND_TWICE_BIASED),
    );
    let rounded = simd.sub_f32s(shifted, simd.splat_f32s(ROUND_TWICE_BIASED));
    let one = simd.splat_f32s(1.0);
    let (r, s) = exp_minus_one(simd, x, rounded);
    // 1 + r + s, with what rounding 1 + r lost given back.
    let head = simd.add_f32s(one, r);
    let lost = simd.sub_f32s(r, simd.sub_f32s(head, one));
    let e = simd.add_f32s(head, simd.add_f32s(s, lost));
    let bits = simd.transmute_u32s_f32s(shifted);
    let half = simd.wrapping_dyn_shr_u32s(bits, simd.splat_u32s(1));
    let first = exponent(simd, half);
    let second = exponent(simd, simd.sub_u32s(bits, half));
    simd.mul_f32s(simd.mul_f32s(e, first), second)
}

/// n = round(x / ln 2) as a float, and 2ⁿ, for x whose n is a normal exponent.
#[inline(always)]
fn power_of_two<S: Simd>(simd: S, x: S::f32s) -> (S::f32s, S::f32s) {
    let shifted = simd.mul_add_e_f32s(
        x,
        simd.splat_f32s(std::f32::consts::LOG2_E),
        simd.splat_f32s(ROUND_BIASED),
    );
    let rounded = simd.sub_f32s(shifted, simd.splat_f32s(ROUND_BIASED));
    (rounded, exponent(simd, simd.transmute_u32s_f32s(shifted)))
}

/// The float whose biased exponent is the low byte of `bits`.
#[inline(always)]
fn exponent<S: Simd>(simd: S, bits: S::u32s) -> S::f32s {
    simd.transmute_f32s_u32s(simd.wrapping_dyn_shl_u32s(bits, simd.splat_u32s(23)))
}

/// r = x − n · ln 2, and s = eʳ − 1 − r.
#[inline(always)]
fn exp_minus_one<S: Simd>(simd: S, x: S::f32s, n: S::f32s) -> (S::f32s, S::f32s) {
    let r = simd.mul_add_e_f32s(n, simd.splat_f32s(-LN_2_HIGH), x);
    let r = simd.mul_add_e_f32s(n, simd.splat_f32s(-LN_2_LOW), r);
    let square = simd.mul_f32s(r, r);
    let pair = |low: usize| {
        simd.mul_add_e_f32s(r, simd.splat_f32s(TAIL[low + 1]), simd.splat_f32s(TAIL[low]))
    };
    let tail = simd.mul_add_e_f32s(square, pair(4), pair(2));
    let tail = simd.mul_add_e_f32s(square, tail, pair(0));
    (r, simd.mul_f32s(square, tail))
}

#[cfg(test)]
mod tests;
