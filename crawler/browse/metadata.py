"""Datasette's metadata for an archive: titles, descriptions and units in Chinese and English, facets, order."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from io import StringIO
from typing import Any, TypeAlias

from markupsafe import Markup

from crawler.browse.archives import Column, Served
from crawler.drawing.phrases import Phrases
from parsers.resources import resource

Metadata: TypeAlias = dict[str, Any]  # what Datasette takes

# What only the code uses; a person finds the same in `indicators`, `cells` and `checks_all`.
HIDDEN = ("form_cells", "form_identities", "robots")
OF_TABLE: dict[str, Metadata] = {
    "reports": {"facets": ["year", "form", "status", "scope"], "sort_desc": "year", "label_column": "title"},
    "reports_plain": {"facets": ["year", "form", "status", "scope"], "sort_desc": "year"},
    "application_rates": {"facets": ["year", "scope", "status"], "sort_desc": "year"},
    "organs": {"facets": ["kind", "level"], "label_column": "name"},
    "codebook": {"facets": ["table"], "size": 500},
    "checks": {"facets": ["lenient", "identity"]},
    "findings": {"facets": ["kind", "severity"], "sort_desc": "found_at"},
    "captures": {"facets": ["kind", "status"], "label_column": "url"},
    "documents": {"facets": ["outcome", "media_type"]},
    "frontier": {"facets": ["state", "kind"]},
}


def metadata(archive: Served, url: Callable[[str], str]) -> Metadata:
    """For the whole instance, where `url` gives a table's; made anew for each caller: Datasette writes into it."""
    zh, en = Phrases("zh"), Phrases("en")
    columns: dict[str, dict[str, str]] = defaultdict(dict)
    for column in archive.codebook:
        columns[column.table][column.column] = described(column)
    tables = {name: {**_titles()[name], **OF_TABLE.get(name, {}), "columns": columns[name]} for name in _titles()}
    for name in HIDDEN:
        tables[name]["hidden"] = True
    return {
        "title": zh("site"),
        "description": f"{zh('index.lead')} {en('index.lead')}",
        "license": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "databases": {archive.database: {"description_html": _contents(url), "tables": tables}},
    }


def _contents(url: Callable[[str], str]) -> Markup:
    """What the tables are, in our order: Datasette lists them by the alphabet, with their columns."""
    lines = (
        Markup('<li><a href="{}">{}</a> {}</li>').format(str(url(name)), name, said["title"])
        for name, said in _titles().items()
        if name not in HIDDEN
    )
    return Markup('<ul class="gongkai-tables">{}</ul>').format(Markup("").join(lines))


def described(column: Column) -> str:
    """A column in both languages, with its unit.

    >>> described(Column("disputes", "pending", "尚未审结", "Pending", "件"))
    '尚未审结 · Pending（单位 unit: 件）'
    """
    unit = f"（单位 unit: {column.unit}）" if column.unit else ""
    return f"{column.zh} · {column.en}{unit}"


@cache
def _titles() -> dict[str, Metadata]:
    rows = csv.DictReader(StringIO(resource("datasette/tables.csv").read_text(encoding="utf-8")))
    return {
        row["table"]: {
            "title": f"{row['zh']} {row['en']}" if row["zh"] != row["en"] else row["zh"],
            "description": f"{row['about_zh']} {row['about_en']}",
        }
        for row in rows
    }
