"""The corpus's answer as text: detection and false alarms per code, then every file judged wrongly."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.corpus.catalogue import LEVELS
from tests.corpus.checking import Outcome
from tests.corpus.other_makers import Foreign
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


def others_table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Sound files that others wrote, one line each: what is true of it, and what is a false alarm."""
    yield ""
    yield f"{'other makers, devices and files of your own':<60} false alarms"
    yield "-" * 73
    for one in outcomes:
        true = ", ".join(sorted({found.code for found in one.findings} & set(one.specimen.expected)))
        name = f"{one.specimen.label.removeprefix('clean: ')}{f' ({true})' if true else ''}"
        yield f"{name:<60} {len(one.alarms) if one.trouble is None else '?':>12}"
    yield "-" * 73
    yield f"{len(outcomes)} files, {sum(one.is_right for one in outcomes)} without a false alarm."
    yield from wrong(outcomes)


def left_out(foreign: Sequence[Foreign], there: Sequence[Foreign]) -> Iterator[str]:
    for tool in sorted({one.needs for one in foreign} - {one.needs for one in there}):
        names = ", ".join(one.name for one in foreign if one.needs == tool)
        yield f"LEFT OUT, since {tool} is not installed: {names}"


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
