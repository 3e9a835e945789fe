"""What a page asks of the desktop around its server."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from bulletproof.api.schemas.base import In, Out
from bulletproof.api.shell import Closing, OwnFolder


class ChooseIn(In):
    wanted: Literal["files", "folder"]


class ChosenPaths(Out):
    paths: list[str]
    """Empty where the dialog was closed without a choice."""


class RevealIn(In):
    job_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    which: Literal["source", "output"] = "output"


class SaveIn(In):
    name: Annotated[str, StringConstraints(pattern=r"^[^/\\\x00-\x1f]{1,120}$")]
    """Proposed in the dialog."""
    content: Annotated[str, StringConstraints(max_length=1_000_000)]


class SavedOut(Out):
    path: str | None
    """null where the dialog was closed without a choice."""


class OpenFolderIn(In):
    folder: OwnFolder


class PaintedIn(In):
    is_dark: bool
    """So that what the system draws around the page goes with it."""


class CloseIn(In):
    how: Closing


class DiagnosticsOut(Out):
    """What helps whoever is asked for help, without what is nobody's business."""

    name: str
    text: str
