"""A file that lacks its end is found wherever it was cut, though ffmpeg's own exit code calls it fine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bulletproof.domain.finding import Level, verdict_of
from bulletproof.domain.verification import Case, judge_file, judge_source
from bulletproof.media.examine import examine
from bulletproof.media.inspector import Inspector
from tests.support.clips import MKV, MOV, MP4, TS, WAV, Clip, ClipShelf, real_ffmpeg

pytestmark = pytest.mark.ffmpeg

FAST_START = Clip("mp4", options=("-movflags", "+faststart"))
SHARES = (0.05, 0.2, 0.4, 0.501, 0.6, 0.8, 0.95, 0.99)
CLIPS = {"mkv": MKV, "mp4": MP4, "faststart": FAST_START, "mov": MOV, "wav": WAV, "ts": TS}


@pytest.fixture
async def inspector() -> AsyncIterator[Inspector]:
    async with Inspector() as opened:
        yield opened


async def failing(inspector: Inspector, path: Path, source: Path | None = None) -> set[str]:
    evidence = await examine(path, inspector=inspector, ffmpeg=real_ffmpeg(), hash=False)
    made_from = source and await examine(
        source, inspector=inspector, ffmpeg=real_ffmpeg(), hash=False, as_source=True
    )
    findings = judge_file(Case(evidence, source=made_from or None))
    if source is None:
        refused = not verdict_of(judge_source(Case(evidence))).may_be_seen
        assert refused == any(finding.level is Level.FAIL for finding in findings)
    return {finding.code for finding in findings if finding.level is Level.FAIL}


@pytest.mark.parametrize("name", CLIPS)
async def test_a_cut_is_found_at_every_point(
    name: str, inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    whole = clips.path(CLIPS[name])
    assert await failing(inspector, whole) == set()
    for share in SHARES:
        size = round(whole.stat().st_size * share)
        size += size % 188 == 0  # between two packets a transport stream can't be told alone: see below
        cut = tmp_path / f"cut{share}{whole.suffix}"
        cut.write_bytes(whole.read_bytes()[:size])
        assert await failing(inspector, cut) & {"truncated", "unreadable"}, f"cut at {share}"


async def test_a_stream_cut_between_packets_is_found_against_its_source_alone(
    inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    whole = clips.path(TS)
    packets = whole.stat().st_size // 188
    for share in SHARES[2:-1]:
        cut = tmp_path / f"cut{share}.ts"
        cut.write_bytes(whole.read_bytes()[: int(packets * share) * 188])
        assert "truncated" not in await failing(inspector, cut)
        assert await failing(inspector, cut, whole) & {"duration_differs", "frames_differ"}, f"cut at {share}"
