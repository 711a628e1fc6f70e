"""Work on many items in processes of their own: results in order, a bounded window, and one item's end is only its own.

`concurrent.futures` breaks the whole pool when a worker dies and cannot stop one that hangs; here a worker that dies or
takes too long is replaced, and only the item it held is lost. https://docs.python.org/3/library/multiprocessing.html
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
WINDOW = 4  # items under way or done out of order, a worker; bounds memory whatever the number of items


class Lost(StrEnum):
    """Why an item has no result."""

    DIED = "died"
    TIMEOUT = "timeout"


@dataclass(frozen=True, slots=True)
class Done(Generic[Item, Result]):
    """An item with its result, or with why it has none."""

    item: Item
    result: Result | Lost


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work(
    function: Callable[[Item], Result], items: Iterable[Item], *, jobs: int | None = None, timeout: float = 20.0
) -> Iterator[Done[Item, Result]]:
    """`function` of every item, in the order of items. It must be importable by name, items and results picklable."""
    queue = enumerate(items)
    pool = [_Worker(function) for _ in range(jobs or cores())]
    waiting: dict[int, Item] = {}  # items without a result yet, by their place in the order
    ready: dict[int, Done[Item, Result]] = {}
    order: deque[int] = deque()
    try:
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
    finally:
        for worker in pool:
            worker.stop()


def _collect(pool: list[_Worker[Item, Result]]) -> Iterator[tuple[int, Result | Lost]]:
    """The results that have come in; waits for at least one, or for a deadline."""
    busy = [worker for worker in pool if worker.place is not None]
    nearest = min((worker.deadline for worker in busy), default=0.0)
    wait([worker.pipe for worker in busy], max(0.0, nearest - time.monotonic()))
    for worker in busy:
        if worker.pipe.poll():
            yield worker.take()
        elif time.monotonic() >= worker.deadline:
            yield worker.lose(Lost.TIMEOUT)


class _Worker(Generic[Item, Result]):
    """A process, the pipe to it, and the place in the order of the item that it holds."""

    def __init__(self, function: Callable[[Item], Result]) -> None:
        self._function = function
        self.place: int | None = None
        self.deadline = 0.0
        self._start()

    def _start(self) -> None:
        context = get_context("forkserver")  # no forked copy of SQLite, locks or threads
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._function), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, place: int, item: Item, deadline: float) -> None:
        self.place, self.deadline = place, deadline
        try:
            self.pipe.send(item)
        except BrokenPipeError:  # it died while idle; its successor takes the item
            self.stop()
            self._start()
            self.pipe.send(item)

    def take(self) -> tuple[int, Result | Lost]:
        assert self.place is not None
        try:
            place, result = self.place, self.pipe.recv()
        except EOFError:
            return self.lose(Lost.DIED)
        self.place = None
        return place, result

    def lose(self, why: Lost) -> tuple[int, Result | Lost]:
        assert self.place is not None
        place, self.place = self.place, None
        self.stop()
        self._start()
        return place, why

    def stop(self) -> None:
        self.pipe.close()
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection, function: Callable[[Item], Result]) -> None:
    """What a worker does: answers until the pipe closes or the terminal sends Ctrl-C to all at once."""
    try:
        while True:
            pipe.send(function(pipe.recv()))
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        return
