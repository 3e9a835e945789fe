"""What is missing or damaged, judged from evidence alone."""

from dataclasses import replace

import pytest

from bulletproof.domain.checks.integrity import decode_error, truncated
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import Evidence
from bulletproof.domain.verification import Case
from tests.support.evidence import SOUND_CLIP, with_content, with_frames, with_media, with_packets


def only(evidence: Evidence) -> Finding | None:
    found = [*truncated(Case(evidence)), *decode_error(Case(evidence))]
    assert len(found) <= 1
    return found[0] if found else None


def test_a_sound_file_lacks_nothing() -> None:
    assert only(SOUND_CLIP) is None


def test_packets_that_were_lost_on_the_way_are_a_risk_though_all_that_came_decodes() -> None:
    found = only(with_frames(corrupt_packets=3))
    assert found is not None
    assert (found.code, found.level, found.measured) == ("decode_error", Level.WARN, "3 packets")


def test_what_does_not_decode_is_said_once() -> None:
    damaged = replace(with_frames(corrupt_packets=3), content=with_content(decode_errors=2).content)
    found = only(damaged)
    assert found is not None
    assert (found.level, found.measured) == (Level.FAIL, "2 errors")


def test_a_cut_is_the_cause_and_the_packet_it_went_through_none_of_its_own() -> None:
    cut = with_frames(corrupt_packets=1)
    assert cut.packets is not None
    found = only(replace(cut, packets=replace(cut.packets, ended_prematurely=True)))
    assert found is not None
    assert (found.code, found.level) == ("truncated", Level.FAIL)


@pytest.mark.parametrize(("container", "is_cut"), [("flac", True), ("mov,mp4,m4a,3gp,3g2,mj2", False)])
def test_flac_counts_its_samples_where_others_round(container: str, is_cut: bool) -> None:
    evidence = with_media(container=container, duration_s=2.1)
    assert (only(evidence) is not None) is is_cut


def test_bytes_that_were_promised_are_counted_in_plain_words() -> None:
    found = only(with_packets(bytes_missing=1_500_000))
    assert found is not None
    assert "1.5 MB shorter than it says" in found.message
