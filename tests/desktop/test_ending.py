"""Signals that come before the window is up."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletproof_desktop import ending

SIGNALLED_WHILE_IMPORTING = """
import os, signal, sys
class Signal:
    def find_spec(self, name, path=None, target=None):
        if name == "bulletproof.settings":
            exec("os.kill(os.getpid(), signal.SIGTERM)\\nwhile True: pass")
sys.meta_path.insert(0, Signal())
"""


@pytest.fixture(autouse=True)
def own_handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in ending.ENDING}
    ending.raise_on_signals()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", ending.ENDING)
def test_either_signal_unwinds_the_start(number: signal.Signals) -> None:
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", ending.ENDING)
def test_a_signal_that_is_put_off_comes_at_the_end_of_the_block(number: signal.Signals) -> None:
    reached = []

    def put_off() -> None:
        with ending.put_off():
            os.kill(os.getpid(), number)
            reached.append("the end of the block")

    with pytest.raises(KeyboardInterrupt):
        put_off()
    assert reached == ["the end of the block"]


def test_without_a_signal_nothing_is_raised_and_the_handlers_are_back() -> None:
    with ending.put_off():
        pass
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGTERM)


def test_a_signal_in_the_middle_of_an_import_ends_with_0(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(SIGNALLED_WHILE_IMPORTING)
    found = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
    ended = subprocess.run(
        [sys.executable, "-m", "bulletproof_desktop"],
        env=os.environ | {"PYTHONPATH": found},
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
