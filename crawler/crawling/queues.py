"""What of the frontier stands in memory: the best few URLs of each host, and which URLs were met lately."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.archive.frontier import FrontierRow

HEADS = 100_000  # URLs in memory, over all hosts
LEAST, MOST = 8, 256  # … and a host
REMEMBERED = 100_000  # about 20 MB

Entry = tuple[int, int, str, FrontierRow]


@dataclass(slots=True)
class HostQueue:
    """The URLs of one host. All that are not in `best` are in SQLite, or will be with the next commit, and no
    better.
    """

    host: str
    waiting: int = 0  # queued ones, here and in SQLite
    more: bool = False  # SQLite may hold some that are not here
    out: str | None = None  # fingerprint of the one that is being fetched
    address: str | None = None  # where it is fetched from, if that is known
    group: int = -1  # the last group of the keeper that holds something of this host
    listed: bool = False  # the scheduler will look at this host by itself
    best: list[Entry] = field(default_factory=list)

    def push(self, row: FrontierRow, room: int) -> None:
        """Takes a URL in, here if it belongs to the best."""
        entry = (-row.priority, row.depth, row.fingerprint, row)
        if self.more and (not self.best or entry > max(self.best)):
            return
        heapq.heappush(self.best, entry)
        if len(self.best) > 2 * room:
            self.best = heapq.nsmallest(room, self.best)  # sorted, hence a heap
            self.more = True

    def refill(self, rows: Iterable[FrontierRow], room: int) -> None:
        """Takes the best from SQLite, where everything is committed."""
        self.best = [(-row.priority, row.depth, row.fingerprint, row) for row in rows]
        self.more = len(self.best) == room

    def pop(self) -> FrontierRow | None:
        return heapq.heappop(self.best)[3] if self.best else None


class Queues:
    """The queues of all hosts. `waiting` counts all queued URLs, here and in SQLite."""

    def __init__(self) -> None:
        self.hosts: dict[str, HostQueue] = {}
        self.waiting = 0

    @property
    def room(self) -> int:
        """How many URLs a host may have here."""
        return min(MOST, max(LEAST, HEADS // max(1, len(self.hosts))))

    def take_up(self, host: str, count: int) -> HostQueue:
        """A host of which SQLite has so many URLs queued."""
        self.hosts[host] = HostQueue(host, waiting=count, more=True)
        self.waiting += count
        return self.hosts[host]

    def push(self, row: FrontierRow) -> HostQueue:
        queue = self.hosts.setdefault(row.host, HostQueue(row.host))
        queue.push(row, self.room)
        queue.waiting += 1
        self.waiting += 1
        return queue

    def pop(self, queue: HostQueue) -> FrontierRow | None:
        """The best URL of a host; None where there is none after all, neither here nor in SQLite."""
        row = queue.pop()
        gone = 1 if row is not None else queue.waiting
        queue.waiting -= gone
        self.waiting -= gone
        return row


class Seen:
    """The fingerprints met last. Only ever says yes rightly; no means ask SQLite."""

    def __init__(self, limit: int = REMEMBERED) -> None:
        self._limit = limit
        self._known: dict[str, None] = {}

    def __contains__(self, fingerprint: str) -> bool:
        return fingerprint in self._known

    def add(self, fingerprint: str) -> None:
        self._known[fingerprint] = None
        if len(self._known) > self._limit:
            del self._known[next(iter(self._known))]
