"""What a header promises against what is there."""

import os
from pathlib import Path

import pytest

from bulletproof.domain.arrival import Container
from bulletproof.media.completeness import completeness
from tests.support.clips import MKV, MOV, MP4, TS, WAV, Clip, ClipShelf

PROMISING = (MP4, MOV, MKV, WAV)


@pytest.mark.ffmpeg
@pytest.mark.parametrize("clip", PROMISING, ids=lambda clip: clip.extension)
def test_a_whole_file_is_complete(clip: Clip, clips: ClipShelf) -> None:
    assert completeness(clips.path(clip)) is Container.COMPLETE


@pytest.mark.ffmpeg
@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
@pytest.mark.parametrize("clip", PROMISING, ids=lambda clip: clip.extension)
def test_a_file_that_lacks_its_end_is_incomplete(
    clip: Clip, share: float, clips: ClipShelf, tmp_path: Path
) -> None:
    part = clips.copy(clip, tmp_path / f"part.{clip.extension}", share=share)
    assert completeness(part) is Container.INCOMPLETE


@pytest.mark.ffmpeg
def test_a_transport_stream_promises_nothing(clips: ClipShelf) -> None:
    assert completeness(clips.path(TS)) is Container.UNKNOWN


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Container.UNKNOWN),
        (b"once upon a time" * 300, Container.UNKNOWN),
        (bytes(10_000), Container.INCOMPLETE),
        (b"RIFF\xff\xff\xff\xffWAVE" + bytes(50), Container.UNKNOWN),
        (b"RIFF\x32\x00\x00\x00WAVE" + bytes(46), Container.COMPLETE),
        (b"FORM\x00\x00\x00\x32AIFF" + bytes(46), Container.COMPLETE),
        (b"FORM\x00\x00\x00\x33AIFF" + bytes(46), Container.INCOMPLETE),
        (b"\x00\x00\x00\x08ftyp\x00\x00\x00\x00mdat", Container.INCOMPLETE),
        (b"\x00\x00\x00\x08ftyp\x00\x00\x00\x08moov", Container.UNKNOWN),
        (b"\x00\x00\x00\x08moov\x00\x00\x00\x08mdat", Container.COMPLETE),
        (b"\x00\x00\x00\x10moov\x00\x00\x00\x08mvex\x00\x00\x00\x08mdat", Container.UNKNOWN),
        (b"\x00\x00\x00\x08moov\x00\x00\x00\x08moof\x00\x00\x00\x08mdat", Container.UNKNOWN),
        (b"\x00\x00\x00\x08moov\x00\x00\x00\x08moof\x00\x00\x00\x08mfra", Container.COMPLETE),
        (
            b"RF64\xff\xff\xff\xffWAVEds64\x1c\0\0\0" + (68).to_bytes(8, "little") + bytes(48),
            Container.COMPLETE,
        ),
        (
            b"RF64\xff\xff\xff\xffWAVEds64\x1c\0\0\0" + (69).to_bytes(8, "little") + bytes(48),
            Container.INCOMPLETE,
        ),
        (b"RIFF\x3a\x00\x00\x00WAVE" + bytes(46), Container.COMPLETE),  # counts its own head, as some do
        (b"RIFF\x3b\x00\x00\x00WAVE" + bytes(46), Container.INCOMPLETE),
        (b"RIFF\x04\0\0\0AVI RIFF\x04\0\0\0AVIX", Container.COMPLETE),
        (b"RIFF\x04\0\0\0AVI RIFF\x05\0\0\0AVIX", Container.INCOMPLETE),
        (b"caff\0\1\0\0data" + (4).to_bytes(8, "big") + bytes(4), Container.COMPLETE),
        (b"caff\0\1\0\0data" + (5).to_bytes(8, "big") + bytes(4), Container.INCOMPLETE),
        (b"caff\0\1\0\0data" + b"\xff" * 8 + bytes(4), Container.UNKNOWN),
        (b"FLV\1\5\0\0\0\x09\0\0\0\0" + b"\x08\0\0\1" + bytes(8) + b"\0\0\0\x0c", Container.UNKNOWN),
        (b"FLV\1\5\0\0\0\x09\0\0\0\0" + b"\x08\0\0\1" + bytes(8) + b"\0\0\0", Container.INCOMPLETE),
        (b"OggS\0\4" + bytes(20) + b"\1\2xx", Container.COMPLETE),
        (b"OggS\0\4" + bytes(20) + b"\1\2x", Container.INCOMPLETE),
        (b"OggS\0\0" + bytes(20) + b"\1\2xx", Container.INCOMPLETE),
        (b"\x00\x00\x00\x08ftyp\x00\x00\x00\x08moov\x00\x00\x00\x00mdat", Container.UNKNOWN),
        (bytes.fromhex("1a45dfa380 18538067 01ffffffffffffff"), Container.UNKNOWN),
        (bytes.fromhex("1a45dfa380 18538067 84 00000000"), Container.COMPLETE),
        (bytes.fromhex("1a45dfa380 18538067 85 00000000"), Container.INCOMPLETE),
    ],
)
def test_each_kind_of_promise_is_read(content: bytes, expected: Container, tmp_path: Path) -> None:
    path = tmp_path / "clip"
    path.write_bytes(content)
    assert completeness(path) is expected


def test_what_is_no_file_is_unknown_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.mov")
    assert completeness(tmp_path / "x.mov") is Container.UNKNOWN
    assert completeness(tmp_path / "gone.mov") is Container.UNKNOWN
    assert completeness(tmp_path) is Container.UNKNOWN
