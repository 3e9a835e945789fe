"""A long step says what it does; a failing one says what to do next and where to read on."""

import sys
from pathlib import Path

import pytest

import steps
from steps import Counted, Step, StepFailed, run_steps


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(steps, "LOGS", tmp_path / "logs")
    return tmp_path / "logs"


def python_step(code: str, *, done: list[str] | None = None, counted: Counted | None = None) -> Step:
    return Step(
        label="Tuning the piano",
        argv=lambda: [sys.executable, "-c", code],
        way_out="call the tuner.",
        log_name="piano",
        counted=counted,
        done=None if done is None else lambda: done.append("stamped"),
    )


def test_each_step_says_which_of_how_many_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    run_steps([python_step("pass"), python_step("pass")])
    said = capsys.readouterr().out
    assert "[1/2] Tuning the piano ..." in said
    assert "[2/2] Tuning the piano: done in " in said


def test_a_failing_step_names_the_way_out_and_its_log_and_stops_the_rest(logs: Path) -> None:
    done: list[str] = []
    with pytest.raises(StepFailed) as failure:
        run_steps(
            [python_step("print('a string broke'); raise SystemExit(3)", done=done), python_step("pass")]
        )
    told = str(failure.value)
    assert "failed with exit code 3" in told
    assert "What to do: call the tuner." in told
    assert "a string broke" in told
    assert str(logs / "piano.log") in told
    assert done == []


def test_a_step_is_stamped_only_after_it_succeeded() -> None:
    done: list[str] = []
    run_steps([python_step("pass", done=done)])
    assert done == ["stamped"]


def test_a_silent_step_tells_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "PLAIN_TICK_S", 0.05)
    code = "import time; print('Got a', flush=True); time.sleep(0.6)"
    run_steps([python_step(code, counted=Counted(("Got ",), 7, "strings"))])
    assert "1 of 7 strings" in capsys.readouterr().out


def test_output_that_is_not_utf_8_does_not_stop_a_step(logs: Path) -> None:
    run_steps([python_step(r"import sys; sys.stdout.buffer.write(b'caf\xe9\n')")])
    assert "caf" in (logs / "piano.log").read_text(encoding="utf-8")
