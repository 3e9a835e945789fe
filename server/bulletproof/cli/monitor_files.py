"""`bvp monitor status clear-queue generate-config`: they read and write files, and need no service."""

import sys
from collections import Counter
from pathlib import Path

import click

from bulletproof.compat.example_file import example_file
from bulletproof.compat.queue_file import OldJob, OldQueue, QueueFileDamaged, read, write_tree
from bulletproof.domain.text import shown

LAST_ERRORS = 5
FIRST_QUEUED = LAST_DONE = 10
QUEUE = click.Path(exists=True, path_type=Path)


@click.command()
@click.option("-q", "--queue", required=True, type=QUEUE, help="The queue.json of a monitor.")
@click.option("-v", "--verbose", is_flag=True, help="Name the files too.")
def status(queue: Path, verbose: bool) -> None:
    """Show what a queue file says. Nothing has to run for it."""
    try:
        found = read(queue)
    except QueueFileDamaged as error:
        click.echo(f"❌ Invalid JSON in queue file: {error}", err=True)
        sys.exit(1)
    for line in [*_summary(found), *(_named(found) if verbose else ())]:
        click.echo(line)


@click.command("clear-queue")
@click.option("-q", "--queue", required=True, type=QUEUE, help="The queue.json of a monitor.")
@click.option("--yes", is_flag=True, help="Don't ask.")
def clear_queue(queue: Path, yes: bool) -> None:
    """Empty a queue file, its history too. A monitor that runs writes its own again."""
    if not yes:
        click.confirm("Clear the queue and its history?", abort=True)
    write_tree(queue, {"queued": [], "history": [], "saved_at": None})
    click.echo("✅ Queue cleared.")


@click.command("generate-config")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option(
    "-w", "--watch", required=True, type=click.Path(exists=True, path_type=Path), help="Watch folder."
)
@click.option("-p", "--profile", default="live-qlab", show_default=True, help="Of the first rule.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["yaml", "json"], case_sensitive=False), default="yaml",
    show_default=True, help="How it is written.",
)  # fmt: skip
def generate_config(output: Path, watch: Path, profile: str, form: str) -> None:
    """Write a monitor file to begin with."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        _keep_old(output)
        output.write_text(example_file(watch.absolute(), profile, as_json=form == "json"), encoding="utf-8")
    except OSError as error:
        click.echo(f"Error: {shown(output)} can't be written: {error.strerror}.", err=True)
        sys.exit(1)
    click.echo(f"Example config saved to: {shown(output)}")
    click.echo(f"✅ Config generated: {shown(output)}")
    click.echo(f"Edit it, then run: bvp monitor start -c {shown(output)}")


def _keep_old(output: Path) -> None:
    """Scripts call this again and again, so it can't ask; what stood there is kept beside."""
    if output.is_file():
        kept = output.with_name(f"{output.name}.bak")
        output.replace(kept)
        click.echo(f"What stood there is kept as {shown(kept)}")


def _summary(found: OldQueue) -> list[str]:
    queued = Counter(job.status for job in found.queued)
    done = Counter(job.status for job in found.history)
    errors = [job for job in found.history if job.status == "error"][-LAST_ERRORS:]
    lines = ["\n📊 Queue Status", "=" * 60]
    lines += [f"Pending: {queued['pending']}", f"Processing: {queued['processing']}"]
    lines += [f"Total Queue: {len(found.queued)}", ""]
    lines += [
        f"Completed: {done['complete']}",
        f"Errors: {done['error']}",
        f"Total History: {len(found.history)}",
    ]
    if errors:
        lines += ["", "Recent Errors:"]
        lines += [
            f"  {shown(job.input_file.name)}: {shown(job.error_message or 'unknown')}" for job in errors
        ]
    return lines


def _named(found: OldQueue) -> list[str]:
    lines = ["", "Queued:"] if found.queued else []
    lines += [
        f"  {number}. {shown(job.input_file.name)} → {job.profile_name} ({job.status})"
        for number, job in enumerate(found.queued[:FIRST_QUEUED], 1)
    ]
    lines += ["", "History:"] if found.history else []
    return lines + [
        f"  {_mark(job)} {shown(job.input_file.name)} → {job.profile_name}"
        for job in found.history[-LAST_DONE:]
    ]


def _mark(job: OldJob) -> str:
    return "✅" if job.status == "complete" else "❌"
