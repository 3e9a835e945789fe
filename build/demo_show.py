"""`dev.py demo`: a show folder with clips good and bad, the app on it, and what became of each.

Runs inside `.venv`. Nothing in the show folder is ever deleted: an earlier demo is moved aside.
"""

import argparse
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FrameType

from bulletproof.instance import read_instance
from demo_clips import CLIPS, Clip, ClipNotMade, Size, has_variable_rate, make_clips, sha256_of
from demo_server import App, AppGone, DemoFailed, Job

ALL_DONE_S = 240.0
BETWEEN_DROPS_S = 3.0
TO_JUDGE = Size(640, 360, 3)
TO_WATCH = Size(960, 540, 12)
RULES = (("*.mp4", "standard-playback"), ("*.mov", "live-prores-lt"), ("*.mkv", "live-linux-hevc-mkv"))
Row = tuple[str, ...]
FINISHED = ("completed", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class Show:
    """The sandbox: clips are made in `clips`, and dropped from there into `watch`, as people do."""

    root: Path

    @property
    def watch(self) -> Path:
        return self.root / "in"

    @property
    def output(self) -> Path:
        return self.root / "out"

    @property
    def clips(self) -> Path:
        return self.root / "clips"

    @property
    def data(self) -> Path:
        return self.root / "data"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--headless", action="store_true")
    parser.add_argument("--once", action="store_true")
    words = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell starts background jobs with SIGINT ignored
        signal.signal(number, _stop)
    try:
        return _demo(Show(words.folder), headless=words.headless, once=words.once)
    except (DemoFailed, ClipNotMade) as failure:
        print(f"\nThe demo failed. {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nThe demo has ended. Nothing in its folder was deleted.")
        return 130 if words.once else 0


def _demo(show: Show, *, headless: bool, once: bool) -> int:
    if not headless and not _has_display():
        print("There is no display here, so the demo serves without a window (as with --headless).")
        headless = True
    _set_stage(show)
    options = ["--headless"] if headless else []
    with App(show.data, show.root / "app.log", options, quiet=once or not headless) as app:
        print(f"Bulletproof runs at {app.url}")
        try:
            faults = _play(app, show, TO_JUDGE if once else TO_WATCH, pause_s=0 if once else BETWEEN_DROPS_S)
        except AppGone:
            if once or not app.was_closed():
                raise
            return 0
        if not once:
            _say_how_to_go_on(app, show, headless=headless)
            return app.process.wait()
    return 1 if faults else 0


def _play(app: App, show: Show, size: Size, *, pause_s: float) -> list[str]:
    _open_folder(app, show)
    dropped = _drop_all(app, show, size, pause_s=pause_s)
    return _judged(show, dropped, _wait_finished(app, dropped))


def _set_stage(show: Show) -> None:
    """Make the empty folders; what an earlier demo left goes beside them."""
    running = read_instance(show.data)
    if running is not None:
        raise DemoFailed(
            f"A demo is running in {show.root} already, at {running.url}: end it, or choose another --folder."
        )
    left = [folder for folder in (show.watch, show.output, show.clips, show.data) if folder.exists()]
    if left:
        aside = show.root / f"earlier-{datetime.now():%Y-%m-%d-%H%M%S}"
        aside.mkdir()
        for folder in left:
            folder.rename(aside / folder.name)
        print(f"The earlier demo was moved to {aside}")
    for folder in (show.watch, show.output, show.clips, show.data):
        folder.mkdir(parents=True)


def _open_folder(app: App, show: Show) -> None:
    # The clips are complete when they arrive, so there is no reason to wait long for the broken ones.
    app.ask("PATCH", "/settings", {"quiet_s": 1.0, "incomplete_quiet_s": 1.0})
    rules = [{"pattern": pattern, "profile": profile} for pattern, profile in RULES]
    app.ask(
        "POST",
        "/folders",
        {"watch_directory": str(show.watch), "output_directory": str(show.output), "rules": rules},
    )
    print(f"Watching {show.watch}, publishing to {show.output}")


def _drop_all(app: App, show: Show, size: Size, *, pause_s: float) -> Mapping[str, str]:
    """Make each clip and drop it in; the SHA-256 of each by its name."""
    dropped = {}
    for clip, path in make_clips(show.clips, size):
        if clip.is_variable_rate and not has_variable_rate(path):
            raise DemoFailed(f"{clip.name} was meant to have a variable frame rate, and has not.")
        # As a file manager does it: the name appears when the last byte is there.
        part = show.watch / f".{clip.name}.part"
        shutil.copyfile(path, part)
        part.rename(show.watch / clip.name)
        dropped[clip.name] = sha256_of(path)
        print(f"  dropped {clip.name} ({clip.why})", flush=True)
        app.require_running()
        time.sleep(pause_s)
    return dropped


def _wait_finished(app: App, dropped: Mapping[str, str]) -> Mapping[str, Job]:
    deadline_s = time.monotonic() + ALL_DONE_S
    told = -1
    while True:
        jobs = {job["name"]: job for job in app.jobs() if job["name"] in dropped}
        finished = sum(job["status"] in FINISHED for job in jobs.values())
        if finished != told:
            print(f"  {finished} of {len(dropped)} finished", flush=True)
            told = finished
        if finished == len(dropped) or time.monotonic() > deadline_s:
            return jobs
        time.sleep(0.2)


def _judged(show: Show, dropped: Mapping[str, str], jobs: Mapping[str, Job]) -> list[str]:
    """Print the table; give every way in which the show differs from what it should be."""
    faults: list[str] = []
    rows: list[Row] = [("file", "profile", "status", "verdict", "s", "in plain words")]
    for clip in CLIPS:
        job = jobs.get(clip.name)
        faults += faults_of(clip, job, show, dropped[clip.name])
        rows.append(_row(clip, job))
    faults += [f"{path} was left behind" for path in show.output.rglob(".bp-*")]
    _print_table(rows)
    for fault in faults:
        print(f"WRONG: {fault}")
    good = sum(job["status"] == "completed" for job in jobs.values())
    if not faults:
        print(f"All {len(CLIPS)} clips got the verdict that they should: {good} published, the rest refused.")
    return faults


def faults_of(clip: Clip, job: Job | None, show: Show, sha256: str) -> Iterator[str]:
    if sha256_of(show.watch / clip.name) != sha256:
        yield f"{clip.name}: the source was changed"
    if job is None:
        yield f"{clip.name}: it never became a job"
        return
    if job["status"] != ("completed" if clip.expected == "show_ready" else "failed"):
        yield f"{clip.name}: it is {job['status']}"
    if job["verdict"] != clip.expected:
        yield f"{clip.name}: the verdict is {job['verdict']}, and should be {clip.expected}"
    output = Path(job["output"])
    if output.exists() != (clip.expected == "show_ready"):
        yield f"{clip.name}: {'an output appeared' if output.exists() else 'there is no output'}"
    elif output.exists() and has_variable_rate(output):
        yield f"{clip.name}: the output has a variable frame rate"


def _row(clip: Clip, job: Job | None) -> Row:
    if job is None:
        return (clip.name, "", "", "", "", "never became a job")
    error = job["error"]
    words = error["message"] if error else job["summary"] or ""
    return (clip.name, job["profile"], job["status"], job["verdict"] or "", _seconds(job), words)


def _seconds(job: Job) -> str:
    if not job["started_at"] or not job["finished_at"]:
        return ""
    lasted = datetime.fromisoformat(job["finished_at"]) - datetime.fromisoformat(job["started_at"])
    return f"{lasted.total_seconds():.1f}"


def _print_table(rows: list[Row]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    print()
    for row in rows:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]))
    print()


def _say_how_to_go_on(app: App, show: Show, *, headless: bool) -> None:
    print(f"Drop videos of your own into {show.watch}")
    if headless:
        print(
            f"Open {app.url} in a browser; it asks for the token that stands in {show.data / 'instance.json'}"
        )
    print("Ctrl-C ends the demo." if headless else "Closing the window ends the demo.", flush=True)


def _has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    raise SystemExit(main())
