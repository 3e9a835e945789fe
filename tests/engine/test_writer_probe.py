"""Asking the kernel who writes a file, without being killed by the answer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bulletproof.domain.arrival import Writer
from bulletproof.engine.writer_probe import writer_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="leases are Linux's")


def test_a_file_that_nobody_writes_has_no_writer(tmp_path: Path) -> None:
    clip = tmp_path / "a.mov"
    clip.write_bytes(b"x")
    assert writer_of(clip) is Writer.NONE


def test_a_file_held_open_by_another_process_has_a_writer_even_when_it_writes_nothing(tmp_path: Path) -> None:
    clip = tmp_path / "a.mov"
    hold = "import sys; f = open(sys.argv[1], 'ab'); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(clip)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"open\n"
        assert writer_of(clip) is Writer.SOMEBODY
        writer.communicate()
    assert writer_of(clip) is Writer.NONE


def test_a_writer_who_opens_while_we_ask_does_not_kill_us(tmp_path: Path) -> None:
    clip = tmp_path / "a.mov"
    clip.write_bytes(b"x")
    write = "import sys\nfor _ in range(3000): open(sys.argv[1], 'ab').close()\nprint('done')"
    with subprocess.Popen([sys.executable, "-c", write, str(clip)], stdout=subprocess.PIPE) as writer:
        seen = set()
        while writer.poll() is None:
            seen.add(writer_of(clip))
        assert writer.communicate()[0] == b"done\n"
    assert seen <= {Writer.NONE, Writer.SOMEBODY}


def test_what_is_gone_or_no_plain_file_is_unknown_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.mov")
    assert writer_of(tmp_path / "x.mov") is not Writer.SOMEBODY
    assert writer_of(tmp_path / "missing.mov") is Writer.UNKNOWN
