"""Where a test may kill the process: `GONGKAI_KILL=append:7` ends it by SIGKILL at the seventh passage of `append`.

Without the variable every point is a call that returns at once. Nothing else of the program knows about it.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable

_NAME, _, _TIMES = os.environ.get("GONGKAI_KILL", "").partition(":")
_passed: Counter[str] = Counter()


def point(name: str, last_act: Callable[[], object] | None = None) -> None:
    """Ends the process here, after `last_act`, if the environment asks for it; no handler runs, nothing is flushed."""
    if name != _NAME:
        return
    _passed[name] += 1
    if _passed[name] == int(_TIMES):
        if last_act is not None:
            last_act()
        os.kill(os.getpid(), signal.SIGKILL)
