"""Sound files as other programs write them: other muxers, other encoders, other ideas of time.

What one ffmpeg both makes and checks proves little. Each of these names the program that it needs; a machine
without it leaves the file out by name. Where a finding is true of such files (a phone's rotation), it is
expected and no false alarm.
"""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tests.corpus.making import (
    BT709,
    HEVC_MP4,
    MKV,
    MOV,
    MP4,
    PCM16,
    VP9,
    clip,
    run,
)
from tests.corpus.specimen import Maker, Specimen
from tests.support.clips import Clip, run_ffmpeg

SYSTEM_PYTHON = "/usr/bin/python3"
_OPENCV = "cv2"
_TV = "video/x-raw,width=320,height=180,framerate={rate},format=I420,colorimetry=bt709"
_GST_SOUND = (
    "audiotestsrc num-buffers={buffers} samplesperbuffer=480 volume=0.2 ! audio/x-raw,rate=48000,channels=2"
)
_WRITE_BY_OPENCV = """
import sys, cv2
path, word, rate, source = sys.argv[1:]
reader, writer = cv2.VideoCapture(source), None
while True:
    ok, picture = reader.read()
    if not ok:
        break
    if writer is None:
        size = picture.shape[1], picture.shape[0]
        writer = cv2.VideoWriter(path, cv2.VideoWriter_fourcc(*word), float(rate), size)
        assert writer.isOpened(), word
    writer.write(picture)
writer.release()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign(Specimen):
    needs: str
    """The program that writes it."""

    @property
    def label(self) -> str:
        return f"{self.needs}: {self.name}"


@cache
def is_there(tool: str) -> bool:
    if tool == _OPENCV:
        return is_there(SYSTEM_PYTHON) and not subprocess.run([SYSTEM_PYTHON, "-c", "import cv2"]).returncode
    return shutil.which(tool) is not None


def _by(
    tool: str, name: str, extension: str, words: Callable[[Path, Path], list[str]], base: Clip
) -> Foreign:
    """`words` are the program's, given what to read and what to write."""

    def make(folder: Path) -> Path:
        path = folder / f"clip.{extension}"
        run(*words(clip(base, name="from")(folder), path))
        assert path.stat().st_size, f"{tool} wrote nothing"
        return path

    return Foreign(name=name, needs=tool, make=make)


def _mkvmerge(name: str, base: Clip, extension: str = "mkv") -> Foreign:
    return _by(
        "mkvmerge", name, extension, lambda read, write: ["mkvmerge", "-q", "-o", str(write), str(read)], base
    )


def _gst(name: str, extension: str, picture: str, sound: str, muxer: str, rate: str = "25/1") -> Foreign:
    def make(folder: Path) -> Path:
        path = folder / f"clip.{extension}"
        frames = round(2 * int(rate.split("/")[0]) / int(rate.split("/")[1]))
        look = f"videotestsrc num-buffers={frames} pattern=zone-plate kx2=20 ky2=20 kt=3"
        line = f"{muxer} name=m ! filesink location={path} {look} ! {_TV.format(rate=rate)}"
        line += f" ! {picture} ! queue ! m."
        if sound:
            line += f" {_GST_SOUND.format(buffers=200)} ! {sound} ! queue ! m."
        run("gst-launch-1.0", "-q", *line.split())
        return path

    return Foreign(name=name, needs="gst-launch-1.0", make=make)


def _opencv(name: str, extension: str, word: str, rate: str) -> Foreign:
    """It knows nothing of colour and writes no tags, and takes a rate as a decimal fraction."""

    def make(folder: Path) -> Path:
        path, read = folder / f"clip.{extension}", clip(replace(MP4, audio=None), name="from")(folder)
        run(SYSTEM_PYTHON, "-c", _WRITE_BY_OPENCV, str(path), word, rate, str(read))
        return path

    return Foreign(name=name, needs=_OPENCV, make=make, implies=("colour_untagged", "odd_frame_rate"))


