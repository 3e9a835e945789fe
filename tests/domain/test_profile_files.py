"""Profiles as TOML, and which wishes go together."""

from dataclasses import fields, replace
from fractions import Fraction
from pathlib import Path

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES, profile_named
from bulletproof.domain.errors import InvalidProfile
from bulletproof.domain.profile import AudioSettings, Profile, VideoSettings
from bulletproof.domain.profile_file import profile_of, profile_table, read_profiles, write_profiles
from bulletproof.domain.profile_rules import check_profile

TARGETS = {profile.target for profile in BUILTIN_PROFILES.values()}
WALL = """
schema = 1

[profile]
name = "led-wall"
description = "Hap Q for our wall"
container = "mov"
target = "resolume"

[profile.video]
codec = "hap"
codec_profile = "hap_q"
pixel_format = "rgba"
divisor = 4
is_all_intra = true
frame_rate = "30000/1001"

[profile.audio]
codec = "pcm_s16le"
sample_rate_hz = 48000
"""


def read(text: str) -> Profile:
    (profile,) = read_profiles(text, file="wall.toml")
    check_profile(profile, targets=TARGETS)
    return profile


def test_a_file_says_what_a_profile_is() -> None:
    profile = read(WALL)
    assert profile.video is not None
    assert (profile.name, profile.video.codec, profile.video.frame_rate) == (
        "led-wall",
        "hap",
        Fraction(30_000, 1_001),
    )
    assert profile.audio == AudioSettings("pcm_s16le", sample_rate_hz=48_000)


@pytest.mark.parametrize("name", BUILTIN_PROFILES)
def test_each_profile_survives_the_way_through_a_file(name: str) -> None:
    profile = profile_named(name)
    assert read(write_profiles([profile])) == profile
    assert profile_of(profile_table(profile)) == profile


def test_several_profiles_fit_in_one_file() -> None:
    profiles = (profile_named("live-hap"), profile_named("audio-cue"))
    assert read_profiles(write_profiles(profiles), file="all.toml") == profiles


def test_a_profile_that_compares_nothing_stays_so_in_a_file() -> None:
    profile = profile_named("live-hap")
    assert profile.video is not None
    blind = replace(profile, video=replace(profile.video, lowest_ssim=None))
    assert read(write_profiles([blind])) == blind


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "codec_profile =",
            "codek_profile =",
            r"wall\.toml: “profile\.video\.codek_profile” is not known\. Did you mean “codec_profile”\?",
        ),
        ("schema = 1", "schema = 2", "“schema = 1” has to stand on top"),
        ("schema = 1\n", "", "“schema = 1” has to stand on top"),
        ('"hap"', '"dxv"', "“profile.video.codec” can't be “dxv”. Choose one of: prores"),
        ("divisor = 4", 'divisor = "4"', "“profile.video.divisor” has to be a whole number"),
        ("divisor = 4", "divisor = true", "“profile.video.divisor” has to be a whole number"),
        ("= true", "= 1", "“profile.video.is_all_intra” has to be true or false"),
        ('"30000/1001"', '"29.97"', "an exact fraction"),
        ('"30000/1001"', '"1/0"', "an exact fraction"),
        ('"30000/1001"', "29.97", "an exact fraction"),
        ('container = "mov"\n', "", "“profile.container” is missing"),
        ("[profile.video]", "[profile.video", "It is no TOML"),
        (WALL, "schema = 1", r"no \[profile\]"),
        (WALL, "schema = 1\nprofile = 3", r"no \[profile\]"),
        ('name = "led-wall"', 'name = "led-wall"\nresource = "gpu"', "“profile.resource” is not known"),
        ('[profile.audio]\ncodec = "pcm_s16le"\nsample_rate_hz = 48000', "", ""),
    ],
)
def test_what_is_wrong_is_named_with_its_place(before: str, after: str, message: str) -> None:
    text = WALL.replace(before, after)
    if not message:
        assert read(text).audio is None
        return
    with pytest.raises(InvalidProfile, match=message):
        read(text)


