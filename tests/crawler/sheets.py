"""Copies of the demo archive in which one report says something else; written by hand, as no reader would."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from crawler.sheet import Sheet, load_sheet

OFFICE = "原州区人民政府办公室"
ZONE = "平潭综合实验区管理委员会"
LETTERS = {"number": "n", "text": "t", "blank": "b", "missing": "m"}


def copied(demo: Path, folder: Path) -> Path:
    """The archive with its WARCs, to be changed at will."""
    shutil.copytree(demo.with_suffix(".warc"), folder / "demo.warc")
    with closing(sqlite3.connect(demo)) as source, closing(sqlite3.connect(folder / "demo.db")) as copy:
        source.backup(copy)
    return folder / "demo.db"


def number_of(db: Path, organ: str, year: int) -> int:
    with closing(sqlite3.connect(db)) as connection:
        query = "SELECT report_id FROM reports JOIN organs USING (organ_id) WHERE name = ? AND year = ?"
        return int(connection.execute(query, [organ, year]).fetchone()[0])


def sheet_of(db: Path, organ: str, year: int) -> Sheet:
    report_id = number_of(db, organ, year)
    with closing(sqlite3.connect(db)) as connection:
        sheet = load_sheet(connection, report_id)
    assert sheet is not None
    return sheet


def change(db: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute(sql, values)


def print_in(db: Path, report_id: int, cell: str, raw: str, state: str) -> None:
    """Lets a cell of the evidence print something else, without a value."""
    with closing(sqlite3.connect(db)) as connection, connection:
        form, part, position = connection.execute(
            """SELECT e.form, e.part, f.position FROM form_cells f JOIN evidence e USING (form, part)
            WHERE e.report_id = ? AND f.cell = ?""",
            [report_id, cell],
        ).fetchone()
        key = [report_id, part]
        query = "SELECT raws, states, numbers FROM evidence WHERE report_id = ? AND part = ?"
        raws, states, numbers = connection.execute(query, key).fetchone()
        raws, states, numbers = json.loads(raws), list(states), json.loads(numbers)
        raws[position], states[position], numbers[position] = raw, LETTERS[state], None
        connection.execute(
            "UPDATE evidence SET raws = ?, states = ?, numbers = ? WHERE report_id = ? AND part = ? AND form = ?",
            [json.dumps(raws), "".join(states), json.dumps(numbers), *key, form],
        )
