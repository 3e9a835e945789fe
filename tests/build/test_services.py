"""The service files are ones that systemd and launchd can read, and start what is there."""

import configparser
import plistlib
from pathlib import Path

import pytest

from places import BUILD

SERVICES = BUILD / "services"
UNITS = sorted(SERVICES.glob("*.service"))


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None, comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment]  # systemd's names are case-sensitive
    parser.read(path)
    return parser


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_again_after_a_crash_but_not_after_a_usage_error(path: Path) -> None:
    service = unit(path)["Service"]
    assert service["Restart"] == "on-failure"
    assert "2" in service["RestartPreventExitStatus"].split()
    assert service["NoNewPrivileges"] == "yes"


def test_the_agent_is_a_property_list_that_starts_the_server() -> None:
    agent = plistlib.loads((SERVICES / "video.bulletproof.server.plist").read_bytes())
    assert agent["ProgramArguments"][-1] == "--headless"
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
