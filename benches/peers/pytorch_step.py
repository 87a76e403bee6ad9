#!/usr/bin/env python3
# Needs Python 3.10 or newer, and torch and numpy: pip install torch numpy
# (without CUDA: pip install torch --index-url https://download.pytorch.org/whl/cpu).
"""Measures a training step of rnnscope's networks in PyTorch, eager mode, one thread.

A step is all that rnnscope's is: making the window of (sin, cos) samples, forward, mean squared
error, backward, clipping where asked for, Adam, and reading back the loss and the prediction. Prints
a Markdown table with microseconds a step (the median of several repeats, and the fastest), to be put
beside `cargo bench --bench step`. Measure on an idle machine.
"""

import argparse
import math
import platform
import statistics
import time
from pathlib import Path

import numpy as np
import torch

from cases import CASES, Case

CELLS = {"RNN": torch.nn.RNN, "LSTM": torch.nn.LSTM, "GRU": torch.nn.GRU}
LEARNING_RATE = 0.02


class Network(torch.nn.Module):
    """One recurrent layer, and a linear readout from it at every time step."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.rnn = CELLS[case.cell](case.inputs, case.hidden, batch_first=True)
        self.out = torch.nn.Linear(case.hidden, 1)

    def forward(self, window, state):
        """(batch, time, inputs) and the state before it; the prediction, and the state after it."""
        hidden, state = self.rnn(window, state)
        return self.out(hidden), state


class Run:
    """A network in training, and where it is in the data."""

    def __init__(self, case: Case, clip: float | None) -> None:
        torch.manual_seed(1)
        self.case, self.clip = case, clip
        self.network = Network(case)
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=LEARNING_RATE)
        self.state = None
        self.steps = 0

    def window(self):
        """Inputs and targets, (batch, time, channels): half a turn a window, a row one window ahead.

        Input k is sin kt.
        """
        rows = self.steps + np.arange(self.case.batch, dtype=np.float64)
        samples = np.arange(self.case.time_steps) / self.case.time_steps
        phases = math.pi * (rows[:, None, None] + samples[None, :, None])
        inputs = np.sin(phases * np.arange(1, self.case.inputs + 1)).astype(np.float32)
        targets = np.cos(phases).astype(np.float32)
        return torch.from_numpy(inputs), torch.from_numpy(targets)

    def step(self) -> tuple[float, np.ndarray]:
        """Trains on the next window; its loss and prediction."""
        inputs, targets = self.window()
        prediction, state = self.network(inputs, self.state)
        loss = torch.nn.functional.mse_loss(prediction, targets)
        self.optimizer.zero_grad()
        loss.backward()
        if self.clip is not None:
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.clip)
        self.optimizer.step()
        parts = isinstance(state, tuple)
        self.state = tuple(part.detach() for part in state) if parts else state.detach()
        self.steps += 1
        return loss.item(), prediction.detach().numpy().copy()


def microseconds(case: Case, clip: float | None, repeats: int, seconds: float) -> list[float]:
    """Mean time of a step in each of `repeats` stretches of about `seconds`, after a warm-up."""
    run = Run(case, clip)
    for _ in range(20):
        run.step()
    start = time.perf_counter()
    for _ in range(20):
        run.step()
    steps = max(10, round(20 * seconds / (time.perf_counter() - start)))
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        for _ in range(steps):
            run.step()
        times.append((time.perf_counter() - start) / steps * 1e6)
    return times


def processor() -> str:
    """The processor's name, as far as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def main() -> None:
    """Measures every case and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clip", type=float, help="clip gradients to this global norm")
    parser.add_argument("--repeats", type=int, default=7, help="stretches a case (default 7)")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of a stretch (default 1)")
    options = parser.parse_args()
    torch.set_num_threads(1)

    clipping = "no clipping" if options.clip is None else f"clipped to {options.clip}"
    print(f"PyTorch {torch.__version__}, one thread, Adam, {clipping}; {processor()}\n")
    print("| step | median µs | fastest µs |\n|---|---:|---:|")
    for case in CASES:
        times = microseconds(case, options.clip, options.repeats, options.seconds)
        print(f"| {case} | {statistics.median(times):.0f} | {min(times):.0f} |", flush=True)


if __name__ == "__main__":
    main()
