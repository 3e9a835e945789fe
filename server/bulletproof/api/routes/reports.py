"""The proof of each job: as data, as pictures, and as pages to print and keep."""

import asyncio
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse
from starlette.responses import Response

from bulletproof.api.problems import problems
from bulletproof.api.rooms import EngineDep, RoomsDep, StoreDep
from bulletproof.api.schemas import ReportOut
from bulletproof.api.schemas.show_reports import ShowReportData, ShowReportIn, ShowReportOut
from bulletproof.domain.errors import Conflict, FolderOffline, NotFound
from bulletproof.domain.job import Job
from bulletproof.domain.live import Report
from bulletproof.domain.text import shown
from bulletproof.engine.engine import Engine
from bulletproof.engine.stills import Looks
from bulletproof.reports.job import job_html
from bulletproof.reports.show import cues_of, show_html
from bulletproof.store.store import Store

router = APIRouter(tags=["reports"])

UNTITLED = "The show"
REFUSED_IN_NAMES = frozenset('\\/:*?"<>|')


@router.get("/jobs/{job_id}/report", operation_id="getReport", responses=problems(NotFound))
async def get_report(job_id: str, store: StoreDep, engine: EngineDep) -> ReportOut:
    """What was measured and judged in its last attempt."""
    job, report = await _job_and_report(job_id, store)
    looks = await _looks(engine, report)
    return ReportOut.of(report, job.profile.target, cure=engine.cures.of(job, report), looks=looks)


@router.get(
    "/jobs/{job_id}/report.json",
    operation_id="downloadReport",
    response_class=Response,
    responses=problems(NotFound),
)
async def download_report(job_id: str, store: StoreDep, engine: EngineDep) -> Response:
    """The same as a file to keep."""
    told = await get_report(job_id, store, engine)
    job = await store.jobs.get(job_id)
    return Response(
        told.model_dump_json(indent=2),
        media_type="application/json",
        headers={"Content-Disposition": _attachment(f"{job.source.path.stem} report.json")},
    )


@router.get(
    "/jobs/{job_id}/report.html",
    operation_id="getReportPage",
    response_class=HTMLResponse,
    responses=problems(NotFound),
)
async def get_report_page(job_id: str, store: StoreDep, engine: EngineDep) -> HTMLResponse:
    """The same as one page that can be printed, mailed and kept."""
    job, report = await _job_and_report(job_id, store)
    pairs = [
        (
            one.at_s,
            engine.stills.path(job_id, "source", one.number),
            engine.stills.path(job_id, "output", one.number),
        )
        for one in (await _looks(engine, report)).stills
    ]
    return HTMLResponse(await asyncio.to_thread(job_html, job, report, pairs))


@router.get(
    "/jobs/{job_id}/log",
    operation_id="getLog",
    response_class=PlainTextResponse,
    responses=problems(NotFound),
)
async def get_log(job_id: str, store: StoreDep) -> PlainTextResponse:
    """The end of what ffmpeg said in its last attempt."""
    return PlainTextResponse((await _job_and_report(job_id, store))[1].log_tail)


@router.get(
    "/jobs/{job_id}/stills/{number}",
    operation_id="getStill",
    response_class=FileResponse,
    responses={204: {"description": "No poster (yet)"}, **problems(NotFound)},
)
async def get_still(
    job_id: str,
    number: int,
    store: StoreDep,
    engine: EngineDep,
    of: Annotated[Literal["source", "output"], Query()] = "source",
) -> Response:
    """A picture as JPEG: 0 is the poster, 1 to 5 are the moments that the report names.

    A poster is asked for before anybody can know that there is one, so its absence is no error.
    """
    job = await store.jobs.get(job_id)
    path = engine.stills.path(job.id, of, number) if number else engine.stills.poster(job.id)
    if not await asyncio.to_thread(path.is_file):
        if number == 0:
            return Response(status_code=204)
        raise NotFound("There is no such picture of this job (yet).")
    return FileResponse(path, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=60"})


@router.post(
    "/jobs/{job_id}/reverify",
    operation_id="reverifyJob",
    responses=problems(NotFound, Conflict, FolderOffline),
)
async def reverify_job(job_id: str, store: StoreDep, engine: EngineDep) -> ReportOut:
    """Is what stands there still the file that was verified? Its hash tells; the report is written anew."""
    report = await engine.reverify.job(job_id)
    job = await store.jobs.get(job_id)
    looks = await _looks(engine, report)
    return ReportOut.of(report, job.profile.target, cure=engine.cures.of(job, report), looks=looks)


@router.post("/reports/show", operation_id="makeShowReport", responses=problems(NotFound))
async def make_show_report(body: ShowReportIn, store: StoreDep, rooms: RoomsDep) -> ShowReportOut:
    """One report of several outputs; its page can be opened once this has answered."""
    found = [(await store.jobs.get(job_id), await store.reports.get(job_id)) for job_id in body.job_ids]
    token = rooms.shows.add(shown(body.title or UNTITLED), cues_of(found))
    return ShowReportOut(path=f"/api/v1/reports/show/{token}")


@router.get("/reports/show/{token}.json", operation_id="downloadShowReport", responses=problems(NotFound))
async def download_show_report(token: str, rooms: RoomsDep, response: Response) -> ShowReportData:
    """The same as data to keep."""
    report = rooms.shows.get(token)
    response.headers["Content-Disposition"] = _attachment(f"{report.title}.json")
    return ShowReportData.of(report.title, report.cues)


@router.get(
    "/reports/show/{token}",
    operation_id="getShowReport",
    response_class=HTMLResponse,
    responses=problems(NotFound),
)
async def get_show_report(token: str, rooms: RoomsDep) -> HTMLResponse:
    """A show on one sheet, to be printed, mailed and kept."""
    report = rooms.shows.get(token)
    return HTMLResponse(show_html(report.cues, title=report.title))


async def _job_and_report(job_id: str, store: Store) -> tuple[Job, Report]:
    job, report = await store.jobs.get(job_id), await store.reports.get(job_id)
    if report is None:
        raise NotFound("There is no report of this job (yet): one is made when an attempt ends.")
    return job, report


async def _looks(engine: Engine, report: Report) -> Looks:
    measured = [
        one.media for one in (report.output, report.source) if one is not None and one.media is not None
    ]
    duration_s = measured[0].duration_s if measured else None
    return await asyncio.to_thread(engine.stills.looks, report.job_id, duration_s)


def _attachment(name: str) -> str:
    """RFC 6266: the whole name in RFC 8187's form, and a plain one for who can't read that.

    It is a name on any disk: what Windows refuses is replaced.
    """
    safe = "".join("-" if character in REFUSED_IN_NAMES else character for character in shown(name))
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
