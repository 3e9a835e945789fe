"""One executable for everything: the window, the server without one, and every `bvp` command.

Nothing here, and nothing that it imports before the choice is made, touches Qt: `--headless` has to run where
neither Qt nor a display exists.
"""

import argparse
import multiprocessing
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bulletproof.domain.errors import InvalidSetting
from bulletproof_desktop import ending, terminal

INSPECTOR_CHILD = "--inspector-child"  # how media/inspector.py starts it in a packaged program

EPILOG = """\
Without --headless the window opens; FILES are queued by the rules of the folders that they are in, and go to
the app that is already running on the same data folder, if there is one.
Every command of bvp works here too: bulletproof verify FILE. A file with a command's name: ./verify
Exit codes: 0 ended as asked or handed over, 1 failure, 2 usage or an address that can't be used, 3 the server
failed, 4 no display, 5 the window's runtime is missing, 6 the data folder is in use.
"""


def main(argv: Sequence[str] | None = None) -> int:
    multiprocessing.freeze_support()
    words = list(sys.argv[1:] if argv is None else argv)
    if words == [INSPECTOR_CHILD]:
        return _look_at_media()
    if words and is_command(words[0]):
        return _run_command(words)
    parser = _parser()
    parsed = parser.parse_args(words)
    if parsed.version:
        terminal.say(f"bulletproof {version('bulletproof-video')}")
        return 0
    if parsed.licences:
        terminal.say(_licences())
        return 0
    if parsed.add_to_menu or parsed.remove_from_menu:
        return _put_in_menu(add=parsed.add_to_menu)
    if parsed.headless and parsed.files:
        parser.error("FILES go to the window; a server without one is given them by its API")
    if parsed.host and not parsed.headless:
        parser.error("--host is for --headless; the window is always served on this machine alone")
    try:
        ending.raise_on_signals()
        return _run(parser, parsed)
    except KeyboardInterrupt:
        # CPython notes a KeyboardInterrupt that crossed an exec() of text (dataclasses are made by one), and
        # dies of SIGINT at its end even where it was caught (run_eval_code_obj in Python/pythonrun.c).
        ending.leave(0)


def _run(parser: argparse.ArgumentParser, parsed: argparse.Namespace) -> int:
    from bulletproof.settings import server_options

    try:
        options = server_options(data_dir=parsed.data_dir, host=parsed.host, port=parsed.port)
    except InvalidSetting as refused:
        parser.error(str(refused))
    if parsed.headless:
        from bulletproof.runtime import run_headless

        return run_headless(options)
    from bulletproof_desktop import windowed

    return windowed.run(options, parsed.files)


def is_command(word: str) -> bool:
    if not word.replace("-", "").isalpha() or word.startswith("-"):
        return False  # the command line is not even imported for a path or an option
    from bulletproof.cli.main import COMMANDS

    return word in COMMANDS


def _put_in_menu(*, add: bool) -> int:
    from bulletproof_desktop import menu_entry

    try:
        terminal.say(f"Added: {menu_entry.add()}" if add else f"Removed: {menu_entry.remove()}")
    except menu_entry.CantAdd as reason:
        terminal.complain(reason)
        return 1
    return 0


def _licences() -> str:
    """pyinstaller.spec puts the notices there; from source, each package lies beside its own."""
    inside = getattr(sys, "_MEIPASS", None)
    if inside is None:
        return "Bulletproof is under the MIT licence. Run from source, every package brings its own."
    return (Path(inside) / "licences" / "THIRD_PARTY.txt").read_text(encoding="utf-8")


def _look_at_media() -> int:
    """A packaged program is its own Python: the child that opens media files is this executable again."""
    from bulletproof.media.inspector_child import main as inspect

    inspect()
    return 0


def _run_command(words: Sequence[str]) -> int:
    from bulletproof.cli.main import main as bvp

    bvp.main(list(words), prog_name="bvp")
    return 0


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bulletproof",
        description="Folders in, verified show files out.",
        epilog=EPILOG,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILES", help="video files to queue")
    parser.add_argument("--headless", action="store_true", help="serve the dashboard and the API, no window")
    parser.add_argument("--host", help="address to listen on (with --headless; default 127.0.0.1)")
    parser.add_argument("--port", type=_port, help="port to listen on (default: a free one)")
    parser.add_argument("--data-dir", type=Path, help="where jobs, settings and logs are kept")
    menu = parser.add_mutually_exclusive_group()
    menu.add_argument(
        "--add-to-menu", action="store_true", help="put it into this user's menu and “Open with”"
    )
    menu.add_argument("--remove-from-menu", action="store_true", help="take it out of there again")
    parser.add_argument("--version", action="store_true", help="print the version and end")
    parser.add_argument("--licences", action="store_true", help="print whose work is in here, and end")
    return parser


if __name__ == "__main__":
    sys.exit(main())
