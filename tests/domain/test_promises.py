"""What each profile makes is ready for the target that it names; what breaks a promise is found."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.finding import Level
from bulletproof.domain.media import Evidence, VideoStream
from bulletproof.domain.profile import Profile
from bulletproof.domain.verification import Case, judge_output
from bulletproof.targets.library import load_targets
from tests.support.evidence import output_of, source_for

TARGETS = load_targets()


def case_of(profile: Profile, output: Evidence | None = None) -> Case:
    made = output or output_of(profile)
    return Case(made, source=source_for(profile), profile=profile, target=TARGETS[profile.target])


def broken(profile: Profile, **changes: object) -> list[tuple[str, Level]]:
    output = output_of(profile)
    assert output.media is not None
    assert output.media.picture is not None
    picture = replace(output.media.picture, **changes)  # type: ignore[arg-type]
    found = judge_output(case_of(profile, replace(output, media=replace(output.media, video=(picture,)))))
    return [(finding.code, finding.level) for finding in found]


@pytest.mark.parametrize("profile", BUILTIN_PROFILES.values(), ids=lambda profile: profile.name)
def test_an_output_is_ready_for_the_target_that_its_profile_names(profile: Profile) -> None:
    if profile.audio is not None and profile.audio.loudness_lufs is not None:
        return  # its loudness is tested by the encode that reaches it
    assert judge_output(case_of(profile)) == ()


@pytest.mark.parametrize("profile", BUILTIN_PROFILES.values(), ids=lambda profile: profile.name)
def test_every_profile_names_a_target_that_exists(profile: Profile) -> None:
    assert profile.target in TARGETS


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda target: target.name)
def test_every_cure_of_a_target_is_a_profile(target: object) -> None:
    assert set(getattr(target, "cures", ())) <= set(BUILTIN_PROFILES)


@pytest.mark.parametrize(
    ("name", "changes", "code"),
    [
        ("live-qlab", {"codec": "h264", "pixel_format": "yuv420p", "codec_tag": "avc1"}, "wrong_codec"),
        ("live-qlab", {"codec_profile": "HQ", "codec_tag": "apch"}, "wrong_codec_profile"),
        ("live-qlab", {"pixel_format": "yuv444p12le"}, "wrong_pixel_format"),
        ("live-hap", {"codec_tag": "HapM", "pixel_format": "rgba"}, "wrong_pixel_format"),
        ("live-hap-q", {"codec_tag": "Hap1"}, "wrong_codec_profile"),
        ("stream-hd", {"codec_tag": "hev1"}, "codec_tag"),
        ("live-h264", {"width": 640, "height": 360}, "wrong_size"),
        ("live-hap", {"width": 1278}, "wrong_size"),
        ("live-prores-4444", {"has_alpha": False, "pixel_format": "yuv444p12le"}, "alpha_lost"),
        ("live-h264", {"color_matrix": "smpte170m"}, "colour_changed"),
    ],
)
def test_each_broken_promise_is_told_and_a_wrong_codec_alone(
    name: str, changes: dict[str, object], code: str
) -> None:
    found = [one for one, _ in broken(BUILTIN_PROFILES[name], **changes)]
    assert found[0] == code or code in found
    assert "wrong_codec" not in found or not {"wrong_codec_profile", "wrong_pixel_format"} & set(found)


def test_a_rate_of_its_own_is_held_to() -> None:
    profile = BUILTIN_PROFILES["stream-hd"]
    of_25 = output_of(BUILTIN_PROFILES["live-h264"]).packets
    output = output_of(profile)
    assert output.media is not None
    picture: VideoStream = replace(
        output.media.video[0], frame_rate=Fraction(25), time_base=Fraction(1, 25_000)
    )
    slow = replace(output, packets=of_25, media=replace(output.media, video=(picture,)))
    assert ("wrong_frame_rate", Level.WARN) in [
        (one.code, one.level) for one in judge_output(case_of(profile, slow))
    ]


def test_an_all_intra_profile_promises_a_key_frame_in_every_frame() -> None:
    profile = BUILTIN_PROFILES["live-h264-lowlatency"]
    output = output_of(profile)
    assert output.packets is not None
    first, second = output.packets.streams
    streams = (replace(first, longest_key_distance_s=0.4), second)
    (found,) = judge_output(
        case_of(profile, replace(output, packets=replace(output.packets, streams=streams)))
    )
    assert (found.code, found.limit) == ("long_gop", "one in every frame")


def test_a_profile_that_keeps_the_rate_is_not_blamed_for_the_sources() -> None:
    profile = BUILTIN_PROFILES["live-prores-lt"]
    source, output = source_for(profile), output_of(profile)
    assert source.media is not None
    assert output.media is not None

    def at_44(evidence: Evidence) -> Evidence:
        assert evidence.media is not None
        sound = replace(evidence.media.audio[0], sample_rate_hz=44_100)
        return replace(evidence, media=replace(evidence.media, audio=(sound,)))

    case = Case(at_44(output), source=at_44(source), profile=profile, target=TARGETS["qlab"])
    (kept,) = judge_output(case)
    assert (kept.code, kept.level) == ("audio_rate", Level.NOTE)
    (alone,) = judge_output(replace(case, profile=None, source=None, file_name="a.mov"))
    assert (alone.code, alone.level) == ("audio_rate", Level.WARN)
