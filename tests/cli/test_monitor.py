"""`bvp monitor`: old files, old words, and nothing lost. The real command, on real clips."""

import json
import signal
import socket
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from bulletproof.cli.main import main
from bulletproof.compat.monitor_file import load
from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from tests.support.clips import MKV, MOV, MP4, ClipShelf
from tests.support.monitor import TOKEN, running
from tests.support.waiting import seen_soon

FILE = """\
# our stage
watch_directory: ./incoming
output_directory: ./output
poll_interval: 1
delete_input: {delete}
persist_path: ./queue.json
log_file: ./logs/monitor.log
rules:
  - pattern: "*_keep.mp4"
    profile: live-qlab
    output_pattern: "{{filename_no_ext}}_qlab.mov"
    delete_input: false
    priority: 100
  - pattern: "*.mp4"
    profile: archive-prores     # a name that never existed
    output_pattern: "masters/{{filename}}"
    priority: 90
  - pattern: "*.mkv"
    profile: live-qlab
"""


@pytest.fixture
def show(tmp_path: Path) -> Path:
    (tmp_path / "incoming").mkdir()
    (tmp_path / "monitor.yaml").write_text(FILE.format(delete="true"))
    return tmp_path


def bvp(*words: str | Path, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=answer)


def queue(show: Path) -> dict[str, list[dict[str, object]]]:
    try:
        tree: dict[str, list[dict[str, object]]] = json.loads((show / "queue.json").read_text())
    except FileNotFoundError:
        return {"queued": [], "history": []}
    return tree


def words_of(show: Path, key: str = "history") -> dict[str, object]:
    return {Path(str(entry["input_file"])).name: entry["status"] for entry in queue(show)[key]}


@pytest.fixture
def done(show: Path, clips: ClipShelf) -> Path:
    """Four clips dropped into a monitor that has ended: good ones, one to keep, one that is cut."""
    clips.copy(MP4, show / "incoming" / "a.mp4")
    clips.copy(MP4, show / "incoming" / "b_keep.mp4")
    clips.copy(MKV, show / "incoming" / "cut.mkv", share=0.5)
    clips.copy(MOV, show / "incoming" / "._junk.mp4")
    with running(show) as monitor:
        seen_soon(lambda: len(queue(show)["history"]) == 3, within_s=60)
        seen_soon(lambda: not (show / "incoming" / "a.mp4").exists(), within_s=10)
        assert monitor.end() == 0
    return show


def test_an_old_file_runs_and_what_was_broken_works(done: Path) -> None:
    assert words_of(done) == {"a.mp4": "complete", "b_keep.mp4": "complete", "cut.mkv": "error"}
    assert (done / "output" / "masters" / "a.mov").is_file()  # its folder is made, its extension is right
    assert (done / "output" / "b_keep_qlab.mov").is_file()
    said = (done / "said.txt").read_text()
    assert said.startswith("Bulletproof Monitor initializing...\nWatch Directory: ")
    assert "Termination signal received. Shutting down gracefully..." in said
    assert said.rstrip().endswith("✅ Monitor stopped.")
    assert "archive-prores” never existed" in (done / "logs" / "monitor.log").read_text()


def test_an_original_goes_only_when_file_and_rule_say_so_and_the_output_is_verified(done: Path) -> None:
    left = {path.name for path in (done / "incoming").iterdir() if not path.name.startswith(".")}
    assert left == {"b_keep.mp4", "cut.mkv"}


def test_status_reads_the_file_with_no_service_running(done: Path) -> None:
    plain = bvp("monitor", "status", "-q", done / "queue.json")
    assert plain.exit_code == 0
    for line in ("📊 Queue Status", "Pending: 0", "Completed: 2", "Errors: 1", "Total History: 3"):
        assert line in plain.output
    assert "✅ a.mp4 → archival" in bvp("monitor", "status", "-v", "-q", done / "queue.json").output


def test_nothing_is_done_twice_over_a_restart(done: Path) -> None:
    made = (done / "output" / "b_keep_qlab.mov").stat().st_mtime_ns
    with running(done) as monitor:
        seen_soon(lambda: "Monitor active" in monitor.said, within_s=30)
        (done / "incoming" / "c.mp4").write_bytes(b"not media")
        seen_soon(lambda: len(queue(done)["history"]) == 4, within_s=30)
        monitor.end()
    assert (done / "output" / "b_keep_qlab.mov").stat().st_mtime_ns == made


def test_what_waited_in_an_old_queue_is_taken_over_once(show: Path, clips: ClipShelf) -> None:
    source = clips.copy(MP4, show / "incoming" / "left_keep.mp4")
    entry = {"input_file": str(source), "output_file": str(show / "output" / "asked.mov")}
    old = {**entry, "profile_name": "live-qlab", "status": "processing"}
    (show / "queue.json").write_text(json.dumps({"queued": [old], "history": [], "saved_at": None}))
    for _ in range(2):
        with running(show) as monitor:
            seen_soon(lambda: words_of(show) == {"left_keep.mp4": "complete"}, within_s=60)
            assert monitor.end() == 0
    assert [path.name for path in (show / "output").iterdir()] == ["asked.mov"]


