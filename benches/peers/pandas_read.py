#!/usr/bin/env python3
"""pandas.read_csv and rnnscope in turn, on tables of about 100 MB.

Has `cargo bench --bench table` built, which writes the tables into the temporary folder and reads them when asked to,
and prints a Markdown table: medians of several rounds in ms, the median of their ratios, and the most memory that each
process has had. pandas is called as it is by itself: its C engine, which shares large files out among the cores.
Measure on an idle machine. Needs pandas: python3 -m pip install pandas
"""

import json
import os
import resource
import statistics
import subprocess
import time
from pathlib import Path

import pandas

ROUNDS = 9
ROOT = Path(__file__).resolve().parents[2]


def program() -> str:
    """The path of the bench, built."""
    build = ["cargo", "bench", "--package", "rnnscope-core", "--bench", "table", "--no-run"]
    lines = subprocess.run(
        [*build, "--message-format=json"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.splitlines()
    built = [json.loads(line) for line in lines]
    return next(one["executable"] for one in built if one.get("target", {}).get("name") == "table")


def main() -> None:
    reader = subprocess.Popen(
        [program(), "--lines"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    paths = list(iter(lambda: reader.stdout.readline().strip(), ""))
    print(f"pandas {pandas.__version__}, {os.cpu_count()} cores, medians of {ROUNDS} rounds in ms\n")
    print("| table | MB | pandas.read_csv | rnnscope | ratio | cleaned and scaled |")
    print("|---|---:|---:|---:|---:|---:|")
    for path in paths:
        theirs, ours, scaled = [], [], []
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            table = pandas.read_csv(path)
            theirs.append(1e3 * (time.perf_counter() - begin))
            del table
            reader.stdin.write(path + "\n")
            reader.stdin.flush()
            read, prepared, most = reader.stdout.readline().split(maxsplit=2)
            ours.append(float(read))
            scaled.append(float(prepared))
        ratio = statistics.median(our / their for our, their in zip(ours, theirs))
        name, size = Path(path).stem.removeprefix("rnnscope-bench-"), Path(path).stat().st_size / 1e6
        medians = [statistics.median(times) for times in (theirs, ours, scaled)]
        print("| {} | {:.0f} | {:.0f} | {:.0f} | {:.2f} | {:.0f} |".format(
            name, size, medians[0], medians[1], ratio, medians[2]))
    reader.stdin.close()
    theirs = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"\nmost memory: pandas {theirs} kB, rnnscope {most.strip()}")


if __name__ == "__main__":
    main()
