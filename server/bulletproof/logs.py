"""Where the server says what it did: stderr, and a file in the data folder that can't grow without end.

stdout carries the ready line and nothing else, so that a script can wait for it.
"""

import logging
import logging.handlers
import sys
import threading
from pathlib import Path
from types import TracebackType

from pythonjsonlogger.json import JsonFormatter

from bulletproof.domain.settings import LogForm

logger = logging.getLogger(__name__)

FILE_BYTES = 5_000_000
FILES = 5  # the current one included
FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
NAME = "bulletproof.log"


def log_path(data_dir: Path) -> Path:
    return data_dir / "logs" / NAME


def set_up_logs(data_dir: Path, form: LogForm = "text") -> Path:
    """Log to stderr and to the data folder from now on; return the file.

    `form`: "json" is one object a line, with its extra fields, for whatever collects logs.
    """
    path = log_path(data_dir)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handlers: list[logging.Handler] = [
        logging.handlers.RotatingFileHandler(
            path, maxBytes=FILE_BYTES, backupCount=FILES - 1, encoding="utf-8", errors="backslashreplace"
        )
    ]
    if sys.stderr is not None:  # None in a Windows program without a console
        handlers.append(logging.StreamHandler(sys.stderr))
    for handler in handlers:
        handler.setFormatter(_formatter(form))
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)  # its lines of joy at each socket
    for chatty in ("alembic", "httpx"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    logger.info("data folder %s", data_dir)
    return path


def _formatter(form: LogForm) -> logging.Formatter:
    if form == "text":
        return logging.Formatter(FORMAT)
    names = {"asctime": "time", "levelname": "level", "name": "logger", "exc_info": "exception"}
    return JsonFormatter(FORMAT, rename_fields=names, datefmt="%Y-%m-%dT%H:%M:%S%z")


def _log_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    logging.getLogger("bulletproof").critical("uncaught", exc_info=(kind, error, traceback))


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)
