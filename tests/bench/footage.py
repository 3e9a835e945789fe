"""Real footage through every profile: what its verdicts are, so that a false alarm is seen.

    python -m tests.bench.footage FOLDER [PROFILE…]

One JSON line per output that is not plainly show-ready, and one at the end that counts. The footage is good:
a warning that its source doesn't explain is a false alarm, which a person has to judge. A profile that makes
no picture refuses footage without sound, and says so; that is counted apart.
"""

import asyncio
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bulletproof.cli.old_words import new_job
from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.job import Status
from bulletproof.domain.profile import Profile
from bulletproof.runtime.alone import Alone, engine_alone

SUFFIXES = {".mkv", ".mp4", ".mov", ".webm", ".ogv", ".mxf", ".avi", ".ts"}


async def _tried(alone: Alone, clip: Path, profile: Profile, folder: Path) -> str:
    output = folder / f"{clip.stem}.{profile.name}.{profile.extension}"
    job = await alone.finished(new_job(clip, output, profile, "fast"), lambda _: None)
    output.unlink(missing_ok=True)
    outcome = job.verdict.value if job.status is Status.COMPLETED and job.verdict else job.status.value
    if outcome != "show_ready":
        print(
            json.dumps({"clip": clip.name, "profile": profile.name, "outcome": outcome, "why": job.message})
        )
        sys.stdout.flush()
    return outcome


async def _run(clips: list[Path], profiles: list[Profile]) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        async with engine_alone(Path(name) / "data") as alone:
            for clip in clips:
                for profile in profiles:
                    outcomes[await _tried(alone, clip, profile, Path(name))] += 1
    return outcomes


def main() -> None:
    if len(sys.argv) < 2:
        print(json.dumps({"metric": "footage", "skipped": "names no folder of footage"}))
        return
    clips = [path for path in sorted(Path(sys.argv[1]).iterdir()) if path.suffix in SUFFIXES]
    wanted = sys.argv[2:] or list(BUILTIN_PROFILES)
    outcomes = asyncio.run(_run(clips, [BUILTIN_PROFILES[name] for name in wanted]))
    print(json.dumps({"metric": "footage", "clips": len(clips), "profiles": len(wanted), **outcomes}))


if __name__ == "__main__":
    main()
