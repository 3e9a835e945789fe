"""Questions about jobs; together with the orders and the attempts they are `store.jobs`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa

from bulletproof.domain.errors import NotFound, Refused
from bulletproof.domain.finding import Verdict
from bulletproof.domain.job import Job, JobId, Status
from bulletproof.store.journal import current_seq
from bulletproof.store.many_orders import ManyOrders
from bulletproof.store.rows import job_of, path_bytes, path_of
from bulletproof.store.tables import jobs, outputs
from bulletproof.store.whole import whole

MAX_PAGE = 500
MAX_IDS = 20_000
ACTIVE = (Status.QUEUED.value, Status.PROCESSING.value, Status.PAUSED.value)
TRIGRAM = 3  # the search index holds runs of three characters


@dataclass(frozen=True, slots=True)
class JobFilter:
    statuses: frozenset[Status] = frozenset()
    """Empty: any."""
    folder_ids: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    job_ids: frozenset[JobId] = frozenset()
    text: str | None = None
    """Any part of path or profile name, in any case."""


SortedBy = Literal["created", "finished", "name", "length", "size", "profile", "status"]


@dataclass(frozen=True, slots=True)
class Ids:
    job_ids: tuple[JobId, ...]
    total: int
    """More than there are ids where a list that long would help nobody."""
    seq: int


@dataclass(frozen=True, slots=True)
class Page:
    items: tuple[Job, ...]
    next_cursor: str | None
    seq: int


@whole
class Jobs(ManyOrders):
    async def get(self, job_id: JobId) -> Job:
        """Raises NotFound; removed ones are not there any more."""
        found = await self._all(sa.select(jobs).where(jobs.c.id == job_id))
        if not found:
            raise NotFound(f"There is no job {job_id}.")
        return found[0]

    async def active(self) -> tuple[Job, ...]:
        """Queued, processing and paused, in the order of the queue."""
        ordered = (jobs.c.priority.desc(), jobs.c.position, jobs.c.id)
        return await self._all(sa.select(jobs).where(jobs.c.status.in_(ACTIVE)).order_by(*ordered))

    async def held(self) -> tuple[Job, ...]:
        """Queued ones that wait for something other than their turn."""
        waits = sa.and_(jobs.c.status == Status.QUEUED.value, jobs.c.hold_reason.is_not(None))
        return await self._all(sa.select(jobs).where(waits))

    async def interrupted(self) -> tuple[Job, ...]:
        """Jobs that a worker had when we ended; asked at start, before anything is claimed."""
        had_worker = sa.and_(jobs.c.status == Status.PAUSED.value, jobs.c.stage.is_not(None))
        return await self._all(
            sa.select(jobs).where(sa.or_(jobs.c.status == Status.PROCESSING.value, had_worker))
        )

    async def is_source_needed(self, job: Job) -> bool:
        """Whether another job has yet to be made of it, or failed and can only be retried with it."""
        same_file = sa.and_(
            jobs.c.source_device == str(job.source.device), jobs.c.source_inode == str(job.source.inode)
        )
        same_version = sa.and_(same_file, jobs.c.source_mtime_ns == job.source.mtime_ns)
        same_name = jobs.c.source_path == path_bytes(job.source.path)
        needs = sa.or_(
            sa.and_(jobs.c.status.in_(ACTIVE), sa.or_(same_name, same_file)),
            sa.and_(jobs.c.status == Status.FAILED.value, same_version),
        )
        return bool(await self._all(sa.select(jobs).where(needs, jobs.c.id != job.id).limit(1)))

    async def with_undisposed_source(self) -> tuple[Job, ...]:
        """Published jobs whose policy takes the source, where that was never recorded."""
        return await self._all(
            sa.select(jobs).where(
                jobs.c.status == Status.COMPLETED.value, jobs.c.delete_input, jobs.c.disposed.is_(None)
            )
        )

    async def page(self, wanted: JobFilter, *, cursor: str | None = None, limit: int = 50) -> Page:
        """Newest first, by keyset: a page costs the same wherever it lies."""
        if not 1 <= limit <= MAX_PAGE:
            raise Refused(f"A page has 1 to {MAX_PAGE} jobs.", field="limit")
        statement = sa.select(jobs).where(jobs.c.removed_at.is_(None), *self._conditions(wanted))
        if cursor is not None:
            statement = statement.where(jobs.c.id < cursor)
        async with self._recorder.database.read() as connection:
            rows = (await connection.execute(statement.order_by(jobs.c.id.desc()).limit(limit + 1))).all()
            seq = await current_seq(connection)
        items = tuple(job_of(row) for row in rows[:limit])
        return Page(items, items[-1].id if len(rows) > limit else None, seq)

    async def ids(self, wanted: JobFilter, *, sorted_by: SortedBy, descending: bool) -> Ids:
        """The whole list at once, so that a page can scroll through all of it and select all of it."""
        where = (jobs.c.removed_at.is_(None), *self._conditions(wanted))
        order = [*_order_of(sorted_by, descending), jobs.c.id.desc() if descending else jobs.c.id]
        async with self._recorder.database.read() as connection:
            found = sa.select(jobs.c.id, jobs.c.source_text).where(*where).order_by(*order).limit(MAX_IDS)
            rows = (await connection.execute(found)).all()
            if sorted_by == "name":
                rows = sorted(rows, key=lambda row: _by_name(row.source_text), reverse=descending)
            ids = tuple(row.id for row in rows)
            total = len(ids)
            if total == MAX_IDS:
                counted = sa.select(sa.func.count()).select_from(jobs).where(*where)
                total = int((await connection.execute(counted)).scalar_one())
            return Ids(ids, total, await current_seq(connection))

    async def known_versions(self, folder_id: str) -> dict[Path, tuple[int, int]]:
        """Size and mtime_ns of what a folder's watcher has queued last, by path."""
        statement = (
            sa.select(jobs.c.source_path, jobs.c.source_size_bytes, jobs.c.source_mtime_ns)
            .where(jobs.c.folder_id == folder_id, jobs.c.version_key.is_not(None))
            .order_by(jobs.c.id)
        )
        async with self._recorder.database.read() as connection:
            rows = (await connection.execute(statement)).all()
        return {path_of(row.source_path): (row.source_size_bytes, row.source_mtime_ns) for row in rows}

    async def is_own_output(self, *, device: int, inode: int, size_bytes: int) -> bool:
        """Whether this very file, under whatever name, is one that we published or are just publishing.

        A watcher hears of a rename before its record is committed; the intent was committed before it. An
        inode alone proves nothing for long: the system gives that of a deleted output to the next new file.
        """
        made = sa.select(outputs.c.job_id).where(
            outputs.c.device == str(device), outputs.c.inode == str(inode), outputs.c.size_bytes == size_bytes
        )
        meant = sa.select(jobs.c.id).where(
            jobs.c.intent_device == str(device), jobs.c.intent_inode == str(inode), jobs.c.status.in_(ACTIVE)
        )
        async with self._recorder.database.read() as connection:
            return (await connection.execute(sa.union_all(made, meant).limit(1))).first() is not None

    async def output_owner(self, path: Path) -> Path | None:
        """The source from which the output at this path was made."""
        statement = sa.select(outputs.c.source_path).where(outputs.c.path == path_bytes(path))
        async with self._recorder.database.read() as connection:
            found = (await connection.execute(statement)).scalar_one_or_none()
        return path_of(found) if found is not None else None

    async def output_folder(self, path: Path) -> str | None:
        """The watch folder for which the output at this path was made."""
        made = sa.select(jobs.c.folder_id).join(outputs, outputs.c.job_id == jobs.c.id)
        async with self._recorder.database.read() as connection:
            found = await connection.execute(made.where(outputs.c.path == path_bytes(path)))
        return found.scalar_one_or_none()

    async def _all(self, statement: sa.Select[tuple[object, ...]]) -> tuple[Job, ...]:
        async with self._recorder.database.read() as connection:
            rows = await connection.execute(statement.where(jobs.c.removed_at.is_(None)))
            return tuple(job_of(row) for row in rows)

    def _conditions(self, wanted: JobFilter) -> Sequence[sa.ColumnElement[bool]]:
        conditions: list[sa.ColumnElement[bool]] = []
        if wanted.statuses:
            conditions.append(jobs.c.status.in_(sorted(wanted.statuses)))
        for column, allowed in (
            (jobs.c.folder_id, wanted.folder_ids),
            (jobs.c.profile_name, wanted.profiles),
            (jobs.c.verdict, wanted.verdicts),
            (jobs.c.id, wanted.job_ids),
        ):
            if allowed:
                conditions.append(column.in_(sorted(allowed)))
        if wanted.text:
            conditions.append(self._holds(wanted.text.casefold()))
        return conditions

    def _holds(self, text: str) -> sa.ColumnElement[bool]:
        """The same answer on both databases; only how fast it comes differs."""
        if self._recorder.database.is_sqlite and len(text) >= TRIGRAM:
            phrase = '"' + text.replace('"', '""') + '"'
            search = sa.table("jobs_search", sa.column("job_id"), sa.column("jobs_search"))
            found = sa.select(search.c.job_id).where(search.c.jobs_search.op("MATCH")(phrase))
            return jobs.c.id.in_(found)
        return jobs.c.search_text.contains(text, autoescape=True)


def _order_of(sorted_by: SortedBy, descending: bool) -> list[sa.ColumnElement[object]]:
    """What has no value stands last, whichever way the list goes."""
    if sorted_by in ("created", "name"):
        return []  # ids are in the order of time; no database sorts cue 2 before cue 10
    columns: dict[SortedBy, sa.ColumnElement[Any]] = {
        "finished": jobs.c.finished_at,
        "length": jobs.c.duration_s,
        "size": jobs.c.source_size_bytes,
        "profile": jobs.c.profile_name,
        "status": jobs.c.status,
    }
    column = columns[sorted_by]
    return [column.is_(None), column.desc() if descending else column.asc()]


def _by_name(source: str) -> list[tuple[int, str]]:
    """Numbers in a name count as numbers: cue 2 stands before cue 10."""
    name = re.split(r"[/\\]", source)[-1].casefold()
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"([0-9]+)", name)]
