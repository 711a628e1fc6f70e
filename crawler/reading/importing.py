"""Into the archive from outside: WARCs (its own after a lost database, or anyone's), WACZs, local files.

A WARC that stands in the archive's own folder is taken where it is; a foreign one is copied in, named for its content,
its records one gzip member each. What has a row already is passed over, so the same import again changes nothing.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler import __version__
from crawler.archive import Archive
from crawler.archive import captures as captures_table
from crawler.archive.imports import close_import, new_import, remember_crawl
from crawler.archive.portals import keep_portals
from crawler.keeping.recovery import KEPT, row_of, warc_facts
from crawler.keeping.rows import About, Seen, capture_row
from crawler.problems import Problem
from crawler.registry.portals import load_registry
from crawler.warc import ArchiveLoadFailed, Record, Torn, WarcFolder, iter_records, members
from crawler.warc import record as make
from crawler.warc.files import sync_folder

WARCS = (".warc", ".warc.gz", ".arc", ".arc.gz")
LARGEST = 64 * 1024 * 1024
BATCH = 200
CODE = f"gongkai/{__version__}"


class Importer:
    """Takes paths into one archive, and counts the `captures` that are new. Close it when all are taken."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._db = archive.db
        self._registry = load_registry()
        self._now = datetime.now(UTC)
        self._files = WarcFolder(archive.warc_folder, self._head)
        self.captures = 0
        self._crawl: int | None = None  # of what no crawl has fetched; made when the first such file is taken

    def take(self, path: Path) -> list[str]:
        """A file, or all files of a folder; returns what could not be taken, one line each.

        Raises Problem for a path that is not there, OSError, sqlite3.Error.
        """
        if path.is_dir():
            return [line for file in sorted(path.rglob("*")) if file.is_file() for line in self.take(file)]
        if not path.is_file():
            raise Problem(f"{path}: is no file or folder; check the path")
        if path.name.endswith(".torn"):
            return []  # what recovery set aside is no record
        try:
            self._take(path)
        except DAMAGED as error:
            return [f"{path}: cannot be taken ({error}); what it held before that is kept"]
        return []

    def close(self) -> None:
        self._files.close()
        if self._crawl is not None:
            with self._db.atomic():
                close_import(self._db, self._crawl)

    def _take(self, path: Path) -> None:
        if path.name.endswith(WARCS):
            self._warc(path)
        elif path.suffix == ".wacz":
            self._wacz(path)
        else:
            self._resource(path)

    def _warc(self, path: Path) -> None:
        own = path.absolute().parent == self._archive.warc_folder
        file, damage = (path, None) if own else self._copied(path)
        known = captures_table.places(self._db, file.name)
        facts: dict[str, dict[str, str]] = {}
        for batch in _batches(members(file)):
            with self._db.atomic():
                for record in batch:
                    if record.kind == "metadata":
                        facts = {record.field("WARC-Concurrent-To") or "": warc_facts(record)}
                    elif record.kind in KEPT and record.url and record.offset not in known:
                        self._row(file, record, facts.get(record.field("WARC-Record-ID") or "", {}))
        if damage is not None:
            raise damage

    def _row(self, file: Path, record: Record, facts: dict[str, str]) -> None:
        """The row of a record. Ours say in a metadata record, right before, which crawl and portal they belong to."""
        if "crawl" in facts:
            crawl = int(facts["crawl"])
            remember_crawl(self._db, crawl, record.field("WARC-Date") or "", CODE)
        else:
            crawl = self._own_crawl()
        row = row_of(self._db, file.name, record, facts, crawl)
        captures_table.insert_captures(self._db, [row])
        self.captures += 1
        if portal := self._registry.find(row.portal or ""):
            keep_portals(self._db, [portal], int(row.fetched_at[:4]))

    def _own_crawl(self) -> int:
        if self._crawl is None:
            self._crawl = new_import(self._db, make.stamp(self._now), CODE)
        return self._crawl

    def _copied(self, path: Path) -> tuple[Path, Exception | None]:
        """A foreign WARC in the archive's folder, every record one gzip member; and what ended it too early, if it was
        damaged. The same file gives the same copy, byte for byte."""
        folder = self._archive.warc_folder
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"import-{_digest(path)[:16]}.warc.gz"
        part = target.with_suffix(".part")
        damage: Exception | None = None
        with part.open("wb") as out:
            try:
                for record in iter_records(path):
                    if not record.whole or len(record.block) != int(record.field("Content-Length") or 0):
                        raise ValueError(f"the record at {record.offset} is cut off, or larger than 64 MB")
                    kept = [(n, v) for n, v in record.fields if n.lower() not in _SET_ANEW]
                    out.write(make.member(record.kind, kept, record.block))
            except DAMAGED as error:
                damage = error
            out.flush()
            os.fsync(out.fileno())
        part.rename(target)
        sync_folder(folder)
        return target, damage

    def _wacz(self, path: Path) -> None:
        """The WARCs of a WACZ (https://specs.webrecorder.net/wacz/1.1.1/). Stored names never become paths."""
        with zipfile.ZipFile(path) as package, TemporaryDirectory() as temporary:
            names = [name for name in package.namelist() if name.startswith("archive/") and name.endswith(WARCS)]
            for number, name in enumerate(names):
                file = Path(temporary) / f"{number}.warc.gz"
                with package.open(name) as stored, file.open("wb") as out:
                    while chunk := stored.read(1 << 20):
                        out.write(chunk)
                self._warc(file)

    def _resource(self, path: Path) -> None:
        """A local file, kept under its file URL."""
        size = path.stat().st_size
        if size > LARGEST:
            raise ValueError(f"{size:,} bytes; at most {LARGEST:,} are taken")
        body, url = path.read_bytes(), path.absolute().as_uri()
        digest, sha256 = make.digest(body), hashlib.sha256(body).hexdigest()
        if captures_table.has(self._db, url, sha256):
            return
        content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        record = make.resource(url, self._now, content_type, body, make.new_id())
        place = self._files.append([record])[-1]
        self._files.sync()
        seen = Seen("resource", url, make.stamp(self._now), None, digest, size, sha256, None, content_type)
        with self._db.atomic():
            number, crawl = captures_table.next_capture_id(self._db), self._own_crawl()
            captures_table.insert_captures(self._db, [capture_row(seen, place, About(), None, number, crawl)])
        self.captures += 1

    def _head(self, name: str) -> bytes:
        return make.warcinfo(name, self._now, {"software": CODE, "format": "WARC File Format 1.1"})


_SET_ANEW = ("warc-type", "content-length", "warc-block-digest")  # by `record.member`
DAMAGED = (ArchiveLoadFailed, zipfile.BadZipFile, zlib.error, EOFError, Torn, ValueError)


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
