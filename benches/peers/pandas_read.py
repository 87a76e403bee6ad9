"""pandas.read_csv on the tables that `cargo bench --bench table` leaves in the temporary folder.

Prints the median time of several readings of each, and the most memory that the process has had.
Needs pandas: python3 -m pip install pandas
"""

import resource
import statistics
import tempfile
import time
from pathlib import Path

import pandas

READINGS = 11

for name in ("numbers", "with-times"):
    path = Path(tempfile.gettempdir()) / f"rnnscope-bench-{name}.csv"
    times = []
    for _ in range(READINGS):
        begin = time.perf_counter()
        table = pandas.read_csv(path)
        times.append(time.perf_counter() - begin)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{name}: {statistics.median(times):.3f} s, {len(table)} rows, {most} kB (pandas {pandas.__version__})")
