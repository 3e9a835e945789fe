"""The container's files, read as far as they can be without an engine: nothing is missing, nobody is root."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from places import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def services() -> Any:
    return YAML(typ="safe").load(COMPOSE)["services"]


def test_everything_that_is_copied_is_there_and_not_left_out_of_the_context() -> None:
    kept = re.findall(r"^!(\S+?)/?$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    names = [name for words in copied for name in words.split() if name != "."]
    assert names
    for name in names:
        assert (ROOT / name).exists(), name
        assert any(Path(name).is_relative_to(folder) for folder in kept), name


def test_the_server_runs_as_nobody_special_and_is_asked_whether_it_is_ready() -> None:
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 1000:1000$", last_stage, re.MULTILINE)
    assert "/readyz" in last_stage
    assert last_stage.index("useradd") < last_stage.index("USER")


def test_every_image_has_a_version() -> None:
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) + re.findall(r"image: (\S+)", COMPOSE)
    assert [image for image in images if ":" not in image or image.endswith(":latest")] == []


def test_the_node_that_builds_the_dashboard_is_the_one_it_was_tested_with() -> None:
    wanted = (ROOT / "ui" / ".node-version").read_text(encoding="utf-8").strip()
    assert f"node:{wanted}-" in DOCKERFILE


def test_one_server_is_what_starts_and_the_rest_only_where_it_is_asked_for(services: Any) -> None:
    assert [name for name, service in services.items() if "profiles" not in service] == ["bulletproof"]
    ours = services["bulletproof"]
    assert (ours["read_only"], ours["cap_drop"], ours.get("privileged")) == (True, ["ALL"], None)
    assert "?" in ours["environment"]["BULLETPROOF_TOKEN"], "it would start without a token"


def test_every_variable_is_explained_in_the_example() -> None:
    used = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))
    assert used == {name for name in re.findall(r"^#? ?([A-Z_]+)=", EXAMPLE, re.MULTILINE)}
