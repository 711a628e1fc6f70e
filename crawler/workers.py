"""Work on many items in processes of their own: results in order, a bounded window, and one item's end is only its own.

`concurrent.futures` breaks the whole pool when a worker dies and cannot stop one that hangs; here a worker that dies or
takes too long is replaced, and only the item it held is lost. https://docs.python.org/3/library/multiprocessing.html
A worker may hold so much memory and no more (RLIMIT_DATA, setrlimit(2)): an item that needs more is lost, the machine is
not. What an item may use does not depend on what was done before it: a worker that has grown is replaced, and an item
that was lost in a worker that others had used is tried once more in a new one.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
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
MEBIBYTE = 1024 * 1024
# Libraries are 30 MiB more and are not counted: a worker stays below 512 MiB. Reading a page with all libraries loaded
# takes 36 MiB (measured); the largest documents within the readers' own limits some 300.
MEMORY = 448 * MEBIBYTE
# How a process ends that is refused memory: abort (Rust, C++), a trap or an illegal instruction (pdfium).
OUT_OF_MEMORY = {signal.SIGABRT, signal.SIGTRAP, signal.SIGILL}
GROWN = 128 * MEBIBYTE  # more than this between two items is replaced


class Lost(StrEnum):
    """Why an item has no result."""

    DIED = "died"
    MEMORY = "memory"
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
    queue = enumerate(items)
    pool = [_Worker(function, memory) for _ in range(jobs or cores())]
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
            yield from worker.take()
        elif time.monotonic() >= worker.deadline:
            yield worker.lose(Lost.TIMEOUT)


class _Worker(Generic[Item, Result]):
    """A process, the pipe to it, and the item that it holds with its place in the order."""

    def __init__(self, function: Callable[[Item], Result], memory: int) -> None:
        self._function = function
        self._memory = memory
        self.place: int | None = None
        self.deadline = 0.0
        self._start()

    def _start(self) -> None:
        context = get_context("forkserver")  # no forked copy of SQLite, locks or threads
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._function, self._memory), daemon=True)
        self._process.start()
        self._used = False
        theirs.close()

    def give(self, place: int, item: Item, deadline: float) -> None:
        self.place, self.deadline, self._item = place, deadline, item
        try:
            self.pipe.send(item)
        except BrokenPipeError:  # it died while idle; its successor takes the item
            self._replace()
            self.pipe.send(item)

    def take(self) -> Iterator[tuple[int, Result | Lost]]:
        """The result that has come in; none where the item is tried once more."""
        assert self.place is not None
        try:
            result, grown = self.pipe.recv()
        except EOFError:
            result, grown = self._cause(), True
        if self._used and result in (Lost.DIED, Lost.MEMORY):
            self._replace()
            self.give(self.place, self._item, self.deadline)
            return
        place, self.place, self._used = self.place, None, True
        if grown:
            self._replace()
        yield place, result

    def lose(self, why: Lost) -> tuple[int, Result | Lost]:
        assert self.place is not None
        place, self.place = self.place, None
        self._replace()
        return place, why

    def _cause(self) -> Lost:
        """Why the process has ended: libraries that are refused memory end it by a signal of their own."""
        self._process.join(timeout=1)
        return Lost.MEMORY if -(self._process.exitcode or 0) in OUT_OF_MEMORY else Lost.DIED

    def _replace(self) -> None:
        self.stop()
        self._start()

    def stop(self) -> None:
        self.pipe.close()
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection, function: Callable[[Item], Result], memory: int) -> None:
    """What a worker does: answers until the pipe closes or the terminal sends Ctrl-C to all at once."""
    _hush()
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, most))
    try:
        while True:
            item = pipe.recv()
            result: Result | Lost
            try:
                result = function(item)
            except MemoryError:
                result = Lost.MEMORY
            pipe.send((result, result is Lost.MEMORY or held() > GROWN))
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        return


def _hush() -> None:
    """Libraries that end the process print pages about it; what Python has to say is still heard."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, errors="backslashreplace")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)


def held() -> int:
    """The bytes of data that this process holds, as RLIMIT_DATA counts them; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[5]) * resource.getpagesize()  # proc(5): data and stack
    except OSError:
        return 0
