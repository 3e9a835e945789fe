"""Does the sound fit the player, and is it as its source's was: as loud, as whole, on as many channels?

A loud record, a click track on one side and an empty channel of a surround mix are meant so; only the source
tells them from a fault. Where there is none to ask, such things are notes.
"""

from collections.abc import Iterator

from bulletproof.domain.checks.case import Case
from bulletproof.domain.checks.variety import codec_name
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import AudioStream, Evidence, SoundFacts
from bulletproof.domain.target import AcceptedSound, AudioCode
from bulletproof.domain.text import count_text, position_text, seconds_text

LOUDNESS_OFF_LU = 1.0
CUE_OFF_LU = 3.0
PEAK_SLACK_DB = 0.1  # what a 4 times oversampled meter may err (ITU-R BS.1770-5, annex 2)
NEW_RUNS_FROM = 2
OUT_OF_PHASE_SHARE = 0.05


def sound_format(case: Case) -> Iterator[Finding]:
    """Codec, sample rate and depth: first the profile's promise, then the target's list."""
    sound, promised = case.sound, case.profile.audio if case.profile else None
    if sound is None:
        return
    if promised is not None and sound.codec != promised.codec:
        yield _broken("audio_codec", codec_name(sound.codec), codec_name(promised.codec))
        return
    asked_hz = promised.sample_rate_hz if promised else None
    if asked_hz is not None and sound.sample_rate_hz != asked_hz:
        yield _broken("audio_rate", _rate_text(sound.sample_rate_hz), _rate_text(asked_hz))
        return
    if case.target is not None:
        yield from _refused(case, sound, case.target.sound, case.target.title)


def audio_channels(case: Case) -> Iterator[Finding]:
    sound, source, target = case.sound, case.source_sound, case.target
    if sound is None:
        return
    if source is not None and source.channels and sound.channels != source.channels:
        yield Finding(
            "audio_channels",
            Level.FAIL,
            f"The sound has {count_text(sound.channels, 'channel')}, its source {source.channels}.",
            measured=count_text(sound.channels, "channel"),
            limit=count_text(source.channels, "channel"),
        )
    elif target is not None and target.sound.max_channels and sound.channels > target.sound.max_channels:
        most = count_text(target.sound.max_channels, "channel")
        yield Finding(
            "audio_channels",
            _level_of("audio_channels", target.sound),
            f"The sound has {count_text(sound.channels, 'channel')}, {target.title} plays at most {most}.",
            measured=count_text(sound.channels, "channel"),
            limit=most,
        )


def clipping(case: Case) -> Iterator[Finding]:
    heard = _heard(case.evidence)
    if heard is None:
        return
    limit_dbtp, peak_dbtp = _peak_limit(case), heard.true_peak_dbtp
    if limit_dbtp is not None and peak_dbtp is not None and peak_dbtp > limit_dbtp + PEAK_SLACK_DB:
        yield Finding(
            "clipping",
            Level.WARN,
            f"The true peak is {peak_dbtp:.1f} dBTP, the limit {limit_dbtp:g}: converters may distort.",
            measured=f"{peak_dbtp:.1f} dBTP",
            limit=f"{limit_dbtp:g} dBTP",
        )
    elif heard.full_scale_runs:
        theirs = _heard(case.source)
        is_new = theirs is not None and heard.full_scale_runs > 2 * theirs.full_scale_runs + NEW_RUNS_FROM
        places = count_text(heard.full_scale_runs, "place")
        yield Finding(
            "clipping",
            Level.WARN if is_new else Level.NOTE,
            f"The sound is cut off at full scale in {places}{'; the source is not' if is_new else ''}.",
            measured=places,
            limit=count_text(theirs.full_scale_runs if theirs else 0, "place"),
        )


def loudness(case: Case) -> Iterator[Finding]:
    heard, theirs = _heard(case.evidence), _heard(case.source)
    if heard is None or heard.loudness_lufs is None:
        return
    told = (
        (Level.WARN, _asked_lufs(case), LOUDNESS_OFF_LU, "what is asked"),
        (Level.WARN, case.show_lufs, CUE_OFF_LU, "the rest of its show"),
        (Level.NOTE, theirs.loudness_lufs if theirs else None, LOUDNESS_OFF_LU, "its source"),
    )
    for level, other_lufs, off_lu, than in told:
        if other_lufs is not None:
            if abs(heard.loudness_lufs - other_lufs) > off_lu:
                yield _loudness(level, heard.loudness_lufs, other_lufs, than)
            return


def dead_channel(case: Case) -> Iterator[Finding]:
    heard, theirs = _heard(case.evidence), _heard(case.source)
    if heard is None or case.sound is None or not heard.dead_channels:
        return
    known = theirs.dead_channels if theirs else ()
    new = tuple(channel for channel in heard.dead_channels if channel not in known)
    is_pair = case.sound.channels == 2
    is_fault = bool(new) if theirs is not None else is_pair  # a surround mix rarely uses all channels
    numbers = ", ".join(str(channel + 1) for channel in (new if is_fault else heard.dead_channels))
    yield Finding(
        "dead_channel",
        Level.WARN if is_fault else Level.NOTE,
        f"Channel {numbers} of {case.sound.channels} is silent from start to end, while another plays.",
        measured=f"channel {numbers} silent",
    )


