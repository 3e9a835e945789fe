"""The preflight's page in a browser: a stick of files before a show, read in each theme and on a phone.

What the checks answer is written here, since what is looked at is the page: forty files, each kind of trouble
among them, in a moment that no real check holds still for. The rest of the server is the real one.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import PHONE, Clips, Show, violations
from tests.support.waiting import seen_soon

pytest_plugins = ["tests.support.browser_fixtures"]
pytestmark = [pytest.mark.browser]

THEMES = ("dark", "light", "contrast")
SHOTS_BYTES = 600_000
TARGETS = {"any": "Any player", "qlab": "QLab 5, macOS", "resolume": "Resolume"}
TROUBLES = {
    3: ("not_ready", "wrong_codec", "VP9 is outside QLab’s list", "live-qlab"),
    4: ("warnings", "clipping", "True peak −0.3 dBTP, the limit is −1.0", "live-qlab"),
    9: ("warnings", "open_gop", "GOPs need their neighbour, cues may stutter", "live-hap"),
    16: ("not_ready", "truncated", "Ends 2.40 s before its header says", None),
}


def test_a_finished_preflight_answers_in_one_sentence_and_is_accessible(show: Show, tmp_path: Path) -> None:
    page = _open(show, _check(checked=40))
    answer = page.get_by_role("region", name="Preflight")
    expect(answer).to_contain_text("4 of 40 want attention before QLab 5, macOS: 2 are not ready")
    expect(answer.get_by_role("list", name="Files in cue order").get_by_role("listitem")).to_have_count(40)
    page.get_by_role("button", name="cue_3.mov", exact=True).click()
    expect(page.get_by_role("button", name="Queue the cures 3 files")).to_be_enabled()
    expect(page.get_by_text("1 file needs a new source")).to_be_visible()
    for theme in THEMES:
        page.evaluate("name => document.documentElement.setAttribute('data-theme', name)", theme)
        assert violations(page) == [], theme
        _shoot(page, f"preflight-{theme}", tmp_path)


def test_a_running_preflight_says_how_far_it_is_and_can_be_stopped(show: Show) -> None:
    page = _open(show, _check(checked=12))
    expect(page.get_by_text("12 of 40 checked")).to_be_visible()
    expect(page.get_by_text("in about 3 min")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "42")
    expect(page.get_by_role("button", name=re.compile("Queue the cures"))).to_be_disabled()
    assert violations(page) == []
    with page.expect_request(lambda request: request.method == "DELETE") as stopped:
        page.get_by_role("button", name="Stop").click()
    assert stopped.value.url.endswith("/api/v1/checks/c1")


def test_the_preflight_is_begun_by_keyboard_from_the_rail(show: Show) -> None:
    page = show.page
    _answer(page, _check(checked=40))
    page.get_by_role("link", name="Preflight").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Files or folders, one a line")).to_be_focused()
    page.keyboard.type("/Volumes/SHOW_STICK")
    page.get_by_role("radio", name=re.compile("Any player")).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=re.compile("QLab 5"))).to_be_checked()
    assert violations(page) == []
    page.get_by_role("button", name="Check", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/preflight/c1$"))
    page.go_back()
    expect(page.get_by_label("Files or folders, one a line")).to_be_visible()


def test_a_phone_shows_a_preflight_without_scrolling_sideways(show: Show) -> None:
    show.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page = _open(show, _check(checked=40))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert violations(page) == []


def test_a_real_folder_is_checked_and_cured_by_one_click(show: Show, clips: Clips, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "cue 1.mp4").write_bytes(clips.short.read_bytes())
    (stick / "cue 2.mov").write_text("no film")
    page = show.page
    page.goto(f"{show.url}check")
    page.get_by_label("Files or folders, one a line").fill(str(stick))
    page.get_by_role("radio", name=re.compile("QLab 5")).check(force=True)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("1 file needs a new source")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name=re.compile("Queue the cure")).click()
    expect(page.get_by_text(re.compile("queued", re.IGNORECASE)).first).to_be_visible()
    cured = stick / "show-ready" / "cue 1.mov"
    seen_soon(cured.exists, within_s=60, what="the cured file")


def _open(show: Show, check: dict[str, object]) -> Page:
    _answer(show.page, check)
    show.page.goto(f"{show.url}check/c1")
    expect(show.page.get_by_role("list", name="Files in cue order")).to_be_visible()
    return show.page


def _answer(page: Page, check: dict[str, object]) -> None:
    targets = [
        {"name": name, "title": title, "description": "What it plays."} for name, title in TARGETS.items()
    ]
    page.route(re.compile(r"/api/v1/targets$"), lambda route: route.fulfill(json={"items": targets}))
    page.route(re.compile(r"/api/v1/verify$"), lambda route: route.fulfill(json={"check_id": "c1"}))
    page.route(re.compile(r"/api/v1/checks/c1$"), lambda route: route.fulfill(json=check))


def _check(*, checked: int) -> dict[str, object]:
    """Forty files; the first `checked` are done, the next is 42 % through."""
    is_done = checked == 40
    return {
        "id": "c1",
        "target": "qlab",
        "state": "done" if is_done else "running",
        "eta_s": None if is_done else 190,
        "ignored": 0,
        "created_at": "2026-11-23T17:34:00Z",
        "finished_at": "2026-11-23T17:40:12Z" if is_done else None,
        "files": [_file(number, checked) for number in range(1, 41)],
    }


def _file(number: int, checked: int) -> dict[str, object]:
    state = "done" if number <= checked else "checking" if number == checked + 1 else "waiting"
    verdict, code, message, cure = TROUBLES.get(number, ("show_ready", "", "", None))
    level = "fail" if verdict == "not_ready" else "warn"
    finding: dict[str, object] = {
        "code": code,
        "level": level,
        "message": message,
        "measured": None,
        "limit": None,
    }
    found = [finding | {"at_s": None, "duration_s": None, "of_source": False}] if code else []
    return {
        "path": f"/Volumes/SHOW_STICK/cue_{number}.mov",
        "state": state,
        "fraction": 0.42 if state == "checking" else None,
        "error": None,
        "verdict": verdict if state == "done" else None,
        "findings": found if state == "done" else [],
        "cure": cure if state == "done" else None,
        "media": None,
    }


def _shoot(page: Page, name: str, folder: Path) -> None:
    """Into BULLETPROOF_SHOTS where it is set (docs/img is made so), else looked at and dropped."""
    path = Path(os.environ.get("BULLETPROOF_SHOTS", str(folder))) / f"{name}.png"
    page.screenshot(path=path)
    assert 20_000 < path.stat().st_size < SHOTS_BYTES, f"{path} is blank, or too heavy"
