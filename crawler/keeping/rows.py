"""From what a record holds to its row in `captures`: the same for a response just fetched and for a record found
again.
"""

from __future__ import annotations

from dataclasses import dataclass

from crawler.archive.captures import CaptureRow
from crawler.keeping.wire import Head
from crawler.warc import Place


@dataclass(frozen=True, slots=True)
class About:
    """What the archive says of a request beside its URL."""

    portal: str | None = None
    kind: str | None = None
    via: str | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One record's content. `payload` is the digest and `size` the length of the entity body on the wire; `sha256` is
    of the decoded one, None where that was refused. `head` is None for a resource, whose type is `content_type`."""

    kind: str
    url: str
    fetched_at: str
    head: Head | None
    payload: str | None
    size: int
    sha256: str | None
    truncated: str | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture as it will be committed; `decoded` is the body without content coding, None where that was refused."""

    row: CaptureRow
    head: Head
    decoded: bytes | None


def capture_row(
    seen: Seen, place: Place, about: About, original: CaptureRow | None, capture_id: int, crawl_id: int
) -> CaptureRow:
    """The row. A 304 says little of its own: what it leaves out is `original`'s, the capture that is still so."""
    head = seen.head
    content_type = seen.content_type if head is None else head.first("Content-Type")
    etag = None if head is None else head.first("ETag")
    last_modified = None if head is None else head.first("Last-Modified")
    sha256, payload = seen.sha256, seen.payload
    if seen.kind == "not_modified" and original is not None:
        sha256, payload, content_type = original.sha256, original.payload_digest, content_type or original.content_type
        if original.url == seen.url:  # another URL's stamps would ask the server a false question
            etag, last_modified = etag or original.etag, last_modified or original.last_modified
    return CaptureRow(
        capture_id=capture_id,
        kind=seen.kind,
        url=seen.url,
        fetched_at=seen.fetched_at,
        status=None if head is None else head.status,
        content_type=content_type,
        sha256=sha256,
        payload_capture_id=original.payload_id if original else None,
        payload_digest=payload,
        bytes=seen.size,
        truncated=seen.truncated,
        etag=etag,
        last_modified=last_modified,
        warc_file=place.file,
        warc_offset=place.offset,
        warc_length=place.length,
        via=about.via,
        portal=about.portal,
        crawl_id=crawl_id,
    )
