"""How long a start takes until the ready line, against importing the packages that any such server needs.

CPU seconds are compared, since wall seconds on a shared machine measure the others; both are printed.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.server import running_server

RUNS = 7
FLOOR = "import fastapi, uvicorn, sqlalchemy"
Seconds = tuple[float, float]


def _children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _floor() -> Seconds:
    """(CPU, wall) seconds of the imports alone."""
    cpu_s, wall_s = _children_cpu_s(), time.perf_counter()
    subprocess.run([sys.executable, "-c", FLOOR], check=True)
    return _children_cpu_s() - cpu_s, time.perf_counter() - wall_s


def _ready(folder: Path) -> Seconds:
    """(CPU, wall) seconds until the ready line, on a data folder that exists already."""
    wall_s = time.perf_counter()
    with running_server(folder) as server:
        wall_s = time.perf_counter() - wall_s
        cpu_s = _cpu_s(server.process.pid)
        server.process.terminate()
        server.process.wait(15)
    return cpu_s, wall_s


def _cpu_s(pid: int) -> float:
    """Own and ended children's time, proc(5): fields 14 to 17, counted from behind the name."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        _ready(data_dir)  # makes the database and warms the disk cache
        pairs = [(_floor(), _ready(data_dir)) for _ in range(RUNS)]
    floors, values = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    cpu_s, floor_cpu_s = (statistics.median(one[0] for one in each) for each in (values, floors))
    wall = sorted(one[1] for one in values)
    line = {
        "metric": "ready_cpu_s",
        "value": round(cpu_s, 3),
        "floor": round(floor_cpu_s, 3),
        "ratio": round(cpu_s / floor_cpu_s, 2),
        "n": RUNS,
        "p50": round(statistics.median(wall), 3),
        "p99": round(wall[-1], 3),
        "floor_wall_s": round(statistics.median(one[1] for one in floors), 3),
        "load": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
