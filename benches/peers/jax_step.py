#!/usr/bin/env python3
# Needs Python 3.11 or newer, and jax and numpy: pip install jax numpy
"""Measures a training step of rnnscope's networks in JAX, the whole loop compiled by XLA.

It is the strongest peer that we know: nothing of a step runs in Python. `scan` goes over the steps, and
inside it over the time steps, unrolled by as many as are asked for; the faster of the unrollings counts.
A step is all that rnnscope's is: making the window of (sin, cos) samples, forward, mean squared error,
backward, the gradient norm, clipping where asked for, and Adam. The losses and norms of all steps are
handed back at the end.

Prints a Markdown table with microseconds a step, to be put beside `cargo bench --bench step`. Measure on
an idle machine, and in turn with the bench, since machines change their pace.
"""

import argparse
import statistics
import time

import jax
import jax.numpy as jnp
from jax import lax

from cases import CASES, Case

GATES = {"RNN": 1, "LSTM": 4, "GRU": 3}
LEARNING_RATE, BETA1, BETA2, EPSILON = 1e-4, 0.9, 0.999, 1e-8


def weights(case: Case, key):
    """Uniform in ±1/√hidden, matrices as XLA likes them: (inputs, gates · hidden)."""
    width, bound = GATES[case.cell] * case.hidden, case.hidden**-0.5
    shapes = {
        "weight_ih": (case.inputs, width),
        "weight_hh": (case.hidden, width),
        "bias_ih": (width,),
        "bias_hh": (width,),
        "out_weight": (case.hidden, 1),
        "out_bias": (1,),
    }
    keys = jax.random.split(key, len(shapes))
    return {
        name: jax.random.uniform(key, shape, minval=-bound, maxval=bound)
        for key, (name, shape) in zip(keys, shapes.items())
    }


def cell(name: str, state, from_input, recurrent):
    """One time step: the new (h, c) from W x + b, U h + c and the old one."""
    h, c = state
    if name == "RNN":
        return jnp.tanh(from_input + recurrent), c
    if name == "LSTM":
        i, f, g, o = jnp.split(from_input + recurrent, 4, axis=-1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        return jax.nn.sigmoid(o) * jnp.tanh(c), c
    r_x, z_x, n_x = jnp.split(from_input, 3, axis=-1)
    r_h, z_h, n_h = jnp.split(recurrent, 3, axis=-1)
    r, z = jax.nn.sigmoid(r_x + r_h), jax.nn.sigmoid(z_x + z_h)
    return (1 - z) * jnp.tanh(n_x + r * n_h) + z * h, c


def make_step(case: Case, clip: float | None, unroll: int):
    """The function of one training step: (weights, m, v, state), n → the next ones, (loss, norm)."""

    def loss_of(weights, inputs, targets, state):
        def time_step(state, x):
            from_input = x @ weights["weight_ih"] + weights["bias_ih"]
            recurrent = state[0] @ weights["weight_hh"] + weights["bias_hh"]
            state = cell(case.cell, state, from_input, recurrent)
            return state, state[0]

        state, hidden = lax.scan(time_step, state, inputs, unroll=unroll)
        prediction = hidden @ weights["out_weight"] + weights["out_bias"]
        return jnp.mean((prediction - targets) ** 2), state

    def step(carry, n):
        weights, m, v, state = carry
        rows = n + jnp.arange(case.batch, dtype=jnp.float32)
        samples = jnp.arange(case.time_steps, dtype=jnp.float32) / case.time_steps
        phases = jnp.pi * (rows[None, :, None] + samples[:, None, None])
        inputs = jnp.sin(phases * jnp.arange(1, case.inputs + 1))
        gradient_of = jax.value_and_grad(loss_of, has_aux=True)
        (loss, state), g = gradient_of(weights, inputs, jnp.cos(phases), state)
        norm = jnp.sqrt(sum(jnp.sum(each**2) for each in jax.tree.leaves(g)))
        if clip is not None:
            g = jax.tree.map(lambda each: each * jnp.minimum(1.0, clip / (norm + 1e-6)), g)
        m = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, m, g)
        v = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, v, g)
        size, root = LEARNING_RATE / (1 - BETA1 ** (n + 1)), jnp.sqrt(1 - BETA2 ** (n + 1))
        weights = jax.tree.map(
            lambda w, m, v: w - size * m / (jnp.sqrt(v) / root + EPSILON), weights, m, v
        )
        return (weights, m, v, lax.stop_gradient(state)), (loss, norm)

    return step


def microseconds(case: Case, clip: float | None, unroll: int, options) -> list[float]:
    """Mean time of a step in each repeat, all steps of a repeat being one call."""
    step = make_step(case, clip, unroll)
    first = weights(case, jax.random.key(1))
    zeros = jax.tree.map(jnp.zeros_like, first)
    state = jnp.zeros((case.batch, case.hidden))
    carry = (first, zeros, zeros, (state, state))

    def seconds_of(steps: int) -> list[float]:
        numbers = jnp.arange(steps, dtype=jnp.float32)
        run = jax.jit(lambda carry: lax.scan(step, carry, numbers)).lower(carry).compile()
        jax.block_until_ready(run(carry))
        times = []
        for _ in range(options.repeats):
            start = time.perf_counter()
            jax.block_until_ready(run(carry))
            times.append(time.perf_counter() - start)
        return times

    few = 20
    steps = max(few, round(few * options.seconds / min(seconds_of(few))))
    return [seconds / steps * 1e6 for seconds in seconds_of(steps)]


def main() -> None:
    """Measures every case and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="*", help="words; cases that contain one (default: all)")
    parser.add_argument("--clip", type=float, help="clip gradients to this global norm")
    parser.add_argument("--repeats", type=int, default=7, help="calls a case (default 7)")
    parser.add_argument("--seconds", type=float, default=0.3, help="length of a call (default 0.3)")
    options = parser.parse_args()

    print(f"JAX {jax.__version__}, compiled, {jax.local_device_count('cpu')} device(s)\n")
    print("| step | median µs | fastest µs | unrolled by |\n|---|---:|---:|---:|")
    for case in CASES:
        if options.cases and not any(word in str(case) for word in options.cases):
            continue
        tried = []
        for unroll in sorted({1, min(case.time_steps, 20)}):
            times = microseconds(case, options.clip, unroll, options)
            tried.append((statistics.median(times), min(times), unroll))
        median, fastest, unroll = min(tried)
        print(f"| {case} | {median:.1f} | {fastest:.1f} | {unroll} |", flush=True)


if __name__ == "__main__":
    main()
