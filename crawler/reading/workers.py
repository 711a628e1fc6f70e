"""Work on many items in processes of their own: results in order, a bounded window, and one item's end is only its own.

`concurrent.futures` breaks the whole pool when a worker dies and cannot stop one that hangs; here a worker that dies or
takes too long is replaced, and only the item it held is lost. https://docs.python.org/3/library/multiprocessing.html
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from crawler.reading.worker import MEMORY, Lost, Worker

Item = TypeVar("Item")
Result = TypeVar("Result")
# Items under way or done out of order, a worker: bounds memory whatever the number of items, and lets the other workers
# go on while one item takes its time.
WINDOW = 64


@dataclass(frozen=True, slots=True)
class Done(Generic[Item, Result]):
    """An item with its result, or with why it has none."""

    item: Item
    result: Result | Lost


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    jobs: int | None = None,
    timeout: float = 20.0,
    memory: int = MEMORY,
) -> Iterator[Done[Item, Result]]:
    """`function` of every item, in the order of items. It must be importable by name, items and results picklable.

    An item may take `timeout` seconds and `memory` bytes.
    """
    pool = [Worker(function, memory) for _ in range(jobs or cores())]
    try:
        yield from _in_order(pool, items, timeout)
    finally:
        for worker in pool:
            worker.stop()


def _in_order(
    pool: Sequence[Worker[Item, Result]], items: Iterable[Item], timeout: float
) -> Iterator[Done[Item, Result]]:
    queue = enumerate(items)
    waiting: dict[int, Item] = {}  # items without a result yet, by their place in the order
    ready: dict[int, Done[Item, Result]] = {}
    order: deque[int] = deque()
    while True:
        for worker in pool:
            entry = next(queue, None) if worker.place is None and len(order) < WINDOW * len(pool) else None
            if entry is not None:
                waiting[entry[0]] = entry[1]
                order.append(entry[0])
                worker.give(*entry, time.monotonic() + timeout)
        if not order:
            return
        for place, result in _collect(pool):
            ready[place] = Done(waiting.pop(place), result)
        while order and order[0] in ready:
            yield ready.pop(order.popleft())


def _collect(pool: Sequence[Worker[Item, Result]]) -> Iterator[tuple[int, Result | Lost]]:
    """The results that have come in; waits for at least one, or for a deadline."""
    busy = [worker for worker in pool if worker.place is not None]
    nearest = min((worker.deadline for worker in busy), default=0.0)
    wait([worker.pipe for worker in busy], max(0.0, nearest - time.monotonic()))
    for worker in busy:
        if worker.pipe.poll():
            yield from worker.take()
        elif time.monotonic() >= worker.deadline:
            yield worker.lose(Lost.TIMEOUT)