def test_a_torn_queue_is_kept_aside_and_told(show: Path) -> None:
    (show / "queue.json").write_text('{"queued": [')
    with running(show) as monitor:
        assert monitor.end() == 0
        assert "is kept as" in monitor.said
    (aside,) = show.glob("queue.json.damaged-*")
    assert aside.read_text() == '{"queued": ['


def test_a_change_of_the_file_is_taken_and_a_bad_one_is_not(show: Path, clips: ClipShelf) -> None:
    with running(show) as monitor:
        path = show / "monitor.yaml"
        path.write_text(FILE.format(delete="perhaps"))
        seen_soon(lambda: "line 5: delete_input" in monitor.said, within_s=10)
        path.write_text(FILE.format(delete="false") + '  - pattern: "*.mov"\n    profile: live-qlab\n')
        seen_soon(lambda: "is taken anew" in monitor.said, within_s=10)
        clips.copy(MOV, show / "incoming" / "new.mov")
        seen_soon(lambda: words_of(show) == {"new.mov": "complete"}, within_s=60)
        assert (show / "incoming" / "new.mov").exists()
        assert monitor.end(signal.SIGINT) == 0


def test_the_dashboard_writes_the_file_and_keeps_its_comments(show: Path) -> None:
    with running(show, "--api-host", "127.0.0.1") as monitor:
        url = monitor.said.split("Dashboard: ")[1].split()[0]
        client = httpx.Client(base_url=f"{url}api/v1/", headers={"Authorization": f"Bearer {TOKEN}"})
        with client:
            (folder,) = client.get("folders").json()["items"]
            patched = client.patch(f"folders/{folder['id']}", json={"delete_input": False, "recursive": True})
            assert patched.status_code == 200, patched.text
            assert client.delete(f"folders/{folder['id']}").status_code == 409
        monitor.end()
    text = (show / "monitor.yaml").read_text()
    assert "# our stage" in text
    assert "# a name that never existed" in text
    spec = load(show / "monitor.yaml", known_profiles=frozenset(BUILTIN_PROFILES)).spec
    assert (spec.delete_input, spec.recursive) == (False, True)
    assert "watch_directory: ./incoming" in text


def test_a_port_that_is_taken_disables_the_dashboard_and_not_the_monitor(show: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with running(show, "--api-port", port) as monitor:
            assert "The dashboard is not served" in monitor.said
            assert monitor.end() == 0


def test_two_monitors_run_side_by_side(show: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "incoming").mkdir()
    (other / "monitor.yaml").write_text(FILE.format(delete="true"))
    with running(show) as first, running(other) as second:
        assert first.end() == 0
        assert second.end() == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("-c", "none.yaml"), 2, "does not exist"),
        (("-c", "monitor.yaml", "-l", "CRITICAL"), 2, "Invalid value"),
        (("-c", "monitor.yaml", "-o", "nowhere"), 1, "Output directory not writable"),
        (("-c", "bad.yaml"), 1, "Configuration error: "),
        (("-c", "bad.toml"), 1, "Unsupported config format"),
    ],
)
def test_what_can_not_start_says_why(
    show: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(show)
    (show / "bad.yaml").write_text("watch_directory: gone\noutput_directory: out\n")
    (show / "bad.toml").write_text("")
    result = bvp("monitor", "start", *words)
    assert result.exit_code == code
    assert said in result.output


def test_a_cleared_queue_is_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "queue.json"
    path.write_text("{torn")
    refused = bvp("monitor", "clear-queue", "-q", path, answer="n\n")
    assert (refused.exit_code, path.read_text()) == (1, "{torn")
    assert bvp("monitor", "clear-queue", "-q", path, "--yes").exit_code == 0
    assert json.loads(path.read_text()) == {"queued": [], "history": [], "saved_at": None}


def test_a_torn_queue_has_no_status(tmp_path: Path) -> None:
    (tmp_path / "queue.json").write_text("{torn")
    result = bvp("monitor", "status", "-q", tmp_path / "queue.json")
    assert result.exit_code == 1
    assert "❌ Invalid JSON in queue file" in result.stderr


@pytest.mark.parametrize("form", ["yaml", "JSON"])
def test_a_generated_file_loads_with_what_was_asked(tmp_path: Path, form: str) -> None:
    (tmp_path / "in coming").mkdir()
    output = tmp_path / f"made.{form.lower()}"
    words = ("-o", output, "-w", tmp_path / "in coming", "-p", "live-prores-lt", "-f", form)
    result = bvp("monitor", "generate-config", *words)
    assert result.exit_code == 0
    assert f"✅ Config generated: {output}" in result.output
    found = load(output, known_profiles=frozenset(BUILTIN_PROFILES))
    assert found.spec.watch_directory == tmp_path / "in coming"
    assert [rule.profile for rule in found.spec.rules] == ["live-prores-lt", "archival", "standard-playback"]
    assert found.spec.rules[0].output_pattern == "{filename_no_ext}_qlab.mov"
    assert bvp("monitor", "generate-config", *words).exit_code == 0
    assert output.with_name(output.name + ".bak").exists()
