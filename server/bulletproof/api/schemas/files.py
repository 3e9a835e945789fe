"""Folders of the server's machine, as somebody sees them who chooses files from another one."""

from datetime import datetime
from typing import Literal, Self

from bulletproof.api.schemas.base import Out
from bulletproof.engine.listing import Listing


class FileEntryOut(Out):
    path: str
    name: str
    kind: Literal["folder", "media"]
    size_bytes: int | None
    modified_at: datetime


class FileListing(Out):
    folder: str | None
    """None: nothing was asked for but the places."""
    parent: str | None
    places: list[str]
    """Where to begin; told only when no folder was asked for."""
    items: list[FileEntryOut]
    left_out: int

    @classmethod
    def of(cls, listed: Listing | None, places: list[str]) -> Self:
        if listed is None:
            return cls(folder=None, parent=None, places=places, items=[], left_out=0)
        return cls(
            folder=str(listed.folder),
            parent=str(listed.parent) if listed.parent else None,
            places=places,
            items=[
                FileEntryOut(
                    path=str(entry.path),
                    name=entry.path.name,
                    kind="folder" if entry.is_folder else "media",
                    size_bytes=entry.size_bytes,
                    modified_at=entry.modified_at,
                )
                for entry in listed.entries
            ],
            left_out=listed.left_out,
        )


class UploadedFile(Out):
    path: str
    is_watched: bool
    """A watch folder takes it by itself; else it waits to be added to the queue."""
