"""The form of a portals file: CSV with a header, any of seven columns, `host` among them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.problems import WrongUsage

COLUMNS = ("host", "organ", "adcode", "level", "column_url", "system", "note")


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the line of the file that it ends on, and its fields by column."""

    number: int
    fields: dict[str, str]


def lines_of(text: str, source: str) -> Iterator[Line]:
    """The rows of a portals file, empty lines left out; every column is there, empty where the file has it not.

    Raises WrongUsage, with file, line and what to do, where it is no such file.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, source)
        for fields in reader:
            values = [field.strip() for field in fields]
            if len(values) > len(header):
                raise WrongUsage(
                    f"{source} line {reader.line_num}: more fields than columns; quote fields with a comma"
                )
            if any(values):
                yield Line(reader.line_num, dict.fromkeys(COLUMNS, "") | dict(zip(header, values, strict=False)))
    except csv.Error as error:
        raise WrongUsage(f"{source} line {reader.line_num}: is no CSV ({error}); mend the line") from error


def _check_header(header: list[str], source: str) -> None:
    known = f"columns are {', '.join(COLUMNS)}; only host must be there"
    if "host" not in header:
        raise WrongUsage(f"{source}: has no column host; {known}")
    for name in header:
        if name not in COLUMNS:
            raise WrongUsage(f"{source}: has a column {name!r} that is not known; {known}")
        if header.count(name) > 1:
            raise WrongUsage(f"{source}: has the column {name} twice; {known}")
