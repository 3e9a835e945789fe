"""The first minutes, and making the page one's own."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import ENCODE_MS, Clips, Show, violations

pytest_plugins = ["tests.support.browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.ffmpeg]


def test_three_steps_lead_to_the_first_file(show: Show, clips: Clips) -> None:
    steps = show.page.get_by_role("region", name="Queue").get_by_role("listitem")
    expect(steps.nth(0)).to_contain_text("is there and works")
    expect(steps.nth(1)).to_have_attribute("aria-current", "step")
    show.add_folder()
    expect(steps.nth(2)).to_have_attribute("aria-current", "step")
    expect(steps.nth(2)).to_contain_text(str(show.drop))
    assert violations(show.page) == []
    show.land(clips.short, "first.mov")
    show.finished().expect_row("first.mov", "show-ready")
    expect(steps).to_have_count(0)


def test_a_machine_without_an_encoder_is_told_so_first(show: Show) -> None:
    show.app.ask("PATCH", "/settings", {"ffmpeg_path": "/no/such/ffmpeg"})
    show.page.reload()
    steps = show.page.get_by_role("region", name="Queue").get_by_role("listitem")
    expect(steps.nth(0)).to_contain_text("/no/such/ffmpeg")
    steps.nth(0).get_by_role("button", name="Choose ffmpeg").click()
    expect(show.page).to_have_url(re.compile("/settings/encoding$"))


def test_columns_that_nobody_needs_are_left_out_and_stay_out(show: Show, clips: Clips) -> None:
    page = show.page
    show.add_folder()
    show.land(clips.short, "opening.mov")
    show.finished().expect_row("opening.mov", "show-ready")
    page.goto(show.url + "jobs")
    header = page.get_by_role("columnheader", name="Profile → target")
    expect(header).to_be_visible()
    page.get_by_role("button", name="Choose columns").click()
    assert violations(page) == []
    page.get_by_role("checkbox", name="Profile → target").uncheck()
    expect(header).not_to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="opening.mov", exact=True)).to_be_visible()
    expect(header).not_to_be_visible()


def test_times_of_day_are_written_as_people_here_do(show: Show) -> None:
    page = show.page
    page.goto(show.url + "settings/general")
    page.get_by_label("Times of day").select_option("7:30 pm")
    page.goto(show.url)
    expect(page.get_by_text(re.compile(r"^\d{1,2}:\d\d.*[ap]m", re.IGNORECASE)).first).to_be_visible()


def test_a_profile_is_tried_on_ten_seconds_of_a_file(show: Show, clips: Clips) -> None:
    page = show.page
    page.goto(show.url + "profiles/live-qlab")
    panel = page.get_by_role("region", name="Try it on a file")
    panel.get_by_label("File", exact=True).fill(str(clips.long))
    panel.get_by_role("button", name="Make 10 seconds").click()
    expect(panel).to_contain_text("real time", timeout=ENCODE_MS)
    expect(panel).to_contain_text("The whole file")
    expect(panel.get_by_alt_text("Still of the output")).to_be_visible()
    assert violations(page) == []
    panel.get_by_label("File", exact=True).fill("/no/such/file.mov")
    show.watch.allow(r"status of 422 .*/samples")
    panel.get_by_role("button", name="Make 10 seconds").click()
    expect(panel.get_by_role("alert")).to_contain_text("/no/such/file.mov does not exist")
