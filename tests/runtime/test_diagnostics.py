"""The text for whoever is asked for help, from a real server."""

from pathlib import Path

from tests.support.api import TOKEN, open_api
from tests.support.clips import MP4, ClipShelf, clips

__all__ = ["clips"]


async def test_it_tells_machine_settings_failures_and_crashes_and_no_secret(
    clips: ClipShelf, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    (data / "crash-reports").mkdir(parents=True)
    (data / "crash-reports" / "2026-11-24 08-00-00 77.txt").write_text("Fatal Python error: Aborted\n")
    clips.copy(MP4, tmp_path / "a.mp4")
    async with open_api(data) as api:
        await api.client.post("/api/v1/queue/hold")
        answer = (await api.client.get("/api/v1/diagnostics")).json()
        settings = (await api.client.get("/api/v1/settings")).json()
    text = answer["text"]
    assert answer["name"].startswith("bulletproof-diagnostics-")
    assert answer["name"].endswith(".txt")
    for said in (
        "queue held",
        "ffmpeg",
        "Python 3",
        "Fatal Python error: Aborted",
        "database SQLite",
        "theme: system",
    ):
        assert said in text, said
    assert f"quiet_s: {settings['quiet_s']:g}" in text
    assert TOKEN not in text
