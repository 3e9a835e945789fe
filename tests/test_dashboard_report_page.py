"""A job's report in a browser, on the real server: where what was found lies, and what proves the verdict.

The clip stands black for a second in its middle, so there is something to find that is nobody's fault.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import ENCODE_MS, PHONE, Clips, Show, violations
from tests.support.show_clips import dark_middle

pytest_plugins = ["tests.support.browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.ffmpeg]

THEMES = ("dark", "light", "contrast")
SHOTS_BYTES = 600_000


@pytest.fixture(scope="module")
def dark(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dark_middle(tmp_path_factory.mktemp("dark") / "dark.mov")


def test_a_report_is_opened_from_the_finished_list_linked_to_and_left_by_back(show: Show, dark: Path) -> None:
    page = show.page
    _finish(show, dark, "05_night_v2.mov")
    page.get_by_role("link", name="Report of 05_night_v2.mov").click()
    expect(page.get_by_role("heading", name="05_night_v2.mov")).to_be_visible()
    expect(page).to_have_title("05_night_v2.mov · Bulletproof")
    address = page.url
    assert re.search(r"/jobs/\w+$", address)
    page.go_back()
    expect(page.get_by_role("region", name="Just finished")).to_be_visible()
    page.goto(address)
    verdict = page.get_by_role("region", name="Verdict")
    expect(verdict).to_contain_text("show-ready")
    proof = page.get_by_role("region", name="Proof")
    hashed = show.app.ask("GET", "/jobs").json()["items"][0]["sha256"]
    expect(proof).to_contain_text(" ".join(hashed[at : at + 8] for at in range(0, 64, 8)))
    expect(proof).to_contain_text("prores")


def test_the_sheet_of_a_job_leads_to_its_report(show: Show, dark: Path) -> None:
    _finish(show, dark, "05_night_v2.mov")
    show.page.get_by_role("button", name="05_night_v2.mov").click()
    show.page.get_by_role("dialog").get_by_role("link", name="Report").click()
    expect(show.page.get_by_role("region", name="Findings in time")).to_be_visible()


def test_list_and_timeline_choose_each_other_and_arrows_step(show: Show, dark: Path) -> None:
    page = _open(show, dark)
    line = page.get_by_role("region", name="Findings in time")
    rows = page.get_by_role("region", name="Findings", exact=True)
    mark = line.get_by_role("button", name=re.compile(r"^note at 00:01\.0")).first
    mark.click()
    chosen = rows.get_by_role("row").filter(has=page.locator("[aria-current=true]"))
    expect(chosen).to_contain_text("black")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(mark).to_have_attribute("aria-pressed", "true")
    rows.get_by_role("row").last.click()
    expect(rows.get_by_role("row").last.get_by_role("button")).to_have_attribute("aria-current", "true")


def test_the_command_is_copied_as_it_was_run(show: Show, dark: Path) -> None:
    page = _open(show, dark)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tabs = page.get_by_role("tabpanel", name="Command")
    expect(tabs).to_contain_text("-c:v")
    page.get_by_role("button", name="Copy", exact=True).click()
    assert "05_night_v2.mov" in page.evaluate("navigator.clipboard.readText()")


def test_the_report_of_a_failure_says_why_and_offers_another_try(show: Show, clips: Clips) -> None:
    page = show.page
    show.add_folder()
    show.app.ask("PATCH", "/settings", {"quiet_s": 0.5, "incomplete_quiet_s": 0.5})
    show.land(clips.text, "notes.mov")
    show.finished().expect_row("notes.mov", "not ready")
    page.get_by_role("link", name="Report of notes.mov").click()
    expect(page.get_by_role("region", name="Verdict")).to_contain_text("not ready")
    expect(page.get_by_role("region", name="Findings", exact=True)).to_contain_text("of the source")
    assert violations(page) == []
    page.get_by_role("button", name="Retry").click()
    expect(page.get_by_text("attempt 2")).to_be_visible(timeout=ENCODE_MS)


def test_an_address_of_no_job_says_so_and_leads_home(show: Show) -> None:
    show.watch.allow(r"status of 404 .*/jobs/nothing")
    show.page.goto(f"{show.url}jobs/nothing")
    expect(show.page.get_by_text("There is no report of this job")).to_be_visible()
    assert violations(show.page) == []
    show.page.get_by_role("link", name="To the dashboard").click()
    expect(show.page.get_by_role("region", name="Queue")).to_be_visible()


def test_a_report_is_accessible_in_every_theme_and_fits_a_phone(
    open_show: Callable[..., Show], dark: Path, tmp_path: Path
) -> None:
    show = open_show()
    page = _open(show, dark)
    page.keyboard.press("ArrowRight")
    page.get_by_role("tab", name="History").click()
    for theme in THEMES:
        page.evaluate("name => document.documentElement.setAttribute('data-theme', name)", theme)
        assert violations(page) == [], theme
        _shoot(page, f"report-{theme}", tmp_path)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert violations(page) == []


def _finish(show: Show, clip: Path, name: str) -> None:
    show.add_folder()
    show.land(clip, name)
    show.finished().expect_row(name, "show-ready")


def _open(show: Show, clip: Path) -> Page:
    _finish(show, clip, "05_night_v2.mov")
    show.page.get_by_role("link", name="Report of 05_night_v2.mov").click()
    expect(show.page.get_by_role("region", name="Proof")).to_be_visible()
    return show.page


def _shoot(page: Page, name: str, folder: Path) -> None:
    """Into BULLETPROOF_SHOTS where it is set (docs/img is made so), else looked at and dropped."""
    path = Path(os.environ.get("BULLETPROOF_SHOTS", str(folder))) / f"{name}.png"
    page.screenshot(path=path)
    assert 20_000 < path.stat().st_size < SHOTS_BYTES, f"{path} is blank, or too heavy"
