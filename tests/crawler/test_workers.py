"""Workers: results in order, and the end of one item is only its own."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

from crawler.reading.worker import MEBIBYTE, MEMORY, Lost, held
from crawler.reading.workers import WINDOW, work


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


def _hungry(megabytes: int) -> int:
    return len(bytearray(megabytes * MEBIBYTE)) // MEBIBYTE


KEPT: list[bytearray] = []


def _greedy(megabytes: int) -> int:
    """Keeps what it takes, as a library that leaks does; says what the process holds now."""
    KEPT.append(bytearray(megabytes * MEBIBYTE))
    return sum(map(len, KEPT)) // MEBIBYTE


def _by_signal(number: int) -> int:
    if number:
        os.kill(os.getpid(), number)
    return number


def test_an_item_that_needs_too_much_memory_costs_itself_only() -> None:
    results = [done.result for done in work(_hungry, [10, 2000, 20, 300, 500, 30], jobs=1)]
    assert results == [10, Lost.MEMORY, 20, 300, Lost.MEMORY, 30]


def test_what_an_item_may_use_does_not_depend_on_those_before() -> None:
    """Worker after worker is replaced when it has grown, and an item that did not fit into the rest gets a new one."""
    assert [done.result for done in work(_greedy, [100, 380, 380, 100, 20], jobs=1)] == [100, 380, 380, 100, 120]


def test_how_libraries_end_a_process_that_is_refused_memory() -> None:
    signals = [0, signal.SIGABRT, 0, signal.SIGSEGV, 0]
    assert [done.result for done in work(_by_signal, signals, jobs=1)] == [0, Lost.MEMORY, 0, Lost.DIED, 0]


def test_what_a_worker_holds_stays_below_the_limit() -> None:
    """Measured in the worker: every library that readers use is loaded, and the limit leaves them nine tenths of it."""
    (done,) = work(_held_with_all_libraries, [0], jobs=1)
    assert isinstance(done.result, int)
    assert 0 < done.result < MEMORY // 8


def _held_with_all_libraries(_: int) -> int:
    import pdfplumber
    import pypdfium2
    import python_calamine
    import trafilatura

    import parsers.report

    assert all((pdfplumber, pypdfium2, python_calamine, trafilatura, parsers.report))
    return held()
