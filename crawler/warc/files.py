"""The folder of WARC files of one archive: appending, making durable, beginning a new file when one is full."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler import faults

FULL = 1_000_000_000  # bytes; what tools and mirrors handle with ease


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: file name within the folder, offset of its gzip member, length of it."""

    file: str
    offset: int
    length: int


class WarcFolder:
    """Appends records to the newest file of this run. Files of earlier runs are never opened for writing.

    `head(filename)` makes the warcinfo record that begins each file.
    """

    def __init__(self, folder: Path, head: Callable[[str], bytes], full: int = FULL) -> None:
        self.folder = folder
        self._head = head
        self._full = full
        self._name = ""
        self._file = -1
        self._size = 0
        self._serial = 0  # never starts again, so that names of one millisecond sort as they were written

    def append(self, members: Sequence[bytes]) -> list[Place]:
        """Writes the members one after the other into one file, and says where they stand. Durable only after `sync`.

        Raises OSError; then the file ends where it ended before.
        """
        data = b"".join(members)
        if self._file < 0 or (self._size + len(data) > self._full and self._size > 0):
            self._begin()
        start = self._size
        faults.point("append")
        faults.point("torn", lambda: os.write(self._file, data[: len(data) * 2 // 3]))
        self._write(data)
        faults.point("appended")
        places = []
        for one in members:
            places.append(Place(self._name, start, len(one)))
            start += len(one)
        return places

    def sync(self) -> None:
        """Returns when everything appended is on the disk. Raises OSError."""
        if self._file >= 0:
            os.fdatasync(self._file)

    def close(self) -> None:
        if self._file >= 0:
            self.sync()
            os.close(self._file)
            self._file = -1

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError:
            os.ftruncate(self._file, self._size)  # half a record would hide what a later run appends
            raise
        self._size += len(data)

    def _begin(self) -> None:
        self.close()
        self.folder.mkdir(parents=True, exist_ok=True)
        while True:
            name = file_name(datetime.now(UTC), self._serial)
            self._serial += 1
            with suppress(FileExistsError):  # the clock went back, or a file filled up within a millisecond
                self._file = os.open(self.folder / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o644)
                break
        self._name, self._size = name, 0
        sync_folder(self.folder)
        self._write(self._head(name))


def file_name(now: datetime, serial: int) -> str:
    """A name that sorts by time and is no other run's, on no other machine.

    >>> file_name(datetime(2026, 1, 31, 8, tzinfo=UTC), 0).startswith("gongkai-20260131080000000-00000-")
    True
    """
    host = "".join(c if c.isalnum() else "-" for c in socket.gethostname())[:32]
    return f"gongkai-{now:%Y%m%d%H%M%S}{now.microsecond // 1000:03d}-{serial:05d}-{host}-{os.getpid()}.warc.gz"


def sync_folder(folder: Path) -> None:
    """Makes new names in a folder durable (fsync(2): a file's own fsync does not)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
