"""What is found out before an encode: a sound that its codec can't hold is refused in words."""

from dataclasses import replace
from pathlib import Path

import pytest

from bulletproof.domain.builtin_profiles import profile_named
from bulletproof.domain.errors import EncodeFailed
from bulletproof.domain.media import MediaFacts
from bulletproof.engine.attempt import Attempt
from bulletproof.engine.preparation import Preparation, prepare
from bulletproof.media.ffmpeg import Capabilities
from bulletproof.media.inspector import Inspector
from tests.support.clips import MKV, ClipShelf
from tests.support.facts import facts_of
from tests.support.jobs import job


async def prepared(name: str, facts: MediaFacts) -> Preparation:
    attempt = Attempt(job(profile=profile_named(name)), lambda _: None)
    able = Capabilities(Path("/ffmpeg"), "9", frozenset(), frozenset())
    return await prepare(attempt, facts, able=able, inspector=Inspector(), stall_s=1)


def with_channels(facts: MediaFacts, channels: int) -> MediaFacts:
    return replace(facts, audio=tuple(replace(sound, channels=channels) for sound in facts.audio))


@pytest.mark.ffmpeg
async def test_more_channels_than_a_codec_holds_are_refused_in_words(clips: ClipShelf) -> None:
    facts = with_channels(facts_of(clips.path(MKV)), 10)
    with pytest.raises(EncodeFailed, match="10 channels, and AAC holds 8 at most"):
        await prepared("web-h264", facts)
    assert (await prepared("live-hap", facts)).encoder == "hap"


@pytest.mark.ffmpeg
async def test_a_picture_that_is_too_small_for_its_codec_is_refused_in_words(clips: ClipShelf) -> None:
    with pytest.raises(EncodeFailed, match="It is 160 × 90 pixels, and DNxHR begins at 256 × 120"):
        await prepared("live-dnxhr-hq", facts_of(clips.path(replace(MKV, size="160x90"))))


@pytest.mark.ffmpeg
async def test_without_wishes_nothing_is_asked_of_ffmpeg(clips: ClipShelf) -> None:
    """The one that is named here does not exist."""
    ready = await prepared("web-h264", facts_of(clips.path(MKV)))
    assert (ready.encoder, ready.prepared.gain_db, ready.notes, ready.warnings) == ("libx264", None, (), ())
