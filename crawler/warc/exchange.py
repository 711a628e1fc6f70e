"""The records of one exchange: request, metadata, and last the response, so that a whole response never stands
alone.
"""

from __future__ import annotations

from crawler.archive.captures import CaptureRow
from crawler.keeping.rows import About
from crawler.keeping.wire import Exchange
from crawler.warc import record as make

PROFILES = {"revisit": make.IDENTICAL, "not_modified": make.NOT_MODIFIED}


def records(
    exchange: Exchange, about: About, payload: str, kind: str, original: CaptureRow | None, crawl_id: int
) -> list[bytes]:
    """Three gzip members. `payload` is the digest of the body, `original` the capture that a revisit refers to."""
    name = make.new_id()
    facts = [
        ("via", about.via),
        ("crawl", str(crawl_id)),
        ("portal", about.portal),
        ("kind", about.kind),
        ("depth", None if about.depth is None else str(about.depth)),
        ("fetchTimeMs", str(round(exchange.seconds * 1000))),
    ]
    return [
        make.request(exchange, name),
        make.metadata(exchange, name, facts),
        make.response(exchange, name, payload)
        if original is None
        else make.revisit(exchange, name, PROFILES[kind], make.Original(original.url, original.fetched_at), payload),
    ]
