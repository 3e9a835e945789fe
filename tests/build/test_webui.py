"""The dashboard is built again when, and only when, something that vite reads has changed."""

from pathlib import Path

import pytest

import webui


@pytest.fixture
def ui(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.tsx").write_text("one", encoding="utf-8")
    (tmp_path / "index.html").write_text("<html>", encoding="utf-8")
    return tmp_path


def test_a_changed_source_asks_for_a_new_build(ui: Path) -> None:
    before = webui.inputs_sha256(ui)
    (ui / "src" / "main.tsx").write_text("two", encoding="utf-8")
    assert webui.inputs_sha256(ui) != before


def test_a_renamed_source_asks_for_a_new_build(ui: Path) -> None:
    before = webui.inputs_sha256(ui)
    (ui / "src" / "main.tsx").rename(ui / "src" / "other.tsx")
    assert webui.inputs_sha256(ui) != before


@pytest.mark.parametrize("path", ["node_modules/vite/index.js", "src/main.test.tsx", "test-results/x.png"])
def test_what_vite_does_not_read_asks_for_nothing(ui: Path, path: str) -> None:
    before = webui.inputs_sha256(ui)
    (ui / path).parent.mkdir(parents=True, exist_ok=True)
    (ui / path).write_text("x", encoding="utf-8")
    assert webui.inputs_sha256(ui) == before
