"""What a queued job may be waiting for, other than its turn."""

from typing import Literal

HoldReason = Literal["folder_offline", "folder_not_writable", "disk_full", "source_open"]
