"""How many of 99 cuts (after 1 % … 99 % of the bytes) go unnoticed, for each container.

    python tests/bench/cut_points.py [--cuts 12] [--decode] [CLIP…]

A table, then one JSON line. The goal is 0 missed of 99. A transport stream promises nothing, so a cut at a
multiple of 188 can't be told alone, nor one between two frames of a bare MP3 or AAC: those are named apart,
with how many of them the source tells, or the lengths of picture and sound. Without `--decode` the file's own
promises have to do.
"""

import argparse
import asyncio
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import Evidence
from bulletproof.domain.verification import Case, judge_file
from bulletproof.media.examine import examine
from bulletproof.media.inspector import Inspector
from tests.support.clips import AAC, H264, PCM, PRORES, Clip, ClipShelf, real_ffmpeg

TS_PACKET_BYTES = 188
APART_S = 0.1
VORBIS, OPUS = ("-c:a", "libvorbis"), ("-c:a", "libopus")
MPEG2 = ("-c:v", "mpeg2video", "-b:v", "2M")
_CLIPS = {
    "mp4": Clip("mp4"),
    "mp4 index in front": Clip("mp4", options=("-movflags", "+faststart")),
    "mp4 fragmented": Clip("mp4", options=("-movflags", "+frag_keyframe", "-g", "10")),
    "mov": Clip("mov", PRORES, PCM),
    "mkv": Clip("mkv"),
    "mkv live": Clip("mkv", options=("-live", "1")),
    "webm": Clip("webm", ("-c:v", "libvpx-vp9", "-cpu-used", "8", "-b:v", "300k"), OPUS),
    "mxf": Clip("mxf", MPEG2, PCM),
    "avi": Clip("avi", MPEG2, PCM),
    "ts": Clip("ts"),
    "flv": Clip("flv", H264, (*AAC, "-ar", "44100")),
    "asf": Clip("asf", ("-c:v", "wmv2"), ("-c:a", "wmav2")),
    "ogg": Clip("ogg", None, VORBIS),
    "ogv": Clip("ogv", ("-c:v", "libtheora"), VORBIS),
    "flac": Clip("flac", None, ("-c:a", "flac")),
    "mp3": Clip("mp3", None, ("-c:a", "libmp3lame")),
    "mp3 no count": Clip("mp3", None, ("-c:a", "libmp3lame"), options=("-write_xing", "0")),
    "aac": Clip("aac", None, AAC),
    "wav": Clip("wav", None, PCM),
    "w64": Clip("w64", None, PCM),
    "aiff": Clip("aiff", None, ("-c:a", "pcm_s16be")),
    "caf": Clip("caf", None, PCM),
}
CLIPS = {name: replace(clip, size="160x96", seconds=3.0) for name, clip in _CLIPS.items()}


@dataclass(slots=True)
class Tally:
    clip: str
    whole: tuple[str, ...] = ()
    """What is said, wrongly, of the file that lacks nothing."""
    cuts: int = 0
    missed: int = 0
    by_lengths: int = 0
    """Of those missed: picture and sound end apart."""
    by_source: int = 0
    between_packets: int = 0
    """Of those missed: nothing is cut in two."""


class Cutter:
    def __init__(self, inspector: Inspector, folder: Path, *, decode: bool = False) -> None:
        self._inspector = inspector
        self._folder = folder
        self._ffmpeg = real_ffmpeg() if decode else None

    async def tally(self, name: str, whole: Path, percents: Sequence[float]) -> Tally:
        content = whole.read_bytes()
        source = await self._evidence(whole)
        tally = Tally(name, tuple(sorted({finding.code for finding in _fails(Case(source))})))
        for percent in percents:
            cut = self._folder / f"cut{whole.suffix}"
            size = int(len(content) * percent / 100)
            cut.write_bytes(content[:size])
            self._note(tally, await self._evidence(cut), source, size)
        return tally

    async def _evidence(self, path: Path) -> Evidence:
        return await examine(path, inspector=self._inspector, ffmpeg=self._ffmpeg, hash=False)

    def _note(self, tally: Tally, found: Evidence, source: Evidence, size: int) -> None:
        tally.cuts += 1
        if _fails(Case(found)):
            return
        tally.missed += 1
        tally.by_lengths += _lengths_apart(found)
        tally.by_source += bool(_fails(Case(found, source=source)))
        tally.between_packets += _is_between_packets(found, source, size)


def _fails(case: Case) -> list[Finding]:
    return [finding for finding in judge_file(case) if finding.level is Level.FAIL]


def _lengths_apart(found: Evidence) -> bool:
    ends_s = [stream.end_s for stream in found.packets.streams if stream.end_s] if found.packets else []
    return len(ends_s) > 1 and max(ends_s) - min(ends_s) > APART_S


def _is_between_packets(found: Evidence, source: Evidence, size: int) -> bool:
    """Outside its packets the file holds what it held when it was whole: a tag in front."""
    if found.media is None or source.media is None:
        return False
    if "mpegts" in found.media.container:
        return size % TS_PACKET_BYTES == 0
    return size - _packets_bytes(found) == source.media.size_bytes - _packets_bytes(source)


def _packets_bytes(found: Evidence) -> int:
    return sum(stream.size_bytes for stream in found.packets.streams) if found.packets else 0


async def main(names: Sequence[str], cuts: int, *, decode: bool) -> None:
    percents = [100 * number / (cuts + 1) for number in range(1, cuts + 1)]
    tallies = []
    print(f"{'container':20} missed of {cuts}   lengths  source  between packets  whole")
    with tempfile.TemporaryDirectory() as folder:
        shelf = ClipShelf(Path(folder))
        async with Inspector() as inspector:
            for name in names:
                cutter = Cutter(inspector, Path(folder), decode=decode)
                tally = await cutter.tally(name, shelf.path(CLIPS[name]), percents)
                tallies.append(tally)
                print(
                    f"{name:20} {tally.missed:9}    {tally.by_lengths:10} {tally.by_source:7}"
                    f" {tally.between_packets:16}  {', '.join(tally.whole) or 'clean'}"
                )
    missed = sum(tally.missed - tally.between_packets for tally in tallies)
    print(json.dumps({"metric": "missed_cuts", "value": missed, "floor": 0, "cuts": cuts * len(tallies)}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("clips", nargs="*", default=list(CLIPS))
    parser.add_argument("--cuts", type=int, default=99)
    parser.add_argument("--decode", action="store_true")
    asked = parser.parse_args()
    asyncio.run(main(asked.clips, asked.cuts, decode=asked.decode))
