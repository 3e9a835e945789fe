"""Walk a watch folder: the truth, where events are only a way to hear of it sooner.

Events get lost (a full kernel queue, a share that sends none), and a folder that is gone looks like one
whose files were all deleted. So the folder itself is looked at first: where it is missing, or has turned
from a mounted drive into its bare mount point, it is offline and nothing is believed of its content.
"""

import os
from pathlib import Path

import psutil

from bulletproof.domain.arrival import Sighting
from bulletproof.domain.errors import FolderOffline
from bulletproof.domain.sighting import is_candidate
from bulletproof.domain.text import shown
from bulletproof.engine.source import sighted

# File systems on which the kernel hears nothing of what other machines write (inotify(7), "Limitations").
_REMOTE = ("nfs", "cifs", "smb", "9p", "afs", "fuse.sshfs", "fuse.rclone", "davfs", "glusterfs", "ceph")


class FolderEye:
    """Looks at one folder and remembers whether it was a mounted drive."""

    def __init__(self, root: Path, *, recursive: bool) -> None:
        self._root = root
        self._recursive = recursive
        self._was_mount = False

    def scan(self, *, with_audio: bool) -> list[Sighting]:
        """Every file that may be media; raises FolderOffline, and blocks as long as the disk does."""
        self._require_online()
        found: list[Sighting] = []
        folders = [self._root]
        while folders:
            for entry in self._entries(folders.pop()):
                if entry.is_dir(follow_symlinks=False):
                    if self._recursive and not entry.name.startswith("."):
                        folders.append(Path(entry.path))
                elif is_candidate(entry.name, with_audio=with_audio):
                    found += filter(None, [sighted(Path(entry.path))])
        return found

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return list(entries)
        except OSError as error:
            if folder != self._root:
                return []  # a folder that vanished or is closed to us, below one that is there
            raise FolderOffline(f"{shown(folder)} can't be read: {error.strerror}.") from None

    def _require_online(self) -> None:
        try:
            is_mount = self._root.stat().st_dev != self._root.parent.stat().st_dev
        except OSError as error:
            raise FolderOffline(f"{shown(self._root)} is not there: {error.strerror}.") from None
        if self._was_mount and not is_mount:
            raise FolderOffline(f"The drive at {shown(self._root)} is not mounted.")
        self._was_mount = is_mount


def is_remote(root: Path) -> bool:
    """Whether events can't be trusted to come: the folder lies on a file server."""
    mounts = [
        (Path(partition.mountpoint), partition.fstype.lower())
        for partition in psutil.disk_partitions(all=True)
    ]
    holding = [(point, kind) for point, kind in mounts if root.is_relative_to(point)]
    _, kind = max(holding, key=lambda mount: len(mount[0].parts), default=(root, ""))
    return kind.startswith(_REMOTE)
