"""`gongkai show`: one report, its tables drawn as the form prints them."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.problems import Problem

if TYPE_CHECKING:  # `--help` needs none of it
    from sqlite3 import Connection

    from rich.console import Console

    from crawler.sheet.choose import Candidate

WIDTH = 100  # columns that table 三 needs
MOST = 20  # organs listed where a name fits many


@click.command()
@click.argument("organ")
@click.argument("year", type=int, required=False)
@click.option(
    "--db", type=click.Path(path_type=Path), default=Path("data/archive.db"), show_default=True, help="Archive."
)
@click.option("--cell", metavar="CODE", help="One cell only: what it says, what is printed, where it stands.")
def command(organ: str, year: int | None, db: Path, cell: str | None) -> None:
    """Draw a report's tables as the form prints them, with repairs and sums that fail.

    ORGAN is a name, part of a name, or an organ's number. Without YEAR the newest report is drawn.

    Example: gongkai show 原州区人民政府办公室 2021 --db demo.db

    Example: gongkai show 原州区人民政府办公室 2021 --db demo.db --cell applications.total.received
    """
    from crawler.archive import Archive
    from crawler.sheet.choose import choose

    console = _console()
    with Archive.read(db) as archive:
        found = _organ(archive.db.conn, organ, console)
        chosen = choose(archive.db.conn, found, year)
        for report_id in chosen.report_ids:
            _print(archive.db.conn, report_id, cell, console)
    if year is None and chosen.others:
        more = ", ".join(map(str, chosen.others))
        click.echo(f"gongkai: this is {chosen.year}, the newest; the archive also has {more}", err=True)


def _console() -> Console:
    """UTF-8 always, also where the locale says ASCII, and wide enough for the tables."""
    from rich.console import Console

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    console = Console(highlight=False)
    console.width = max(console.width, WIDTH)
    return console


def _organ(db: Connection, wanted: str, console: Console) -> Candidate:
    """The one organ meant. Raises Problem where there is none, or several, which are then listed."""
    from rich.table import Table

    from crawler.sheet.choose import nobody, organs

    found = organs(db, wanted)
    if not found:
        raise nobody(db, wanted)
    if len(found) == 1:
        return found[0]
    table = Table("number", "organ", "division", "years")
    for one in found[:MOST]:
        division = f"{one.adcode} {one.division or ''}"
        table.add_row(str(one.organ_id), one.name, division, " ".join(map(str, one.years)))
    console.print(table)
    more = f", of which {MOST} are shown" if len(found) > MOST else ""
    raise Problem(f"{len(found)} organs fit {wanted}{more}: name one by its full name or its number")


def _print(db: Connection, report_id: int, cell: str | None, console: Console) -> None:
    from crawler.sheet import load_sheet
    from crawler.sheet.terminal import print_cell, print_sheet

    sheet = load_sheet(db, report_id)
    assert sheet is not None, report_id
    if cell is None:
        print_sheet(sheet, console)
        return
    try:
        print_cell(sheet, cell, console)
    except KeyError as error:
        form = sheet.head.form
        todo = f"`SELECT cell FROM form_cells WHERE form = '{form}'` lists those that it has"
        raise Problem(f"the report (form {form}) has no cell {cell}: {todo}") from error
