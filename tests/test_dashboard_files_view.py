"""Files reach the queue from a browser: chosen among the server's folders, sent, dragged within the queue."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browser import PHONE, Clips, Show, violations

pytest_plugins = ["tests.support.browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.ffmpeg]


def test_files_are_chosen_among_the_folders_of_the_server(show: Show, clips: Clips) -> None:
    page, act = show.page, show.drop / "act 2"
    act.mkdir()
    for name in ("cue 10.mov", "cue 2.mov"):
        (act / name).write_bytes(clips.short.read_bytes())
    page.get_by_role("button", name="Add files").click()
    page.get_by_role("button", name="Choose files…").click()
    browser = page.get_by_role("dialog", name="Choose files")
    browser.get_by_label("Path of a folder").fill(str(show.drop))
    page.keyboard.press("Enter")
    browser.get_by_role("button", name="act 2").click()
    rows = browser.get_by_role("list", name="What lies here").get_by_role("listitem")
    expect(rows).to_contain_text(["cue 2.mov", "cue 10.mov"])
    assert violations(page) == []
    browser.get_by_role("checkbox", name="All 2 files here").check()
    browser.get_by_role("button", name="Take 2 files").click()
    form = page.get_by_role("dialog", name="Add files")
    expect(form.get_by_label("Paths, one a line")).to_have_value(f"{act}/cue 2.mov\n{act}/cue 10.mov")
    form.get_by_label("Profile").select_option("live-qlab")
    form.get_by_role("button", name="Queue 2 files").click()
    show.finished().expect_row("cue 2.mov", "show-ready")
    show.finished().expect_row("cue 10.mov", "show-ready")


def test_a_folder_that_can_not_be_opened_says_why_and_the_way_back_is_there(show: Show) -> None:
    show.watch.allow(r"status of 422 .*/files")
    page = show.page
    page.get_by_role("button", name="Add watch folder").first.click()
    page.get_by_role("button", name="Choose a folder…").first.click()
    browser = page.get_by_role("dialog", name="Choose a folder")
    browser.get_by_label("Path of a folder").fill("/no/such/place")
    page.keyboard.press("Enter")
    expect(browser.get_by_role("alert")).to_contain_text("/no/such/place")
    expect(browser.get_by_role("button", name="Take this folder")).to_be_disabled()
    browser.get_by_role("button", name="One folder up").click()
    expect(browser.get_by_role("button", name=str(Path.home())).first).to_be_visible()


def test_a_file_of_this_computer_is_sent_and_queued(show: Show, clips: Clips) -> None:
    page, intake = show.page, show.drop.parent / "intake"
    intake.mkdir()
    show.app.ask("PATCH", "/settings", {"intake_folder": str(intake)})
    page.get_by_role("button", name="Add files").click()
    form = page.get_by_role("dialog", name="Add files")
    form.get_by_role("button", name="Send files from this computer…").wait_for()
    form.locator("input[type=file]").set_input_files([clips.short, clips.text])
    paths = form.get_by_label("Paths, one a line")
    expect(paths).to_have_value(f"{intake / clips.short.name}\n{intake / clips.text.name}")
    assert (intake / clips.short.name).read_bytes() == clips.short.read_bytes()
    assert violations(page) == []
    form.get_by_label("Profile").select_option("live-qlab")
    form.get_by_role("button", name="Queue 2 files").click()
    show.finished().expect_row(clips.short.name, "show-ready")


def test_a_file_that_is_no_media_is_not_sent_for_nothing(show: Show, tmp_path: Path) -> None:
    show.watch.allow(r"status of 422 .*/uploads/")
    notes, intake = tmp_path / "notes.txt", tmp_path / "intake"
    notes.write_text("cue 1")
    intake.mkdir()
    show.app.ask("PATCH", "/settings", {"intake_folder": str(intake)})
    show.page.get_by_role("button", name="Add files").click()
    form = show.page.get_by_role("dialog", name="Add files")
    form.get_by_role("button", name="Send files from this computer…").wait_for()
    form.locator("input[type=file]").set_input_files(notes)
    expect(form.get_by_role("region", name="Files on their way")).to_contain_text("notes.txt is not taken")
    assert list(intake.iterdir()) == []


def test_a_row_of_the_queue_is_dragged_to_another_place(show: Show, clips: Clips) -> None:
    page = show.page
    show.add_folder()
    page.get_by_role("button", name="Hold queue").click()
    queue = page.get_by_role("table", name="Queue")
    for name in ("a.mov", "b.mov", "c.mov"):
        show.land(clips.short, name)
        queue.get_by_role("button", name=name, exact=True).wait_for()
    row = queue.get_by_role("row")
    row.filter(has_text="c.mov").drag_to(row.filter(has_text="a.mov"), target_position={"x": 200, "y": 4})
    expect(row).to_contain_text(["Source", "c.mov", "a.mov", "b.mov"])
    page.reload()
    expect(row).to_contain_text(["Source", "c.mov", "a.mov", "b.mov"])


def test_the_folders_of_the_server_fit_a_phone(show: Show) -> None:
    show.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    show.page.get_by_role("button", name="Add files").first.click()
    show.page.get_by_role("button", name="Choose files…").click()
    expect(show.page.get_by_role("dialog", name="Choose files")).to_be_visible()
    assert show.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(show.page) == []
