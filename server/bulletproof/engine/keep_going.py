"""Start a task again that broke: one defect, or one minute of a locked database, must not end the night."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)

START_AGAIN_S = 2.0


async def keep_going(run: Callable[[], Awaitable[None]], *, name: str) -> None:
    """Run it until it is cancelled."""
    while True:
        try:
            await run()
        except Exception:
            logger.exception("A task broke and is started again", extra={"task": name})
        await asyncio.sleep(START_AGAIN_S)
