"""`gongkai import`: takes local files, folders, WARC and WACZ into the archive, and reads them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from crawler.problems import Problem, WrongUsage


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option(
    "--db", type=click.Path(path_type=Path), default=Path("data/archive.db"), show_default=True, help="Archive."
)
def command(paths: tuple[Path, ...], db: Path) -> None:
    """Take local files, folders, WARCs and WACZs into the archive, then read them.

    An archive whose database was lost is made anew from its own folder of WARCs; the same import again changes nothing.

    Example: gongkai import data/archive.warc --db data/archive.db
    """
    from crawler.archive import Archive
    from crawler.commands.reading import read_with_bar
    from crawler.reading.importing import Importer

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise WrongUsage(f"there is no file or folder {missing[0]}: check the path")
    with Archive.create(db) as archive:
        importer = Importer(archive)
        try:
            refused = [line for path in paths for line in importer.take(path)]
        finally:
            importer.close()
        summary = read_with_bar(archive)
        (reports,) = archive.db.execute("SELECT count(*) FROM reports").fetchone()
    click.echo(f"{importer.captures} captures taken, {summary.documents} documents read, {reports} reports in {db}")
    for line in refused:
        click.echo(f"gongkai: {line}", err=True)
    if refused:
        sys.exit(Problem.exit_code)
