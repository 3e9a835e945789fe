"""When files will be ready, against the doors."""

from datetime import datetime
from itertools import islice
from typing import Self

from bulletproof.api.schemas.base import Out
from bulletproof.domain.job import Stage, Status
from bulletproof.domain.plan import Block, Miss
from bulletproof.domain.text import shown
from bulletproof.engine.planner import Outlook

MOST_BLOCKS = 200
"""In a lane; more of them can't be told apart on any screen."""
MOST_TIMES = 2_000
MOST_MISSES = 100


class PlanBlock(Out):
    job_id: str
    name: str
    status: Status
    stage: Stage | None
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, block: Block) -> Self:
        load = block.load
        return cls(
            job_id=load.job_id,
            name=shown(load.name),
            status=load.status,
            stage=load.stage,
            starts_at=block.starts_at,
            ends_at=block.ends_at,
        )


class PlanMiss(Out):
    job_id: str
    name: str
    ready_at: datetime
    late_s: float

    @classmethod
    def of(cls, miss: Miss) -> Self:
        name = shown(miss.load.name)
        return cls(job_id=miss.load.job_id, name=name, ready_at=miss.ready_at, late_s=miss.late_s)


class PlanSaver(Out):
    """Shortest first: the order that gets most files ready in time."""

    job_ids: list[str]
    """To be given to the order `first`."""
    misses: int
    """How many would still be late then."""


class PlanOut(Out):
    """As if the queue ran from now on without a stop."""

    computed_at: datetime
    empty_at: datetime | None
    unknown: int
    """Files of unknown length; those after them may be later than told."""
    lanes: list[list[PlanBlock]]
    """One for each slot, at most 200 blocks long."""
    ready_at: dict[str, datetime]
    """Job to the moment when it will be ready: of the next 2,000."""
    deadline: datetime | None
    in_hand_s: float | None
    """From the end of the queue to the deadline; negative where it is missed."""
    misses: list[PlanMiss]
    """Latest first, at most 100."""
    misses_count: int
    saver: PlanSaver | None

    @classmethod
    def of(cls, outlook: Outlook) -> Self:
        plan, deadline = outlook.plan, outlook.deadline
        ready = sorted(plan.blocks, key=lambda block: block.ends_at)
        known = (block for block in ready if block.load.work_s is not None)
        order = list(outlook.shortest_first)
        return cls(
            computed_at=plan.computed_at,
            empty_at=plan.empty_at,
            unknown=plan.unknown,
            lanes=[[PlanBlock.of(block) for block in lane[:MOST_BLOCKS]] for lane in plan.lanes],
            ready_at={block.load.job_id: block.ends_at for block in islice(known, MOST_TIMES)},
            deadline=deadline,
            in_hand_s=(deadline - plan.empty_at).total_seconds() if deadline and plan.empty_at else None,
            misses=[PlanMiss.of(miss) for miss in outlook.misses[:MOST_MISSES]],
            misses_count=len(outlook.misses),
            saver=PlanSaver(job_ids=order, misses=outlook.misses_then) if order else None,
        )
