"""Whose turn it is: hosts by when they may be asked again, those at a full address set aside until a place is free."""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Mapping

from crawler.crawling.queues import HostQueue
from crawler.fetch.politeness import AN_ADDRESS, Politeness


class Turns:
    """The politeness at the door holds in any case; this keeps the engine's places free of requests that would only
    wait.
    """

    def __init__(self, politeness: Politeness) -> None:
        self._politeness = politeness
        self._hosts: list[tuple[float, int, str]] = []  # heap: when, in which order, who
        self._order = 0
        self._parked: dict[str, list[HostQueue]] = {}
        self._at: Counter[str] = Counter()

    def list(self, queue: HostQueue) -> None:
        """Will look at the host when it may be asked, unless it is listed, being asked, or has nothing to ask for."""
        if queue.listed or queue.out is not None or not queue.waiting:
            return
        queue.listed = True
        self._order += 1
        heapq.heappush(self._hosts, (self._politeness.ready_at(queue.host), self._order, queue.host))

    def next(self, hosts: Mapping[str, HostQueue]) -> HostQueue | None:
        """The host that has waited longest, of those that may be asked now."""
        now = time.monotonic()
        while self._hosts and self._hosts[0][0] <= now:
            queue = hosts[heapq.heappop(self._hosts)[2]]
            queue.listed = False
            if self._politeness.ready_at(queue.host) > now:  # it was held back since
                self.list(queue)
                continue
            address = self._politeness.address_of(queue.host)
            if address is not None and self._at[address] >= AN_ADDRESS:
                queue.listed = True
                self._parked.setdefault(address, []).append(queue)
                continue
            return queue
        return None

    def next_at(self) -> float | None:
        """When to look again, if nothing else happens before."""
        return self._hosts[0][0] if self._hosts else None

    def give(self, queue: HostQueue, fingerprint: str) -> None:
        """A URL of the host goes out."""
        queue.out = fingerprint
        queue.address = self._politeness.address_of(queue.host)
        if queue.address is not None:
            self._at[queue.address] += 1

    def take_back(self, queue: HostQueue) -> None:
        """It has come to its end."""
        queue.out = None
        if queue.address is not None:
            self._at[queue.address] -= 1
            if not self._at[queue.address]:
                del self._at[queue.address]
            for parked in self._parked.pop(queue.address, []):
                parked.listed = False
                self.list(parked)
        self.list(queue)
