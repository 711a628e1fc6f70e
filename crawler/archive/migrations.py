"""The schema's versions: `data/schema/NNN.sql`, append-only, and the views, which are made anew each time.

`PRAGMA user_version` says which version a file has. A newer one than the code knows is refused.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from sqlite3 import complete_statement

from sqlite_utils import Database

from crawler.archive import reference
from crawler.problems import NewerSchema, Problem
from parsers.resources import resource


def steps() -> list[Traversable]:
    """The numbered migrations, in order; the first brings an empty file to version 1."""
    found = [file for file in resource("schema").iterdir() if file.name[:3].isdigit() and file.name.endswith(".sql")]
    return sorted(found, key=lambda file: file.name)


def version(db: Database) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: Database) -> None:
    """Brings a file to today's version in one transaction.

    Raises NewerSchema, or Problem for a file that is no archive.
    """
    have, want = version(db), len(steps())
    _refuse_newer(have, want)
    if have == 0 and db.table_names():
        raise Problem("the file is a SQLite database, but no archive of gongkai; choose another --db")
    if have == want and reference.is_current(db):
        return
    with db.atomic():
        for step in steps()[have:]:
            _run(db, step.read_text(encoding="utf-8"))
        for view in db.view_names():
            db.execute(f'DROP VIEW "{view}"')
        _run(db, resource("schema/views.sql").read_text(encoding="utf-8"))
        reference.fill(db)
        db.execute(f"PRAGMA user_version = {want}")


def refuse_other_versions(db: Database) -> None:
    """For readers, who cannot migrate. Raises NewerSchema, or Problem for an older file or one that is no archive."""
    have, want = version(db), len(steps())
    _refuse_newer(have, want)
    if have == 0:
        raise Problem("the file is no archive of gongkai; name another --db")
    if have < want:
        raise Problem(f"the archive has schema {have}, today's is {want}; any command that writes brings it up to date")


def _refuse_newer(have: int, want: int) -> None:
    if have > want:
        raise NewerSchema(f"the archive has schema {have}, this gongkai knows {want}; update gongkai")


def _run(db: Database, script: str) -> None:
    """A script's statements one by one: `executescript` would commit the transaction that they belong to."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            db.execute(statement)
            statement = ""