def with_video(**wishes: object) -> Profile:
    profile = profile_named("web-h264")
    assert profile.video is not None
    return replace(profile, name="mine", video=replace(profile.video, **wishes))  # type: ignore[arg-type]


def with_audio(**wishes: object) -> Profile:
    profile = profile_named("web-h264")
    assert profile.audio is not None
    return replace(profile, name="mine", audio=replace(profile.audio, **wishes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("profile", "field"),
    [
        (replace(profile_named("live-hap"), name="Live Hap"), "name"),
        (replace(profile_named("live-hap"), name=""), "name"),
        (replace(profile_named("live-hap"), name="x" * 65), "name"),
        (replace(profile_named("live-hap"), name="wall\n"), "name"),
        (replace(profile_named("live-hap"), description="two\nlines"), "description"),
        (replace(profile_named("live-hap"), target="nowhere"), "target"),
        (replace(profile_named("live-hap"), container="mp4"), "container"),
        (replace(profile_named("live-hap"), container="wav"), "container"),
        (replace(profile_named("audio-cue"), container="mov"), "container"),
        (replace(profile_named("audio-cue"), audio=None), "audio"),
        (with_video(pixel_format="yuv420p -f null"), "video.pixel_format"),
        (with_video(pixel_format="rgba"), "video.pixel_format"),
        (with_video(codec_profile="high -x"), "video.codec_profile"),
        (with_video(encoder_preset="medium:log=/etc/passwd"), "video.encoder_preset"),
        (with_video(crf=float("nan")), "video.crf"),
        (with_video(crf=52.0), "video.crf"),
        (with_video(bitrate_bps=5_000_000), "video.crf"),
        (with_video(crf=None), "video.crf"),
        (with_video(width=1920), "video.width"),
        (with_video(width=1921, height=1080), "video.width"),
        (with_video(width=1920, height=100_000), "video.height"),
        (with_video(divisor=3), "video.divisor"),
        (with_video(frame_rate=Fraction(1, 1000)), "video.frame_rate"),
        (with_video(keyframe_interval_s=0.0), "video.keyframe_interval_s"),
        (with_video(is_all_intra=True), "video.keyframe_interval_s"),
        (with_video(keyframe_interval_s=None), "video.force_keyframes"),
        (with_video(keeps_alpha=True), "video.keeps_alpha"),
        (with_video(chunks=65), "video.chunks"),
        (with_video(lowest_ssim=1.5), "video.lowest_ssim"),
        (with_video(codec="mjpeg"), "container"),
        (with_audio(codec="pcm_s24le"), "audio.codec"),
        (with_audio(bitrate_bps=None), "audio.bitrate_bps"),
        (with_audio(sample_rate_hz=47_999), "audio.sample_rate_hz"),
        (with_audio(sample_rate_hz=192_000), "audio.sample_rate_hz"),
        (with_audio(loudness_lufs=3.0), "audio.loudness_lufs"),
        (with_audio(true_peak_dbtp=1.0), "audio.true_peak_dbtp"),
    ],
)
def test_wishes_that_do_not_go_together_are_refused_by_their_field(profile: Profile, field: str) -> None:
    with pytest.raises(InvalidProfile) as refused:
        check_profile(profile, targets=TARGETS)
    assert refused.value.field == field


@pytest.mark.parametrize("hardware", ["nvenc", "qsv", "vaapi", "amf", "videotoolbox"])
def test_a_circuit_makes_only_what_it_can(hardware: str) -> None:
    check_profile(with_video(hardware=hardware), targets=TARGETS)
    hap = profile_named("live-hap")
    assert isinstance(hap.video, VideoSettings)
    with pytest.raises(InvalidProfile, match="hap"):
        check_profile(replace(hap, video=replace(hap.video, hardware=hardware)), targets=TARGETS)  # type: ignore[arg-type]


def test_the_profile_in_the_documents_can_be_imported() -> None:
    text = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text(encoding="utf-8")
    assert read(text.split("```toml\n")[1].split("```")[0]).name == "led-wall"
    for each in (*fields(VideoSettings), *fields(AudioSettings)):
        assert f"`{each.name}`" in text, each.name
    for name in BUILTIN_PROFILES:
        assert f"`{name}`" in text, name
