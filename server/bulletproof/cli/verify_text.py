"""How the answer of `bvp verify` is written: for people, as a table of several files, and as JSON."""

import json
from dataclasses import asdict

from pydantic import TypeAdapter

from bulletproof.domain.checked import Checked
from bulletproof.domain.cure import cure_sentence
from bulletproof.domain.finding import Level, Verdict
from bulletproof.domain.media import MediaFacts
from bulletproof.domain.text import count_text, seconds_text, shown

_WORDS = {
    Verdict.SHOW_READY: "show-ready",
    Verdict.WARNINGS: "warnings",
    Verdict.NOT_READY: "NOT READY",
}
_MEDIA = TypeAdapter(MediaFacts)


def as_text(checked: Checked) -> list[str]:
    lines = [f"{shown(checked.path.name)}: {_WORDS[checked.verdict]}"]
    media = checked.evidence.media
    if media is not None:
        lines.append(f"  {_described(media)}")
    lines += [f"  {finding.level:<4}  {finding.message}" for finding in checked.findings]
    if (cure := cure_sentence(checked.findings, checked.cure)) is not None:
        lines.append(f"  → {cure}")
    if checked.evidence.sha256 is not None:
        lines.append(f"  SHA-256 {checked.evidence.sha256}")
    return lines


def as_table(checked: list[Checked]) -> list[str]:
    """Verdict, name, the worst finding and the cure of each, then the sum."""
    width = min(max(len(shown(one.path.name)) for one in checked), 60)
    lines = [
        f"{_WORDS[one.verdict]:<10}  {shown(one.path.name):<{width}}  {_worst(one)}".rstrip()
        for one in checked
    ]
    refused = sum(one.verdict is Verdict.NOT_READY for one in checked)
    files = count_text(len(checked), "file")
    return [*lines, f"{files}, {refused} not ready." if refused else f"{files}, none that is not ready."]


def as_json(checked: Checked) -> str:
    evidence = checked.evidence
    return json.dumps(
        {
            "file": shown(checked.path),
            "target": checked.target,
            "verdict": checked.verdict,
            "cure": checked.cure,
            "findings": [asdict(finding) for finding in checked.findings],
            "media": _MEDIA.dump_python(evidence.media, mode="json") if evidence.media else None,
            "sha256": evidence.sha256,
            "seconds": {
                "packets": evidence.packets.seconds if evidence.packets else None,
                "decode": evidence.content.seconds if evidence.content else None,
            },
        },
        ensure_ascii=False,
    )


def _described(media: MediaFacts) -> str:
    parts = []
    if (picture := media.picture) is not None:
        rate = picture.frame_rate or picture.base_rate
        fps = f" at {float(rate):.5g} fps" if rate else ""
        parts.append(f"{picture.codec} {picture.width}×{picture.height}{fps}")
    if (sound := media.sound) is not None:
        parts.append(f"{sound.codec} {sound.sample_rate_hz / 1000:g} kHz, {sound.channels} ch")
    if media.duration_s is not None:
        parts.append(seconds_text(media.duration_s))
    return " · ".join(parts)


def _worst(checked: Checked) -> str:
    """Findings come worst first; a note is no reason."""
    first = next((finding for finding in checked.findings if finding.level is not Level.NOTE), None)
    if first is None:
        return ""
    cure = cure_sentence(checked.findings, checked.cure)
    return f"{first.message} → {cure}" if cure else first.message
