"""A machine's own circuit: refused where its trial fails, used where it comes out right."""

import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bulletproof.domain.builtin_profiles import profile_named
from bulletproof.domain.profile import Hardware, Profile
from bulletproof.media.argv import Prepared, encode_argv
from bulletproof.media.ffmpeg import capabilities
from bulletproof.media.hardware import why_not
from bulletproof.media.inspector import Inspector
from tests.support.clips import MP4, ClipShelf, real_ffmpeg
from tests.support.facts import facts_of

pytestmark = [
    pytest.mark.ffmpeg,
    pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script"),
]


@pytest.fixture
async def inspector() -> AsyncIterator[Inspector]:
    async with Inspector() as one:
        yield one


def asking_for(hardware: Hardware, name: str = "web-h264") -> Profile:
    profile = profile_named(name)
    assert profile.video is not None
    return replace(profile, video=replace(profile.video, hardware=hardware))


def with_a_circuit(folder: Path, *, spoils: str = "") -> Path:
    """An ffmpeg whose h264_nvenc is x264; `spoils`: what it gets wrong."""
    program = folder / "ffmpeg"
    program.write_text(
        "#!/bin/bash\nwords=()\n"
        'for word in "$@"; do case "$word" in\n'
        f"h264_nvenc) words+=(libx264 -preset ultrafast {spoils});;\n"
        '-cq) words+=(-crf);;\n*) words+=("$word");; esac; done\n'
        f'exec "{real_ffmpeg()}" "${{words[@]}}"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("hardware", ["nvenc", "vaapi", "qsv", "amf"])
async def test_what_is_not_in_this_machine_fails_its_trial(hardware: Hardware, inspector: Inspector) -> None:
    """Fails on a machine that has the circuit, which is none that runs these tests."""
    reason = await why_not(await capabilities(real_ffmpeg()), asking_for(hardware), inspector)
    assert reason is not None
    assert "trial failed" in reason


async def test_an_encoder_that_ffmpeg_lacks_is_named(inspector: Inspector) -> None:
    reason = await why_not(await capabilities(real_ffmpeg()), asking_for("videotoolbox"), inspector)
    assert reason is not None
    assert "has no h264_videotoolbox" in reason


async def test_one_whose_trial_comes_out_right_is_used(
    inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    ffmpeg = with_a_circuit(tmp_path)
    assert await why_not(await capabilities(ffmpeg), asking_for("nvenc"), inspector) is None
    source = clips.path(MP4)
    argv = encode_argv(
        ffmpeg,
        asking_for("nvenc"),
        source,
        facts_of(source),
        tmp_path / "part",
        prepared=Prepared(encoder="h264_nvenc"),
    )
    assert argv[argv.index("-c:v") + 1] == "h264_nvenc"
    assert "libx264" not in argv


@pytest.mark.parametrize("spoils", ["-pix_fmt yuv444p", "-frames:v 20"])
async def test_one_whose_trial_comes_out_wrong_is_not(
    spoils: str, inspector: Inspector, tmp_path: Path
) -> None:
    ffmpeg = with_a_circuit(tmp_path, spoils=spoils)
    reason = await why_not(await capabilities(ffmpeg), asking_for("nvenc"), inspector)
    assert reason is not None
    assert "came out wrong" in reason


async def test_a_trial_is_made_once(inspector: Inspector, tmp_path: Path) -> None:
    able = await capabilities(with_a_circuit(tmp_path))
    assert await why_not(able, asking_for("nvenc"), inspector) is None
    able.path.unlink()
    assert await why_not(able, asking_for("nvenc"), inspector) is None


@pytest.mark.parametrize(
    ("hardware", "words"),
    [
        ("nvenc", "-c:v h264_nvenc -cq 20 -bf 0 -g 50"),
        ("qsv", "-c:v h264_qsv -global_quality 20 -bf 0 -g 50"),
        ("vaapi", "-c:v h264_vaapi -qp 20 -bf 0 -g 50"),
        ("amf", "-c:v h264_amf -rc cqp -qp_i 20 -qp_p 20 -bf 0 -g 50"),
        ("videotoolbox", "-c:v h264_videotoolbox -q:v 60 -bf 0 -g 50"),
    ],
)
def test_each_circuit_is_asked_in_its_own_words(hardware: Hardware, words: str, clips: ClipShelf) -> None:
    prepared = Prepared(encoder=f"h264_{hardware}")
    source = clips.path(MP4)
    argv = encode_argv(
        Path("/ffmpeg"), asking_for(hardware), source, facts_of(source), Path("/part"), prepared=prepared
    )
    assert words in " ".join(argv)
    assert ("hwupload" in " ".join(argv)) is (hardware == "vaapi")
    assert (
        (argv.index("-vaapi_device") < argv.index("-i"))
        if hardware == "vaapi"
        else "-vaapi_device" not in argv
    )
