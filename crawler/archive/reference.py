"""Reference tables: what the codes mean. They follow from `data/` and are replaced whole when that has changed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from hashlib import sha256
from typing import TypeAlias

from sqlite_utils import Database

from crawler import __version__
from crawler.organs.divisions import load_divisions
from parsers.forms import Form, all_forms, all_sheets
from parsers.resources import resource

Row: TypeAlias = dict[str, str | int | None]

TABLES = ("codebook", "indicators", "form_cells", "form_identities", "deadlines", "divisions")
FILES = ("codebook.csv", "deadlines.csv", "divisions.csv", "schema/views.sql")


def is_current(db: Database) -> bool:
    """Whether the tables and views were made from today's `data/`."""
    row = db.execute("SELECT value FROM archive_meta WHERE key = 'reference_digest'").fetchone()
    return row is not None and row[0] == digest()


def digest() -> str:
    """Of everything that the reference tables and the views are made from."""
    total = sha256()
    for name in FILES:
        total.update(resource(name).read_bytes())
    for form in (*all_forms(), *all_sheets()):
        total.update(repr(form).encode())
    return total.hexdigest()


def fill(db: Database) -> None:
    """Replaces the reference tables, within the caller's transaction."""
    forms, every = all_forms(), (*all_forms(), *all_sheets())
    rows: dict[str, Iterable[Row]] = {
        "codebook": _csv("codebook.csv"),
        "indicators": _indicators(every),
        "form_cells": _cells(forms),
        "form_identities": _identities(every),
        "deadlines": _csv("deadlines.csv"),
        "divisions": (asdict(division) for division in load_divisions().rows),
    }
    for table in TABLES:
        db.execute(f'DELETE FROM "{table}"')
        db.table(table).insert_all(rows[table])
    meta = {"reference_digest": digest(), "code": f"gongkai {__version__}"}
    db.conn.executemany("INSERT OR REPLACE INTO archive_meta VALUES (?, ?)", meta.items())


def _csv(name: str) -> Iterator[Row]:
    for row in csv.DictReader(io.StringIO(resource(name).read_text(encoding="utf-8"))):
        yield {column: value or None for column, value in row.items()}


def _indicators(forms: Iterable[Form]) -> Iterator[Row]:
    for form in forms:
        for part in form.parts:
            for axis, labels in (("row", part.rows), ("column", part.columns)):
                for position, label in enumerate(labels):
                    yield {
                        "form": form.code,
                        "part": part.name,
                        "axis": axis,
                        "position": position,
                        "code": label.code,
                        "zh": label.zh,
                        "en": label.en,
                        "unit": label.unit,
                        "basis": label.basis,
                    }


def _cells(forms: Iterable[Form]) -> Iterator[Row]:
    for form in forms:
        for part in form.parts:
            for position, cell in enumerate(part.cells):
                _, subject, measure = cell.split(".")
                yield {
                    "form": form.code,
                    "part": part.name,
                    "position": position,
                    "cell": cell,
                    "measure": measure,
                    "subject": subject,
                }


def _identities(forms: Iterable[Form]) -> Iterator[Row]:
    for form in forms:
        for identity in form.identities:
            yield {
                "form": form.code,
                "identity": identity.name,
                "scope": identity.scope,
                "left_cells": json.dumps(identity.left),
                "right_cells": json.dumps(identity.right),
                "relation": "at_most" if identity.at_most else "equal",
            }
