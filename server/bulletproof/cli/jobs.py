"""`bvp jobs`: see and steer the queue of the app or server that runs."""

import json
import sys
from collections.abc import Callable, Iterator

import click
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import connect

from bulletproof.api.schemas import CancelledJob, JobDetail, JobOut, JobPage
from bulletproof.cli.client import API, Answer, Client, NotReached, running_server, segment
from bulletproof.domain.job import Status
from bulletproof.domain.text import seconds_text

STATUSES = tuple(status.value for status in Status)
MOST = 500
EXAMPLE = """\b
Examples:
  bvp jobs list --status failed
  bvp jobs retry 01kb3vqd8zt2r4wm
  bvp jobs watch
"""
MARKS = {"show_ready": "show-ready", "warnings": "warnings", "not_ready": "NOT READY"}


@click.group(epilog=EXAMPLE)
def jobs() -> None:
    """See and steer the queue of the app or server that runs."""


@jobs.command("list")
@click.option("--status", multiple=True, type=click.Choice(STATUSES), help="Only these; may be repeated.")
@click.option("--search", help="Text in a name or path.")
@click.option("--limit", type=click.IntRange(1, MOST), default=50, show_default=True, help="At most so many.")
@click.option("--json", "wants_json", is_flag=True, help="One JSON document per job and line.")
def list_jobs(status: tuple[str, ...], search: str | None, limit: int, wants_json: bool) -> None:
    """List jobs, newest first."""
    query: dict[str, str | int | list[str]] = {"limit": limit, "status": list(status)}
    if search:
        query["q"] = search
    page = _asked(lambda server: server.ask("GET", "/jobs", JobPage, query=query))
    for line in _json(page.items) if wants_json else _table(page.items):
        click.echo(line)


@jobs.command("show")
@click.argument("job_id")
@click.option("--json", "wants_json", is_flag=True, help="The whole job as JSON.")
def show(job_id: str, wants_json: bool) -> None:
    """Show one job and what became of it."""
    job = _asked(lambda server: server.ask("GET", f"/jobs/{segment(job_id)}", JobDetail))
    if wants_json:
        click.echo(job.model_dump_json())
        return
    for name, value in _facts(job.job):
        click.echo(f"{name:<12} {value}")


def _order(name: str, help_text: str) -> click.Command:
    @click.command(name, help=help_text)
    @click.argument("job_ids", metavar="JOB_ID...", nargs=-1, required=True)
    @click.option("--json", "wants_json", is_flag=True, help="One JSON document per job and line.")
    def order(job_ids: tuple[str, ...], wants_json: bool) -> None:
        failed = False
        server = running_server()
        for job_id in job_ids:
            try:
                job = _told(server, name, job_id)
            except NotReached as error:
                click.echo(f"{job_id}: {error}", err=True)
                failed = True
            else:
                click.echo(job.model_dump_json() if wants_json else f"{job.id}  {job.status}  {job.name}")
        sys.exit(1 if failed else 0)

    return order


for word, text in (
    ("cancel", "End jobs now; their sources stay."),
    ("retry", "Queue failed or cancelled jobs again."),
    ("pause", "Stop jobs where they are."),
    ("resume", "Let paused jobs go on."),
):
    jobs.add_command(_order(word, text))


@jobs.command("watch")
@click.option("--json", "wants_json", is_flag=True, help="Every message as the server sends it.")
def watch(wants_json: bool) -> None:
    """Tell what happens, until Ctrl-C."""
    server = running_server()
    try:
        for line in _live(server, wants_json):
            click.echo(line)
    except (OSError, WebSocketException) as error:
        raise click.ClickException(f"the server at {server.url} is gone ({error})") from error


def _told(server: Client, order: str, job_id: str) -> JobOut:
    path = f"/jobs/{segment(job_id)}/{order}"
    return (
        server.ask("POST", path, CancelledJob).job if order == "cancel" else server.ask("POST", path, JobOut)
    )


def _live(server: Client, wants_json: bool) -> Iterator[str]:
    address = f"ws{server.url.removeprefix('http')}{API}/live"
    headers = {"Authorization": f"Bearer {server.token}"}
    seen: dict[str, tuple[str, str | None]] = {}
    with connect(address, additional_headers=headers, proxy=None) as socket:
        try:
            for message in socket:
                told = json.loads(message)
                if wants_json:
                    yield str(message)
                elif told["type"] == "changes":
                    for job in told["jobs"]:
                        now = (job["status"], job["stage"])
                        if seen.get(job["id"]) != now:
                            seen[job["id"]] = now
                            yield _line(JobOut.model_validate(job))
        except ConnectionClosed:
            return


def _line(job: JobOut) -> str:
    state = MARKS.get(job.verdict or "", "") if job.status is Status.COMPLETED else (job.stage or job.status)
    why = f"  {job.summary}" if job.summary and job.status.is_final else ""
    return f"{job.id}  {state or job.status:<10}  {job.name}{why}"


def _table(items: list[JobOut]) -> list[str]:
    if not items:
        return ["No jobs."]
    width = min(max(len(job.name) for job in items), 50)
    return [
        f"{job.id}  {job.status:<10}  {MARKS.get(job.verdict or '', ''):<10}  {job.name[:width]:<{width}}"
        f"  {job.profile:<20}  {job.summary or ''}".rstrip()
        for job in items
    ]


def _json(items: list[JobOut]) -> list[str]:
    return [job.model_dump_json() for job in items]


def _facts(job: JobOut) -> list[tuple[str, str]]:
    facts = [("Job", job.id), ("Source", job.source), ("Output", job.output)]
    facts += [("Profile", f"{job.profile} → {job.target}"), ("Status", job.status)]
    facts += [("Stage", job.stage)] if job.stage else []
    facts += [("Verdict", MARKS[job.verdict])] if job.verdict else []
    facts += [("Length", seconds_text(job.duration_s))] if job.duration_s is not None else []
    facts += [("SHA-256", job.sha256)] if job.sha256 else []
    facts += [("Result", job.summary)] if job.summary else []
    return facts + [("Warning", warning) for warning in job.warnings]


def _asked(question: Callable[[Client], Answer]) -> Answer:
    try:
        return question(running_server())
    except NotReached as error:
        raise click.ClickException(str(error)) from error
