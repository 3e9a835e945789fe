"""What the outside says about this run: environment variables and the words of the command line.

Read once, at the door; nothing within looks at the environment. A value that can't work is refused here, by
the name that the user wrote it under.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_data_path

from bulletproof.domain.errors import InvalidSetting
from bulletproof.domain.settings import LogForm, ServerOptions, SettingValue, merged

TOKEN_LENGTH = 32
"""Fewer characters could be guessed by a machine on the same network."""

_NUMBERS: Mapping[str, tuple[str, type[int] | type[float]]] = {
    "BULLETPROOF_SLOTS_CPU": ("slots_cpu", int),
    "BULLETPROOF_QUIET_S": ("quiet_s", float),
    "BULLETPROOF_INCOMPLETE_QUIET_S": ("incomplete_quiet_s", float),
    "BULLETPROOF_STALL_S": ("stall_s", float),
    "BULLETPROOF_DISK_RESERVE_BYTES": ("disk_reserve_bytes", int),
}


def server_options(
    *,
    data_dir: Path | None = None,
    host: str | None = None,
    port: int | None = None,
    environ: Mapping[str, str] = os.environ,
) -> ServerOptions:
    """The command line's words win over the environment. Raises InvalidSetting."""
    return ServerOptions(
        data_dir=_data_dir(data_dir, environ),
        host=host or "127.0.0.1",
        port=port,
        database=environ.get("BULLETPROOF_DATABASE") or None,
        token=_token(environ),
        hosts=_hosts(environ.get("BULLETPROOF_HOSTS", "")),
        roots=_roots(environ.get("BULLETPROOF_ROOTS", "")),
        log=_log(environ.get("BULLETPROOF_LOG", "")),
    )


def environment_settings(environ: Mapping[str, str] = os.environ) -> dict[str, SettingValue]:
    """Settings that hold for this run alone and win over saved ones. Raises InvalidSetting."""
    given: dict[str, SettingValue] = {}
    if ffmpeg := environ.get("BULLETPROOF_FFMPEG"):
        given["ffmpeg_path"] = ffmpeg
    for variable, (name, kind) in _NUMBERS.items():
        if text := environ.get(variable):
            given[name] = _number(variable, text, kind)
            _require_within_limits(variable, name, given[name])
    return given


def _data_dir(data_dir: Path | None, environ: Mapping[str, str]) -> Path:
    given = data_dir or (Path(environ["BULLETPROOF_DATA"]) if environ.get("BULLETPROOF_DATA") else None)
    return (given or user_data_path("bulletproof", appauthor=False)).expanduser().absolute()


def _token(environ: Mapping[str, str]) -> str | None:
    token, file = environ.get("BULLETPROOF_TOKEN"), environ.get("BULLETPROOF_TOKEN_FILE")
    if token and file:
        raise InvalidSetting("Set BULLETPROOF_TOKEN or BULLETPROOF_TOKEN_FILE, not both.")
    name = "BULLETPROOF_TOKEN"
    if file:
        name = "BULLETPROOF_TOKEN_FILE"
        try:
            token = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidSetting(f"{name} names {file}, which can't be read: {error}.") from error
    if not token and not file:
        return None
    if (
        not token
        or len(token) < TOKEN_LENGTH
        or not token.isascii()
        or not token.isprintable()
        or " " in token
    ):
        raise InvalidSetting(
            f"{name} must give at least {TOKEN_LENGTH} characters of plain ASCII without spaces. "
            'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
        )
    return token


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in text.split(",") if host.strip())
    for host in hosts:
        if "*" in host or "/" in host or any(character.isspace() for character in host):
            raise InvalidSetting(
                "BULLETPROOF_HOSTS lists exact names with their port, as in show.local:8080 (a default port "
                f"is left out); {host!r} is none."
            )
    return hosts


def _log(text: str) -> LogForm:
    if text not in ("", "text", "json"):
        raise InvalidSetting(f"BULLETPROOF_LOG is text or json; {text!r} is neither.")
    return "json" if text == "json" else "text"


def _roots(text: str) -> tuple[Path, ...]:
    roots = tuple(Path(each) for each in text.split(os.pathsep) if each)
    for root in roots:
        if not root.is_absolute() or not root.is_dir():
            raise InvalidSetting(
                f"BULLETPROOF_ROOTS lists folders by their whole paths, with {os.pathsep!r} between them; "
                f"there is no folder {str(root)!r}."
            )
    return roots


def _number(variable: str, text: str, kind: type[int] | type[float]) -> int | float:
    try:
        return kind(text)
    except ValueError:
        raise InvalidSetting(f"{variable} is a number; {text!r} is none.") from None


def _require_within_limits(variable: str, name: str, value: SettingValue) -> None:
    try:
        merged({name: value})
    except InvalidSetting as refused:
        raise InvalidSetting(f"{variable}: {refused}", field=name) from refused
