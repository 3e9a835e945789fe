"""What is found in evidence, without any media: one promise broken at a time."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import Evidence, Span
from bulletproof.domain.verification import Case, judge_file, judge_output, judge_source
from tests.support.evidence import (
    BLACK,
    PICTURE_PACKETS,
    SOUND_CLIP,
    SOUND_PACKETS,
    with_content,
    with_frames,
    with_media,
    with_packets,
    with_picture,
)

H264 = BUILTIN_PROFILES["live-h264"]
AUDIO = BUILTIN_PROFILES["audio-qlab"]
UNREADABLE = Evidence(None, None, None, "clip.mov is empty.")


def codes(findings: tuple[Finding, ...], level: Level | None = Level.FAIL) -> set[str]:
    return {finding.code for finding in findings if level is None or finding.level is level}


def test_a_sound_clip_has_no_findings_at_all() -> None:
    assert judge_file(Case(SOUND_CLIP)) == ()
    assert judge_source(Case(SOUND_CLIP, profile=H264)) == ()


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        (UNREADABLE, "unreadable"),
        (with_packets(ended_prematurely=True), "truncated"),
        (with_packets(bytes_missing=9_000), "truncated"),
        (with_packets(partial_transport_packet=True), "truncated"),
        (with_packets(demux_error="Invalid data"), "truncated"),
        (with_media(duration_s=4.0), "truncated"),
        (with_content(decode_errors=3, first_error="broken", first_error_at_s=1.0), "decode_error"),
        (with_frames(constant_rate=False, odd_frames=10, longest_frame_s=0.08), "variable_frame_rate"),
        (with_frames(backward_timestamps=1), "timestamps"),
        (with_frames(missing_timestamps=2), "timestamps"),
        (with_frames(longest_gap_s=0.2, longest_gap_at_s=1.0, odd_frames=1), "timestamps"),
    ],
)
def test_each_fault_of_a_file_by_itself_fails_it(evidence: Evidence, code: str) -> None:
    assert code in codes(judge_file(Case(evidence)))


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        (with_media(video=()), "no_video"),
        (with_media(audio=()), "no_audio"),
        (with_frames(packets=48), "frames_differ"),
        (with_frames(end_s=1.9), "duration_differs"),
        (with_content(black=BLACK), "black"),
        (with_content(frozen=BLACK), "frozen"),
        (with_content(silent=BLACK), "silent"),
        (with_picture(codec="hevc"), "wrong_codec"),
        (with_picture(pixel_format="yuv444p"), "wrong_pixel_format"),
        (with_frames(longest_key_distance_s=60.0), "long_gop"),
    ],
)
def test_each_difference_from_source_or_profile_fails_an_output(evidence: Evidence, code: str) -> None:
    findings = judge_output(Case(evidence, source=SOUND_CLIP, profile=H264))
    assert code in codes(findings)


def test_what_is_missing_is_told_in_plain_words() -> None:
    cut = replace(
        with_packets(ended_prematurely=True, streams=(replace(PICTURE_PACKETS, end_s=1.5),)),
    )
    (finding,) = (f for f in judge_file(Case(cut)) if f.code == "truncated")
    assert finding.message == (
        "The last 0.50 s are missing: the file says 2.00 s, only 1.50 s can be played."
    )
    assert finding.at_s == 1.5


def test_a_source_is_stopped_only_by_what_nothing_sound_can_be_made_of() -> None:
    uneven = with_frames(constant_rate=False, odd_frames=10, backward_timestamps=1)
    findings = judge_source(Case(uneven, profile=H264))
    assert codes(findings) == set()
    assert codes(findings, Level.NOTE) == {"variable_frame_rate", "timestamps"}
    assert all(finding.of_source for finding in findings)


def test_only_a_video_profile_needs_a_picture() -> None:
    cue = with_media(video=())
    assert codes(judge_source(Case(cue, profile=H264))) == {"no_video"}
    assert codes(judge_source(Case(cue, profile=AUDIO))) == set()


@pytest.mark.parametrize("code", ["black", "frozen", "silent"])
def test_what_the_source_has_at_that_place_is_a_note(code: str) -> None:
    evidence = with_content(**{code: BLACK})
    nearby = with_content(**{code: (Span(1.55, 0.5),)})
    elsewhere = with_content(**{code: (Span(1.7, 0.2),)})
    assert codes(judge_file(Case(evidence))) == set()
    assert codes(judge_file(Case(evidence, source=nearby))) == set()
    assert codes(judge_file(Case(evidence, source=elsewhere))) == {code}


def test_a_variable_source_made_constant_may_have_another_number_of_frames() -> None:
    uneven = with_frames(packets=30, constant_rate=False, odd_frames=10)
    assert codes(judge_output(Case(SOUND_CLIP, source=uneven, profile=H264))) == set()


def test_a_rate_of_the_profiles_own_changes_the_number_of_frames() -> None:
    assert H264.video is not None
    profile = replace(H264, video=replace(H264.video, frame_rate=Fraction(50)))
    output = with_frames(packets=100)
    assert "frames_differ" not in codes(judge_output(Case(output, source=SOUND_CLIP, profile=profile)))


def test_a_picture_that_starts_late_may_hold_its_first_frame_until_then() -> None:
    late = with_frames(start_s=0.5, end_s=2.5)
    held = with_packets(streams=(replace(PICTURE_PACKETS, packets=62, end_s=2.48), SOUND_PACKETS))
    held = replace(held, content=with_content(frozen=(Span(0.0, 0.54),)).content)
    assert codes(judge_output(Case(held, source=late, profile=H264))) == set()


def test_the_padding_of_a_sound_codec_is_no_difference() -> None:
    padded = with_packets(streams=(PICTURE_PACKETS, replace(SOUND_PACKETS, start_s=-0.02, end_s=2.04)))
    assert codes(judge_output(Case(SOUND_CLIP, source=padded, profile=H264))) == set()


def test_what_was_not_looked_at_is_not_judged() -> None:
    header_only = replace(SOUND_CLIP, packets=None, content=None)
    assert judge_output(Case(header_only, source=header_only, profile=H264)) == ()


def test_the_cut_comes_before_the_errors_that_it_causes() -> None:
    cut = replace(with_packets(bytes_missing=9_000), content=with_content(decode_errors=2).content)
    assert judge_file(Case(cut))[0].code == "truncated"


def test_a_file_whose_index_never_came_is_cut_as_well_as_unreadable() -> None:
    cut = Evidence(None, None, None, "a.mov has no index (moov).", is_incomplete=True)
    assert codes(judge_source(Case(cut))) == {"unreadable", "truncated"}
