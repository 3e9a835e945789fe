"""What a page asks of the desktop around its server."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from bulletproof.api.schemas.base import In, Out


class ChooseIn(In):
    wanted: Literal["files", "folder"]


class ChosenPaths(Out):
    paths: list[str]
    """Empty where the dialog was closed without a choice."""


class RevealIn(In):
    job_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    which: Literal["source", "output"] = "output"
