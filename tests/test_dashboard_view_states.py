"""The dashboard's states in a browser: empty, full, offline, cut off, in each theme, on a phone.

axe checks WCAG 2.2 AA in each of them, after the page was asserted to show what it should.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.support.browser import ENCODE_MS, PHONE, Clips, Scenes, Show, free_port, violations

pytest_plugins = ["tests.support.browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.ffmpeg]

SLOW = "live-linux-hevc-mkv"
TOKEN = "the-token-of-a-browser-test-that-restarts"
SHOTS_BYTES = 400_000
DOWN = r"ERR_CONNECTION_REFUSED|WebSocket connection|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET"
THEMES = ("dark", "light", "contrast")


def test_an_empty_dashboard_tells_how_to_begin_and_is_accessible(show: Show) -> None:
    expect(show.page.get_by_role("region", name="Queue")).to_contain_text("Start with a watch folder")
    for theme in THEMES:
        _choose(show, theme)
        assert violations(show.page) == [], theme


def test_a_full_dashboard_is_accessible_in_every_theme(show: Show, clips: Clips) -> None:
    _fill(show, clips)
    for theme in THEMES:
        _choose(show, theme)
        assert violations(show.page) == [], theme


def test_sheets_and_menus_are_accessible(show: Show, clips: Clips) -> None:
    page = show.page
    show.add_folder()
    show.land(clips.short, "opening.mov")
    show.finished().expect_row("opening.mov", "show-ready")
    page.get_by_role("button", name="opening.mov").click()
    expect(page.get_by_role("dialog").get_by_role("region", name="Facts")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    for opener in ("Add files", "Add"):
        page.get_by_role("button", name=opener, exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert violations(page) == [], opener
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).not_to_be_visible()
    page.get_by_role("button", name="More for drop").click()
    expect(page.get_by_role("menu")).to_be_visible()
    assert violations(page) == []


def test_a_server_that_goes_and_comes_back_is_caught_up_with(
    open_show: Callable[..., Show], clips: Clips
) -> None:
    port = str(free_port())
    show = open_show(options=("--port", port), BULLETPROOF_TOKEN=TOKEN)
    show.watch.allow(DOWN)
    page = show.page
    show.add_folder()
    show.land(clips.short, "before.mov")
    show.finished().expect_row("before.mov", "show-ready")
    show.app.process.kill()
    show.app.wait_end()
    strip = page.get_by_role("region", name="What needs you now")
    expect(strip).to_contain_text("No word from the engine for")
    expect(page.get_by_role("button", name="Hold queue")).to_be_disabled()
    assert violations(page) == []
    show.land(clips.short, "meanwhile.mov")
    open_show(options=("--port", port), BULLETPROOF_TOKEN=TOKEN)
    strip_try = strip.get_by_role("button", name="Try now")
    if strip_try.is_visible():
        strip_try.click()
    expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=ENCODE_MS)
    show.finished().expect_row("meanwhile.mov", "show-ready")
    show.finished().expect_row("before.mov", "show-ready")
    expect(strip).to_contain_text("Nothing needs you.")


def test_a_line_that_is_cut_and_loses_messages_ends_with_what_the_server_has(
    show: Show, clips: Clips
) -> None:
    page = show.page
    lines: list[WebSocketRoute] = []
    lost: list[str] = []

    def bad_line(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        lines.append(line)

        def pass_on(message: str | bytes) -> None:
            if '"type":"changes"' in str(message).replace(" ", "") and len(lost) < 4 * len(lines):
                lost.append(str(message))
            else:
                line.send(message)

        server.on_message(pass_on)

    page.route_web_socket(re.compile("/api/v1/live"), bad_line)
    page.reload()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    show.add_folder()
    names = [f"take_{number}.mov" for number in range(3)]
    for name in names:
        show.land(clips.short, name)
        show.finished().expect_row(name, "show-ready")
        lines[-1].close()
    expect(page.get_by_role("region", name="Just finished").get_by_role("listitem")).to_have_count(3)
    assert len(lost) >= 4
    assert len(lines) >= 3


def test_a_folder_that_is_pulled_out_is_offline_and_nothing_fails(show: Show) -> None:
    show.add_folder(poll_interval=0.2)
    folders = show.page.get_by_role("region", name="Watch folders")
    expect(folders).to_contain_text("watching")
    away = show.drop.with_name("away")
    show.drop.rename(away)
    expect(folders).to_contain_text("offline since", timeout=ENCODE_MS)
    strip = show.page.get_by_role("region", name="What needs you now")
    expect(strip).to_contain_text("It resumes by itself.")
    assert violations(show.page) == []
    away.rename(show.drop)
    expect(folders).to_contain_text("watching", timeout=ENCODE_MS)
    expect(strip).to_contain_text("Nothing needs you.")


def test_a_file_that_grows_is_shown_growing_and_waited_for(show: Show, clips: Clips) -> None:
    show.add_folder(poll_interval=0.2)
    whole = clips.short.read_bytes()
    folders = show.page.get_by_role("region", name="Watch folders")
    with (show.drop / "slow_copy.mov").open("wb") as copy:
        copy.write(whole[: len(whole) // 2])
        copy.flush()
        expect(folders).to_contain_text("slow_copy.mov")
        assert show.app.ask("GET", "/jobs").json()["items"] == []
        copy.write(whole[len(whole) // 2 :])
    show.finished().expect_row("slow_copy.mov", "show-ready")


def test_a_phone_shows_everything_without_scrolling_sideways(
    open_show: Callable[..., Show], clips: Clips, tmp_path: Path
) -> None:
    show = open_show(size=PHONE)
    _fill(show, clips)
    width = show.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE[0]
    assert violations(show.page) == []
    show.page.get_by_role("button", name="More", exact=True).click()
    expect(show.page.get_by_role("menuitem", name="Hold queue")).to_be_visible()
    show.page.keyboard.press("Escape")
    _shoot(show.page, "dashboard-phone", tmp_path)


def test_it_is_used_by_keyboard_alone(show: Show, clips: Clips) -> None:
    page = show.page
    show.add_folder()
    show.app.ask("POST", "/queue/hold")
    for name in ("one.mov", "two.mov"):
        show.land(clips.short, name)
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Filter the queue")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="one.mov", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="two.mov", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("two.mov")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.get_by_role("button", name="two.mov", exact=True)).to_be_focused()


def test_pictures_of_a_working_dashboard_are_made(
    show: Show, scenes: Scenes, clips: Clips, tmp_path: Path
) -> None:
    _play_the_winters_tale(show, scenes, clips)
    for theme, name in (("dark", "dashboard-dark"), ("light", "dashboard-light")):
        _choose(show, theme)
        _shoot(show.page, name, tmp_path)


def _play_the_winters_tale(show: Show, scenes: Scenes, clips: Clips) -> None:
    """The page of a working day: three encodes, a queue, verdicts, and a file that is not what it says."""
    page = show.page
    show.app.ask("PATCH", "/settings", {"slots_cpu": 3, "quiet_s": 0.5, "incomplete_quiet_s": 0.5})
    show.add_folder(rules=_rules())
    for name in ("Foyer screens", "Designer share"):
        (show.drop.parent / name).mkdir()
        show.add_folder(watch_directory=str(show.drop.parent / name), poll_interval=0.5)
    (show.drop.parent / "Designer share").rmdir()
    done = {
        "00_countdown.mov": scenes.dawn,
        "01_preset-snow.mov": scenes.night,
        "02_sicilia-woods_v5.mov": scenes.wood,
    }
    for name, scene in done.items():
        show.land(scene, name)
        show.finished().expect_row(name, "show-ready")
    show.land(clips.text, "11_finale_v3.mov")
    show.finished().expect_row("11_finale_v3.mov", "not ready")
    running = {"03_storm_slow_v4.mov": scenes.long_night, "12_statue_slow_v3.mov": scenes.long_dawn}
    running["foyer_trailer_slow.mov"] = scenes.long_wood
    for name, scene in running.items():
        show.land(scene, name)
        card = page.get_by_role("article", name=name)
        expect(card.locator("img")).to_be_visible(timeout=ENCODE_MS)
    for name in ("05_court-of-bohemia_v2.mov", "06_bear_v9.mov", "07_time-passes_v6.mov", "10_oracle_v3.mov"):
        show.land(scenes.wood, name)
        expect(page.get_by_role("button", name=f"More for {name}")).to_be_visible()
    paused = show.app.ask("GET", "/jobs?q=10_oracle").json()["items"][0]["id"]
    show.app.ask("POST", f"/jobs/{paused}/pause")
    expect(page.get_by_role("region", name="Watch folders")).to_contain_text("offline since")
    first = page.get_by_role("article", name="03_storm_slow_v4.mov").get_by_role("progressbar")
    expect(first).to_have_attribute("aria-valuetext", re.compile(r"encoding, [2-9]\d"), timeout=ENCODE_MS)
    expect(page.get_by_role("table", name="Queue")).to_contain_text("~")


def _fill(show: Show, clips: Clips) -> None:
    """One of each: finished, failed, running, waiting, and a folder that watches."""
    show.add_folder(SLOW, rules=_rules())
    show.app.ask("PATCH", "/settings", {"quiet_s": 0.5, "incomplete_quiet_s": 0.5})
    show.land(clips.short, "01_opening_v3.mov")
    show.finished().expect_row("01_opening_v3.mov", "show-ready")
    show.land(clips.text, "02_titles_final.mov")
    show.finished().expect_row("02_titles_final.mov", "not ready")
    show.land(clips.long, "03_storm_slow_v4.mov")
    card = show.page.get_by_role("article", name="03_storm_slow_v4.mov")
    expect(card.locator("img")).to_be_visible(timeout=ENCODE_MS)
    for name in ("04_sea-coast_v2.mov", "05_court-of-bohemia_v2.mov", "06_bear_v9.mov"):
        show.land(clips.short, name)
        expect(show.page.get_by_role("button", name=f"More for {name}")).to_be_visible()
    paused = show.app.ask("GET", "/jobs?q=06_bear").json()["items"][0]["id"]
    show.app.ask("POST", f"/jobs/{paused}/pause")
    expect(show.page.get_by_role("table", name="Queue")).to_contain_text("paused")


def _rules() -> list[dict[str, str]]:
    return [{"pattern": "*_slow_*", "profile": SLOW}, {"pattern": "*", "profile": "live-qlab"}]


def _choose(show: Show, theme: str) -> None:
    show.app.ask("PATCH", "/settings", {"theme": theme})
    expect(show.page.locator("html")).to_have_attribute("data-theme", theme)


def _shoot(page: Page, name: str, folder: Path) -> None:
    """Into BULLETPROOF_SHOTS where it is set (docs/img is made so), else looked at and dropped."""
    path = Path(os.environ.get("BULLETPROOF_SHOTS", str(folder))) / f"{name}.png"
    page.evaluate("document.activeElement?.blur()")
    page.screenshot(path=path)
    size_bytes = path.stat().st_size
    assert 20_000 < size_bytes < SHOTS_BYTES, f"{path} has {size_bytes} bytes: blank, or too heavy"