def _from_y4m(tool: str, name: str, extension: str, words: Callable[[Path, Path], list[str]]) -> Foreign:
    base = Clip("y4m", ("-pix_fmt", "yuv420p", "-strict", "-1"), None, 2.0, picture=BT709)
    return _by(tool, name, extension, words, base)


def _by_x264(read: Path, write: Path) -> list[str]:
    colour = ["--colorprim", "bt709", "--transfer", "bt709", "--colormatrix", "bt709", "--range", "tv"]
    return ["x264", "--quiet", "--preset", "veryfast", *colour, "-o", str(write), str(read)]


def _by_mpeg2enc(folder: Path) -> Path:
    """MPEG-2 by mjpegtools, wrapped by its mplex."""
    picture, raw, path = folder / "from.y4m", folder / "from.m2v", folder / "clip.mpg"
    run_ffmpeg("-f", "lavfi", "-i", "testsrc2=s=320x180:r=25", "-t", "2", "-pix_fmt", "yuv420p", str(picture))
    with picture.open("rb") as pipe:
        words = ["mpeg2enc", "-v", "0", "-f", "3", "-I", "0", "-F", "3", "-a", "3", "-b", "4000"]
        words += ["-g", "12", "-G", "12", "-o"]
        subprocess.run([*words, str(raw)], stdin=pipe, check=True, capture_output=True, timeout=60)
    run("mplex", "-v", "0", "-f", "3", "-o", str(path), str(raw))
    return path


def _by_x265(folder: Path) -> Path:
    """A bare stream by the x265 program, wrapped by mkvmerge."""
    picture, raw, path = folder / "from.y4m", folder / "from.hevc", folder / "clip.mkv"
    run_ffmpeg("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30", "-t", "2", "-pix_fmt", "yuv420p", str(picture))
    colour = ("--colorprim", "bt709", "--transfer", "bt709", "--colormatrix", "bt709", "--range", "limited")
    run(
        "x265",
        "--log-level",
        "error",
        "--preset",
        "ultrafast",
        "--no-open-gop",
        *colour,
        "-o",
        str(raw),
        str(picture),
    )
    run("mkvmerge", "-q", "-o", str(path), str(raw))
    return path


def _sound(tool: str, extension: str, *words: str) -> Foreign:
    """`IN` and `OUT` stand for the files."""
    base = Clip("wav", None, PCM16, 2.0, sound="aformat=channel_layouts=stereo")

    def argv(read: Path, write: Path) -> list[str]:
        return [tool, *({"IN": str(read), "OUT": str(write)}.get(word, word) for word in words)]

    return _by(tool, f"a cue as {extension}", extension, argv, base)


def _melt(name: str, extension: str, *words: str) -> Foreign:
    def argv(read: Path, write: Path) -> list[str]:
        size = ["width=320", "height=180", "sample_aspect_num=1", "sample_aspect_den=1"]
        rate = ["frame_rate_num=25", "frame_rate_den=1", "progressive=1"]
        return ["melt", "-silent", str(read), "-consumer", f"avformat:{write}", *size, *rate, *words]

    return _by("melt", name, extension, argv, MP4)


def given(folder: Path) -> tuple[Specimen, ...]:
    """Every file of a folder, taken to be sound."""

    def as_it_is(path: Path) -> Maker:
        return lambda _: path.absolute()

    found = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix not in (".md", ".txt"))
    return tuple(Specimen(name=path.name, make=as_it_is(path)) for path in found)


_AAC = "voaacenc ! aacparse"
_X264ENC = "x264enc speed-preset=veryfast ! h264parse"
_X264_RAW = "x264enc speed-preset=veryfast bframes=0 key-int-max=25 ! h264parse"

