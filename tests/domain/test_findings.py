"""One fault at a time in evidence of a sound clip: its code and its level, and nothing besides."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bulletproof.domain.checks.codes import CODES
from bulletproof.domain.finding import Level
from bulletproof.domain.media import Colour, Evidence, OtherStream, Similarity, Span
from bulletproof.domain.target import AcceptedPicture, AcceptedSound, Target
from bulletproof.domain.verification import Case, judge_file, judge_source
from tests.support.evidence import (
    CONTENT,
    HEARD,
    MEDIA,
    PICTURE,
    PICTURE_PACKETS,
    SOUND,
    SOUND_CLIP,
    SOUND_PACKETS,
    with_content,
    with_frames,
    with_heard,
    with_media,
    with_packets,
    with_picture,
    with_sound,
)

FAIL, WARN, NOTE = Level.FAIL, Level.WARN, Level.NOTE
TURNED = Span(0.2, 1.5)


def found(evidence: Evidence, source: Evidence | None = None, **case: object) -> list[tuple[str, Level]]:
    findings = judge_file(Case(evidence, source=source, **case))  # type: ignore[arg-type]
    assert all(finding.code in CODES for finding in findings)
    return [(finding.code, finding.level) for finding in findings]


def with_ends(*, picture: tuple[float, float] = (0.0, 2.0), sound: tuple[float, float]) -> Evidence:
    """PCM, which has neither priming nor padding."""
    streams = (
        replace(PICTURE_PACKETS, start_s=picture[0], end_s=picture[1]),
        replace(SOUND_PACKETS, start_s=sound[0], end_s=sound[1]),
    )
    return replace(with_packets(streams=streams), media=with_sound(codec="pcm_s16le").media)


def at_rate(frames: int, lasts: tuple[float, float], *, told: Fraction, tick: Fraction) -> Evidence:
    evidence = with_frames(
        packets=frames,
        end_s=round(frames * (lasts[0] + lasts[1]) / 2, 6) if lasts[0] == lasts[1] else 2.0,
        shortest_frame_s=lasts[0],
        longest_frame_s=lasts[1],
        usual_frame_s=lasts[0],
    )
    assert evidence.packets is not None
    first, second = evidence.packets.streams
    packets = replace(evidence.packets, streams=(first, replace(second, end_s=first.end_s)))
    picture = replace(PICTURE, frame_rate=told, base_rate=told, time_base=tick)
    return replace(evidence, packets=packets, media=replace(MEDIA, video=(picture,)))


ALONE = [
    (with_media(other=(OtherStream(2, "subtitle", "mov_text"),)), "extra_stream", NOTE),
    (with_media(audio=(SOUND, replace(SOUND, index=2))), "extra_stream", NOTE),
    (with_ends(sound=(0.0, 1.94)), "av_length", WARN),
    (with_ends(sound=(0.0, 2.3)), "av_length", FAIL),
    (with_ends(sound=(0.06, 2.06)), "av_start", WARN),
    (with_ends(sound=(0.3, 2.3)), "av_start", FAIL),
    (with_frames(open_gops=2, first_open_gop_at_s=0.5), "open_gop", WARN),
    (with_frames(first_is_key=False), "first_frame_not_key", FAIL),
    (with_picture(field_order="tt"), "interlaced", WARN),
    (with_content(interlaced_frames=20), "interlaced", WARN),
    (with_picture(sample_aspect=Fraction(4, 3)), "not_square_pixels", WARN),
    (with_picture(rotation_deg=90), "rotation", WARN),
    (with_picture(clean_aperture=(150, 100)), "clean_aperture", WARN),
    (with_media(hidden_by_edits_s=0.5), "edit_list", WARN),
    (with_picture(color_transfer=None), "colour_untagged", WARN),
    (with_picture(width=161), "size_multiple", FAIL),
    (with_picture(codec="hap", codec_tag="Hap1", pixel_format="rgb0", width=158), "size_multiple", FAIL),
    (with_picture(codec="hevc", codec_tag="hev1"), "codec_tag", WARN),
    (with_content(flashes=(TURNED,)), "flash_risk", WARN),
    (with_heard(out_of_phase=(TURNED,)), "out_of_phase", WARN),
    (with_heard(dead_channels=(1,)), "dead_channel", WARN),
    (with_heard(full_scale_runs=9), "clipping", NOTE),
    (with_content(black=(TURNED,), frozen=(TURNED,)), "black", NOTE),
]


@pytest.mark.parametrize(("evidence", "code", "level"), ALONE)
def test_a_fault_of_the_file_itself_is_found_and_nothing_else(
    evidence: Evidence, code: str, level: Level
) -> None:
    assert found(evidence) == [(code, level)]


NEW = [
    (with_content(repeated_frames=8), "repeated_frames", WARN),
    (with_picture(color_primaries="smpte170m"), "colour_changed", WARN),
    (with_content(starts_black=True), "black_edge", WARN),
    (with_content(ends_black=True), "black_edge", WARN),
    (with_sound(channels=1), "audio_channels", FAIL),
    (with_heard(full_scale_runs=40), "clipping", WARN),
    (with_heard(loudness_lufs=-20.0), "loudness", NOTE),
    (with_heard(dead_channels=(0,)), "dead_channel", WARN),
    (with_content(similarity=Similarity(0.97, 0.6, 1.0)), "quality_low", FAIL),
]


@pytest.mark.parametrize(("evidence", "code", "level"), NEW)
def test_a_difference_from_the_source_is_found_and_nothing_else(
    evidence: Evidence, code: str, level: Level
) -> None:
    assert found(evidence, SOUND_CLIP) == [(code, level)]


@pytest.mark.parametrize(("evidence", "code", "level"), [case for case in NEW if case[1] != "quality_low"])
def test_what_the_source_has_too_is_no_fault(evidence: Evidence, code: str, level: Level) -> None:
    assert (code, level) not in found(evidence, evidence)


def test_alpha_and_timecode_that_the_source_has_are_missed() -> None:
    source = with_picture(has_alpha=True, timecode="10:00:00:00")
    assert found(SOUND_CLIP, source) == [("alpha_lost", FAIL), ("timecode_lost", NOTE)]


def test_a_source_is_told_of_all_of_it_in_notes() -> None:
    for evidence, code, _ in ALONE:
        told = judge_source(Case(evidence))
        assert [(finding.code, finding.level, finding.of_source) for finding in told] == [(code, NOTE, True)]


# Picture and sound


@pytest.mark.parametrize("lead_s", [0.0, 0.021333])
def test_the_priming_and_padding_of_aac_is_no_difference(lead_s: float) -> None:
    sound = replace(SOUND_PACKETS, start_s=-lead_s, end_s=2.021, sounds_hidden_s=0.021333)
    assert found(with_packets(streams=(PICTURE_PACKETS, sound))) == []


def test_a_transport_stream_tells_no_priming_and_is_not_blamed_for_it() -> None:
    sound = replace(SOUND_PACKETS, start_s=-0.042, end_s=2.03)
    assert found(with_packets(streams=(PICTURE_PACKETS, sound))) == []


@pytest.mark.parametrize("sound", [(0.0, 2.3), (0.3, 2.3)])
def test_what_is_apart_in_the_source_is_a_note(sound: tuple[float, float]) -> None:
    apart = with_ends(sound=sound)
    assert {level for _, level in found(apart, apart)} == {NOTE}


def test_sound_that_ends_with_the_picture_and_starts_later_is_told_once() -> None:
    assert found(with_ends(sound=(0.5, 2.0))) == [("av_start", FAIL)]


# Rates


@pytest.mark.parametrize(
    ("frames", "lasts", "told", "tick", "codes"),
    [
        (50, (0.04, 0.04), Fraction(25), Fraction(1, 12_800), []),
        (60, (0.033, 0.034), Fraction(30), Fraction(1, 1000), []),
        (120, (0.016, 0.017), Fraction(19_001, 317), Fraction(1, 1000), []),
        (60, (0.033367, 0.033367), Fraction(30_000, 1001), Fraction(1, 30_000), []),
        (60, (0.033367, 0.033367), Fraction(2997, 100), Fraction(1, 2997), ["odd_frame_rate"]),
        (46, (0.043, 0.044), Fraction(23), Fraction(1, 1000), ["odd_frame_rate"]),
        (30, (0.066667, 0.066667), Fraction(15), Fraction(1, 15_360), ["odd_frame_rate"]),
    ],
)
def test_a_rate_is_as_exact_as_its_container_can_tell(
    frames: int, lasts: tuple[float, float], told: Fraction, tick: Fraction, codes: list[str]
) -> None:
    assert [code for code, _ in found(at_rate(frames, lasts, told=told, tick=tick))] == codes


def test_a_varying_rate_is_not_called_odd_as_well() -> None:
    varying = with_frames(constant_rate=False, odd_frames=10, longest_frame_s=0.08)
    assert found(varying) == [("variable_frame_rate", FAIL)]


def test_a_phones_varying_rate_made_constant_shows_frames_twice_and_is_ready() -> None:
    phone = with_frames(constant_rate=False, odd_frames=20, shortest_frame_s=0.02, longest_frame_s=0.09)
    assert found(with_content(repeated_frames=12), phone) == []


def test_a_few_missing_frames_are_a_hole_and_not_a_varying_rate() -> None:
    holed = with_frames(constant_rate=False, odd_frames=1, longest_gap_s=0.2, longest_gap_at_s=1.0)
    assert found(holed) == [("timestamps", FAIL)]


# Colour


@pytest.mark.parametrize(
    ("container", "codec"),
    [
        ("avi", "h264"),
        ("matroska,webm", "prores"),
        ("mov,mp4", "mjpeg"),
        ("mov,mp4", "mpeg4"),
        ("ogg", "vp8"),
    ],
)
def test_what_can_hold_no_tags_is_not_asked_for_them(container: str, codec: str) -> None:
    bare = replace(
        PICTURE, codec=codec, codec_tag="", color_primaries=None, color_transfer=None, color_matrix=None
    )
    assert found(with_media(container=container, video=(bare,))) == []


def test_container_and_picture_must_say_the_same() -> None:
    told = Colour("bt709", "bt709", "bt709", "tv")
    same = Colour("bt709", "smpte170m", "bt709", None)  # the same curve by another name
    other = Colour("bt2020", "bt2020-10", "bt2020nc", "tv")
    assert found(with_picture(container_colour=told, bitstream_colour=same)) == []
    assert found(with_picture(container_colour=other, bitstream_colour=told)) == [("colour_mismatch", WARN)]


def test_full_range_may_become_limited_and_not_the_other_way_round() -> None:
    full = with_picture(color_range="pc")
    assert found(SOUND_CLIP, full) == []
    assert found(full, SOUND_CLIP) == [("colour_changed", WARN)]


# Black, and what follows from it


def test_a_black_stretch_is_not_told_as_frozen_as_edge_and_as_poor_quality() -> None:
    black = replace(
        CONTENT,
        black=(Span(1.2, 0.8),),
        frozen=(Span(1.24, 0.76),),
        ends_black=True,
        similarity=Similarity(0.9, 0.5, 1.0),
    )
    assert found(replace(SOUND_CLIP, content=black), SOUND_CLIP) == [("black", FAIL)]


def test_an_edge_is_a_note_where_only_the_loop_makes_it_matter() -> None:
    assert found(with_content(starts_black=True)) == []
    assert ("black_edge", NOTE) in found(with_content(starts_black=True), is_loop=True)


def test_a_cut_file_is_not_told_to_be_shorter_as_well() -> None:
    cut = with_packets(
        bytes_missing=900, streams=(replace(PICTURE_PACKETS, packets=30, end_s=1.2), SOUND_PACKETS)
    )
    assert found(cut, SOUND_CLIP) == [("truncated", FAIL)]


# What is only known when asked


def test_what_was_asked_of_machine_drive_show_and_manifest_is_judged() -> None:
    asked = found(
        with_content(decode_speed=1.4), drive_bps=300_000.0, show_lufs=-18.0, verified_sha256="1" * 64
    )
    assert set(asked) == {
        ("too_slow_to_play", WARN),
        ("bitrate_peak", WARN),
        ("loudness", WARN),
        ("changed_since", FAIL),
    }


def test_a_loop_is_told_where_it_jumps_and_clicks() -> None:
    assert found(with_content(seam=0.4)) == []
    (seam,) = judge_file(Case(with_content(seam=0.4), is_loop=True))
    assert seam.code == "loop_seam"
    assert "jumps" in seam.message
    assert "AAC" in seam.message


# The limits of a target

STRICT = Target(
    "strict",
    "Strict",
    "",
    containers=("mp4",),
    pictures=(
        AcceptedPicture(
            "h264", ("High",), ("yuv420p",), ("avc1",), max_level=4.0, max_frame_rate=30.0, divisor=2
        ),
        AcceptedPicture("hevc", warning="is slow."),
    ),
    sound=AcceptedSound(("aac", "pcm"), ("LC",), (48_000,), (16, 24), max_channels=2),
    frame_rates=("25", "30"),
    max_width=160,
    max_height=120,
    max_peak_bps=200_000,
    max_keyframe_interval_s=2.0,
    wants_index_in_front=True,
    loudness_lufs=-23.0,
    true_peak_dbtp=-1.0,
    refused_in_names=("_v<N>",),
    file_names="windows",
)


def test_a_file_within_all_limits_is_ready() -> None:
    assert found(SOUND_CLIP, target=STRICT, file_name="rain_voice.mp4") == []


@pytest.mark.parametrize(
    ("evidence", "code", "level"),
    [
        (with_picture(codec="vp9", codec_tag="vp09", codec_profile=None), "wrong_codec", FAIL),
        (with_picture(codec_profile="High 4:4:4 Predictive"), "wrong_codec_profile", FAIL),
        (with_picture(codec_level="4.1"), "wrong_codec_profile", FAIL),
        (with_picture(pixel_format="yuv422p"), "wrong_pixel_format", FAIL),
        (with_picture(codec="hevc", codec_tag="hvc1", codec_profile="Main"), "wrong_codec", WARN),
        (with_picture(codec_tag="avc3"), "codec_tag", WARN),
        (with_picture(width=320), "wrong_size", WARN),
        (with_media(container="matroska,webm"), "wrong_container", FAIL),
        (with_media(index_in_front=False), "not_fast_start", WARN),
        (with_frames(longest_key_distance_s=3.0), "long_gop", FAIL),
        (with_frames(busiest_second_bytes=40_000, busiest_second_at_s=1.0), "bitrate_peak", WARN),
        (with_sound(codec="opus", codec_profile=None), "audio_codec", FAIL),
        (with_sound(codec_profile="HE-AAC"), "audio_codec", FAIL),
        (with_sound(sample_rate_hz=44_100), "audio_rate", FAIL),
        (with_sound(codec="pcm_s32le", bits_per_sample=32), "audio_depth", FAIL),
        (with_sound(channels=6), "audio_channels", FAIL),
        (with_heard(true_peak_dbtp=-0.2), "clipping", WARN),
        (with_heard(loudness_lufs=-20.0), "loudness", WARN),
        (at_rate(60, (1 / 30, 1 / 30), told=Fraction(30), tick=Fraction(1, 15_360)), "", NOTE),
        (
            at_rate(48, (1 / 24, 1 / 24), told=Fraction(24), tick=Fraction(1, 12_288)),
            "wrong_frame_rate",
            WARN,
        ),
    ],
)
def test_each_limit_of_a_target_is_held_and_broken_once(evidence: Evidence, code: str, level: Level) -> None:
    assert found(evidence, target=STRICT) == ([(code, level)] if code else [])


def test_what_is_wrong_by_two_names_is_told_by_both() -> None:
    both = with_picture(codec_profile="High 4:2:2", pixel_format="yuv422p")
    assert {code for code, _ in found(both, target=STRICT)} == {"wrong_pixel_format", "wrong_codec_profile"}


def test_a_rate_that_the_target_plays_badly_is_told_in_its_own_words() -> None:
    at_50 = at_rate(100, (0.02, 0.02), told=Fraction(50), tick=Fraction(1, 12_800))
    target = replace(STRICT, frame_rate_warning="50 fps needs a 50 Hz display")
    (told,) = judge_file(Case(at_50, target=target))
    assert told.message == "It has 50 frames a second: 50 fps needs a 50 Hz display."


@pytest.mark.parametrize(
    "name",
    ["act 1: rain.mp4", "why?.mp4", "con.mp4", "NUL", "rain.", "rain_v2.mp4", "a\nb.mp4", "Rain_V12.mp4"],
)
def test_a_name_that_the_target_refuses_is_told(name: str) -> None:
    assert found(SOUND_CLIP, target=STRICT, file_name=name)[0] == ("file_name", WARN)


@pytest.mark.parametrize(
    "name", ["Überraschung 🎭.mp4", "console.mp4", "rain_voice.mp4", "rain_v.mp4", "雨.mp4"]
)
def test_any_other_name_is_fine(name: str) -> None:
    assert found(SOUND_CLIP, target=STRICT, file_name=name) == []


@pytest.mark.parametrize("name", ["a.mov", "a.mkv"])
def test_a_container_is_told_by_its_extension_where_one_reader_reads_several(name: str) -> None:
    assert found(SOUND_CLIP, target=STRICT, file_name=name) == [("wrong_container", FAIL)]


def test_an_archive_keeps_size_and_rate_of_its_source() -> None:
    target = Target("archive", "Archive", "", keeps_source=True)
    large = with_picture(width=320, height=240)
    fast = at_rate(100, (0.02, 0.02), told=Fraction(50), tick=Fraction(1, 12_800))
    assert found(SOUND_CLIP, large, target=target) == [("wrong_size", WARN)]
    assert ("wrong_frame_rate", WARN) in found(SOUND_CLIP, fast, target=target)


def test_only_a_target_that_needs_sound_misses_it() -> None:
    mute = with_media(audio=())
    assert found(mute) == []
    assert ("no_audio", FAIL) in found(mute, target=Target("cue", "Sound cue", "", needs_sound=True))


def test_a_surround_mix_may_leave_a_channel_silent() -> None:
    surround = replace(with_heard(dead_channels=(3,)), media=with_sound(channels=6).media)
    assert found(surround) == [("dead_channel", NOTE)]


def test_sound_is_judged_by_the_stream_that_plays() -> None:
    second = replace(HEARD, index=2, full_scale_runs=90, dead_channels=(0,))
    assert found(with_content(sound=(HEARD, second)), SOUND_CLIP) == []