def out_of_phase(case: Case) -> Iterator[Finding]:
    heard, theirs = _heard(case.evidence), _heard(case.source)
    if heard is None or not heard.out_of_phase:
        return
    total_s = sum(span.duration_s for span in heard.out_of_phase)
    whole_s = case.content.end_s if case.content else 0.0
    is_known = theirs is not None and bool(theirs.out_of_phase)
    is_much = total_s >= OUT_OF_PHASE_SHARE * whole_s
    first_s = heard.out_of_phase[0].at_s
    yield Finding(
        "out_of_phase",
        Level.WARN if is_much and not is_known else Level.NOTE,
        f"Left and right cancel each other for {seconds_text(total_s)}, the first time at"
        f" {position_text(first_s)}: summed to mono the sound vanishes.",
        measured=seconds_text(total_s),
        limit="correlation above -0.5",
        at_s=first_s,
        duration_s=round(total_s, 6),
    )


def _refused(case: Case, sound: AudioStream, accepted: AcceptedSound, title: str) -> Iterator[Finding]:
    """The codec first: what can't be read has neither rate nor depth."""
    if accepted.codecs and not _is_listed(sound, accepted):
        limit = ", ".join("PCM" if one == "pcm" else codec_name(one) for one in accepted.codecs)
        yield _outside("audio_codec", _codec_text(sound), limit, accepted, title)
        return
    if case.is_loop and sound.codec in accepted.codecs_that_loop_badly:
        yield Finding(
            "audio_codec",
            Level.WARN,
            f"The sound is {codec_name(sound.codec)}, whose priming leaves a gap at the loop's seam.",
            measured=codec_name(sound.codec),
        )
    rates, bits = accepted.sample_rates_hz, accepted.bits
    if rates and sound.sample_rate_hz not in rates:
        limit = ", ".join(map(_rate_text, rates))
        found = _outside("audio_rate", _rate_text(sound.sample_rate_hz), limit, accepted, title)
        yield found if not _is_kept_rate(case, sound) else _noted(found)
    if bits and sound.bits_per_sample is not None and sound.bits_per_sample not in bits:
        limit = " or ".join(map(str, bits))
        yield _outside("audio_depth", f"{sound.bits_per_sample} bits", f"{limit} bits", accepted, title)


def _is_listed(sound: AudioStream, accepted: AcceptedSound) -> bool:
    has_profile = sound.codec == "aac" and sound.codec_profile is not None
    if accepted.codec_profiles and has_profile and sound.codec_profile not in accepted.codec_profiles:
        return False
    is_linear = sound.codec.startswith(("pcm_s", "pcm_u", "pcm_f"))
    return sound.codec in accepted.codecs or (is_linear and "pcm" in accepted.codecs)


def _is_kept_rate(case: Case, sound: AudioStream) -> bool:
    """A profile that keeps its source's rate promised nothing else."""
    promised = case.profile.audio if case.profile else None
    if promised is None or promised.sample_rate_hz is not None or case.source_sound is None:
        return False
    return sound.sample_rate_hz == case.source_sound.sample_rate_hz


def _level_of(code: AudioCode, accepted: AcceptedSound) -> Level:
    return Level.WARN if code in accepted.only_warns else Level.FAIL


def _outside(code: AudioCode, measured: str, limit: str, accepted: AcceptedSound, title: str) -> Finding:
    return Finding(
        code,
        _level_of(code, accepted),
        f"The sound is {measured}, {title} plays {limit}.",
        measured=measured,
        limit=limit,
    )


def _broken(code: AudioCode, measured: str, limit: str) -> Finding:
    return Finding(
        code,
        Level.FAIL,
        f"The sound is {measured}, the profile promises {limit}.",
        measured=measured,
        limit=limit,
    )


def _noted(found: Finding) -> Finding:
    return Finding(
        found.code,
        Level.NOTE,
        found.message.rstrip(".") + "; its profile keeps the source's.",
        measured=found.measured,
        limit=found.limit,
    )


def _heard(evidence: Evidence | None) -> SoundFacts | None:
    """Of the first sound stream, which is the one that players play."""
    sound = evidence.media.sound if evidence and evidence.media else None
    if evidence is None or evidence.content is None or sound is None:
        return None
    return next((heard for heard in evidence.content.sound if heard.index == sound.index), None)


def _peak_limit(case: Case) -> float | None:
    promised = case.profile.audio if case.profile else None
    if promised is not None and promised.loudness_lufs is not None:
        return promised.true_peak_dbtp
    return case.target.true_peak_dbtp if case.target else None


def _asked_lufs(case: Case) -> float | None:
    promised = case.profile.audio if case.profile else None
    if promised is not None and promised.loudness_lufs is not None:
        return promised.loudness_lufs
    return case.target.loudness_lufs if case.target else None


def _loudness(level: Level, ours_lufs: float, theirs_lufs: float, than: str) -> Finding:
    word = "louder" if ours_lufs > theirs_lufs else "softer"
    return Finding(
        "loudness",
        level,
        f"It is {abs(ours_lufs - theirs_lufs):.1f} LU {word} than {than}: {ours_lufs:.1f} LUFS instead of"
        f" {theirs_lufs:.1f}.",
        measured=f"{ours_lufs:.1f} LUFS",
        limit=f"{theirs_lufs:.1f} LUFS",
    )


def _rate_text(rate_hz: int) -> str:
    return f"{rate_hz / 1000:g} kHz"


def _codec_text(sound: AudioStream) -> str:
    profile = f" {sound.codec_profile}" if sound.codec_profile else ""
    return f"{codec_name(sound.codec)}{profile}"
