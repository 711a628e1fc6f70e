"""Captures → reports: what was kept and not yet read is read by processes, and stored in the order of the captures.

`archive_meta.read_up_to` says how far that has come, so the cost is that of the new captures only, and a run that was
killed is gone on with by the next. Nothing here touches the network.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from crawler import faults
from crawler.archive import Archive
from crawler.archive import captures as captures_table
from crawler.archive.captures import CaptureRow
from crawler.archive.documents import outcome_of, read_up_to, set_read_up_to
from crawler.organs.resolver import load_resolver
from crawler.reading.lost import SECONDS, refusal_of
from crawler.reading.placing import Outcome, Placer
from crawler.reading.worker import Lost
from crawler.reading.workers import work
from parsers.model import Refusal, Source

GROUP = 200  # captures stored in one transaction
PAGE = 1000  # captures fetched from the table at a time


@dataclass(frozen=True, slots=True)
class Task:
    """A capture to be read, and where its payload stands."""

    capture: CaptureRow
    folder: Path
    warc_file: str
    warc_offset: int


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """How many captures were looked at, and how many documents were read."""

    captures: int
    documents: int


def read_new(
    archive: Archive, *, jobs: int | None = None, progress: Callable[[int], None] | None = None
) -> ReadSummary:
    """Reads what the archive keeps and has not read yet. `progress` is told how many captures are done.

    Raises sqlite3.Error; then the group in hand is undone, and the same call again goes on.
    """
    return _Reader(archive, progress).run(jobs)


def unread(db: Database) -> int:
    """How many captures wait to be read."""
    (count,) = db.execute("SELECT count(*) FROM captures WHERE capture_id > ?", [read_up_to(db)]).fetchone()
    return int(count)


class _Reader:
    def __init__(self, archive: Archive, progress: Callable[[int], None] | None) -> None:
        self._archive = archive
        self._db = archive.db
        self._placer = Placer(archive.db, load_resolver())
        self._progress = progress
        self._waiting: deque[CaptureRow] = deque()  # captures whose turn has not come
        self._given: set[str] = set()  # contents that a worker has, or has had since the last commit
        self._results: dict[str, Outcome] = {}
        self._group: list[CaptureRow] = []
        self._outstanding = 0  # contents that a worker has
        self._captures = self._documents = 0

    def run(self, jobs: int | None) -> ReadSummary:
        for done in work(read_task, self._tasks(), jobs=jobs, timeout=SECONDS):
            sha256 = done.item.capture.sha256
            assert sha256 is not None
            self._results[sha256] = _lost(done.result) if isinstance(done.result, Lost) else done.result
            self._documents += 1
            self._outstanding -= 1
            self._take_up_to(done.item.capture.capture_id)
        self._take_up_to(None)
        self._commit()
        return ReadSummary(self._captures, self._documents)

    def _tasks(self) -> Iterator[Task]:
        """What must be read, in order; every capture joins those that wait, to be read or not."""
        last = read_up_to(self._db)
        while page := captures_table.after(self._db, last, PAGE):
            last = page[-1].capture_id
            for capture in page:
                self._waiting.append(capture)
                sha256 = capture.sha256
                if _readable(capture) and sha256 not in self._given and outcome_of(self._db, str(sha256)) is None:
                    self._given.add(str(sha256))
                    self._outstanding += 1
                    yield self._task(capture)
                elif not self._outstanding:
                    self._take_up_to(capture.capture_id)

    def _task(self, capture: CaptureRow) -> Task:
        holder = captures_table.capture(self._db, capture.payload_id)
        assert holder is not None, capture
        return Task(capture, self._archive.warc_folder, holder.warc_file, holder.warc_offset)

    def _take_up_to(self, capture_id: int | None) -> None:
        """Moves captures whose documents are read from those that wait into the group, and stores full groups."""
        while self._waiting and (capture_id is None or self._waiting[0].capture_id <= capture_id):
            self._group.append(self._waiting.popleft())
            if len(self._group) >= GROUP:
                self._commit()

    def _commit(self) -> None:
        if not self._group:
            return
        with self._db.atomic():
            for capture in self._group:
                if _readable(capture):
                    self._store(capture)
                faults.point("stored")
            last = self._group[-1].capture_id
            set_read_up_to(self._db, last)
            faults.point("read")
        self._captures += len(self._group)
        for capture in self._group:
            self._given.discard(str(capture.sha256))
            self._results.pop(str(capture.sha256), None)
        self._group.clear()
        if self._progress is not None:
            self._progress(self._captures)

    def _store(self, capture: CaptureRow) -> None:
        assert capture.sha256 is not None
        known = outcome_of(self._db, capture.sha256)
        if known is None:
            self._placer.place(capture, self._results[capture.sha256])
        elif not self._placer.seen_again(capture, known):
            self._placer.place(capture, self._again(capture))

    def _again(self, capture: CaptureRow) -> Outcome:
        """A document that was read before and must be read again: rare, so one at a time."""
        assert capture.sha256 is not None
        if capture.sha256 not in self._results:
            (done,) = work(read_task, [self._task(capture)], jobs=1, timeout=SECONDS)
            self._results[capture.sha256] = _lost(done.result) if isinstance(done.result, Lost) else done.result
        return self._results[capture.sha256]


def _readable(capture: CaptureRow) -> bool:
    """Pages and files that came whole. robots.txt is kept, but is nothing to read."""
    if capture.sha256 is None or capture.truncated is not None or capture.url.endswith("/robots.txt"):
        return False
    return capture.status in (None, 200, 304)


def _lost(why: Lost) -> Outcome:
    from parsers.report import REVISION

    return Outcome(refusal_of(why), None, 0, REVISION)


def read_task(task: Task) -> Outcome:
    """One document read, in a worker; what goes wrong with its record is the document's refusal."""
    from crawler.warc import Torn, read_record
    from parsers.media import MEDIA_TYPES
    from parsers.media.sniff import sniff
    from parsers.report import REVISION, read

    try:
        data = read_record(task.folder, task.warc_file, task.warc_offset).decoded
    except (OSError, Torn, ValueError) as error:
        where = f"{task.warc_file} at {task.warc_offset}"
        return Outcome(Refusal("corrupt", f"its record cannot be read ({where}): {error}"), None, 0, REVISION)
    if data is None:
        return Outcome(Refusal("too_large", "more than 64 MB after decompression"), None, 0, REVISION)
    kind = sniff(data)
    media_type = MEDIA_TYPES.get(kind) if isinstance(kind, str) else None
    result = read(Source(data, task.capture.url, task.capture.content_type))
    return Outcome(result, media_type or task.capture.content_type, len(data), REVISION)
