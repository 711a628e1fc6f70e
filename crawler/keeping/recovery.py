"""After a run that did not end: what the WARCs hold beyond the last commit gets rows, and the frontier stands up again.

A record that is whole is adopted as a capture: no byte that was fetched is lost or fetched twice. A torn last record
is no record to any reader; its bytes are set aside in `FILE.OFFSET.torn`, and the file ends before it. URLs that were
in flight are queued again; where their response was kept, they are read from the WARC (middlewares/replay.py), not
asked for again.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from crawler.archive import captures as captures_table
from crawler.archive import frontier as frontier_table
from crawler.archive.captures import CaptureRow
from crawler.keeping.rows import About, Seen, capture_row
from crawler.keeping.wire import parse_head
from crawler.warc import Place, Record, Torn, members, stored
from crawler.warc.files import sync_folder
from crawler.warc.record import NOT_MODIFIED, digest

logger = logging.getLogger(__name__)

OURS = "gongkai-*.warc.gz"
KEPT = ("response", "revisit", "resource")


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was put right: captures adopted, torn ends set aside."""

    adopted: int
    torn: tuple[Path, ...]


def recover(db: Database, folder: Path, crawl_id: int) -> Recovery:
    """Brings archive and WARCs together again, in one transaction. The caller holds the archive's lock.

    Raises OSError, sqlite3.Error; then nothing has changed but torn ends, and the same call again goes on.
    """
    torn: list[Path] = []
    adopted = 0
    with db.atomic():
        last = captures_table.last_places(db)
        for path in sorted(folder.glob(OURS)):
            adopted += _adopt(db, path, last.get(path.name), crawl_id, torn)
        frontier_table.requeue_in_flight(db, crawl_id)
    return Recovery(adopted, tuple(torn))


def _adopt(db: Database, path: Path, last: int | None, crawl_id: int, torn: list[Path]) -> int:
    """Rows for the records of a file that have none; those before the last one with a row all have theirs."""
    known = captures_table.places(db, path.name)
    adopted = 0
    facts: dict[str, dict[str, str]] = {}
    try:
        for record in members(path, last or 0):
            if record.kind == "metadata":
                facts[record.field("WARC-Concurrent-To") or ""] = warc_facts(record)
            elif record.kind in KEPT and record.offset not in known:
                said = facts.get(record.field("WARC-Record-ID") or "", {})
                captures_table.insert_captures(db, [row_of(db, path.name, record, said, crawl_id)])
                adopted += 1
    except Torn as damage:
        if last is not None and damage.offset <= last:
            logger.error("%s is damaged at %d, within what was committed; left as it is", path, damage.offset)
        else:
            torn.append(set_aside(path, damage.offset))
    return adopted


def row_of(db: Database, file: str, record: Record, facts: dict[str, str], crawl_id: int) -> CaptureRow:
    """The row of a record that has none; `facts` is its metadata record, `crawl_id` stands in where that is missing."""
    original = _original(db, record)
    kind = record.kind
    if kind == "revisit" and record.field("WARC-Profile") == NOT_MODIFIED:
        kind = "not_modified"
    about = About(facts.get("portal"), facts.get("kind"), facts.get("via"))
    place = Place(file, record.offset, record.length)
    of = int(facts.get("crawl", crawl_id))
    return capture_row(_seen(kind, record, original), place, about, original, captures_table.next_capture_id(db), of)


def _seen(kind: str, record: Record, original: CaptureRow | None) -> Seen:
    date, cut = record.field("WARC-Date") or "", record.field("WARC-Truncated")
    if original is not None:
        size = 0 if kind == "not_modified" else original.bytes
        head = parse_head(record.block)
        return Seen(kind, record.url, date, head, original.payload_digest, size, original.sha256, cut)
    found = stored(record)
    sha256 = None if found.decoded is None else hashlib.sha256(found.decoded).hexdigest()
    content_type = None if found.head else record.field("Content-Type")
    return Seen(kind, record.url, date, found.head, digest(found.wire), len(found.wire), sha256, cut, content_type)


def _original(db: Database, record: Record) -> CaptureRow | None:
    url, date = record.field("WARC-Refers-To-Target-URI"), record.field("WARC-Refers-To-Date")
    return captures_table.at_moment(db, url, date) if url and date else None


def warc_facts(record: Record) -> dict[str, str]:
    """The lines of an application/warc-fields block."""
    return dict(_lines(record.block))


def _lines(block: bytes) -> Iterator[tuple[str, str]]:
    for line in block.decode(errors="replace").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name, value.strip()


def set_aside(path: Path, offset: int) -> Path:
    """Moves what stands from `offset` on into a file of its own, durably, before it is cut off."""
    kept = path.with_name(f"{path.name}.{offset}.torn")
    with path.open("r+b") as file:
        file.seek(offset)
        with kept.open("wb") as aside:
            aside.write(file.read())
            aside.flush()
            os.fsync(aside.fileno())
        sync_folder(path.parent)
        file.truncate(offset)
        os.fsync(file.fileno())
    return kept
