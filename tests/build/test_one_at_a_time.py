"""Two commands started together never install into the same environment at once."""

import subprocess
import sys
import threading
from pathlib import Path

from one_at_a_time import one_at_a_time
from places import BUILD


def test_the_second_waits_until_the_first_has_ended(tmp_path: Path) -> None:
    lock = tmp_path / "set-up.lock"
    code = (
        f"import sys; sys.path.insert(0, {str(BUILD)!r})\n"
        "from pathlib import Path; from one_at_a_time import one_at_a_time\n"
        f"with one_at_a_time(Path({str(lock)!r})): print('held', flush=True); sys.stdin.read()"
    )
    entered = threading.Event()

    def second() -> None:
        with one_at_a_time(lock):
            entered.set()

    argv = [sys.executable, "-c", code]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        waiting = threading.Thread(target=second)
        waiting.start()
        assert not entered.wait(timeout=0.2)
        first.stdin.close()
        assert entered.wait(timeout=10)
        waiting.join()
