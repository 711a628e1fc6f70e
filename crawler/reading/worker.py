"""One process that works for another: an item in, its result out, within limits.

A worker may hold so much memory and no more (RLIMIT_DATA, setrlimit(2)): an item that needs more is lost, the machine
is not. What an item may use does not depend on what was done before it: a worker that has grown is replaced, and an
item that was lost in a worker that others had used is tried once more in a new one.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
MEBIBYTE = 1024 * 1024
# Libraries are some 30 MiB more and are not counted: a worker stays below 512 MiB. A page takes 36 MiB with all of them
# loaded (measured), the largest documents within the limits of the readers some 250.
MEMORY = 448 * MEBIBYTE
GROWN = 128 * MEBIBYTE  # a worker that holds more between two items is replaced
# How a process ends that is refused memory: abort (Rust, C++), a trap or an illegal instruction (pdfium).
OUT_OF_MEMORY = {signal.SIGABRT, signal.SIGTRAP, signal.SIGILL}


class Lost(StrEnum):
    """Why an item has no result."""

    DIED = "died"
    MEMORY = "memory"
    TIMEOUT = "timeout"


class Worker(Generic[Item, Result]):
    """A process, the pipe to it, and the item that it holds with its place in the order."""

    def __init__(self, function: Callable[[Item], Result], memory: int) -> None:
        self._function = function
        self._memory = memory
        self.place: int | None = None
        self.deadline = 0.0  # of the item, by time.monotonic
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
