"""The words that pages and terminal say about a report, in Chinese and English: `data/datasette/phrases.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from io import StringIO

from parsers.resources import resource

LANGUAGES = ("zh", "en")


class Phrases:
    """The phrases of one language, by key.

    >>> Phrases("en")("status.consistent"), Phrases("zh")("bytes", bytes=3)
    ('consistent', '3 字节')
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = _texts()[language]

    def __call__(self, key: str, **values: object) -> str:
        """The phrase, with values put in. Raises KeyError for a key that no phrase has."""
        text = self._texts[key]
        return text.format_map(values) if values else text


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    rows = list(csv.DictReader(StringIO(resource("datasette/phrases.csv").read_text(encoding="utf-8"))))
    return {language: {row["key"]: row[language] for row in rows} for language in LANGUAGES}
