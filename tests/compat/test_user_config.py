"""~/.bvp/config.json keeps what others wrote there."""

import json
from pathlib import Path

from bulletproof.compat.user_config import UserConfig, load, save


def test_a_damaged_file_means_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{")
    assert load(tmp_path / "config.json") == UserConfig() == load(tmp_path / "none.json")


def test_an_unknown_key_survives_a_change(tmp_path: Path) -> None:
    path = tmp_path / ".bvp" / "config.json"
    save(path, default_profile="archival")
    path.write_text(json.dumps({**json.loads(path.read_text()), "theme": "blue"}))
    save(path, speed_preset="fast")
    assert json.loads(path.read_text()) == {
        "default_profile": "archival",
        "default_output_dir": None,
        "speed_preset": "fast",
        "theme": "blue",
    }
    assert path.read_text().startswith('{\n  "default_profile"')
