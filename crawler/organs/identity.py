"""Stable numbers for organs and reports: the same on every machine and after every rebuild.

The recipes are public and for ever: other tables join on them. Each is the first 13 hexadecimal digits (52 bits)
of a SHA-256 over UTF-8, fields parted by a line feed, so a shell can make one too:

    printf '640402\\n原州区人民政府办公室' | sha256sum | cut -c1-13

52 bits fit SQLite, JavaScript and pandas (below 2**53). Over a million organs the chance that any two collide is about
1 in 10,000, so whoever stores an id compares what it stands for and refuses a second meaning.
"""

from __future__ import annotations

from hashlib import sha256

from parsers.model import Scope

DIGITS = 13


def organ_id(adcode: str, name: str) -> int:
    """The id of an organ: SHA-256 of the code it bears (100000 for central organs), a line feed, its canonical name.

    >>> organ_id("640402", "原州区人民政府办公室")
    1565506783865135
    >>> organ_id("100000", "教育部") < 2**53
    True
    """
    return _number(adcode, name)


def report_id(organ: int, year: int, scope: Scope) -> int:
    """The id of a report: SHA-256 of organ id, report year, scope code, parted by line feeds.

    >>> report_id(organ_id("640402", "原州区人民政府办公室"), 2021, Scope.OWN_ORGAN)
    683136434154954
    """
    return _number(str(organ), str(year), scope.value)


def _number(*fields: str) -> int:
    return int(sha256("\n".join(fields).encode()).hexdigest()[:DIGITS], 16)
