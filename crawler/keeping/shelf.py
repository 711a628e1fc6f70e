"""What is kept already, whether committed or still in the open group."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from crawler.archive import captures as captures_table
from crawler.archive.captures import CaptureRow
from crawler.keeping.group import Group
from crawler.keeping.wire import Exchange
from crawler.warc import Stored, read_record


class Shelf:
    """Looks up captures and reads their records. `folder` is where the WARCs are."""

    def __init__(self, db: Database, group: Group, folder: Path) -> None:
        self._db = db
        self._group = group
        self._folder = folder

    def original(self, exchange: Exchange, status: int, payload: str) -> CaptureRow | None:
        """The capture that holds the payload of a new response already; `payload` is the digest of its body."""
        if status == 304:
            page = self._group.pages.get(exchange.url) or captures_table.last_good(self._db, exchange.url)
            return None if page is None else self.holder(page)
        if exchange.truncated is not None or not exchange.body:
            return None
        return self._group.payloads.get(payload) or captures_table.with_payload(self._db, payload)

    def holder(self, row: CaptureRow) -> CaptureRow:
        """The capture whose record holds the payload of `row`. Foreign keys see to it that it is there."""
        if row.payload_capture_id is None:
            return row
        mine = (one for one in self._group.captures if one.capture_id == row.payload_capture_id)
        holder = next(mine, None) or captures_table.capture(self._db, row.payload_capture_id)
        assert holder is not None
        return holder

    def payload(self, row: CaptureRow) -> Stored:
        """The record that holds the payload of a capture. Raises OSError, ValueError, warc.Torn."""
        return self.record(self.holder(row))

    def record(self, row: CaptureRow) -> Stored:
        """The record of a capture itself. Raises OSError, ValueError, warc.Torn."""
        return read_record(self._folder, row.warc_file, row.warc_offset)
