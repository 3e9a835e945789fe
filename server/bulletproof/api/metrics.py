"""The engine's numbers as Prometheus reads them: gauges taken at the moment that they are asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from bulletproof.domain.folder import Folder, FolderState
from bulletproof.domain.live import JobProgress, QueueMode, Status
from bulletproof.domain.text import shown

CONTENT_TYPE = CONTENT_TYPE_LATEST


def metrics_text(
    status: Status, folders: Iterable[Folder], progress: Iterable[JobProgress], *, version: str, clients: int
) -> bytes:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(
        _Now([*_program(status, version, clients), *_work(status, progress), *_world(status, folders)])
    )
    return generate_latest(registry)


class _Now(Collector):
    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterator[Metric]:
        yield from self._families


def _program(status: Status, version: str, clients: int) -> Iterator[Metric]:
    info = {"version": version, "ffmpeg": status.ffmpeg_version or "missing"}
    yield InfoMetricFamily("bulletproof", "The program and its encoder", value=info)
    yield _gauge("bulletproof_start_time_seconds", "When the engine began", status.started_at.timestamp())
    yield _gauge(
        "bulletproof_ffmpeg_usable", "Whether anything can be encoded", status.ffmpeg_problem is None
    )
    yield _gauge("bulletproof_dashboards", "Pages that are connected", clients)
    yield _gauge("bulletproof_show_locked", "Whether Show Lock is on", status.lock.is_locked)
    mode = GaugeMetricFamily("bulletproof_queue_mode", "1 for the mode that the queue is in", labels=["mode"])
    for each in QueueMode:
        mode.add_metric([each.value], float(status.queue is each))
    yield mode


def _work(status: Status, progress: Iterable[JobProgress]) -> Iterator[Metric]:
    jobs = GaugeMetricFamily("bulletproof_jobs", "Jobs on the list, by status", labels=["status"])
    for name, number in asdict(status.counts).items():
        jobs.add_metric([name], number)
    yield jobs
    today = GaugeMetricFamily(
        "bulletproof_jobs_today", "Jobs that ended today, by verdict", labels=["verdict"]
    )
    for name, number in asdict(status.today).items():
        today.add_metric([name], number)
    yield today
    used = GaugeMetricFamily("bulletproof_slots_used", "Encodes that run", labels=["kind"])
    total = GaugeMetricFamily("bulletproof_slots", "Encodes that may run at the same time", labels=["kind"])
    for kind, (now, most) in status.slots.items():
        used.add_metric([kind], now)
        total.add_metric([kind], most)
    yield from (used, total)
    running = list(progress)
    speed = sum(one.speed or 0.0 for one in running)
    yield _gauge("bulletproof_speed_ratio", "Seconds of media made in a second, all encodes together", speed)
    stalled = sum(one.stalled_s is not None for one in running)
    yield _gauge("bulletproof_jobs_stalled", "Encodes that stand still and should not", stalled)


def _world(status: Status, folders: Iterable[Folder]) -> Iterator[Metric]:
    free = GaugeMetricFamily("bulletproof_disk_free_bytes", "Room in an output folder", labels=["directory"])
    size = GaugeMetricFamily("bulletproof_disk_size_bytes", "Size of its disk", labels=["directory"])
    for disk in status.disks:
        free.add_metric([shown(disk.directory)], disk.free_bytes)
        size.add_metric([shown(disk.directory)], disk.total_bytes)
    yield from (free, size)
    watched = GaugeMetricFamily("bulletproof_folder_up", "Whether a folder is watched", labels=["directory"])
    for folder in folders:
        watched.add_metric([shown(folder.spec.watch_directory)], float(folder.state is FolderState.WATCHING))
    yield watched


def _gauge(name: str, help_text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help_text, value=float(value))
