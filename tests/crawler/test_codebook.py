"""Every column of the archive is described, in both languages, and so is every word that a page says of a report."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.drawing.phrases import LANGUAGES, Phrases
from parsers.forms import all_forms
from parsers.model import Scope, State, Status
from parsers.resources import resource


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(resource(name).read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Every column of every table and view of an archive."""
    with Archive.create(tmp_path_factory.mktemp("empty") / "a.db") as archive:
        names = [*archive.db.table_names(), *archive.db.view_names()]
        return [(name, column[1]) for name in names for column in archive.db.execute(f'PRAGMA table_xinfo("{name}")')]


def test_codebook_describes_every_column_once_and_nothing_else(columns: list[tuple[str, str]]) -> None:
    described = [(row["table"], row["column"]) for row in rows("codebook.csv")]
    assert set(described) - set(columns) == set(), "described, and not in the schema"
    assert set(columns) - set(described) == set(), "in the schema, and not in data/codebook.csv"
    assert Counter(described).most_common(1)[0][1] == 1


def test_codebook_speaks_both_languages() -> None:
    assert [row for row in rows("codebook.csv") if not row["zh"].strip() or not row["en"].strip()] == []
    assert [row for row in rows("codebook.csv") if None in row or None in row.values()] == []


def test_codebook_is_in_the_archive(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a.db") as archive:
        query = 'SELECT en, unit FROM codebook WHERE "table" = ? AND "column" = ?'
        assert archive.db.execute(query, ["applications", "carried_in"]).fetchone() == (
            "Carried over from last year",
            "件",
        )
        assert archive.db.execute(query, ["captures", "fetched_at"]).fetchone()[1] == "UTC"
        assert "acts of the year" in archive.db.execute(query, ["disclosure", "decisions"]).fetchone()[0]


def test_every_table_has_a_title(columns: list[tuple[str, str]]) -> None:
    titled = [row["table"] for row in rows("datasette/tables.csv")]
    assert sorted(titled) == sorted({table for table, _ in columns})
    assert [row for row in rows("datasette/tables.csv") if not all(row.values()) or None in row] == []


def test_every_measure_of_a_form_is_a_described_column() -> None:
    described = {(row["table"], row["column"]) for row in rows("codebook.csv")}
    cells = [cell.split(".") for form in all_forms() for part in form.parts for cell in part.cells]
    assert {(part, measure) for part, _, measure in cells} - described == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_are_complete(language: str) -> None:
    say = Phrases(language)
    names = {identity.name for form in all_forms() for identity in form.identities}
    keys = [f"status.{status}" for status in Status] + [f"explain.{status}" for status in Status]
    keys += [f"scope.{scope}" for scope in Scope] + [f"state.{state}" for state in State]
    keys += [f"identity.{name}" for name in names]
    keys += [f"form.{code}" for code in ("2021", "2019", "2014", "narrative")]
    assert [key for key in keys if not say(key)] == []
    assert Counter(row["key"] for row in rows("datasette/phrases.csv")).most_common(1)[0][1] == 1
