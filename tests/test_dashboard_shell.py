"""What the page may ask of the desktop around its server, and what a server without one says."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.support.api import open_api
from tests.support.clips import MP4, ClipShelf, clips

__all__ = ["clips"]

ASKED = (
    ("raise", None),
    ("choose", {"wanted": "files"}),
    ("reveal", {"job_id": "none"}),
)


@dataclass
class Desk:
    """A desktop that notes what was asked of it; the real one is in tests/desktop."""

    asked: list[object] = field(default_factory=list)

    def bring_forward(self) -> None:
        self.asked.append("forward")

    def choose(self, wanted: str) -> list[str]:
        self.asked.append(wanted)
        return ["/show/a clip.mov"]

    def reveal(self, path: Path) -> None:
        self.asked.append(path)
        if not path.exists():
            raise FileNotFoundError(2, "it is not there")


async def test_without_a_window_it_says_that_there_is_none(tmp_path: Path) -> None:
    async with open_api(tmp_path) as api:
        for name, body in ASKED:
            answer = await api.client.post(f"/api/v1/shell/{name}", json=body)
            assert (answer.status_code, answer.json()["code"]) == (409, "no_window"), answer.text
        assert (await api.client.get("/api/v1/status")).json()["has_window"] is False


async def test_with_a_window_it_is_raised_and_gives_what_the_user_picks(tmp_path: Path) -> None:
    desk = Desk()
    async with open_api(tmp_path, desk) as api:
        assert (await api.client.get("/api/v1/status")).json()["has_window"] is True
        assert (await api.client.post("/api/v1/shell/raise")).status_code == 204
        chosen = await api.client.post("/api/v1/shell/choose", json={"wanted": "folder"})
        assert chosen.json() == {"paths": ["/show/a clip.mov"]}
    assert desk.asked == ["forward", "folder"]


async def test_only_files_of_a_job_are_revealed(clips: ClipShelf, tmp_path: Path) -> None:
    desk, source = Desk(), clips.copy(MP4, tmp_path / "a.mp4")
    (tmp_path / "data").mkdir()
    async with open_api(tmp_path / "data", desk) as api:
        await api.client.post("/api/v1/queue/hold")
        asked = {"paths": [str(source)], "profile": "live-qlab", "output_directory": str(tmp_path)}
        job = (await api.client.post("/api/v1/jobs", json=asked)).json()["jobs"][0]
        where = {"job_id": job["id"], "which": "source"}
        assert (await api.client.post("/api/v1/shell/reveal", json=where)).status_code == 204
        missing = await api.client.post("/api/v1/shell/reveal", json=where | {"which": "output"})
        assert (missing.status_code, missing.json()["code"]) == (404, "not_found")
        assert "it is not there" in missing.json()["detail"]
        by_path = await api.client.post("/api/v1/shell/reveal", json={"path": "/etc/passwd"})
        assert by_path.status_code == 422
    assert desk.asked == [source, Path(job["output"])]
