"""Jobs: asked for, watched, steered, removed."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query

from bulletproof.api.problems import problems
from bulletproof.api.rooms import EngineDep, StoreDep
from bulletproof.api.schemas import (
    AddedJobs,
    AddJobsIn,
    CancelledJob,
    EventOut,
    JobDetail,
    JobOut,
    JobPage,
    MoveIn,
    PriorityIn,
    RestoredJobs,
    UndoOut,
)
from bulletproof.domain.errors import (
    Conflict,
    InvalidFile,
    InvalidTemplate,
    NotFound,
    Refused,
    UnknownProfile,
)
from bulletproof.domain.finding import Verdict
from bulletproof.domain.job import Status
from bulletproof.store.jobs import JobFilter

router = APIRouter(tags=["jobs"])


@router.get("/jobs", operation_id="listJobs", responses=problems(Refused))
async def list_jobs(
    store: StoreDep,
    status: Annotated[list[Status], Query(description="Repeat it to ask for several.")] = [],  # noqa: B006
    folder: Annotated[str | None, Query(description="Id of a watch folder.")] = None,
    profile: str | None = None,
    verdict: Verdict | None = None,
    q: Annotated[str | None, Query(max_length=200, description="Text in a name or path.")] = None,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> JobPage:
    """Jobs, newest first."""
    wanted = JobFilter(statuses=frozenset(status), folder_id=folder, profile=profile, verdict=verdict, text=q)
    page = await store.jobs.page(wanted, cursor=cursor, limit=limit)
    return JobPage(items=[JobOut.of(job) for job in page.items], next_cursor=page.next_cursor, seq=page.seq)


@router.post(
    "/jobs",
    operation_id="addJobs",
    status_code=201,
    responses=problems(UnknownProfile, InvalidFile, InvalidTemplate),
)
async def add_jobs(body: AddJobsIn, engine: EngineDep) -> AddedJobs:
    """Queue files that this server can reach, each by its path."""
    added = await engine.add_files(
        [Path(path) for path in body.paths],
        profile=body.profile,
        output_directory=Path(body.output_directory) if body.output_directory else None,
        priority=body.priority,
    )
    return AddedJobs.of(added)


@router.get("/jobs/{job_id}", operation_id="getJob", responses=problems(NotFound))
async def get_job(job_id: str, store: StoreDep) -> JobDetail:
    """One job and what happened to it."""
    job = await store.jobs.get(job_id)
    history = await store.events.history(job_id)
    return JobDetail(job=JobOut.of(job), history=[EventOut.of(event) for event in history])


@router.post("/jobs/{job_id}/pause", operation_id="pauseJob", responses=problems(NotFound, Conflict))
async def pause_job(job_id: str, engine: EngineDep) -> JobOut:
    """Stop it where it is; it begins from the start when it is resumed."""
    return JobOut.of(await engine.pause(job_id))


@router.post("/jobs/{job_id}/resume", operation_id="resumeJob", responses=problems(NotFound, Conflict))
async def resume_job(job_id: str, engine: EngineDep) -> JobOut:
    return JobOut.of(await engine.resume(job_id))


@router.post("/jobs/{job_id}/cancel", operation_id="cancelJob", responses=problems(NotFound, Conflict))
async def cancel_job(job_id: str, engine: EngineDep) -> CancelledJob:
    """End it now; its source stays. The undo queues it again."""
    job, undo = await engine.cancel(job_id)
    return CancelledJob(job=JobOut.of(job), undo=UndoOut.of(undo))


@router.post("/jobs/{job_id}/retry", operation_id="retryJob", responses=problems(NotFound, Conflict))
async def retry_job(job_id: str, engine: EngineDep) -> JobOut:
    """Queue a failed or cancelled job again, with the same profile."""
    return JobOut.of(await engine.retry(job_id))


@router.post("/jobs/{job_id}/priority", operation_id="setJobPriority", responses=problems(NotFound, Conflict))
async def set_job_priority(job_id: str, body: PriorityIn, engine: EngineDep) -> JobOut:
    """Higher goes first."""
    return JobOut.of(await engine.set_priority(job_id, body.priority))


@router.post("/jobs/{job_id}/move", operation_id="moveJob", responses=problems(NotFound, Conflict, Refused))
async def move_job(job_id: str, body: MoveIn, engine: EngineDep) -> JobOut:
    """Put it right before or right after another waiting job."""
    if (body.before is None) == (body.after is None):
        raise Refused("Give exactly one of “before” and “after”: the id of the other job.", field="before")
    return JobOut.of(await engine.move(job_id, before=body.before, after=body.after))


@router.delete("/jobs/{job_id}", operation_id="removeJob", responses=problems(NotFound, Conflict))
async def remove_job(job_id: str, engine: EngineDep) -> UndoOut:
    """Take it off the list; no file is touched."""
    return UndoOut.of(await engine.remove(job_id))


@router.post("/undo/{token}", operation_id="undo", responses=problems(NotFound, Conflict))
async def undo(token: str, engine: EngineDep) -> RestoredJobs:
    """Take back a cancel, a removal or a cleared queue, within 10 seconds."""
    return RestoredJobs(jobs=[JobOut.of(job) for job in await engine.undo(token)])
