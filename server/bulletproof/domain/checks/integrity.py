"""Is it media at all, is it all there, and does all of it decode?

No single sign finds every cut: MP4 with its index in front says how many bytes are missing, Matroska's
demuxer says that it ended early, a transport stream has only its packet size to tell by.
"""

from collections.abc import Iterator

from bulletproof.domain.checks.case import Case
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import PacketFacts
from bulletproof.domain.text import count_text, position_text, seconds_text, size_text

# Headers that state the length before the media and mean it; other demuxers estimate it from what is there.
STATES_ITS_LENGTH = ("matroska", "mov", "flac")
SHORT_BY_S = 0.5  # muxers count the padding of the last sound packet differently
SHORT_OF_SAMPLES_S = 0.001  # FLAC counts its samples


def unreadable(case: Case) -> Iterator[Finding]:
    if case.evidence.unreadable is not None:
        yield Finding("unreadable", Level.FAIL, case.evidence.unreadable)
    elif case.media is not None and case.media.needs_other_files:
        yield Finding(
            "unreadable",
            Level.FAIL,
            "Part of its picture or sound lies in another file, which is not opened. Save it as one"
            " self-contained movie.",
        )


def truncated(case: Case) -> Iterator[Finding]:
    if case.evidence.is_incomplete:
        yield Finding(
            "truncated", Level.FAIL, "Its end, with the index, never came. Copy or record it again."
        )
    found = case.packets
    if found is None or case.media is None:
        return
    promised_s, playable_s = _promised_s(case), _playable_s(case)
    if not (
        case.is_cut or found.partial_transport_packet or found.demux_error or _is_short(case, playable_s)
    ):
        return
    if promised_s is not None and playable_s is not None and promised_s - playable_s >= 0.1:
        missing_s = promised_s - playable_s
        yield Finding(
            "truncated",
            Level.FAIL,
            f"The last {seconds_text(missing_s)} are missing: the file says {seconds_text(promised_s)},"
            f" only {seconds_text(playable_s)} can be played.",
            measured=seconds_text(playable_s),
            limit=seconds_text(promised_s),
            at_s=playable_s,
            duration_s=round(missing_s, 6),
        )
    else:
        yield Finding("truncated", Level.FAIL, _how_cut(found), at_s=playable_s)


def decode_error(case: Case) -> Iterator[Finding]:
    found = case.content
    if found is None or not found.decode_errors:
        yield from _damaged_packets(case)
        return
    place = (
        "" if found.first_error_at_s is None else f", the first at {position_text(found.first_error_at_s)}"
    )
    said = f" ffmpeg says: “{found.first_error}”." if found.first_error else ""
    yield Finding(
        "decode_error",
        Level.FAIL,
        f"It does not decode cleanly: {count_text(found.decode_errors, 'error')}{place}.{said}",
        measured=count_text(found.decode_errors, "error"),
        limit="0 errors",
        at_s=found.first_error_at_s,
    )


def _damaged_packets(case: Case) -> Iterator[Finding]:
    """A transport stream counts its packets, so a hole shows; it may still decode, with a picture missing."""
    found = case.packets
    damaged = sum(stream.corrupt_packets for stream in found.streams) if found else 0
    if not damaged or case.is_cut:
        return
    yield Finding(
        "decode_error",
        Level.WARN,
        f"Parts of it were lost or damaged before it came here: {count_text(damaged, 'packet')} of"
        " picture or sound can't be whole. Copy or record it again.",
        measured=count_text(damaged, "packet"),
        limit="0 packets",
    )


def _promised_s(case: Case) -> float | None:
    if case.media is None or not any(name in case.media.container for name in STATES_ITS_LENGTH):
        return None
    return case.media.duration_s


def _playable_s(case: Case) -> float | None:
    """Where the longest stream ends. Matroska's own length counts from zero, not from the first frame."""
    if case.packets is None or case.media is None:
        return None
    late_s = max(case.media.start_s or 0.0, 0.0) if "matroska" in case.media.container else 0.0
    ends_s = [stream.end_s for stream in case.packets.streams if stream.end_s is not None]
    return max(ends_s) + late_s if ends_s else None


def _is_short(case: Case, playable_s: float | None) -> bool:
    promised_s = _promised_s(case)
    if case.media is None or promised_s is None or playable_s is None or case.media.other:
        return False  # a subtitle may rightly outlast picture and sound
    if case.media.container == "flac":
        return promised_s - playable_s > SHORT_OF_SAMPLES_S
    return promised_s - playable_s > max(SHORT_BY_S, 2 * (case.frame_s or 0.0))


def _how_cut(found: PacketFacts) -> str:
    if found.bytes_missing is not None:
        missing = size_text(found.bytes_missing)
        return f"The end is missing: the file is {missing} shorter than it says of itself. Copy it again."
    if found.partial_transport_packet:
        return "The end is missing: the file stops in the middle of a packet. Copy or record it again."
    if found.demux_error is not None:
        return f"It can't be read to its end ({found.demux_error}). Copy it again."
    return "The end is missing: the file stops earlier than it says of itself. Copy it again."
