"""Office packages: the parts of a ZIP file, read within limits.

Nothing is ever unpacked to disk. A part is asked for by its exact name, and its size is what really comes out of the
decompressor, whatever the directory claims. ECMA-376 part 2 says how a package is built.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import lru_cache

from lxml import etree

from parsers.model import Refusal

MAX_BYTES = 64 * 1024 * 1024  # out of one package, all parts together
MAX_RATIO, RATIO_FROM = 300, 4 * 1024 * 1024  # markup of real reports shrinks to a tenth or a fiftieth
MAX_ENTRIES = 10_000
ENTRY = b"PK\x01\x02"  # begins every entry of the directory
CHUNK = 1024 * 1024


class Unreadable(Exception):
    """A file that cannot be read, with why. Raised by the readers of office files, answered in `readers.py`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(code, message)


class Package:
    """The parts of a ZIP package. Raises Unreadable, now and in `part`: `corrupt`, `encrypted`, `too_large`."""

    def __init__(self, data: bytes) -> None:
        if data.count(ENTRY) > MAX_ENTRIES:
            raise Unreadable("too_large", f"the package has more than {MAX_ENTRIES:,} entries")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Unreadable("corrupt", f"the package is cut off or damaged: {error}") from None
        self._left = MAX_BYTES
        self._entries: dict[str, list[zipfile.ZipInfo]] = {}
        for entry in self._zip.infolist():
            self._entries.setdefault(entry.filename.replace("\\", "/"), []).append(entry)

    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none of that name."""
        entries = self._entries.get(name)
        if entries is None:
            return None
        if len(entries) > 1:
            raise Unreadable("corrupt", f"the package holds {name} {len(entries)} times")
        if entries[0].flag_bits & 1:
            raise Unreadable("encrypted", f"{name} is encrypted")
        try:
            return self._inflate(entries[0])
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
            raise Unreadable("corrupt", f"{name} cannot be unpacked: {error}") from None

    def xml(self, name: str, most: int) -> etree._Element | None:
        """The root of a part, None where there is none. No entities, no network, and no part larger than `most`."""
        data = self.part(name)
        if data is None:
            return None
        if len(data) > most:
            raise Unreadable("too_large", f"{name} has {len(data):,} bytes; at most {most:,} are read")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if out_of_memory(error):
                raise MemoryError from None
            raise Unreadable("corrupt", f"{name} is no XML: {error.msg}"[:200]) from None
        if root.getroottree().docinfo.doctype:
            raise Unreadable("corrupt", f"{name} declares a document type, which no package may (ECMA-376 part 2)")
        return root

    def _inflate(self, entry: zipfile.ZipInfo) -> bytes:
        found = bytearray()
        with self._zip.open(entry) as part:
            while chunk := part.read(CHUNK):
                found += chunk
                self._left -= len(chunk)
                if self._left < 0:
                    raise Unreadable("too_large", f"the package unpacks to more than {MAX_BYTES:,} bytes")
                if len(found) > max(RATIO_FROM, MAX_RATIO * entry.compress_size):
                    raise Unreadable("too_large", f"{entry.filename} unpacks to {MAX_RATIO} times its size and more")
        return bytes(found)


def out_of_memory(error: Exception) -> bool:
    """Whether a parser gave up because the process had no more memory; lxml calls that a syntax error."""
    return isinstance(error, etree.XMLSyntaxError) and error.code == etree.ErrorTypes.ERR_NO_MEMORY


def local(element: etree._Element) -> str:
    """An element's name without its namespace: the strict and the transitional schema differ in nothing else here."""
    return _local(str(element.tag))


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