FOREIGN = (
    _mkvmerge("H.264 at 25", MP4),
    _mkvmerge("H.264 at 29.97", replace(MP4, rate="30000/1001")),
    _mkvmerge("H.264 at 59.94", replace(MP4, rate="60000/1001")),
    _mkvmerge("H.264 at 23.976 from mkv", replace(MKV, rate="24000/1001")),
    _mkvmerge("HEVC at 30", replace(HEVC_MP4, rate="30")),
    _mkvmerge("ProRes", MOV),
    _mkvmerge("VP9", replace(MP4, extension="webm", video=VP9, audio=("-c:a", "libopus")), "webm"),
    Foreign(
        name="H.264 of MP4Box",
        needs="MP4Box",
        make=_by(
            "MP4Box",
            "",
            "mp4",
            lambda read, write: ["MP4Box", "-quiet", "-add", str(read), "-new", str(write)],
            MP4,
        ).make,
    ),
    _from_y4m("x264", "mkv", "mkv", _by_x264),
    _from_y4m("x264", "flv", "flv", _by_x264),
    Foreign(name="HEVC in mkv", needs="x265", make=_by_x265),
    Foreign(name="MPEG-2 program stream", needs="mpeg2enc", make=_by_mpeg2enc, implies=("colour_untagged",)),
    _gst("H.264 mov", "mov", _X264ENC, _AAC, "qtmux"),
    _gst("H.264 mp4", "mp4", _X264ENC, _AAC, "mp4mux"),
    _gst("H.264 mp4, index in front", "mp4", _X264ENC, _AAC, "mp4mux faststart=true", "30/1"),
    _gst("H.264 mp4 in fragments", "mp4", _X264_RAW, _AAC, "mp4mux fragment-duration=1000", "30/1"),
    _gst("H.264 mp4 at 29.97", "mp4", _X264ENC, _AAC, "mp4mux", "30000/1001"),
    _gst("H.264 mp4 at 59.94 without sound", "mp4", _X264ENC, "", "mp4mux", "60000/1001"),
    _gst("H.264 mkv", "mkv", _X264ENC, _AAC, "matroskamux"),
    _gst("H.264 mkv at 59.94", "mkv", _X264ENC, "flacenc", "matroskamux", "60000/1001"),
    _gst("H.264 ts", "ts", _X264_RAW, _AAC, "mpegtsmux"),
    _gst("H.264 flv", "flv", _X264_RAW, _AAC, "flvmux"),
    _gst("VP8 webm", "webm", "vp8enc deadline=1", "vorbisenc", "webmmux", "30/1"),
    _gst("VP9 webm", "webm", "vp9enc deadline=1 cpu-used=8", "opusenc", "webmmux", "30/1"),
    _gst("Photo-JPEG mov", "mov", "jpegenc", "", "qtmux"),
    _gst("Photo-JPEG avi", "avi", "jpegenc", "", "avimux"),
    _gst("Theora ogv", "ogv", "theoraenc", "vorbisenc", "oggmux"),
    _gst("x265 mp4", "mp4", "x265enc speed-preset=ultrafast ! h265parse", "", "mp4mux"),
    _opencv("mp4v", "mp4", "mp4v", "25"),
    _opencv("XVID avi", "avi", "XVID", "30"),
    _opencv("MJPG avi", "avi", "MJPG", "25"),
    _opencv("mp4v at 59.94", "mp4", "mp4v", "59.94005994005994"),
    _melt("H.264 mp4", "mp4", "vcodec=libx264", "acodec=aac", "crf=20", "preset=veryfast"),
    _melt("ProRes mov", "mov", "vcodec=prores_ks", "acodec=pcm_s24le", "pix_fmt=yuv422p10le"),
    _melt("Photo-JPEG mov", "mov", "vcodec=mjpeg", "acodec=pcm_s24le", "qscale=3"),
    _sound("sox", "wav", "IN", "-b", "24", "OUT"),
    _sound("sox", "aiff", "IN", "OUT"),
    _sound("flac", "flac", "--silent", "IN", "-o", "OUT"),
    _sound("lame", "mp3", "--quiet", "IN", "OUT"),
    _sound("oggenc", "ogg", "--quiet", "IN", "-o", "OUT"),
)
