"""Files that were made to do harm: each names another file or address, or asks for far too much.

Every one is small and built here by hand or from a harmless clip. `CANARY_FILE` and `CANARY_URL` stand for
what none of them may ever reach.
"""

import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.clips import Clip, ClipShelf, run_ffmpeg

TINY = Clip("mov", ("-c:v", "png"), None, seconds=0.2, size="64x64")
TINY_H264 = Clip("mp4", ("-c:v", "libx264", "-pix_fmt", "yuv420p"), None, seconds=0.2, size="64x64")
SOUND = Clip("mkv", ("-c:v", "mjpeg", "-pix_fmt", "yuvj420p"), ("-c:a", "flac"), seconds=0.2, size="64x64")


@dataclass(frozen=True, slots=True)
class Canary:
    file: Path
    url: str


def text_files(canary: Canary) -> Iterator[tuple[str, str]]:
    """Playlists and descriptions that name something else, under names of films."""
    for number, there in enumerate((str(canary.file), f"file:{canary.file}", canary.url, canary.file.name)):
        yield f"hls{number}.mov", f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{there}\n#EXT-X-ENDLIST\n"
        yield f"concat{number}.mp4", f"ffconcat version 1.0\nfile '{there}'\n"
        yield f"simple{number}.mkv", f"#EXTM3U\n{there}\n"
        yield f"dash{number}.mov", _dash(there)
    key = f'#EXT-X-KEY:METHOD=AES-128,URI="{canary.url}key"'
    yield (
        "hls-key.ts",
        f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n{key}\n#EXTINF:1,\n{canary.file}\n#EXT-X-ENDLIST\n",
    )
    first = f'#EXT-X-MAP:URI="{canary.file}"'
    yield (
        "hls-map.mp4",
        f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n{first}\n#EXTINF:1,\n{canary.url}\n#EXT-X-ENDLIST\n",
    )
    yield "hls-master.mov", f"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{canary.url}\n"
    yield "hls-bom.mov", f"\ufeff#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{canary.url}\n"
    yield "concat-sub.mov", f"ffconcat version 1.0\nfile 'subfile,,start,0,end,9,,:{canary.file}'\n"
    yield "concat-unsafe.mkv", "ffconcat version 1.0\nfile '../../../../../../etc/passwd'\n"
    yield "show%03d.mov", "image2 takes the name for a pattern"
    yield (
        "call.mov",
        f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video {port(canary)} RTP/AVP 96\n",
    )
    yield "redirect.mov", f"RTSPtext\nrtsp://127.0.0.1:{port(canary)}/x\n"
    yield "list.mp4", f"[playlist]\nNumberOfEntries=1\nFile1={canary.url}\n"
    yield "list.avi", f'<asx version="3.0"><entry><ref href="{canary.url}"/></entry></asx>'
    yield "list.webm", f'<smil><body><video src="{canary.url}"/></body></smil>'
    yield "drawing.mov", f'<svg xmlns:x="http://www.w3.org/1999/xlink"><image x:href="{canary.url}"/></svg>'
    yield "script.mov", f'AviSource("{canary.file}")\n'
    yield "graph.mov", f"movie={canary.file}[out0]"
    yield (
        "package.mxf",
        f'<CompositionPlaylist xmlns="x"><Id>urn:uuid:0</Id><!-- {canary.url} --></CompositionPlaylist>',
    )
    yield "story.mp4", "once upon a time\n" * 99


def _dash(there: str) -> str:
    return (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"'
        ' mediaPresentationDuration="PT1S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="0"'
        f' bandwidth="1"><BaseURL>{there}</BaseURL></Representation></AdaptationSet></Period></MPD>'
    )


def port(canary: Canary) -> int:
    return int(canary.url.rsplit(":", 1)[1].strip("/"))


def odd_things(folder: Path) -> Iterator[Path]:
    """Whatever is no regular file of a few bytes."""
    (folder / "empty.mov").touch()
    (folder / "one.mov").write_bytes(b"x")
    (folder / "folder.mov").mkdir()
    os.mkfifo(folder / "pipe.mov")
    (folder / "zero.mov").symlink_to("/dev/zero")
    (folder / "loop.mov").symlink_to(folder / "loop.mov")
    (folder / "gone.mov").symlink_to(folder / "nowhere")
    (folder / "nulls.mov").write_bytes(bytes(100_000))
    for name in ("empty", "one", "folder", "pipe", "zero", "loop", "gone", "nulls"):
        yield folder / f"{name}.mov"


