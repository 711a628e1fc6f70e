"""Workers: results in order, and the end of one item is only its own."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

from crawler.workers import WINDOW, Lost, work


def _double(value: int) -> int:
    time.sleep(0.02 if value % 7 == 0 else 0)
    return 2 * value


def _fragile(value: int) -> int:
    if value == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if value == 5:
        time.sleep(60)
    return value


def test_results_in_order() -> None:
    assert [done.result for done in work(_double, range(60), jobs=3)] == [2 * value for value in range(60)]


def test_a_dead_and_a_hanging_worker_cost_their_items_only() -> None:
    results = [done.result for done in work(_fragile, range(12), jobs=2, timeout=1.0)]
    assert results == [0, 1, 2, Lost.DIED, 4, Lost.TIMEOUT, 6, 7, 8, 9, 10, 11]


def test_items_are_taken_as_needed() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for value in range(1000):
            taken += 1
            yield value

    results = work(_double, items(), jobs=2)
    next(results)
    assert taken <= 2 * WINDOW
    results.close()  # type: ignore[attr-defined]


def test_nothing_to_do() -> None:
    assert list(work(_double, [], jobs=1)) == []
