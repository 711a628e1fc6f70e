"""Into the archive from outside: WARCs (its own after a lost database, or anyone's), WACZs, local files.

A WARC that stands in the archive's own folder is taken where it is; a foreign one is copied in, named for its content,
its records one gzip member each. What has a row already is passed over, so the same import again changes nothing.
"""

from __future__ import annotations

import hashlib
import mimetypes
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from warcio.exceptions import ArchiveLoadFailed

from crawler import __version__
from crawler.archive import Archive
from crawler.archive import captures as captures_table
from crawler.archive.imports import close_import, new_import, remember_crawl
from crawler.archive.visits import keep_portals
from crawler.portals import load_registry
from crawler.problems import Problem
from crawler.recovery import KEPT, row_of, warc_facts
from crawler.rows import About, Seen, capture_row
from crawler.warc import Record, Torn, WarcFolder, iter_records, members
from crawler.warc import record as make

WARCS = (".warc", ".warc.gz", ".arc", ".arc.gz")
LARGEST = 64 * 1024 * 1024
BATCH = 200
CODE = f"gongkai/{__version__}"


@dataclass(frozen=True, slots=True)
class Imported:
    """How many captures a path gave; `refused` says what was not taken, one line each."""

    captures: int
    refused: tuple[str, ...] = ()


class Importer:
    """Takes paths into one archive. Close it to make the last resources durable."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._db = archive.db
        self._registry = load_registry()
        self._now = datetime.now(UTC)
        self._files = WarcFolder(archive.warc_folder, self._head)
        self._crawl: int | None = None  # of what no crawl has fetched; made when the first such file is taken

    def take(self, path: Path) -> Imported:
        """A file, or all files of a folder. Raises Problem for a path that is not there, OSError, sqlite3.Error."""
        if path.is_dir():
            found = [self.take(file) for file in sorted(path.rglob("*")) if file.is_file()]
            return Imported(sum(one.captures for one in found), tuple(line for one in found for line in one.refused))
        if not path.is_file():
            raise Problem(f"{path}: is no file or folder; check the path")
        if path.name.endswith(".torn"):
            return Imported(0)  # what recovery set aside is no record
        try:
            return Imported(self._take(path))
        except (ArchiveLoadFailed, zipfile.BadZipFile, Torn, ValueError) as error:
            return Imported(0, (f"{path}: cannot be taken ({error}); what it held before that is kept",))

    def close(self) -> None:
        self._files.close()
        if self._crawl is not None:
            with self._db.atomic():
                close_import(self._db, self._crawl)

    def _take(self, path: Path) -> int:
        if path.name.endswith(WARCS):
            return self._warc(path)
        if path.suffix == ".wacz":
            return self._wacz(path)
        return self._resource(path)

    def _warc(self, path: Path) -> int:
        own = path.absolute().parent == self._archive.warc_folder
        file = path if own else self._copied(path)
        known = captures_table.places(self._db, file.name)
        facts: dict[str, dict[str, str]] = {}
        taken = 0
        for batch in _batches(members(file)):
            with self._db.atomic():
                for record in batch:
                    if record.kind == "metadata":
                        facts = {record.field("WARC-Concurrent-To") or "": warc_facts(record)}
                    elif record.kind in KEPT and record.url and record.offset not in known:
                        self._row(file, record, facts.get(record.field("WARC-Record-ID") or "", {}))
                        taken += 1
        return taken

    def _row(self, file: Path, record: Record, facts: dict[str, str]) -> None:
        """The row of a record. Ours say in a metadata record, right before, which crawl and portal they belong to."""
        if "crawl" in facts:
            crawl = int(facts["crawl"])
            remember_crawl(self._db, crawl, record.field("WARC-Date") or "", CODE)
        else:
            crawl = self._own_crawl()
        row = row_of(self._db, file.name, record, facts, crawl)
        captures_table.insert_captures(self._db, [row])
        if portal := self._registry.find(row.portal or ""):
            keep_portals(self._db, [portal])

    def _own_crawl(self) -> int:
        if self._crawl is None:
            self._crawl = new_import(self._db, make.stamp(self._now), CODE)
        return self._crawl

    def _copied(self, path: Path) -> Path:
        """A foreign WARC in the archive's folder, every record one gzip member."""
        folder = self._archive.warc_folder
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"import-{_digest(path)[:16]}.warc.gz"
        if not target.exists():
            part = target.with_suffix(".part")
            with part.open("wb") as out:
                for record in iter_records(path):
                    if not record.whole:
                        raise ValueError(f"the record at {record.offset} is larger than 64 MB")
                    kept = [(n, v) for n, v in record.fields if n.lower() not in ("warc-type", *_COUNTED)]
                    out.write(make.member(record.kind, kept, record.block))
            part.rename(target)
        return target

    def _wacz(self, path: Path) -> int:
        """The WARCs of a WACZ (https://specs.webrecorder.net/wacz/1.1.1/). Stored names never become paths."""
        taken = 0
        with zipfile.ZipFile(path) as package, TemporaryDirectory() as temporary:
            names = [name for name in package.namelist() if name.startswith("archive/") and name.endswith(WARCS)]
            for number, name in enumerate(names):
                file = Path(temporary) / f"{number}.warc.gz"
                with package.open(name) as stored, file.open("wb") as out:
                    while chunk := stored.read(1 << 20):
                        out.write(chunk)
                taken += self._warc(file)
        return taken

    def _resource(self, path: Path) -> int:
        """A local file, kept under its file URL."""
        size = path.stat().st_size
        if size > LARGEST:
            raise ValueError(f"{size:,} bytes; at most {LARGEST:,} are taken")
        body, url = path.read_bytes(), path.absolute().as_uri()
        digest, sha256 = make.digest(body), hashlib.sha256(body).hexdigest()
        if captures_table.has(self._db, url, sha256):
            return 0
        content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        record = make.resource(url, self._now, content_type, body, make.new_id())
        place = self._files.append([record])[-1]
        self._files.sync()
        seen = Seen("resource", url, make.stamp(self._now), None, digest, size, sha256, None, content_type)
        with self._db.atomic():
            number, crawl = captures_table.next_capture_id(self._db), self._own_crawl()
            captures_table.insert_captures(self._db, [capture_row(seen, place, About(), None, number, crawl)])
        return 1

    def _head(self, name: str) -> bytes:
        return make.warcinfo(name, self._now, {"software": CODE, "format": "WARC File Format 1.1"})


_COUNTED = ("content-length", "warc-block-digest")  # set anew when a record is written


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    """Groups of records; what came before a torn end is handed out before Torn is raised."""
    batch: list[Record] = []
    torn: Torn | None = None
    try:
        for record in records:
            batch.append(record)
            if len(batch) >= BATCH:
                yield batch
                batch = []
    except Torn as damage:
        torn = damage
    yield batch
    if torn is not None:
        raise torn
