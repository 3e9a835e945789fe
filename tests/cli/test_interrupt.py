"""Ctrl-C in the middle of a long check: the shell's own exit code, and no child left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.support.clips import MP4, ClipShelf
from tests.support.waiting import seen_soon


@pytest.mark.ffmpeg
@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_ends_with_130_and_leaves_no_child(clips: ClipShelf, tmp_path: Path) -> None:
    files = [clips.copy(MP4, tmp_path / f"cue {number}.mp4") for number in range(40)]
    argv = [sys.executable, "-m", "bulletproof.cli.main", "verify", *map(str, files)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        parent = psutil.Process(running.pid)
        seen_soon(lambda: len(parent.children(recursive=True)) > 1, within_s=30, what="its decoding")
        children = parent.children(recursive=True)
        running.send_signal(signal.SIGINT)
        _, complaint = running.communicate(timeout=30)
    assert running.returncode == 130, complaint
    assert "Traceback" not in complaint
    assert not any(child.is_running() for child in children)
