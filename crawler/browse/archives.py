"""Which of the databases that a Datasette serves is an archive, and what its pages must know of it.

Every Datasette loads the plugin where gongkai is installed; without an archive the plugin does nothing.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:  # Datasette loads the plugin while it is itself being imported
    from datasette.app import Datasette

_known: WeakKeyDictionary[Datasette, Served | None] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Column:
    """A row of the archive's codebook."""

    table: str
    column: str
    zh: str
    en: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Served:
    """An archive that is served: its name in Datasette, the folder of its WARCs, its codebook."""

    database: str
    warc_folder: Path
    codebook: tuple[Column, ...]


def served(datasette: Datasette) -> Served | None:
    """The first archive among the databases; looked for once."""
    if datasette not in _known:
        found = (_archive(name, db.path) for name, db in datasette.databases.items() if db.path)
        _known[datasette] = next((archive for archive in found if archive is not None), None)
    return _known[datasette]


def _archive(name: str, path: str) -> Served | None:
    """None for a file that is no archive."""
    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as db:
            folder = db.execute("SELECT value FROM archive_meta WHERE key = 'warc_folder'").fetchone()
            codebook = db.execute('SELECT "table", "column", zh, en, unit FROM codebook').fetchall()
    except sqlite3.Error:
        return None  # somebody else's database, which the rest of Datasette serves as it is
    at = Path(path).absolute()
    beside = at.with_suffix(".warc") if folder is None else Path(os.path.normpath(at.parent / folder[0]))
    return Served(name, beside, tuple(Column(*row) for row in codebook))