# Boxes of MP4 and MOV


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def with_reference(clip: bytes, entry: bytes) -> bytes:
    """The media is said to lie elsewhere; the index stands behind it, so nothing moves."""
    own = box(b"url ", b"\0\0\0\1")
    added = len(entry) - len(own)
    changed = bytearray(clip.replace(own, entry, 1))
    for place in (b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref"):
        at = clip.index(place) - 4
        changed[at : at + 4] = struct.pack(">I", struct.unpack(">I", clip[at : at + 4])[0] + added)
    return bytes(changed)


def alias(canary: Canary) -> bytes:
    """Inside Macintosh: Files, alias records; libav reads the absolute path in its tail (type 18)."""
    path = str(canary.file).encode()
    volume, name = b"Disk", canary.file.name.encode()[:63]
    head = bytes(4) + struct.pack(">HHH", 0, 2, 0) + bytes([len(volume)]) + volume.ljust(27, b"\0")
    head += bytes(12) + bytes([len(name)]) + name.ljust(63, b"\0") + bytes(16) + struct.pack(">HH", 1, 1)
    head += bytes(16)
    tail = struct.pack(">HH", 18, len(path)) + path + b"\0" * (len(path) % 2) + struct.pack(">HH", 0xFFFF, 0)
    return box(b"alis", b"\0\0\0\0", head, tail)


def reference_movie(there: str) -> bytes:
    data = box(b"rdrf", struct.pack(">I4sI", 0, b"url ", len(there) + 1), there.encode() + b"\0")
    return box(b"ftyp", b"qt  \0\0\2\0qt  ") + box(b"moov", box(b"rmra", box(b"rmda", data)))


def with_tracks(clip: bytes, count: int) -> bytes:
    movie_at = clip.index(b"moov") - 4
    track_at = clip.index(b"trak") - 4
    size = struct.unpack(">I", clip[track_at : track_at + 4])[0]
    track, grown = clip[track_at : track_at + size], bytearray()
    number_at = track.index(b"tkhd") + 4 + 12
    for number in range(1, count + 1):
        grown += track[:number_at] + struct.pack(">I", number) + track[number_at + 4 :]
    movie = clip[movie_at:track_at] + grown + clip[track_at + size :]
    return clip[:movie_at] + struct.pack(">I", len(movie)) + movie[4:]


def with_size(clip: bytes, width: int, height: int) -> bytes:
    """In the sample entry, and in each PNG."""
    at = clip.index(b"stsd") + 12
    changed = bytearray(clip)
    changed[at + 32 : at + 36] = struct.pack(">2H", width, height)
    start = 0
    while (start := changed.find(b"IHDR", start)) >= 0:
        header = changed[start + 4 : start + 17]
        header[:8] = struct.pack(">2I", width, height)
        changed[start + 4 : start + 17] = header
        changed[start + 17 : start + 21] = struct.pack(">I", zlib.crc32(b"IHDR" + header))
        start += 4
    return bytes(changed)


def with_sps(clip: bytes, width_mbs: int, height_mbs: int) -> bytes:
    """Another sequence parameter set of H.264 in `avcC`, in the room of the first (ITU-T H.264 7.3.2.1)."""

    def ue(value: int) -> str:
        return bin(value + 1)[2:].zfill(2 * (value + 1).bit_length() - 1)

    bits = ue(0) + ue(0) + ue(2) + ue(1) + "0" + ue(width_mbs - 1) + ue(height_mbs - 1) + "11001"
    bits += "0" * (-len(bits) % 8)
    sps = b"\x67\x42\x00\x1e" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    pps = b"\x68\xce\x38\x80"
    record = (
        struct.pack(">5BB H", 1, 0x42, 0, 0x1E, 0xFF, 0xE1, len(sps))
        + sps
        + b"\1\0"
        + bytes([len(pps)])
        + pps
    )
    at = clip.index(b"avcC")
    room = struct.unpack(">I", clip[at - 4 : at])[0] - 8
    return clip[: at + 4] + record.ljust(room, b"\0") + clip[at + 4 + room :]


# Transport streams


def transport_stream(programs: int, streams: int) -> bytes:
    """Tables alone (ISO 13818-1 section 2.4.4), which promise programs times streams."""
    places = [0x20 + number for number in range(programs)]
    table = b"".join(struct.pack(">HH", 1 + number, 0xE000 | pid) for number, pid in enumerate(places))
    packets = _section(0, 0, struct.pack(">HBBB", 1, 0xC1, 0, 0) + table)
    for number, pid in enumerate(places):
        first = 0x100 + number * streams
        listed = (struct.pack(">BHH", 0x1B, 0xE000 | first + one, 0xF000) for one in range(streams))
        head = struct.pack(">HBBBHH", 1 + number, 0xC1, 0, 0, 0xE000 | first, 0xF000)
        packets += _section(pid, 2, head + b"".join(listed))
    return packets * 4


def _section(pid: int, table: int, body: bytes) -> bytes:
    section = struct.pack(">BH", table, 0xB000 | len(body) + 4) + body
    section += struct.pack(">I", _crc32(section))
    packets, content = b"", b"\0" + section
    for number, at in enumerate(range(0, len(content), 184)):
        start = 0x4000 if at == 0 else 0
        packets += struct.pack(">BHB", 0x47, start | pid, 0x10 | number & 15)
        packets += content[at : at + 184].ljust(184, b"\xff")
    return packets


def _crc32(section: bytes) -> int:
    crc = 0xFFFFFFFF
    for byte in section:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
    return crc


def media_files(canary: Canary, clips: ClipShelf, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Real containers with something in them that no show file has."""
    clip = clips.path(TINY).read_bytes()
    address = canary.url.encode() + b"\0"
    yield "elsewhere.mov", with_reference(clip, box(b"url ", b"\0\0\0\0", address))
    yield (
        "elsewhere-file.mov",
        with_reference(clip, box(b"url ", b"\0\0\0\0", f"file://{canary.file}\0".encode())),
    )
    yield "elsewhere-alias.mov", with_reference(clip, alias(canary))
    yield "reference.mov", reference_movie(canary.url)
    yield "reference-file.mov", reference_movie(f"file://{canary.file}")
    yield "tracks.mov", with_tracks(clip, 1000)
    yield "programs.ts", transport_stream(5, 200)
    yield "wide.mov", with_size(clip, 30_000, 30_000)
    yield "widest.mov", with_size(clip, 65_535, 65_535)
    yield "16k.mov", with_size(clip, 16_384, 16_384)
    yield "sps.mp4", with_sps(clips.path(TINY_H264).read_bytes(), 4096, 4096)
    yield from _tagged(clips, folder)


def _tagged(clips: ClipShelf, folder: Path) -> Iterator[tuple[str, bytes]]:
    painting = "\x1b[2J\x1b]0;owned\x07\r\nSet-Cookie: a=b\x00\u202egpj.exe"
    font = folder / "font.ttf"
    font.write_bytes(b"\0\1\0\0" + bytes(1000))
    (folder / "tags.txt").write_text(f";FFMETADATA1\ncomment={'x' * 1_000_000}\n")
    told = {
        "ansi": [
            "-metadata",
            f"title={painting[:-8]}".replace("\0", ""),
            "-metadata",
            "timecode=\x1b[2J01:00:00:00",
        ],
        "long": ["-f", "ffmetadata", "-i", str(folder / "tags.txt"), "-map_metadata", "1"],
        "font": ["-attach", str(font), "-metadata:s:t", "mimetype=application/x-truetype-font"],
    }
    for name, words in told.items():
        run_ffmpeg("-i", str(clips.path(SOUND)), *words, "-c", "copy", str(folder / f"made-{name}.mkv"))
        yield f"{name}.mkv", (folder / f"made-{name}.mkv").read_bytes()


def crafted(canary: Canary, clips: ClipShelf, folder: Path) -> list[Path]:
    workshop = folder / "workshop"
    workshop.mkdir()
    contents = {name: text.encode() for name, text in text_files(canary)}
    contents |= dict(media_files(canary, clips, workshop))
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [*(folder / name for name in contents), *odd_things(folder)]
