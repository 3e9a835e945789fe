"""A machine's own circuit is used only where a trial on this machine came out right.

That ffmpeg lists `h264_nvenc` says nothing of the driver, the card, or how many of its sessions are taken,
and a circuit that works may still drop frames or shift colours. So one second is encoded by exactly the
profile's own arguments and judged like any output.
"""

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from bulletproof.domain.errors import BulletproofError, CheckerDied
from bulletproof.domain.finding import verdict_of
from bulletproof.domain.profile import Profile, VideoSettings
from bulletproof.domain.verification import Case, judge_output
from bulletproof.media.argv import Prepared, encode_argv
from bulletproof.media.child import child
from bulletproof.media.encode import encode
from bulletproof.media.encode_control import EncodeControl
from bulletproof.media.encoders import hardware_encoder
from bulletproof.media.examine import examine
from bulletproof.media.ffmpeg import Capabilities
from bulletproof.media.inspector import Inspector

WITHIN_S = 30.0
_CLIP = ("-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=1", "-c:v", "ffv1", "-f", "matroska")

_known: dict[tuple[Path, str, VideoSettings], str | None] = {}


async def why_not(able: Capabilities, profile: Profile, inspector: Inspector) -> str | None:
    """Why the profile's circuit can't be trusted here; None where it has proven itself. Tried once."""
    video = profile.video
    encoder = hardware_encoder(video) if video else None
    if video is None or encoder is None:
        return "this profile asks for none"
    key = (able.path, able.version, video)
    try:
        if key not in _known:
            _known[key] = await _tried(able, profile, encoder, inspector)
        return _known[key]
    except CheckerDied as error:  # that says nothing of the circuit, so it is tried again another time
        return f"its trial could not be judged: {str(error).rstrip('.')}"


async def _tried(able: Capabilities, profile: Profile, encoder: str, inspector: Inspector) -> str | None:
    if encoder not in able.encoders:
        return f"this ffmpeg ({able.version}) has no {encoder}"
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="bulletproof-trial-"))
    source, part = folder / "trial.mkv", folder / "trial.part"
    try:
        async with asyncio.timeout(WITHIN_S):
            await _make_clip(able.path, source)
            return await _judged(able.path, replace(profile, audio=None), encoder, (source, part), inspector)
    except TimeoutError:
        return f"a trial of one second took longer than {WITHIN_S:.0f} s"
    except CheckerDied:
        raise
    except BulletproofError as error:
        return f"a trial failed: {str(error).removesuffix(' The source is untouched.').rstrip('.')}"
    finally:
        await asyncio.to_thread(_clear, folder)


async def _make_clip(ffmpeg: Path, source: Path) -> None:
    async with child([str(ffmpeg), "-nostdin", "-loglevel", "error", "-y", *_CLIP, str(source)]) as process:
        await process.communicate()


async def _judged(
    ffmpeg: Path, profile: Profile, encoder: str, files: tuple[Path, Path], inspector: Inspector
) -> str | None:
    source, part = files
    seen = await examine(source, inspector=inspector, ffmpeg=ffmpeg, as_source=True)
    if seen.media is None:
        raise CheckerDied(seen.unreadable or "its clip can't be read")
    argv = encode_argv(ffmpeg, profile, source, seen.media, part, prepared=Prepared(encoder=encoder))
    await encode(argv, duration_s=1.0, on_progress=lambda _: None, control=EncodeControl(), stall_s=WITHIN_S)
    made = await examine(part, inspector=inspector, ffmpeg=ffmpeg)
    findings = judge_output(Case(made, source=seen, profile=profile))
    return None if verdict_of(findings).may_be_seen else f"a trial came out wrong: {findings[0].message}"


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink(missing_ok=True)
    folder.rmdir()
