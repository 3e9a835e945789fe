"""Which profile is offered for a file that is not ready, and what is said where none helps."""

from dataclasses import replace

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.cure import cure_sentence, curing_profile
from bulletproof.domain.media import Evidence
from bulletproof.domain.profile import Profile
from bulletproof.domain.verification import Case, judge_file
from bulletproof.targets.library import load_targets
from tests.support.evidence import (
    BLACK,
    MEDIA,
    SOUND_CLIP,
    output_of,
    with_content,
    with_frames,
    with_media,
    with_packets,
    with_picture,
    with_sound,
)

TARGETS = load_targets()
VARYING = with_frames(constant_rate=False, odd_frames=10, longest_frame_s=0.08)


def cure_of(
    evidence: Evidence, target: str, *, name: str = "clip.mp4", without: tuple[str, ...] = ()
) -> tuple[str | None, str | None]:
    profiles = {key: one for key, one in BUILTIN_PROFILES.items() if key not in without}
    findings = judge_file(Case(evidence, target=TARGETS[target], file_name=name))
    cure = curing_profile(findings, evidence.media, TARGETS[target], profiles)
    return cure, cure_sentence(findings, cure)


def test_a_ready_file_needs_no_cure() -> None:
    assert cure_of(SOUND_CLIP, "any") == (None, None)


@pytest.mark.parametrize(
    ("target", "cure"),
    [
        ("any", "standard-playback"),
        ("qlab", "live-qlab"),
        ("resolume", "live-hap"),
        ("millumin", "live-prores-lt"),
        ("watchout", "live-hap"),
        ("linux-show-player", "live-linux-hevc-mkv"),
        ("brightsign", "web-h264"),
        ("h264-player", "web-h264"),
        ("web", "web-h264"),
        ("archive", "archival"),
        ("audio-cue", "audio-cue"),
    ],
)
def test_a_varying_rate_is_cured_by_the_first_profile_of_each_target(target: str, cure: str) -> None:
    assert cure_of(VARYING, target) == (cure, f"Encode it with {cure}.")


def test_transparency_is_kept_where_the_target_has_a_profile_for_it() -> None:
    clear = replace(VARYING, media=with_picture(has_alpha=True).media)
    assert cure_of(clear, "qlab")[0] == "live-hap-alpha"
    assert cure_of(clear, "any")[0] == "live-prores-4444"
    assert cure_of(clear, "h264-player")[0] == "web-h264"  # such a player shows no transparency at all


def test_a_profile_that_this_machine_cannot_make_is_not_offered() -> None:
    assert cure_of(VARYING, "resolume", without=("live-hap",))[0] == "live-hap-alpha"
    assert cure_of(VARYING, "web", without=("web-h264", "stream-hd", "stream-4k")) == (
        None,
        "None of the profiles makes it ready for this target.",
    )


def test_too_large_a_picture_is_cured_by_a_profile_that_makes_it_smaller() -> None:
    assert cure_of(with_picture(width=3840, height=2160), "h264-player")[0] == "stream-hd"


def test_sound_alone_gets_a_sound_profile() -> None:
    song = with_media(container="mp3", video=(), audio=(replace(MEDIA.audio[0], codec="mp3"),))
    assert cure_of(song, "audio-cue", name="song.mp3")[0] == "audio-cue"


def test_a_target_whose_sound_no_profile_makes_has_no_cure_for_a_file_with_sound() -> None:
    assert cure_of(VARYING, "disguise", name="a.mov")[0] is None
    mute = replace(VARYING, media=replace(MEDIA, audio=()))
    assert cure_of(mute, "disguise", name="a.mov")[0] == "live-hap"


@pytest.mark.parametrize(
    "broken",
    [
        with_packets(bytes_missing=9_000),
        replace(VARYING, content=with_content(decode_errors=2).content),
        Evidence(None, None, None, "clip.mp4 is empty."),
    ],
)
def test_a_broken_file_is_copied_again(broken: Evidence) -> None:
    assert cure_of(broken, "any") == (None, "No profile cures a broken file: copy or record it again.")


def test_what_is_lost_against_the_source_comes_back_from_the_source_only() -> None:
    findings = judge_file(Case(with_frames(packets=40), source=SOUND_CLIP))
    assert curing_profile(findings, MEDIA, TARGETS["any"], BUILTIN_PROFILES) is None
    assert cure_sentence(findings, None) == (
        "No profile brings back what is lost: make it again from its source."
    )


def test_what_may_be_meant_so_is_for_a_person_to_see() -> None:
    findings = judge_file(Case(with_content(black=BLACK), source=SOUND_CLIP))
    assert cure_sentence(findings, None) == (
        "The fault is in what is seen or heard: look whether it is meant so."
    )


def test_a_name_is_all_that_some_files_need() -> None:
    assert cure_of(SOUND_CLIP, "web", name="a.mp4") == (None, None)
    assert cure_of(SOUND_CLIP, "h264-player", name="a?.mp4") == (None, "Rename it.")
    slow = with_media(index_in_front=False)
    assert cure_of(slow, "h264-player", name="a?.mp4")[1] == "Encode it with web-h264. Rename it too."


@pytest.mark.parametrize("profile", BUILTIN_PROFILES.values(), ids=lambda profile: profile.name)
def test_what_cures_makes_a_file_that_needs_no_cure(profile: Profile) -> None:
    for target in TARGETS.values():
        if profile.name not in target.cures or target.name == "disguise":
            continue
        found = judge_file(Case(output_of(profile), target=target, file_name=f"a.{profile.container}"))
        assert [finding.code for finding in found] == [], target.name


def test_a_codec_that_is_refused_is_cured() -> None:
    assert cure_of(with_sound(codec="opus"), "qlab", name="a.mov")[0] == "live-qlab"
