"""The real server is killed by SIGKILL, at each named moment and at random ones, and started again.

After every restart a second process looks at disk, /proc and database: nothing lost, nothing half made is
visible, nothing done twice. The clips dropped meanwhile come out all the same. More kills than in the suite:
BULLETPROOF_KILLS=300.
"""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from bulletproof.engine.failpoints import FAILPOINTS
from tests.support.clips import Clip, ClipShelf
from tests.support.invariants import STRANGER

pytestmark = [
    pytest.mark.faults,
    pytest.mark.ffmpeg,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL"),
    pytest.mark.timeout(1200),
]

ROOT = Path(__file__).parents[2]
TOKEN = "the-token-of-a-test-with-32-characters"
KILLS = int(os.environ.get("BULLETPROOF_KILLS", "30"))
SMALL = Clip("mp4", size="64x64", seconds=0.6)


@dataclass
class Venue:
    root: Path
    clips: ClipShelf
    dropped: dict[str, str] = field(default_factory=dict)
    recoveries_s: list[float] = field(default_factory=list)

    @contextmanager
    def server(self, failpoint: str | None = None) -> Iterator[tuple["subprocess.Popen[str]", httpx.Client]]:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "server"), str(ROOT / "desktop")]),
            "BULLETPROOF_TOKEN": TOKEN,
            "BULLETPROOF_QUIET_S": "0.3",
            "BULLETPROOF_INCOMPLETE_QUIET_S": "0.3",
            **({"BULLETPROOF_FAILPOINT": failpoint} if failpoint else {}),
        }
        words = [
            sys.executable,
            "-m",
            "bulletproof_desktop",
            "--headless",
            "--data-dir",
            str(self.root / "data"),
        ]
        started_s = time.monotonic()
        with (
            (self.root / "stderr.txt").open("a") as errors,
            subprocess.Popen(
                words, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment
            ) as process,
        ):
            try:
                assert process.stdout is not None
                url = process.stdout.readline().removeprefix("Bulletproof is ready: ").strip()
                self.recoveries_s.append(time.monotonic() - started_s)
                headers = {"Authorization": f"Bearer {TOKEN}"}
                with httpx.Client(
                    base_url=url or "http://127.0.0.1:9", headers=headers, trust_env=False
                ) as api:
                    yield process, api
            finally:
                process.kill()

    def drop(self, name: str) -> None:
        """Each a version of its own, by a box that players pass over (ISO 14496-12, `free`)."""
        box = b"free" + name.encode()
        content = self.clips.path(SMALL).read_bytes() + (len(box) + 4).to_bytes(4, "big") + box
        on_its_way = self.root / "on-its-way"
        on_its_way.write_bytes(content)
        self.dropped[name] = hashlib.sha256(content).hexdigest()
        (self.root / "sources.json").write_text(json.dumps(self.dropped))
        on_its_way.rename(self.root / "in" / name)

    def check(self) -> list[str]:
        """By a process of its own."""
        words = [sys.executable, "-m", "tests.support.invariants", str(self.root)]
        done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=True)
        return [str(sentence) for sentence in json.loads(done.stdout)]


@pytest.fixture(params=[False, True], ids=["sources stay", "sources are deleted"])
def venue(request: pytest.FixtureRequest, tmp_path: Path, clips: ClipShelf) -> Venue:
    for name in ("in", "out", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "sources.json").write_text("{}")
    (tmp_path / "out" / STRANGER).write_bytes(b"somebody else's")
    opened = Venue(tmp_path, clips)
    rule = {"pattern": "*", "profile": "live-prores-lt"}
    folder = {
        "watch_directory": str(tmp_path / "in"),
        "output_directory": str(tmp_path / "out"),
        "delete_input": request.param,
        "keep_originals_days": 0,
        "poll_interval": 0.2,
        "rules": [rule],
    }
    with opened.server() as (_, api):
        api.post("/api/v1/folders", json=folder).raise_for_status()
    return opened


