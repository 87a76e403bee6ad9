"""The networks that every peer is measured on, the same as in `benches/step.rs`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """The shape of one network and its window."""

    cell: str
    hidden: int
    time_steps: int
    batch: int = 1
    inputs: int = 1

    def __str__(self) -> str:
        rows = f", batch {self.batch}" if self.batch > 1 else ""
        channels = f", {self.inputs} inputs" if self.inputs > 1 else ""
        return f"{self.cell} {self.hidden} × {self.time_steps}{rows}{channels}"


CASES = [
    Case("RNN", 32, 10),
    Case("RNN", 128, 10),
    Case("RNN", 256, 100),
    Case("RNN", 20, 20, 50),
    Case("LSTM", 20, 20, 50),
    Case("LSTM", 256, 100),
    Case("GRU", 32, 10),
    Case("GRU", 32, 24, 16),
    Case("GRU", 32, 24, 16, inputs=4),
    Case("GRU", 32, 24, 16, inputs=16),
]
