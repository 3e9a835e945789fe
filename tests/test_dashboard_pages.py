"""Every page in a browser, on the real server: what it is for, what there is, and that anybody can use it.

axe is asked only after the page has shown its heading and, where it is filled, a row of its own.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.support.browser import Clips, Show, violations

pytest_plugins = ["tests.support.browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.ffmpeg]

THEMES = ("dark", "light", "contrast")
PHONE = ViewportSize(width=390, height=844)

EMPTY = {
    "/jobs": ("Jobs", "No job yet"),
    "/folders": ("Watch folders", "No watch folder yet"),
    "/profiles": ("live-qlab", "None yet. Copy one that comes near"),
    "/preflight": ("Preflight", "Files or folders"),
    "/reports": ("Reports", "Nothing has finished in this time"),
    "/settings/general": ("Settings", "Height of rows"),
    "/nowhere": ("Bulletproof", "Nothing is at this address."),
}
FILLED = {
    "/jobs": ("Jobs", "opening.mov"),
    "/folders": ("drop", "live-qlab"),
    "/profiles/live-hap-q": ("live-hap-q", "What ffmpeg is told"),
    "/reports": ("Reports", "Files by day"),
    "/settings/encoding": ("Settings", "Encodes at the same time"),
    "/settings/about": ("Settings", "Nothing leaves this machine."),
}


def _go(show: Show, path: str, heading: str, words: str) -> Page:
    show.page.goto(show.url.rstrip("/") + path)
    expect(show.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    expect(show.page.get_by_role("main")).to_contain_text(words)
    return show.page


def _theme(show: Show, theme: str) -> None:
    show.app.ask("PATCH", "/settings", {"theme": theme})
    expect(show.page.locator("html")).to_have_attribute("data-theme", theme)


def _no_sideways(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _one_finished(show: Show, clips: Clips) -> None:
    show.add_folder()
    show.land(clips.short, "opening.mov")
    show.finished().expect_row("opening.mov", "show-ready")


def test_an_empty_page_says_what_will_stand_there_and_is_accessible_in_every_theme(show: Show) -> None:
    for path, (heading, words) in EMPTY.items():
        page = _go(show, path, heading, words)
        for theme in THEMES:
            _theme(show, theme)
            assert violations(page) == [], (path, theme)


def test_a_filled_page_is_accessible_in_every_theme_and_fits_a_phone(show: Show, clips: Clips) -> None:
    _one_finished(show, clips)
    for path, (heading, words) in FILLED.items():
        page = _go(show, path, heading, words)
        for theme in THEMES:
            _theme(show, theme)
            assert violations(page) == [], (path, theme)
        page.set_viewport_size(PHONE)
        _no_sideways(page)
        assert violations(page) == [], (path, "phone")
        page.set_viewport_size({"width": 1280, "height": 800})


def test_jobs_are_found_sorted_chosen_by_keys_and_ordered_together_with_one_undo(
    show: Show, clips: Clips
) -> None:
    show.add_folder()
    show.app.ask("POST", "/queue/hold")
    for name in ("cue 10.mov", "cue 2.mov", "other.mov"):
        show.land(clips.short, name)
    page = _go(show, "/jobs?sort=name&order=asc", "Jobs", "cue 2.mov")
    rows = page.get_by_role("table", name="Jobs").get_by_role("row")
    expect(rows).to_have_count(4, timeout=20_000)
    expect(rows.nth(1)).to_contain_text("cue 2.mov")
    page.keyboard.press("/")
    page.keyboard.type("cue")
    expect(rows).to_have_count(3)
    expect(page).to_have_url(re.compile("q=cue"))
    rows.nth(1).get_by_role("button", name="cue 2.mov", exact=True).focus()
    page.keyboard.press("x")
    page.keyboard.press("Shift+ArrowDown")
    bar = page.get_by_role("toolbar")
    expect(bar).to_contain_text("2 jobs chosen")
    assert violations(page) == []
    page.keyboard.press("Delete")
    expect(rows.nth(1)).to_contain_text("cancelled")
    page.get_by_role("button", name="Undo").click()
    expect(rows.nth(1)).to_contain_text("queued")
    page.keyboard.press("Escape")
    expect(bar).not_to_be_visible()


def test_a_view_is_saved_under_a_name_and_opened_again(show: Show, clips: Clips) -> None:
    _one_finished(show, clips)
    page = _go(show, "/jobs?show=show_ready", "Jobs", "opening.mov")
    page.get_by_role("button", name="Views").click()
    page.get_by_label("Name of the view").fill("Tonight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Tonight", exact=True)).to_be_visible()
    page.goto(show.url.rstrip("/") + "/jobs")
    page.get_by_role("button", name="Views").click()
    page.get_by_role("button", name="Tonight", exact=True).click()
    expect(page).to_have_url(re.compile("show=show_ready"))


def test_rules_are_changed_with_the_dry_run_beside_them_and_saved(show: Show) -> None:
    show.add_folder()
    page = _go(show, "/folders", "drop", "live-qlab")
    page.get_by_role("button", name="Add rule").click()
    page.get_by_label("Pattern").fill("*_wall.mov")
    page.get_by_label("Profile").select_option("live-hap-q")
    page.get_by_role("button", name="More for Rule 2").click()
    page.get_by_role("menuitem", name="Move up").click()
    page.get_by_label("Try a file name").fill("03_wall.mov")
    dry = page.get_by_role("region", name="Dry run")
    expect(dry).to_contain_text("wins with live-hap-q")
    expect(dry).to_contain_text("isn't asked")
    assert violations(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Save", exact=True)).not_to_be_visible()
    [folder] = show.app.ask("GET", "/folders").json()["items"]
    assert [(rule["pattern"], rule["profile"]) for rule in folder["rules"]] == [
        ("*_wall.mov", "live-hap-q"),
        ("*", "live-qlab"),
    ]


def test_a_profile_of_ones_own_is_made_by_the_form_and_what_is_wrong_stands_at_its_field(show: Show) -> None:
    page = _go(show, "/profiles/live-hap", "live-hap", "Copy as my own")
    page.get_by_role("button", name="Copy as my own").click()
    page.get_by_label("Name").fill("LED Wall")
    expect(page.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("button", name="Save profile")).to_be_disabled()
    page.get_by_label("Name").fill("led-wall")
    page.get_by_label("Kind").select_option("hap_alpha")
    expect(page.get_by_role("complementary")).to_contain_text("hap_alpha")
    assert violations(page) == []
    page.get_by_role("button", name="Save profile").click()
    expect(page.get_by_role("heading", name="led-wall", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile("/profiles/led-wall$"))
    made = show.app.ask("GET", "/profiles/led-wall").json()
    assert (made["video_settings"]["codec_profile"], made["video_settings"]["keeps_alpha"]) == (
        "hap_alpha",
        True,
    )


def test_a_setting_is_changed_at_once_and_taken_back(show: Show) -> None:
    page = _go(show, "/settings/encoding", "Settings", "Stuck after")
    page.get_by_label("Stuck after").fill("60")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo").wait_for()
    assert show.app.ask("GET", "/settings").json()["stall_s"] == 60
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Stuck after")).to_have_value("30")


def test_doors_are_set_and_every_row_says_when_it_is_ready(show: Show, clips: Clips) -> None:
    show.add_folder()
    show.app.ask("POST", "/queue/hold")
    show.land(clips.short, "late.mov")
    page = show.page
    page.get_by_role("button", name="Set doors").click()
    page.get_by_label("Doors open at").fill("23:59")
    page.get_by_role("button", name="Set", exact=True).click()
    ruler = page.get_by_role("region", name="Ready by doors").get_by_role("img")
    expect(ruler).to_have_attribute("aria-label", re.compile("queue empty .* in hand.*Doors at 23:59"))
    row = page.get_by_role("table", name="Queue").get_by_role("row").nth(1)
    expect(row).to_contain_text(re.compile(r"\d\d:\d\d"))
    assert violations(page) == []


def test_single_keys_can_be_switched_off(open_show: Callable[..., Show]) -> None:
    show = open_show()
    show.page.keyboard.press("g")
    show.page.keyboard.press("j")
    expect(show.page.get_by_role("heading", name="Jobs", level=1)).to_be_visible()
    show.app.ask("PATCH", "/settings", {"letter_keys": False})
    show.page.goto(show.url.rstrip("/") + "/settings/general")
    expect(show.page.get_by_role("switch")).not_to_be_checked()
    show.page.keyboard.press("g")
    show.page.keyboard.press("p")
    show.page.keyboard.press("Control+k")
    expect(show.page.get_by_role("dialog")).to_be_visible()
    expect(show.page).to_have_url(re.compile("/settings/general$"))
