"""One pytest process of `dev.py test`: leave out what this machine can't run, and count what happened.

pytest's own `-m "not x"` would say only how many were left out, not which; and the closing figures of two
processes have to be added up, so they are written to a file.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("suite")
    group.addoption("--half", choices=["browser", "rest"], help="which half of the suite this process runs")
    group.addoption("--leave-out", action="append", default=[], metavar="MARKER", help="deselect this marker")
    group.addoption("--tell", type=Path, help="write the counts to this file")


def pytest_configure(config: pytest.Config) -> None:
    if config.option.half is not None:
        config.pluginmanager.register(_Tally(config), "suite-tally")


class _Tally:
    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._left_out: dict[str, list[str]] = {}
        self._collected = 0
        self._outcomes: dict[str, str] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        mine = [item for item in items if self._is_of_this_half(item)]
        self._collected = len(mine)
        kept, left_out = [], []
        for item in mine:
            marker = next(
                (name for name in self._config.option.leave_out if item.get_closest_marker(name)), None
            )
            if marker is None:
                kept.append(item)
            else:
                left_out.append(item)
                self._left_out.setdefault(marker, []).append(item.nodeid)
        # Only these are told to pytest: the other half is not missing, it runs in the other process.
        self._config.hook.pytest_deselected(items=left_out)
        items[:] = kept

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        # Both processes meet a file that can't be imported; one of them counts it.
        if report.failed and self._config.option.half == "rest":
            self._outcomes[report.nodeid] = "failed"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        before = self._outcomes.get(report.nodeid)
        if report.failed:
            self._outcomes[report.nodeid] = "failed"
        elif report.skipped and before != "failed":
            self._outcomes[report.nodeid] = "skipped"
        elif report.when == "call" and report.passed and before is None:
            self._outcomes[report.nodeid] = "passed"

    def pytest_sessionfinish(self) -> None:
        if self._config.option.tell is None:
            return
        counts = Counter(self._outcomes.values())
        told = {"collected": self._collected, "left_out": self._left_out, **counts}
        self._config.option.tell.write_text(json.dumps(told), encoding="utf-8")

    def _is_of_this_half(self, item: pytest.Item) -> bool:
        is_browser = item.get_closest_marker("browser") is not None
        return is_browser is (self._config.option.half == "browser")


if __name__ == "__main__":
    raise SystemExit(pytest.main(sys.argv[1:], plugins=[sys.modules[__name__]]))
