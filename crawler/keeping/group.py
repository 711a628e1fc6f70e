"""What one transaction will hold: captures, links, marks, failures."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlite_utils import Database

from crawler.archive.captures import CaptureRow, FailureRow, insert_captures, insert_failures
from crawler.archive.frontier import FrontierRow, Mark, insert_links, write_marks

CAPTURES = 200
LINKS = 5_000  # a page of 100,000 links must not fill the memory


@dataclass(slots=True)
class Group:
    """Rows that wait for one transaction. `payloads` and `pages` answer what SQLite cannot know yet."""

    captures: list[CaptureRow] = field(default_factory=list)
    payloads: dict[str, CaptureRow] = field(default_factory=dict)  # whole captures by digest
    pages: dict[str, CaptureRow] = field(default_factory=dict)  # … and with status 200 by URL
    links: dict[str, FrontierRow] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    failures: list[FailureRow] = field(default_factory=list)

    def add(self, row: CaptureRow) -> None:
        self.captures.append(row)
        if row.truncated is None and row.kind == "response" and row.payload_digest is not None:
            self.payloads[row.payload_digest] = row
        if row.truncated is None and row.status == 200:
            self.pages[row.url] = row

    def __bool__(self) -> bool:
        return bool(self.captures or self.links or self.marks or self.failures)

    def full(self) -> bool:
        return len(self.captures) >= CAPTURES or len(self.links) >= LINKS

    def clear(self) -> None:
        for part in (self.captures, self.payloads, self.pages, self.links, self.marks, self.failures):
            part.clear()

    def write(self, db: Database) -> None:
        """Within the caller's transaction; links before marks, which may be on them. Raises sqlite3.Error."""
        insert_captures(db, self.captures)
        insert_links(db, self.links.values())
        write_marks(db, self.marks.values())
        insert_failures(db, self.failures)
