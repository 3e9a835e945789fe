"""The dashboard in a browser, on the real server with the real ffmpeg: what a technician does with it.

A page is watched by tests/support/browser.py: an error in the console or a request that leaves the machine
fails the test that it happens in.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.support.browser import ENCODE_MS, Clips, Show

pytest_plugins = ["tests.support.browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.ffmpeg]

SLOW = "live-linux-hevc-mkv"


def test_a_clip_that_lands_is_seen_running_and_ends_with_its_verdict(show: Show, clips: Clips) -> None:
    show.add_folder(SLOW)
    show.land(clips.short, "01_opening_v3.mov")
    expect(show.page.get_by_role("article", name="01_opening_v3.mov")).to_be_visible()
    show.finished().expect_row("01_opening_v3.mov", "show-ready")
    expect(show.page.get_by_role("region", name="What needs you now")).to_contain_text("Nothing needs you.")
    show.page.get_by_role("button", name="01_opening_v3.mov").click()
    sheet = show.page.get_by_role("dialog")
    expect(sheet.get_by_text("SHA-256")).to_be_visible()
    expect(sheet.get_by_role("region", name="Facts")).to_contain_text("320 × 180")
    sheet.get_by_role("tab", name="Command").click()
    expect(sheet.get_by_role("tabpanel")).to_contain_text("ffmpeg")
    show.page.keyboard.press("Escape")
    expect(sheet).not_to_be_visible()


def test_a_folder_is_added_by_the_form_and_takes_files_at_once(show: Show, clips: Clips) -> None:
    show.page.get_by_role("button", name="Add watch folder").first.click()
    form = show.page.get_by_role("dialog")
    form.get_by_label("Folder to watch").fill(str(show.drop))
    form.get_by_label("Outputs go to").fill(str(show.out))
    form.get_by_label("Try a file name").fill("01_opening.mov")
    expect(form.get_by_role("region", name="Dry run")).to_contain_text(str(show.out / "01_opening"))
    form.get_by_role("button", name="Add watch folder").click()
    expect(form).not_to_be_visible()
    folders = show.page.get_by_role("region", name="Watch folders")
    expect(folders.get_by_role("listitem")).to_contain_text("watching")
    show.land(clips.short, "01_opening.mov")
    show.finished().expect_row("01_opening.mov", "show-ready")
    assert [path.name for path in show.out.iterdir()] == ["01_opening.mov"]
    assert (show.drop / "01_opening.mov").exists()


def test_a_folder_that_is_not_there_is_refused_at_its_field(show: Show) -> None:
    show.watch.allow(r"status of 4\d\d .*/folders")
    show.page.get_by_role("button", name="Add watch folder").first.click()
    form = show.page.get_by_role("dialog")
    form.get_by_label("Folder to watch").fill(str(show.drop / "nowhere"))
    form.get_by_label("Outputs go to").fill(str(show.out))
    form.get_by_role("button", name="Add watch folder").click()
    field = form.get_by_label("Folder to watch")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    expect(form).to_contain_text("nowhere")


def test_a_held_queue_says_so_and_goes_on_when_it_is_resumed(show: Show, clips: Clips) -> None:
    show.add_folder()
    show.page.get_by_role("button", name="Hold queue").click()
    strip = show.page.get_by_role("region", name="What needs you now")
    expect(strip).to_contain_text("The queue is held.")
    show.land(clips.short, "waits.mov")
    queue = show.page.get_by_role("table", name="Queue")
    expect(queue.get_by_role("button", name="waits.mov", exact=True)).to_be_visible()
    strip.get_by_role("button", name="Resume queue").click()
    show.finished().expect_row("waits.mov", "show-ready")


def test_an_encode_is_frozen_paused_cancelled_and_taken_back(show: Show, clips: Clips) -> None:
    page = show.page
    show.add_folder(SLOW)
    show.land(clips.long, "long.mov")
    card = page.get_by_role("article", name="long.mov")
    expect(card.get_by_role("progressbar")).to_have_attribute(
        "aria-valuetext", re.compile("encoding, "), timeout=ENCODE_MS
    )
    page.get_by_role("button", name="Freeze").click()
    expect(card).to_contain_text("frozen")
    page.get_by_role("region", name="What needs you now").get_by_role("button", name="Resume queue").click()
    expect(card).not_to_contain_text("frozen")
    card.get_by_role("button", name="Pause long.mov").click()
    expect(card).to_contain_text("paused")
    card.get_by_role("button", name="Resume long.mov").click()
    expect(card).not_to_contain_text("paused")
    card.get_by_role("button", name="Cancel long.mov").click()
    show.finished().expect_row("long.mov", "cancelled")
    page.get_by_role("region", name="Messages").get_by_role("button", name="Undo").click()
    expect(card.or_(page.get_by_role("row").filter(has_text="long.mov")).first).to_be_visible()
    assert list(show.out.iterdir()) == [] or all(path.name.startswith(".") for path in show.out.iterdir())


def test_a_failure_stands_in_the_strip_until_it_is_dismissed(show: Show, clips: Clips) -> None:
    show.add_folder()
    show.app.ask("PATCH", "/settings", {"quiet_s": 0.5, "incomplete_quiet_s": 0.5})
    source = show.land(clips.text, "notes.mov")
    strip = show.page.get_by_role("region", name="What needs you now")
    expect(strip).to_contain_text("notes.mov", timeout=ENCODE_MS)
    strip.get_by_role("button", name="Retry").click()
    expect(strip).to_contain_text("notes.mov", timeout=ENCODE_MS)
    show.finished().expect_row("notes.mov", "not ready")
    strip.get_by_role("button", name="Open").click()
    sheet = show.page.get_by_role("dialog")
    expect(sheet).to_contain_text(re.compile("finished .*attempt 2"), timeout=ENCODE_MS)
    expect(sheet).to_contain_text("The source is untouched.")
    expect(sheet.get_by_role("row").filter(has_text="unreadable")).to_contain_text("fail")
    show.page.keyboard.press("Escape")
    strip.get_by_role("button", name="Dismiss").click()
    expect(strip).to_contain_text("Nothing needs you.")
    assert source.exists()


def test_a_file_name_that_is_markup_stays_text(show: Show, clips: Clips) -> None:
    name = "<img src=x onerror=\"document.title='owned'\">.mov"
    show.add_folder()
    show.land(clips.short, name)
    show.finished().expect_row(name, "show-ready")
    show.page.get_by_role("button", name=name).click()
    expect(show.page.get_by_role("dialog")).to_contain_text(name)
    assert show.page.title() != "owned"
    assert show.page.locator("img[src='x']").count() == 0


def test_files_are_added_by_path_and_what_is_refused_is_told(show: Show, clips: Clips) -> None:
    page = show.page
    page.get_by_role("button", name="Add files").click()
    form = page.get_by_role("dialog")
    missing = show.drop / "missing.mov"
    form.get_by_label("Paths, one a line").fill(f'"{clips.short}"\n{missing}')
    form.get_by_label("Profile").select_option("live-qlab")
    form.get_by_label("Outputs go to").fill(str(show.out))
    form.get_by_role("button", name="Queue 2 files").click()
    expect(form.get_by_role("region", name="1 file was not queued")).to_contain_text("missing.mov")
    page.keyboard.press("Escape")
    show.finished().expect_row("short.mov", "show-ready")


def test_finished_jobs_are_filtered_by_verdict_and_by_text(show: Show, clips: Clips) -> None:
    show.add_folder()
    for name in ("alpha.mov", "beta.mov"):
        show.land(clips.short, name)
        show.finished().expect_row(name, "show-ready")
    panel = show.page.get_by_role("region", name="Just finished")
    panel.get_by_label("Search finished jobs").fill("alp")
    expect(panel.get_by_role("listitem")).to_have_count(1)
    panel.get_by_label("Search finished jobs").fill("")
    panel.get_by_label("Show", exact=True).select_option("not_ready")
    expect(panel).to_contain_text("No finished job fits")
    panel.get_by_role("button", name="Clear filter").click()
    expect(panel.get_by_role("listitem")).to_have_count(2)


def test_the_order_of_the_queue_is_changed_from_its_menu(show: Show, clips: Clips) -> None:
    page = show.page
    show.add_folder()
    page.get_by_role("button", name="Hold queue").click()
    for name in ("one.mov", "two.mov"):
        show.land(clips.short, name)
        expect(page.get_by_role("button", name=f"More for {name}")).to_be_visible()
    rows = page.get_by_role("table", name="Queue").get_by_role("row")
    expect(rows.nth(1)).to_contain_text("one.mov")
    _menu(show, "two.mov").click()
    page.get_by_role("menuitem", name="Move up").click()
    expect(rows.nth(1)).to_contain_text("two.mov")
    _menu(show, "one.mov").click()
    page.get_by_role("menuitem", name="Raise priority").click()
    expect(rows.nth(1)).to_contain_text("one.mov")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Filter the queue")).to_be_focused()
    page.keyboard.type("two")
    expect(rows).to_have_count(2)


def test_the_theme_is_kept_by_the_server(open_show: Callable[..., Show]) -> None:
    show = open_show()
    show.page.get_by_role("link", name="Settings").click()
    show.page.get_by_label("Theme").select_option("Light")
    expect(show.page.locator("html")).to_have_attribute("data-theme", "light")
    show.page.evaluate("localStorage.clear()")
    show.page.reload()
    expect(show.page.locator("html")).to_have_attribute("data-theme", "light")


def _menu(show: Show, name: str) -> Locator:
    return show.page.get_by_role("button", name=f"More for {name}")
