"""Throw monitor files, patterns and output names at what reads them, and count what should never happen.

    python -m tests.bench.fuzz_old_files [CASES] [SEED]

A crash is anything but the refusal in words; an escape is an output outside of its folder; a match over its
budget is one that took more than 50 ms of processor time.
"""

import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from bulletproof.compat.monitor_file import load, updated
from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.folder import Rule
from bulletproof.domain.naming import output_name, with_literal_braces
from bulletproof.domain.rules import matches

BUDGET_S = 0.05
PROFILES = frozenset(BUILTIN_PROFILES)
PROFILE = BUILTIN_PROFILES["live-qlab"]
KEYS = """
    watch_directory output_directory poll_interval persist_path delete_input log_level log_file api_host
    api_port rules recursive max_workers on_collision keep_originals_days unknown pattern profile priority
""".split()  # noqa: SIM905 - a list of words reads as words
VALUES = [
    *"./in /abs ../up ~ 5 -1 0 1e999 .nan .inf yes no off null true [] {} [a,b] INFO loud".split(),  # noqa: SIM905
    *"99999999999 &a *a !!python/name:os.system !x {stem} 2026-11-23 0x1F 1_000 <<: ? - é".split(),  # noqa: SIM905
    *("{a: b}", "'*.mov'", "|\n ", ">\n ", "\0", "\ud7ff"),
]
PATTERN_PARTS = [
    "*",
    "?",
    "a",
    "b",
    ".mov",
    "[x]",
    "(a+)+",
    "(a|a)*",
    "$",
    "^",
    "\\",
    "{2}",
    ".*",
    "é",
    "(?:",
    ")",
]
TEMPLATE_PARTS = [
    *(
        "{stem}",
        "{filename}",
        "{profile}",
        "{date}",
        "{width}",
        "{fps}",
        "{x}",
        "{stem.__class__}",
        "{0}",
        "{",
    ),
    *(
        "}",
        "{{",
        "}}",
        "..",
        "/",
        "\\",
        "C:",
        "\0",
        "a",
        "é",
        "~",
        " ",
        ".",
        "%2e%2e",
        "{stem!r}",
        "{stem:>9}",
    ),
]
NAMES = ["a.mov", "a" * 60 + ".mov", "{profile}.mov", "..mov", "-i.mov", "a\nb.mov", "é.mov", "\udcff.mov"]


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        files = [_file(chance, Path(folder)) for _ in range(cases)]
    patterns = [_pattern(chance) for _ in range(cases)]
    templates = [_template(chance) for _ in range(cases)]
    counted = {
        "metric": "fuzz of old files",
        "seed": seed,
        "files": len(files),
        "files_loaded": files.count("loaded"),
        "patterns": len(patterns),
        "templates": len(templates),
        "crashes": sum(one.startswith("crash") for one in (*files, *patterns, *templates)),
        "over_budget": patterns.count("slow"),
        "escapes": templates.count("escape"),
        "load": os.getloadavg()[0],
    }
    print(json.dumps(counted))
    for crash in sorted({one for one in (*files, *patterns, *templates) if one.startswith("crash")}):
        print(crash, file=sys.stderr)


def _file(chance: random.Random, folder: Path) -> str:
    path = folder / chance.choice(["m.yaml", "m.json"])
    lines = ["watch_directory: in", "output_directory: out"] if chance.random() < 0.8 else []
    for _ in range(chance.randrange(8)):
        indent = " " * chance.choice([0, 0, 0, 2, 4])
        lines.append(f"{indent}{chance.choice(['', '- '])}{chance.choice(KEYS)}: {chance.choice(VALUES)}")
    text = "\n".join(lines) if path.suffix == ".yaml" else json.dumps(dict(_pairs(chance)))
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        found = load(path, known_profiles=PROFILES)
        updated(path, found.spec, known_profiles=PROFILES)
    except BulletproofError:
        return "refused"
    except Exception as error:  # noqa: BLE001 - a crash is what is looked for
        return f"crash: file: {type(error).__name__}: {error} in {text!r}"
    return "loaded"


def _pairs(chance: random.Random) -> list[tuple[str, object]]:
    plain: list[object] = [
        "in",
        5,
        -1,
        None,
        True,
        [],
        {},
        [{}],
        [{"pattern": "*", "profile": 1}],
        1e308,
        "x" * 99,
    ]
    return [(chance.choice(KEYS), chance.choice(plain)) for _ in range(chance.randrange(8))]


def _pattern(chance: random.Random) -> str:
    pattern = "".join(chance.choices(PATTERN_PARTS, k=chance.randrange(1, 12)))
    rule = Rule(pattern, "live-qlab", pattern_type=chance.choice(["glob", "regex"]))
    name = chance.choice([*NAMES, "a" * chance.randrange(1, 250) + "!"])
    began_s = time.process_time()
    try:
        matches(rule, name)
    except BulletproofError:
        pass  # stopped at its limit, which the budget below includes
    except Exception as error:  # noqa: BLE001
        return f"crash: pattern: {type(error).__name__}: {error} in {pattern!r}"
    return "slow" if time.process_time() - began_s > 1.5 * BUDGET_S else "fine"


def _template(chance: random.Random) -> str:
    template = "".join(chance.choices(TEMPLATE_PARTS, k=chance.randrange(1, 8)))
    name = chance.choice(NAMES)
    try:
        made = output_name(
            with_literal_braces(template)[0], source_name=name, profile=PROFILE, date="2026-11-23"
        )
    except BulletproofError:
        return "refused"
    except Exception as error:  # noqa: BLE001
        return f"crash: template: {type(error).__name__}: {error} in {template!r}"
    root = Path("/show/out")
    inside = Path(os.path.normpath(root / made.relative)).is_relative_to(root)
    return "fine" if inside and "\0" not in str(made.relative) else "escape"


if __name__ == "__main__":
    main()
