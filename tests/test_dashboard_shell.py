"""What the page may ask of the desktop around its server, and what a server without one says."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.support.api import open_api
from tests.support.clips import MP4, ClipShelf, clips
from tests.support.waiting import until

__all__ = ["clips"]

ASKED = (
    ("raise", None),
    ("choose", {"wanted": "files"}),
    ("reveal", {"job_id": "none"}),
    ("dropped", None),
    ("save", {"name": "a.txt", "content": "words"}),
    ("open-folder", {"folder": "logs"}),
    ("painted", {"is_dark": True}),
    ("close", {"how": "finish"}),
)


@dataclass
class Desk:
    """A desktop that notes what was asked of it; the real one is in tests/desktop."""

    asked: list[object] = field(default_factory=list)
    keeps_awake: bool | None = None

    def bring_forward(self) -> None:
        self.asked.append("forward")

    def choose(self, wanted: str) -> list[str]:
        self.asked.append(wanted)
        return ["/show/a clip.mov"]

    def save(self, name: str, content: str) -> str | None:
        self.asked.append((name, content))
        if name == "forbidden.txt":
            raise PermissionError(13, "Permission denied", "/show/forbidden.txt")
        return f"/show/{name}"

    def dropped(self) -> list[str]:
        return ["/show/act 100%25.mov"]

    def open_folder(self, folder: str) -> None:
        self.asked.append(folder)

    def painted(self, *, is_dark: bool) -> None:
        self.asked.append("painted")

    def close(self, how: str) -> None:
        self.asked.append(how)

    def tell(self, title: str, words: str) -> None:
        self.asked.append(("told", title, words))

    def stay_awake(self, wanted: bool) -> None:
        if wanted:
            self.asked.append("awake")

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


async def test_what_was_dropped_is_told_with_whole_paths(tmp_path: Path) -> None:
    async with open_api(tmp_path, Desk()) as api:
        assert (await api.client.post("/api/v1/shell/dropped")).json() == {"paths": ["/show/act 100%25.mov"]}


async def test_a_text_is_saved_where_the_user_says_and_a_refusal_names_file_and_cause(tmp_path: Path) -> None:
    desk = Desk()
    async with open_api(tmp_path, desk) as api:
        save = "/api/v1/shell/save"
        saved = await api.client.post(save, json={"name": "a.txt", "content": "words"})
        assert saved.json() == {"path": "/show/a.txt"}
        refused = await api.client.post(save, json={"name": "forbidden.txt", "content": ""})
        assert (refused.status_code, refused.json()["code"]) == (409, "cant_save")
        assert refused.json()["detail"] == "/show/forbidden.txt can't be written: Permission denied."
        for name in ("../a.txt", "a\\b", "", "x" * 121):
            answer = await api.client.post(save, json={"name": name, "content": ""})
            assert answer.status_code == 422, name


async def test_finishing_before_the_end_starts_nothing_more_until_it_is_taken_back(
    clips: ClipShelf, tmp_path: Path
) -> None:
    desk, source = Desk(), clips.copy(MP4, tmp_path / "a.mp4")
    (tmp_path / "data").mkdir()
    async with open_api(tmp_path / "data", desk) as api:
        close, status = "/api/v1/shell/close", "/api/v1/status"
        assert (await api.client.post(close, json={"how": "finish"})).status_code == 204
        asked = {"paths": [str(source)], "profile": "live-qlab", "output_directory": str(tmp_path)}
        await api.client.post("/api/v1/jobs", json=asked)
        told = (await api.client.get(status)).json()
        assert told["is_leaving"] is True
        assert (told["counts"]["queued"], told["counts"]["processing"]) == (1, 0)
        assert "quits" in told["why_idle"]
        assert (await api.client.post(close, json={"how": "stay"})).status_code == 204
        assert (await api.client.get(status)).json()["is_leaving"] is False
        done = ("told", "The queue is done", "1 show-ready.")
        await until(lambda: done in desk.asked, within_s=30, what="the end of the queue to be told")
    assert desk.asked[:2] == ["finish", "stay"]
    assert "awake" in desk.asked
