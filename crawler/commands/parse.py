"""`gongkai parse`: read local files and folders, archive nothing."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from crawler.problems import Problem, WrongUsage
from crawler.reading.lost import SECONDS, refusal_of
from crawler.reading.worker import Lost
from crawler.reading.workers import work
from parsers.model import Refusal, Report, Source


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read and how to print what it says."""

    path: str
    url: str | None
    as_lines: bool
    width: int
    colour: bool


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    refused: bool


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--json", "as_lines", is_flag=True, help="JSON Lines on stdout, one line a file.")
@click.option("--url", help="Where the file came from, if known.")
def command(paths: tuple[Path, ...], as_lines: bool, url: str | None) -> None:
    """Read reports from files or folders and print what they say; nothing is archived.

    Example: gongkai parse report.html downloads/ --json > reports.jsonl
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise WrongUsage(f"there is no file or folder {missing[0]}: check the path")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # also where the locale says ASCII
    width, colour = shutil.get_terminal_size((120, 40)).columns, sys.stdout.isatty()
    tasks = [Task(str(path), url, as_lines, width, colour) for path in _files(paths)]
    if not tasks:
        raise Problem("no file in the folders named: nothing was read")
    refused = sum(_print_all(tasks))
    if refused:
        click.echo(f"gongkai: {refused} of {len(tasks)} refused; the reason stands with each", err=True)
        sys.exit(1)


def _files(paths: Iterable[Path]) -> list[Path]:
    """Every file named or below a folder named, each once, folders in the order of their names."""
    found: dict[Path, None] = {}
    for path in paths:
        below = [path] if not path.is_dir() else [Path(at, name) for at, _, names in os.walk(path) for name in names]
        found.update(dict.fromkeys(sorted(below)))
    return list(found)


def _print_all(tasks: list[Task]) -> Iterator[bool]:
    """Prints every answer as it comes, in order; yields whether it was a refusal."""
    with _progress(len(tasks)) as bar:
        for done in work(_answer, tasks, timeout=SECONDS):
            answer = _text(done.item, refusal_of(done.result)) if isinstance(done.result, Lost) else done.result
            click.echo(answer.text, nl=False)
            if bar is not None:
                bar.update(1)
            yield answer.refused


def _progress(length: int) -> AbstractContextManager[Any]:
    """A bar on a terminal, where it does not stand among the results."""
    if length < 2 or sys.stdout.isatty() or not sys.stderr.isatty():
        return nullcontext()
    return click.progressbar(length=length, file=sys.stderr, label="reading")


def _answer(task: Task) -> Answer:
    """One file read, in a worker."""
    from parsers.report import MAX_BYTES, read  # imported here: the command's --help needs none of it

    try:
        size = os.stat(task.path).st_size
        if size > MAX_BYTES:
            return _text(task, Refusal("too_large", f"{size:,} bytes; at most {MAX_BYTES:,} are read"))
        data = Path(task.path).read_bytes()
    except OSError as error:
        return _text(task, Refusal("corrupt", f"the file cannot be read: {error.strerror}"))
    return _text(task, read(Source(data, task.url)))


def _text(task: Task, result: Report | Refusal) -> Answer:
    if task.as_lines:
        from parsers.jsonform import json_line

        return Answer(json_line(task.path, result) + "\n", isinstance(result, Refusal))
    from crawler.drawing.report import draw

    return Answer(draw(task.path, result, width=task.width, colour=task.colour), isinstance(result, Refusal))
