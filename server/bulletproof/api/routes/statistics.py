"""Statistics: per day, profile and watch folder, from what was counted as it happened."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from bulletproof.api.problems import problems
from bulletproof.api.rooms import StoreDep
from bulletproof.api.schemas.statistics import FailuresOut, HistoryItem, HistoryOut, SummaryOut, SumsOut
from bulletproof.domain.errors import Refused
from bulletproof.domain.statistics import By
from bulletproof.domain.text import shown
from bulletproof.store.store import Store

router = APIRouter(tags=["statistics"])

USUAL_DAYS = 30
BY_HAND = "added by hand"
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Days:
    first: date
    last: date


def days_of(
    first: Annotated[date | None, Query(alias="from", description="A day of the server's clock.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Inside as well; today without it.")] = None,
) -> Days:
    until = last or datetime.now().astimezone().date()
    since = first or until - timedelta(days=USUAL_DAYS - 1)
    if since > until:
        raise Refused(f"{since} comes after {until}. Give the earlier day as “from”.", field="from")
    return Days(since, until)


DaysDep = Annotated[Days, Depends(days_of)]


@router.get("/stats/summary", operation_id="getStatistics", responses=problems(Refused))
async def get_statistics(store: StoreDep, days: DaysDep) -> SummaryOut:
    """All of these days together, and why jobs failed. Without days: the last thirty."""
    return SummaryOut(
        first_day=days.first,
        last_day=days.last,
        sums=SumsOut.of(await store.stats.total(days.first, days.last)),
        failures=[FailuresOut.of(one) for one in await store.stats.failures(days.first, days.last)],
    )


@router.get("/stats/history", operation_id="getHistory", responses=problems(Refused))
async def get_history(store: StoreDep, days: DaysDep, by: By = "day") -> HistoryOut:
    """The same numbers for each day, profile or watch folder; days without a job are left out."""
    found = await store.stats.by(by, days.first, days.last)
    names = await _folder_names(store) if by == "folder" else {}
    items = [
        HistoryItem(key=key, name=names.get(key, key), sums=SumsOut.of(sums)) for key, sums in found.items()
    ]
    return HistoryOut(by=by, first_day=days.first, last_day=days.last, items=items)


@router.get(
    "/stats/history.csv",
    operation_id="downloadHistory",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}, **problems(Refused)},
)
async def download_history(store: StoreDep, days: DaysDep, by: By = "day") -> Response:
    """As a file for a spreadsheet."""
    told = await get_history(store, days, by)
    return _csv(by, told.items, f"bulletproof {by} {days.first} to {days.last}.csv")


async def _folder_names(store: Store) -> dict[str, str]:
    folders = await store.folders.all()
    return {"": BY_HAND, **{folder.id: shown(Path(folder.spec.watch_directory)) for folder in folders}}


def _csv(by: By, items: list[HistoryItem], file_name: str) -> Response:
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow([by, *SumsOut.model_fields])
    for item in items:
        numbers = (getattr(item.sums, name) for name in SumsOut.model_fields)
        table.writerow([_harmless(item.name), *("" if number is None else number for number in numbers)])
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return Response(written.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _harmless(name: str) -> str:
    """A spreadsheet takes a cell that begins like a formula for one (OWASP, CSV injection)."""
    return f"'{name}" if name.startswith(_FORMULA) else name
