"""What can go wrong, as one tree; each message names the thing, the cause and the way out.

    BulletproofError
    ├── Refused            the order makes no sense as given (422): nothing was changed
    │   ├── InvalidFolder · InvalidRule · InvalidTemplate · InvalidSetting · UnknownProfile · InvalidFile
    │   │   InvalidMonitorFile · InvalidTarget · UnknownTarget · OutsideRoots
    ├── NotFound           there is no such thing (404)
    ├── Conflict           the thing is not in a state for that order (409)
    │   └── StaleAttempt · OutputExists · UploadsOff · CutOff
    ├── ShowLocked         a show runs: nothing may be changed until it is unlocked (423)
    ├── DatabaseTooNew     this version must not touch it
    ├── MediaError         a file or ffmpeg; the job fails, the source is untouched
    │   └── Unreadable · EncodeFailed · Stalled · FfmpegMissing · CheckerDied
    ├── SourceLost         the source went away or became another; the job is cancelled
    │   └── SourceVanished · SourceChanged
    └── Blocked            the world is not ready; the job waits and nothing is failed
        └── FolderOffline · FolderNotWritable · DiskFull · SourceOpen

`code` is stable: it stands in JSON, the database, reports and tests.
"""

from typing import ClassVar

from bulletproof.domain.hold_reason import HoldReason


class BulletproofError(Exception):
    """Anything that we say on purpose; `str(error)` is fit to be shown."""

    code: ClassVar[str] = "failure"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"


class Refused(BulletproofError):
    code, status, title = "refused", 422, "That order was refused"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
        """The input that is wrong, in the API's own words (`rules.0.pattern`), or None."""


class InvalidFolder(Refused):
    code, title = "invalid_folder", "This folder can't be watched"


class InvalidRule(Refused):
    code, title = "invalid_rule", "This rule can't work"


class InvalidTemplate(InvalidRule):
    code, title = "invalid_template", "This output name can't work"


class InvalidSetting(Refused):
    code, title = "invalid_setting", "This setting can't work"


class InvalidFile(Refused):
    code, title = "invalid_file", "This file can't be taken"


class InvalidProfile(Refused):
    code, title = "invalid_profile", "This profile can't work"


class InvalidMonitorFile(Refused):
    """The message names file, line and key, and what was expected there."""

    code, title = "invalid_monitor_file", "This monitor file can't be used"


class InvalidTarget(Refused):
    """The message names file and key, and what was expected there."""

    code, title = "invalid_target", "This target can't be used"


class OutsideRoots(Refused):
    code, status, title = "outside_roots", 403, "That place is out of reach"


class UnknownTarget(Refused):
    code, title = "unknown_target", "There is no such target"


class UnknownProfile(Refused):
    code, title = "unknown_profile", "There is no such profile"


class NotFound(BulletproofError):
    code, status, title = "not_found", 404, "There is no such thing"


class Conflict(BulletproofError):
    code, status, title = "conflict", 409, "It is not in a state for that"


class StaleAttempt(Conflict):
    """A write of an attempt that is not the job's current one: that worker was declared dead."""

    code, title = "stale_attempt", "Somebody else has this job now"


class OutputExists(Conflict):
    code, title = "output_exists", "The output's name is taken"


class UploadsOff(Conflict):
    code, title = "uploads_off", "Uploads are off"


class CutOff(Conflict):
    code, title = "cut_off", "Not everything came"


class NoWindow(Conflict):
    code, title = "no_window", "There is no window"


class CantSave(Conflict):
    code, title = "cant_save", "It was not saved"


class ShowLocked(BulletproofError):
    code, status, title = "show_locked", 423, "Show Lock is on"


class DatabaseTooNew(BulletproofError):
    code, title = "database_too_new", "The database is of a newer version"


class MediaError(BulletproofError):
    code, status, title = "media_error", 422, "The media can't be used"


class Unreadable(MediaError):
    code, title = "unreadable", "It can't be opened as media"


class EncodeFailed(MediaError):
    """ffmpeg ended with an error; the source is untouched and the part file is gone."""

    code, title = "encode_failed", "The encode failed"


class Stalled(MediaError):
    code, title = "stalled", "ffmpeg stood still"


class FfmpegMissing(MediaError):
    code, title = "ffmpeg_missing", "There is no usable ffmpeg"


class CheckerDied(MediaError):
    """The child process that looks at media crashed or ran over its limits; the server is unharmed."""

    code, title = "checker_died", "The checker died on this file"


class SourceLost(BulletproofError):
    code, status, title = "source_lost", 409, "The source is not what it was"


class SourceVanished(SourceLost):
    code, title = "source_vanished", "The source is gone"


class SourceChanged(SourceLost):
    """What was encoded is not what stands there now; the new version starts on its own way."""

    code, title = "source_changed", "The source was changed"


class Blocked(BulletproofError):
    """The world is not ready for this job: it stays queued and goes on by itself."""

    code, status, title = "blocked", 503, "It has to wait"
    hold_reason: ClassVar[HoldReason]


class FolderOffline(Blocked):
    code, title, hold_reason = "folder_offline", "The folder is offline", "folder_offline"


class FolderNotWritable(Blocked):
    code, title, hold_reason = "folder_not_writable", "The folder can't be written", "folder_not_writable"


class DiskFull(Blocked):
    code, title, hold_reason = "disk_full", "The disk is full", "disk_full"


class SourceOpen(Blocked):
    code, title, hold_reason = "source_open", "Another program is writing the source", "source_open"
