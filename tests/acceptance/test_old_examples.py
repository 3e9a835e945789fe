"""The kinds of monitor files that release 3 showed, with its documents' profile names, on real clips."""

import json
from pathlib import Path

import pytest

from tests.support.clips import MKV, MOV, MP4, Clip, ClipShelf
from tests.support.monitor import running
from tests.support.waiting import seen_soon

HEAD = """\
watch_directory: ./incoming
output_directory: ./output
poll_interval: 5
persist_path: ./queue.json
log_level: info
"""
THEATRE = """\
delete_input: true
rules:
  - pattern: "*_live.mov"
    profile: live-qlab
    output_pattern: "{filename_no_ext}_qlab.mov"
    priority: 100
  - pattern: "archive_*.mov"
    profile: archive-prores
    output_pattern: "masters/{filename}"
    priority: 90
  - pattern: "*.mov"
    profile: standard-playback
    output_pattern: "{filename_no_ext}_converted.mp4"
    priority: 1
"""
LIVE = """\
delete_input: false
api_host: 127.0.0.1
rules:
  - pattern: '^(cue|CUE)\\d+'
    pattern_type: regex
    profile: dnxhd-qlab
    output_pattern: "{profile}/{filename_no_ext}.mov"
  - {pattern: "preshow.mp4", pattern_type: exact, profile: live-prores-lt, delete_input: yes}
"""
MIXED = """\
delete_input: on
rules:
  - pattern: "*.mkv"
    profile: live-linux-hevc-mkv
    output_pattern: "{filename}"
    delete_input: false
  - pattern: "*.MP4"
    profile: live-h264
    output_pattern: "{stem}_{profile}.mp4"
"""
STREAMING = """\
rules:
  - pattern: "*.mp4"
    profile: h264-streaming
    output_pattern: "web/{filename_no_ext}.mp4"
"""
FILES: dict[str, tuple[str, dict[str, Clip], set[str], set[str]]] = {
    "theatre": (
        THEATRE,
        {"a_live.mov": MOV, "archive_b.mov": MOV, "c.mov": MOV},
        {"a_live_qlab.mov", "masters/archive_b.mov", "c_converted.mp4"},
        set(),
    ),
    "live": (
        LIVE,
        {"cue12.mp4": MP4, "preshow.mp4": MP4},
        {"live-dnxhr-hq/cue12.mov", "preshow.mov"},
        {"cue12.mp4", "preshow.mp4"},
    ),
    "mixed": (MIXED, {"x.mkv": MKV, "y.mp4": MP4}, {"x.mkv", "y_live-h264.mp4"}, {"x.mkv"}),
    "streaming": (STREAMING, {"z.mp4": MP4}, {"web/z.mp4"}, set()),
}
"""Name → file, what is dropped, what comes out, which originals are still there."""


@pytest.mark.parametrize("name", FILES)
def test_an_old_example_makes_what_it_promised(name: str, clips: ClipShelf, tmp_path: Path) -> None:
    text, dropped, made, kept = FILES[name]
    (tmp_path / "incoming").mkdir()
    (tmp_path / "monitor.yaml").write_text(HEAD + text)
    for file_name, clip in dropped.items():
        clips.copy(clip, tmp_path / "incoming" / file_name)
    with running(tmp_path) as monitor:
        seen_soon(lambda: len(history(tmp_path)) == len(dropped), within_s=90, what=name)
        seen_soon(lambda: originals(tmp_path) == kept, within_s=10, what="the originals' fate")
        assert monitor.end() == 0
    assert set(history(tmp_path)) == {"complete"}
    output = tmp_path / "output"
    assert {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()} == made


def history(show: Path) -> list[str]:
    path = show / "queue.json"
    return [entry["status"] for entry in json.loads(path.read_text())["history"]] if path.exists() else []


def originals(show: Path) -> set[str]:
    return {path.name for path in (show / "incoming").iterdir() if not path.name.startswith(".")}
