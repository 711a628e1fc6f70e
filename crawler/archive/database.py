"""Opening an archive: its lock, its schema's version, the folder of its WARCs.

Write-ahead logging lets readers read while a crawl writes. `synchronous` is FULL: a group that was committed has its
WARC records on disk already, so it must not be undone by a loss of power.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from sqlite_utils import Database

from crawler.archive import migrations
from crawler.problems import Locked, Problem

MAGIC = b"SQLite format 3\0"


@dataclass(slots=True)
class Archive:
    """An open archive. `warc_folder` is where its WARCs are; use it as a context manager, or close it."""

    path: Path
    db: Database
    warc_folder: Path
    lock_file: IO[str] | None = None

    @classmethod
    def create(cls, path: Path, warc_folder: Path | None = None) -> Self:
        """Opens the archive for writing, made or migrated as needed, and locked against other writers.

        `warc_folder` is remembered, relative to the archive, when that is new; by default `archive.warc` beside
        `archive.db`. Raises Locked where another run holds the archive, NewerSchema where a newer gongkai made it, and
        Problem where it is no archive or cannot be written.
        """
        path = path.absolute()
        if not path.exists():  # before anything is written: an archive must not remember a folder that cannot be
            _make_folder((warc_folder or default_warc_folder(path)).absolute(), "the WARC folder", "--warc")
        _make_folder(path.parent, "the folder", "--db")
        try:
            lock_file = _lock(path)
        except OSError as error:
            raise Problem(f"{path}: cannot be written ({error.strerror}); choose another --db") from error
        try:
            _refuse_other_files(path)
            db = _connect(path, f"file:{_quoted(path)}?mode=rwc")
            migrations.migrate(db)
            folder = _warc_folder(db, path, warc_folder)
        except BaseException:
            lock_file.close()
            raise
        return cls(path, db, folder, lock_file)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Opens an archive that is there, for reading only. Raises Problem where there is none, NewerSchema."""
        path = path.absolute()
        if not path.is_file():
            raise Problem(
                f"{path}: no archive there; make one with `gongkai crawl` or `gongkai demo`, or name another --db"
            )
        _refuse_other_files(path)
        db = _connect(path, f"file:{_quoted(path)}?{_reading_mode(path)}")
        migrations.refuse_other_versions(db)
        return cls(path, db, _warc_folder(db, path, None))

    def close(self) -> None:
        self.db.close()
        if self.lock_file is not None:
            self.lock_file.close()  # which lets go of the lock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def default_warc_folder(path: Path) -> Path:
    """Beside its archive: `archive.warc` for `archive.db`."""
    return path.with_suffix(".warc")


def _make_folder(folder: Path, what: str, option: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(f"{folder}: {what} cannot be written ({error.strerror}); choose another {option}") from error


def _connect(path: Path, uri: str) -> Database:
    try:
        connection = sqlite3.connect(uri, uri=True, timeout=10, check_same_thread=False)
        db = Database(connection)
        if "mode=ro" not in uri:
            db.execute("PRAGMA journal_mode = WAL").fetchall()
            db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error as error:
        raise Problem(f"{path}: SQLite cannot open it ({error}); choose another --db") from error
    return db


def _reading_mode(path: Path) -> str:
    """Readers of a write-ahead log need a shared-memory file beside it (https://sqlite.org/wal.html#readonly).

    Where the folder cannot be written, an archive that nobody has open can still be read, as one that does not change.
    """
    if os.access(path.parent, os.W_OK):
        return "mode=ro"
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise Problem(f"{path}: is being written, and its folder is closed to you; read a copy, or ask to write there")
    return "mode=ro&immutable=1"


def _refuse_other_files(path: Path) -> None:
    if not path.exists() or path.stat().st_size == 0:
        return
    with path.open("rb") as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise Problem(f"{path}: is no SQLite file; choose another --db")


def _lock(path: Path) -> IO[str]:
    """One writer an archive. The lock goes with the process, however that ends."""
    stream = open(path.with_name(path.name + ".lock"), "a+", encoding="utf-8")  # noqa: SIM115  (held as long as the archive)
    try:
        flock(stream, LOCK_EX | LOCK_NB)
    except OSError as error:
        stream.seek(0)
        holder = stream.read().strip() or "another run"
        stream.close()
        raise Locked(f"{path}: {holder} holds the lock; wait until it has ended") from error
    stream.truncate(0)
    stream.write(f"process {os.getpid()}")
    stream.flush()
    return stream


def _warc_folder(db: Database, path: Path, wanted: Path | None) -> Path:
    """The folder that the archive remembers, relative to itself so that both can be moved together."""
    row = db.execute("SELECT value FROM archive_meta WHERE key = 'warc_folder'").fetchone()
    if row is None:
        folder = (wanted or default_warc_folder(path)).absolute()
        with suppress(sqlite3.OperationalError), db.atomic():  # an archive opened for reading is not told
            relative = os.path.relpath(folder, path.parent)
            db.execute("INSERT INTO archive_meta VALUES ('warc_folder', ?)", [relative])
        return folder
    folder = Path(os.path.normpath(path.parent / str(row[0])))
    if wanted is not None and wanted.absolute() != folder:
        raise Problem(f"{path}: keeps its WARCs in {folder}; leave --warc out, or choose another --db")
    return folder


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
