"""The monitor file that `bvp monitor generate-config` writes: three rules to begin with."""

import json
from pathlib import Path

_YAML = """\
# A watch folder of Bulletproof. Start it with: bvp monitor start -c THIS_FILE
# Paths may be relative to this file's folder.
watch_directory: {watch}
output_directory: {output}

poll_interval: 5

# An original is deleted only when this and its rule say so, and its output is verified and on disk.
delete_input: true
# Days for which it then waits in .bulletproof/originals of the watch folder; 0 deletes at once.
keep_originals_days: 7

log_level: INFO
log_file: null
# Where the queue is kept for other programs to read, as in: ./queue.json
persist_path: null

# The first rule that takes a file's name wins, the highest priority first.
# Names may hold {{filename}} {{filename_no_ext}} {{stem}} {{profile}} {{date}} {{width}} {{height}} {{fps}}.
rules:
{rules}"""
_RULE = """\
  - pattern: {pattern}
    profile: {profile}
    output_pattern: {output_pattern}
    priority: {priority}
"""


def example_file(watch: Path, profile: str, *, as_json: bool) -> str:
    """Its text; the output folder lies beside the watch folder, so that no output is taken in again."""
    output = watch.parent / "output"
    rules = [
        ("*_live.mov", profile, "{filename_no_ext}_qlab.mov", 100),
        ("archive_*.mov", "archival", "masters/{filename}", 90),
        ("*.mov", "standard-playback", "{filename_no_ext}_converted.mp4", 1),
    ]
    if as_json:
        return _json(watch, output, rules)
    quoted = "".join(
        _RULE.format(
            pattern=json.dumps(pattern),
            profile=json.dumps(name),
            output_pattern=json.dumps(template),
            priority=priority,
        )
        for pattern, name, template, priority in rules
    )
    return _YAML.format(watch=_quoted(watch), output=_quoted(output), rules=quoted)


def _json(watch: Path, output: Path, rules: list[tuple[str, str, str, int]]) -> str:
    keys = ("pattern", "profile", "output_pattern", "priority")
    tree = {
        "watch_directory": str(watch),
        "output_directory": str(output),
        "poll_interval": 5,
        "delete_input": True,
        "keep_originals_days": 7,
        "log_level": "INFO",
        "log_file": None,
        "persist_path": None,
        "rules": [dict(zip(keys, rule, strict=True)) for rule in rules],
    }
    return json.dumps(tree, indent=2, ensure_ascii=False) + "\n"


def _quoted(path: Path) -> str:
    """JSON's quotes are YAML's too."""
    return json.dumps(str(path), ensure_ascii=False)
