"""Jobs: asked for, watched, steered, removed."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from bulletproof.api.problems import problems
from bulletproof.api.rooms import EngineDep, StoreDep
from bulletproof.api.schemas import (
    AddedJobs,
    AddJobsIn,
    CancelledJob,
    EventOut,
    JobDetail,
    JobIds,
    JobOut,
    JobPage,
    ManyOrderIn,
    ManyOut,
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
    OutsideRoots,
    Refused,
    ShowLocked,
    UnknownProfile,
)
from bulletproof.domain.finding import Verdict
from bulletproof.domain.job import Status
from bulletproof.store.jobs import JobFilter, SortedBy

router = APIRouter(tags=["jobs"])


def wanted_jobs(
    status: Annotated[list[Status], Query(description="Repeat it to ask for several.")] = [],  # noqa: B006
    folder: Annotated[list[str], Query(max_length=100, description="Ids of watch folders.")] = [],  # noqa: B006
    profile: Annotated[list[str], Query(max_length=100)] = [],  # noqa: B006
    verdict: Annotated[list[Verdict], Query()] = [],  # noqa: B006
    q: Annotated[str | None, Query(max_length=200, description="Text in a name or path.")] = None,
) -> JobFilter:
    return JobFilter(
        statuses=frozenset(status),
        folder_ids=frozenset(folder),
        profiles=frozenset(profile),
        verdicts=frozenset(verdict),
        text=q,
    )


Wanted = Annotated[JobFilter, Depends(wanted_jobs)]


@router.get("/jobs", operation_id="listJobs", responses=problems(Refused))
async def list_jobs(
    store: StoreDep,
    wanted: Wanted,
    job_id: Annotated[list[str], Query(alias="id", max_length=200, description="These alone.")] = [],  # noqa: B006
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> JobPage:
    """Jobs, newest first."""
    wanted = replace(wanted, job_ids=frozenset(job_id))
    page = await store.jobs.page(wanted, cursor=cursor, limit=limit)
    return JobPage(items=[JobOut.of(job) for job in page.items], next_cursor=page.next_cursor, seq=page.seq)


@router.get("/jobs/ids", operation_id="listJobIds")
async def list_job_ids(
    store: StoreDep, wanted: Wanted, sort: SortedBy = "created", order: Literal["asc", "desc"] = "desc"
) -> JobIds:
    """The ids of a whole list, sorted, at most 20,000: what to scroll through, and what to select."""
    found = await store.jobs.ids(wanted, sorted_by=sort, descending=order == "desc")
    return JobIds(job_ids=list(found.job_ids), total=found.total, seq=found.seq)


@router.post("/jobs/orders", operation_id="orderJobs", responses=problems(ShowLocked, Refused))
async def order_jobs(body: ManyOrderIn, engine: EngineDep) -> ManyOut:
    """One order for many jobs; one that can't obey is named with its reason and stops no other."""
    if body.order == "remove":
        engine.lock.require_open()
    if (body.priority is None) == (body.order == "priority"):
        raise Refused("Give a priority with the order “priority”, and with no other.", field="priority")
    done = await engine.orders.many(body.order, body.job_ids, priority=body.priority or 0)
    return ManyOut.of(done)


@router.post(
    "/jobs",
    operation_id="addJobs",
    status_code=201,
    responses=problems(UnknownProfile, InvalidFile, InvalidTemplate, OutsideRoots),
)
async def add_jobs(body: AddJobsIn, engine: EngineDep) -> AddedJobs:
    """Queue files that this server can reach, each by its path."""
    given = [*body.paths, *([body.output_directory] if body.output_directory else [])]
    await asyncio.to_thread(engine.reach.require_all, map(Path, given), field="paths")
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
    return JobOut.of(await engine.orders.pause(job_id))


@router.post("/jobs/{job_id}/resume", operation_id="resumeJob", responses=problems(NotFound, Conflict))
async def resume_job(job_id: str, engine: EngineDep) -> JobOut:
    return JobOut.of(await engine.orders.resume(job_id))


@router.post("/jobs/{job_id}/cancel", operation_id="cancelJob", responses=problems(NotFound, Conflict))
async def cancel_job(job_id: str, engine: EngineDep) -> CancelledJob:
    """End it now; its source stays. The undo queues it again."""
    job, undo = await engine.orders.cancel(job_id)
    return CancelledJob(job=JobOut.of(job), undo=UndoOut.of(undo))


@router.post("/jobs/{job_id}/retry", operation_id="retryJob", responses=problems(NotFound, Conflict))
async def retry_job(job_id: str, engine: EngineDep) -> JobOut:
    """Queue a failed or cancelled job again, with the same profile."""
    return JobOut.of(await engine.orders.retry(job_id))


@router.post("/jobs/{job_id}/priority", operation_id="setJobPriority", responses=problems(NotFound, Conflict))
async def set_job_priority(job_id: str, body: PriorityIn, engine: EngineDep) -> JobOut:
    """Higher goes first."""
    return JobOut.of(await engine.orders.set_priority(job_id, body.priority))


@router.post("/jobs/{job_id}/move", operation_id="moveJob", responses=problems(NotFound, Conflict, Refused))
async def move_job(job_id: str, body: MoveIn, engine: EngineDep) -> JobOut:
    """Put it right before or right after another waiting job."""
    if (body.before is None) == (body.after is None):
        raise Refused("Give exactly one of “before” and “after”: the id of the other job.", field="before")
    return JobOut.of(await engine.orders.move(job_id, before=body.before, after=body.after))


@router.delete("/jobs/{job_id}", operation_id="removeJob", responses=problems(NotFound, Conflict))
async def remove_job(job_id: str, engine: EngineDep) -> UndoOut:
    """Take it off the list; no file is touched."""
    return UndoOut.of(await engine.orders.remove(job_id))


@router.post("/undo/{token}", operation_id="undo", responses=problems(NotFound, Conflict))
async def undo(token: str, engine: EngineDep) -> RestoredJobs:
    """Take back a cancel, a removal or a cleared queue, within 10 seconds."""
    return RestoredJobs(jobs=[JobOut.of(job) for job in await engine.orders.undo(token)])