def _settled(api: httpx.Client, dropped: dict[str, str], *, within_s: float = 60.0) -> list[dict[str, Any]]:
    """All jobs, once every clip that was dropped has one and none is under way."""
    deadline_s = time.monotonic() + within_s
    while time.monotonic() < deadline_s:
        jobs = api.get("/api/v1/jobs", params={"limit": 500}).json()["items"]
        ended = {job["name"] for job in jobs if job["status"] in ("completed", "failed")}
        if ended == set(dropped) and len(jobs) == len(ended):
            return list(jobs)
        _breathe()
    raise AssertionError(f"not settled within {within_s} s: {[(j['name'], j['status']) for j in jobs]}")


def _breathe() -> None:
    """Between two questions to another process."""
    signal.sigtimedwait([], 0.02)


def _dies(process: "subprocess.Popen[str]", *, within_s: float = 30.0) -> None:
    assert process.wait(within_s) == -signal.SIGKILL
    deadline_s = time.monotonic() + 5.0
    while any("ffmpeg" in name for name in _children_of_nobody(process.pid)):
        assert time.monotonic() < deadline_s, "an ffmpeg outlived its server by five seconds"
        _breathe()


def _children_of_nobody(parent: int) -> list[str]:
    alive = []
    for child in psutil.process_iter(["ppid", "name", "status"]):
        if child.info["ppid"] == parent and child.info["status"] != psutil.STATUS_ZOMBIE:
            alive.append(str(child.info["name"]))
    return alive


def test_killed_at_each_named_moment_it_goes_on_as_if_nothing_had_been(venue: Venue) -> None:
    deletes = ("delete_begun", "deleted")
    is_deleting = "deleted" in os.environ.get("PYTEST_CURRENT_TEST", "")
    points = [point for point in FAILPOINTS if is_deleting or point not in deletes]
    for point in points:
        with venue.server(point) as (process, _):
            venue.drop(f"{point}.mp4")
            _dies(process)
        with venue.server() as (_, api):
            jobs = _settled(api, venue.dropped)
        assert venue.check() == [], f"after a kill at {point}"
        assert {job["status"] for job in jobs} == {"completed"}, (point, [job["summary"] for job in jobs])
    assert len(venue.dropped) == (12 if is_deleting else 10)


def _is_for_restart(sentence: str) -> bool:
    """What a dead process can't have put in order yet; after the restart it counts."""
    return "stayed processing" in sentence or "part file" in sentence


def test_killed_at_random_moments_it_loses_nothing_and_does_nothing_twice(
    venue: Venue, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = int(os.environ.get("BULLETPROOF_SEED", random.randrange(10**6)))
    chance = random.Random(seed)
    found: list[str] = []
    for number in range(KILLS // 2):
        with venue.server() as (process, _):
            venue.drop(f"{number}.mp4")
            signal.sigtimedwait([], chance.uniform(0.0, 0.8))
            process.send_signal(signal.SIGKILL)
            _dies(process)
        found += [
            sentence for sentence in venue.check() if "stayed" not in sentence and "part file" not in sentence
        ]
    with venue.server() as (_, api):
        for job in _settled(api, venue.dropped, within_s=120.0):
            if (job["error"] or {}).get("code") == "poisoned":  # three of these kills hit the same job
                api.post(f"/api/v1/jobs/{job['id']}/retry").raise_for_status()
        jobs = _settled(api, venue.dropped, within_s=120.0)
    found += venue.check()
    recoveries_s = sorted(venue.recoveries_s)
    with capsys.disabled():
        worst_s = recoveries_s[-1]
        print(
            f"\nkills {KILLS // 2}, violations {len(found)}, start again at most {worst_s:.2f} s, seed {seed}"
        )
    assert found == [], f"seed {seed}"
    assert [job["error"] for job in jobs if job["status"] != "completed"] == [], f"seed {seed}"
