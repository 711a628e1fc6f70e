"""A request as a row of the frontier and back: what is not in the row does not survive the process, so it is
refused.
"""

from __future__ import annotations

from collections.abc import Callable

from scrapy import Request
from twisted.python.failure import Failure

from crawler.archive.frontier import FrontierRow
from crawler.registry.hosts import host_of


def row_of(request: Request, name: str, crawl_id: int) -> FrontierRow:
    """The row of a request. Raises ValueError for one that would not survive the process as a row."""
    if request.method != "GET" or request.body or request.callback is not None or request.cb_kwargs:
        raise ValueError(f"only plain GETs to the spider's parse() have a place in the frontier: {request}")
    meta = request.meta
    return FrontierRow(
        fingerprint=name,
        host=host_of(request.url),
        portal=meta["portal"],
        url=request.url,
        via=meta.get("via"),
        kind=str(meta["kind"]),
        depth=meta.get("depth", 0),
        priority=request.priority,
        state="queued",
        attempts=meta.get("retry_times", 0),
        due_at=None,
        crawl_id=crawl_id,
    )


def request_of(row: FrontierRow, errback: Callable[[Failure], None]) -> Request:
    """The request of a row."""
    meta = {"portal": row.portal, "kind": row.kind, "via": row.via, "depth": row.depth, "frontier": row.fingerprint}
    if row.attempts:
        meta["retry_times"] = row.attempts
    return Request(row.url, priority=row.priority, errback=errback, meta=meta)
