"""The corpus's answer as text: detection and false alarms per code, then every file judged wrongly."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.corpus.catalogue import LEVELS
from tests.corpus.checking import Outcome
from tests.corpus.specimen import Planted

_LINE = "{:<22} {:<10} {:>8} {:>8} {:>6} {:>12}"


def table(planted: Sequence[Outcome], clean: Sequence[Outcome]) -> Iterator[str]:
    yield _LINE.format("code", "level", "variants", "detected", "rate", "false alarms")
    yield "-" * 71
    alarms = Counter(found.code for one in (*planted, *clean) for found in one.alarms)
    for code in [*LEVELS, *sorted(set(alarms) - set(LEVELS))]:
        of_code = [one for one in planted if isinstance(one.specimen, Planted) and one.specimen.code == code]
        if of_code or alarms[code]:
            yield _row(code, LEVELS.get(code, "?"), of_code, alarms[code])
    yield "-" * 71
    yield _row("all", "", planted, alarms.total())
    on_clean = sum(len(one.alarms) for one in clean)
    yield f"{len(clean)} clean clips, {sum(one.is_right for one in clean)} without a false alarm."
    yield f"False alarms: {on_clean} on clean clips, {alarms.total() - on_clean} beside a planted fault."


def wrong(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What to look into, a line or two each."""
    for one in outcomes:
        if one.is_right:
            continue
        yield f"{one.specimen.label} (target {one.specimen.target})"
        if one.trouble:
            yield f"    could not be checked: {one.trouble}"
        elif isinstance(one.specimen, Planted) and not one.is_detected:
            found = ", ".join(f"{found.code} {found.level}" for found in one.findings)
            yield f"    not detected; found: {found or 'nothing'}"
        for alarm in one.alarms:
            yield f"    false {alarm.level}: {alarm.code}: {alarm.message}"


def _row(name: str, level: str, outcomes: Sequence[Outcome], alarms: int) -> str:
    detected = sum(one.is_detected for one in outcomes)
    rate = f"{detected / len(outcomes):.0%}" if outcomes else "-"
    return _LINE.format(name, level, len(outcomes), detected, rate, alarms)
