"""What `verify` and `preflight` share: the targets, the work, and how far it is."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path

import click

from bulletproof.domain.checked import Checked
from bulletproof.domain.errors import BulletproofError, InvalidTarget
from bulletproof.domain.finding import Verdict
from bulletproof.domain.target import Target
from bulletproof.domain.text import seconds_text, shown
from bulletproof.engine.check import CheckTools, check_file, look_at_source
from bulletproof.media.ffmpeg import find_ffmpeg
from bulletproof.media.inspector import Inspector
from bulletproof.settings import server_options
from bulletproof.targets.library import load_targets, target_file

Tell = Callable[[float], None]
_OWN = "bulletproof.own_targets"


class TargetWord(click.ParamType[Target | None]):
    """The name of a target, or a TOML file that describes one."""

    name = "target"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Target | None:
        if isinstance(value, Target):
            return value
        try:
            if str(value).endswith(".toml"):
                return target_file(Path(str(value)))
            targets = known_targets(ctx)
        except InvalidTarget as error:
            self.fail(str(error), param, ctx)
        if str(value) not in targets:
            self.fail(f"“{value}” is none of {', '.join(targets)}, and no TOML file.", param, ctx)
        return targets[str(value)]


def own_targets(ctx: click.Context, _: click.Parameter, folder: Path | None) -> None:
    """Read before `--target` is, whatever their order on the line."""
    ctx.meta[_OWN] = folder


targets_option = click.option(
    "--targets",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="BULLETPROOF_TARGETS",
    is_eager=True,
    expose_value=False,
    callback=own_targets,
    help="A folder with targets of your own, one TOML file each.",
)


def known_targets(ctx: click.Context | None) -> Mapping[str, Target]:
    """Raises InvalidTarget."""
    own: Path | None = ctx.meta.get(_OWN) if ctx else None
    return load_targets(own or server_options().data_dir / "targets")


async def check_all(
    files: Sequence[Path],
    target: Target,
    *,
    source: Path | None = None,
    is_loop: bool = False,
    measure_speed: bool = False,
    at_once: int = 1,
) -> AsyncIterator[Checked]:
    """In the order of `files`, as they are done; progress goes to a terminal's stderr."""
    chosen = os.environ.get("BULLETPROOF_FFMPEG")
    ffmpeg = find_ffmpeg(Path(chosen) if chosen else None)
    progress = Progress(files)
    async with Inspector() as inspector:
        tools = CheckTools(inspector, ffmpeg)
        made_from = await look_at_source(source, tools=tools) if source is not None else None
        places = asyncio.Semaphore(at_once)

        async def checked(path: Path) -> Checked:
            async with places:
                return await check_file(
                    path,
                    target,
                    tools=tools,
                    source=made_from,
                    is_loop=is_loop,
                    measure_speed=measure_speed,
                    on_progress=progress.of(path),
                )

        async with asyncio.TaskGroup() as tasks:
            for task in [tasks.create_task(checked(path)) for path in files]:
                result = await task
                progress.of(result.path)(1.0)
                yield result
    progress.end()


class Progress:
    """On a terminal one line that rewrites itself, with the time left; silence in a pipe."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._sizes = {path: max(_size_bytes(path), 1) for path in files}
        self._shares = dict.fromkeys(files, 0.0)
        self._began_s = time.monotonic()
        self._is_shown = sys.stderr is not None and sys.stderr.isatty()

    def of(self, path: Path) -> Tell:
        def tell(fraction: float) -> None:
            self._shares[path] = fraction
            if self._is_shown:
                self._write(f"{shown(path.name)[:60]}  {fraction:4.0%}{self._rest()}")

        return tell

    def end(self) -> None:
        if self._is_shown:
            self._write("")

    def _rest(self) -> str:
        total = sum(self._sizes.values())
        done = sum(size * self._shares[path] for path, size in self._sizes.items())
        passed_s = time.monotonic() - self._began_s
        if passed_s < 2 or not done:
            return ""
        return f"  {done / total:.0%} of all, about {seconds_text(passed_s * (total - done) / done)} left"

    def _write(self, text: str) -> None:
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def is_refused(verdict: Verdict, *, strict: bool) -> bool:
    return verdict is Verdict.NOT_READY or (strict and verdict is Verdict.WARNINGS)


def said(error: BulletproofError) -> click.ClickException:
    return click.ClickException(str(error))


def write_report(page: Path, text: str) -> None:
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{shown(page)} can't be written: {error.strerror}.") from error
    click.echo(f"Report: {shown(page)}", err=True)


def _size_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
