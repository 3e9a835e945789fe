"""What the command says, and what the real ffmpeg makes of it."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES, profile_named
from bulletproof.domain.media import MediaFacts
from bulletproof.domain.profile import Profile, SpeedPreset, VideoSettings
from bulletproof.media.argv import encode_argv
from bulletproof.media.encode import encode
from bulletproof.media.encode_control import EncodeControl
from tests.support.clips import MKV, MOV, MP4, NTSC_MKV, TS, UNEVEN_MP4, WAV, Clip, ClipShelf, real_ffmpeg
from tests.support.encodes import made
from tests.support.evidence import PACKETS
from tests.support.facts import facts_of

PICTURES = {
    "live-qlab": ("prores", "apco", "yuv422p10le"),
    "live-prores-lt": ("prores", "apcs", "yuv422p10le"),
    "archival": ("prores", "apch", "yuv422p10le"),
    "live-h264": ("h264", "avc1", "yuv420p"),
    "standard-playback": ("h264", "avc1", "yuv420p"),
    "stream-hd": ("hevc", "hvc1", "yuv420p"),
    "stream-4k": ("hevc", "hvc1", "yuv420p"),
    "live-linux-hevc-mkv": ("hevc", "", "yuv420p"),
    "archival-linux-mkv": ("hevc", "", "yuv422p10le"),
    "audio-qlab": None,
}


def _argv(profile: Profile, facts: MediaFacts, *, speed: SpeedPreset = "normal") -> list[str]:
    return encode_argv(Path("/ffmpeg"), profile, Path("a.mov"), facts, Path("b.part"), speed=speed)


def _after(argv: list[str], word: str) -> str:
    return argv[argv.index(word) + 1]


@pytest.mark.ffmpeg
@pytest.mark.parametrize("name", PICTURES)
async def test_each_profile_comes_out_as_it_says(name: str, clips: ClipShelf, tmp_path: Path) -> None:
    clip = replace(MKV, seconds=0.2 if name == "stream-4k" else 1.0, size="64x36")
    result = await made(clips.path(clip), profile_named(name), tmp_path)
    picture, sound, expected = result.facts.picture, result.facts.sound, PICTURES[name]
    assert result.outcome.decode_errors == 0
    assert (picture is None) == (expected is None)
    if picture is not None and expected is not None:
        tag = picture.codec_tag if expected[1] else ""
        assert (picture.codec, tag, picture.pixel_format) == expected
    asked = profile_named(name).audio
    assert sound is not None
    assert asked is not None
    assert (sound.codec, sound.sample_rate_hz) == (asked.codec, asked.sample_rate_hz or 48_000)


@pytest.mark.ffmpeg
async def test_streaming_runs_at_the_exact_fraction_and_the_asked_size(
    clips: ClipShelf, tmp_path: Path
) -> None:
    picture = (
        await made(clips.path(replace(MP4, size="64x36", seconds=0.3)), profile_named("stream-hd"), tmp_path)
    ).facts.picture
    assert picture is not None
    assert (picture.frame_rate, picture.width, picture.height) == (Fraction(30_000, 1_001), 1920, 1080)


@pytest.mark.ffmpeg
async def test_a_variable_rate_becomes_constant(clips: ClipShelf, tmp_path: Path) -> None:
    source = clips.path(UNEVEN_MP4)
    result = await made(source, profile_named("standard-playback"), tmp_path)
    assert len(result.durations) == 1
    assert result.facts.picture is not None
    assert result.facts.picture.frame_rate == 30


@pytest.mark.ffmpeg
@pytest.mark.parametrize(
    "clip",
    [MP4, MOV, MKV, TS, NTSC_MKV, replace(MP4, rate="10")],
    ids=lambda clip: f"{clip.extension}-{clip.rate}",
)
async def test_a_constant_rate_is_kept_frame_by_frame(clip: Clip, clips: ClipShelf, tmp_path: Path) -> None:
    result = await made(clips.path(clip), profile_named("live-qlab"), tmp_path)
    assert result.facts.picture is not None
    assert result.facts.picture.frame_rate == Fraction(clip.rate)
    assert result.outcome.frames == round(Fraction(clip.rate))


@pytest.mark.ffmpeg
@pytest.mark.parametrize("codec", ["h264", "hevc"])
async def test_key_frames_stand_where_they_were_promised_and_nowhere_else(
    codec: str, clips: ClipShelf, tmp_path: Path
) -> None:
    source = clips.path(replace(NTSC_MKV, seconds=5.0, size="64x36"))
    profile = profile_named("live-h264" if codec == "h264" else "live-linux-hevc-mkv")
    assert profile.video is not None
    video = replace(profile.video, keyframe_interval_s=2.0, encoder_preset="ultrafast")
    assert (await made(source, replace(profile, video=video), tmp_path)).keys == (0, 60, 120)


@pytest.mark.ffmpeg
async def test_the_source_s_black_and_silence_are_seen_on_the_way(clips: ClipShelf, tmp_path: Path) -> None:
    clip = replace(
        MP4,
        seconds=3.0,
        picture="drawbox=c=black:t=fill:enable='between(t,1,1.9)'",
        sound="volume=0:enable='lt(t,1)'",
    )
    source = clips.path(clip)
    result = await made(source, profile_named("standard-playback"), tmp_path)
    seen = result.outcome.source_evidence(facts_of(source), PACKETS).content
    assert seen is not None
    assert [(round(span.at_s), round(span.duration_s)) for span in seen.black] == [(1, 1)]
    assert [(round(span.at_s), round(span.duration_s)) for span in seen.silent] == [(0, 1)]
    assert len(seen.frozen) == 1


@pytest.mark.ffmpeg
async def test_the_timecode_is_kept(clips: ClipShelf, tmp_path: Path) -> None:
    source = clips.path(replace(MOV, options=("-timecode", "01:02:03:04")))
    picture = (await made(source, profile_named("archival"), tmp_path)).facts.picture
    assert picture is not None
    assert picture.timecode == "01:02:03:04"


@pytest.mark.ffmpeg
@pytest.mark.parametrize(
    "name",
    ["-i.mp4", "concat:a|b.mp4", "a b'\"%d.mp4", "http:x.mp4", "line\nbreak.mp4", "🎭.mp4", b"\xff.mp4"],
)
async def test_a_name_is_never_an_option_a_protocol_or_a_pattern(
    name: str | bytes, clips: ClipShelf, tmp_path: Path
) -> None:
    source = clips.copy(
        MP4, tmp_path / (name if isinstance(name, str) else name.decode(errors="surrogateescape"))
    )
    facts = facts_of(clips.path(MP4))
    argv = encode_argv(real_ffmpeg(), profile_named("live-qlab"), source, facts, tmp_path / ".bp.part")
    outcome = await encode(
        argv, duration_s=1.0, on_progress=lambda _: None, control=EncodeControl(), stall_s=30.0
    )
    assert outcome.frames == 25


@pytest.mark.ffmpeg
@pytest.mark.parametrize(
    "poison", ["ffconcat version 1.0\nfile '{0}'\n", "#EXTM3U\n#EXTINF:1,\nfile://{0}\n#EXT-X-ENDLIST\n"]
)
async def test_a_playlist_that_poses_as_a_video_opens_nothing(
    poison: str, clips: ClipShelf, tmp_path: Path
) -> None:
    source = tmp_path / "innocent.mov"
    source.write_text(poison.format(clips.copy(TS, tmp_path / "secret.ts")))
    argv = encode_argv(
        real_ffmpeg(), profile_named("live-qlab"), source, facts_of(clips.path(MP4)), tmp_path / ".bp.part"
    )
    with pytest.raises(Exception, match=r"ffmpeg gave up") as failure:
        await encode(argv, duration_s=1.0, on_progress=lambda _: None, control=EncodeControl(), stall_s=30.0)
    assert "secret" not in str(failure.value)
    assert not (tmp_path / ".bp.part").exists()


@pytest.mark.parametrize(
    ("speed", "shifted"),
    [
        ("fast", {"slow": "medium", "medium": "fast"}),
        ("normal", {"slow": "slow", "medium": "medium"}),
        ("slow", {"fast": "medium", "medium": "slow", "slow": "slower"}),
    ],
)
def test_speed_shifts_the_encoder_s_preset(
    speed: SpeedPreset, shifted: dict[str, str], clips: ClipShelf
) -> None:
    profile, facts = profile_named("live-h264"), facts_of(clips.path(MP4))
    for before, after in shifted.items():
        assert _after(_argv(_with(profile, encoder_preset=before), facts, speed=speed), "-preset") == after


def _with(profile: Profile, *, encoder_preset: str) -> Profile:
    assert isinstance(profile.video, VideoSettings)
    return replace(profile, video=replace(profile.video, encoder_preset=encoder_preset))


def test_speed_leaves_prores_alone(clips: ClipShelf) -> None:
    facts = facts_of(clips.path(MP4))
    assert _argv(profile_named("archival"), facts, speed="fast") == _argv(profile_named("archival"), facts)


def test_only_mp4_gets_its_index_in_front(clips: ClipShelf) -> None:
    facts = facts_of(clips.path(MP4))
    with_it = {name for name, profile in BUILTIN_PROFILES.items() if "+faststart" in _argv(profile, facts)}
    assert with_it == {name for name, profile in BUILTIN_PROFILES.items() if profile.container == "mp4"}


def test_a_source_without_picture_or_sound_is_not_asked_for_either(clips: ClipShelf) -> None:
    assert "-vn" in _argv(profile_named("live-qlab"), facts_of(clips.path(WAV)))
    assert "-an" in _argv(profile_named("live-qlab"), facts_of(clips.path(replace(MP4, audio=None))))
