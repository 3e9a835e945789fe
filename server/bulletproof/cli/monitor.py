"""`bvp monitor`: a watch folder with its rules, run by one file."""

import asyncio
import logging
import sys
from pathlib import Path
from typing import NoReturn

import click

from bulletproof.cli.monitor_files import clear_queue, generate_config, status
from bulletproof.compat.monitor_file import MonitorFile
from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.text import shown
from bulletproof.instance import DataFolderInUse
from bulletproof.logs import set_up_logs
from bulletproof.runtime.headless import ending_signals
from bulletproof.runtime.monitor import Overrides, loaded, monitor_data_dir, run_monitor
from bulletproof.settings import server_options

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
CONFIG = click.Path(exists=True, dir_okay=False, path_type=Path)
EXAMPLE = """\b
Example:
  bvp monitor generate-config -o show.yaml -w /show/incoming
  bvp monitor start -c show.yaml
"""


@click.group(epilog=EXAMPLE)
def monitor() -> None:
    """Watch a folder and make show files of what arrives in it."""


for command in (status, clear_queue, generate_config):
    monitor.add_command(command)


@monitor.command()
@click.option("-c", "--config", required=True, type=CONFIG, help="The monitor file, YAML or JSON.")
@click.option(
    "-w", "--watch", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Watch folder."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Output folder; it has to be there.")
@click.option("-p", "--poll-interval", type=click.IntRange(1, 86_400), help="Seconds between two scans.")
@click.option("-l", "--log-level", type=click.Choice(LEVELS, case_sensitive=False), help="How much is told.")
@click.option("--api-host", help="Serve the dashboard at this address.")
@click.option("--api-port", type=click.IntRange(1, 65_535), help="Serve the dashboard at this port.")
def start(
    config: Path,
    watch: Path | None,
    output: Path | None,
    poll_interval: int | None,
    log_level: str | None,
    api_host: str | None,
    api_port: int | None,
) -> None:
    """Watch a folder by a monitor file, until Ctrl-C or SIGTERM.

    An output is visible once it is verified. An original is deleted only where the file and its rule say so,
    and after its output is verified and on disk.
    """
    click.echo("Bulletproof Monitor initializing...")
    overrides = Overrides(
        watch.absolute() if watch else None,
        _output_folder(output) if output else None,
        float(poll_interval) if poll_interval else None,
        log_level.upper() if log_level else None,
        api_host,
        api_port,
    )
    try:
        found = loaded(config, overrides, frozenset(BUILTIN_PROFILES))
    except BulletproofError as error:
        _fail(f"Configuration error: {error}")
    _banner(found)
    _run(found, overrides)


def _run(found: MonitorFile, overrides: Overrides) -> None:
    try:
        options = server_options()
        _set_up_logs(found, monitor_data_dir(options.data_dir, found.path))
        asyncio.run(_until_told(found, overrides))
    except (BulletproofError, DataFolderInUse, OSError) as error:
        _fail(f"Initialization failure: {error}")
    click.echo("✅ Monitor stopped.")


async def _until_told(found: MonitorFile, overrides: Overrides) -> None:
    stop = asyncio.Event()

    def told() -> None:
        click.echo("\nTermination signal received. Shutting down gracefully...")
        stop.set()

    def ready(url: str | None) -> None:
        if url is not None:
            click.echo(f"Dashboard: {url}")
        click.echo("Monitor active. Press Ctrl+C to terminate.")

    with ending_signals(told):
        await run_monitor(
            found, overrides, server_options(), profiles=frozenset(BUILTIN_PROFILES), ready=ready, stop=stop
        )


def _banner(found: MonitorFile) -> None:
    spec = found.spec
    click.echo(f"Watch Directory: {shown(spec.watch_directory)}")
    click.echo(f"Output Directory: {shown(spec.output_directory)}")
    click.echo(f"Poll Interval: {spec.poll_interval_s:g}s")
    click.echo(f"Active Rules: {len(spec.rules)}")
    click.echo(f"Log Level: {found.log_level}")
    if found.persist_path is not None:
        click.echo(f"Queue Persistence: {shown(found.persist_path)}")


def _output_folder(output: Path) -> Path:
    """Unlike the file's own, it is not made: a mistyped path would fill a disk unseen."""
    if not output.is_dir():
        _fail(f"Configuration error: Output directory not writable: {shown(output)}")
    return output.absolute()


def _set_up_logs(found: MonitorFile, data_dir: Path) -> None:
    set_up_logs(data_dir)
    logging.getLogger().setLevel(found.log_level)
    if found.log_file is not None:
        found.log_file.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(found.log_file, encoding="utf-8", errors="backslashreplace")
        handler.setFormatter(logging.getLogger().handlers[0].formatter)
        logging.getLogger().addHandler(handler)


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)
