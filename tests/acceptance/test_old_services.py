"""A cron line and a systemd unit of release 3, word for word, run as cron and systemd run them.

That is with next to no environment, from their own folder, and ended by SIGTERM.
"""

import configparser
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.clips import MP4, ClipShelf
from tests.support.waiting import seen_soon

CRON_LINE = (
    "*/10 * * * * cd $HOME/show && bvp batch incoming --extension .mp4 --profile live-qlab --output-dir ready"
    " >> batch.log 2>&1"
)
UNIT = """\
[Unit]
Description=Bulletproof video monitor
After=network.target

[Service]
Type=simple
WorkingDirectory=%h/show
ExecStart=/usr/bin/env bvp monitor start --config monitor.yaml --log-level info
Restart=on-failure
KillSignal=SIGTERM

[Install]
WantedBy=multi-user.target
"""
MONITOR_FILE = """\
watch_directory: ./incoming
output_directory: ./ready
poll_interval: 2
persist_path: ./queue.json
rules:
  - pattern: "*.mp4"
    profile: live-qlab
    output_pattern: "{filename_no_ext}_qlab.mov"
"""


@pytest.fixture
def home(tmp_path: Path, clips: ClipShelf) -> Path:
    for folder in ("show/incoming", "show/ready"):
        (tmp_path / folder).mkdir(parents=True)
    clips.copy(MP4, tmp_path / "show/incoming/opening.mp4")
    (tmp_path / "show/monitor.yaml").write_text(MONITOR_FILE, encoding="utf-8")
    return tmp_path


def _environment(home: Path) -> dict[str, str]:
    """Of cron and systemd there is little more than a home, a shell and a path."""
    beside_python = Path(sys.executable).parent
    return {
        "HOME": str(home),
        "SHELL": "/bin/sh",
        "LOGNAME": "show",
        "PATH": f"{beside_python}:/usr/bin:/bin",
    }


def test_a_cron_line_goes_on_unchanged(home: Path) -> None:
    command = CRON_LINE.split(maxsplit=5)[5]
    done = subprocess.run(["/bin/sh", "-c", command], env=_environment(home), cwd=home, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    log = (home / "show/batch.log").read_text(encoding="utf-8")
    assert "Batch processing complete. successful=1 failed=0" in log
    assert (home / "show/ready/opening_output.mov").is_file()


def test_a_unit_goes_on_unchanged(home: Path) -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.read_string(UNIT)
    service = {key: words.replace("%h", str(home)) for key, words in unit["Service"].items()}
    log = home / "journal"
    with log.open("w") as journal:
        process = subprocess.Popen(
            shlex.split(service["execstart"]),
            env=_environment(home),
            cwd=service["workingdirectory"],
            stdin=subprocess.DEVNULL,
            stdout=journal,
            stderr=journal,
        )
    try:
        told = "opening.mp4: completed"
        seen_soon(lambda: told in log.read_text() or process.poll() is not None, within_s=60, what=told)
        assert process.poll() is None, log.read_text(encoding="utf-8")
        process.send_signal(getattr(signal, service["killsignal"]))
        assert process.wait(timeout=20) == 0
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
    assert log.read_text().count(told) == 1
    assert (home / "show/ready/opening_qlab.mov").is_file()
    asked = ["bvp", "monitor", "status", "--queue", "queue.json"]
    status = subprocess.run(asked, env=_environment(home), cwd=home / "show", capture_output=True, text=True)
    assert status.returncode == 0
    assert "Completed: 1" in status.stdout
