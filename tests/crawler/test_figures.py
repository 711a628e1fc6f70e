"""The table `figures`: sheets of indicators as rows, and archives of schema 1 that learn of them."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import Archive
from crawler.reading.read import read_new
from parsers.resources import resource
from tests.crawler.gongkai import gongkai
from tests.crawler.kept_pages import Answer, dump, keep
from tests.parsers import sheet_pages

URL = "http://www.yzh.gov.cn/zwgk/zfxxgk/zfxxgknb/201603/t20160328_1201.html"
TITLE = "原州区人民政府2015年政府信息公开工作年度报告"
GOLD = sheet_pages.figures(7) | {"interpretations": None, "application_fees": "0.1205"}


def page(gold: sheet_pages.Figures) -> bytes:
    rows = sheet_pages.lines(gold)
    rows.insert(9, ["6.手机客户端推送信息数", "条", "77"])
    return sheet_pages.html(rows, title=TITLE)


def read(path: Path, gold: sheet_pages.Figures, at: str) -> None:
    keep(path, [Answer(URL, page(gold), at)])
    with Archive.create(path) as archive:
        read_new(archive, jobs=1)


def rows(path: Path, sql: str) -> list[Any]:
    with Archive.read(path) as archive:
        return list(archive.db.execute(sql).fetchall())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "archive.db"
    read(found, GOLD, "2016-03-28T01:00:00+00:00")
    return found


def test_every_figure_is_a_row(path: Path) -> None:
    assert rows(path, "SELECT form, year, status FROM reports") == [("2014", 2015, "unproven")]
    found = dict(rows(path, "SELECT indicator, value FROM figures WHERE indicator IS NOT NULL AND period = 'year'"))
    assert found == {code: float(value) if isinstance(value, str) else value for code, value in GOLD.items()}
    one = "SELECT value, amount_fen, unit, raw, state, sheet FROM figures WHERE cell = 'figures.application_fees'"
    assert rows(path, one) == [(0.1205, 120500, "万元", "0.1205", "number", "2014")]
    blank = "SELECT value, raw, state, place FROM figures WHERE indicator = 'interpretations'"
    assert rows(path, blank) == [(None, "", "blank", "[1,19,2]")]
    foreign = "SELECT label, value, unit FROM figures WHERE indicator IS NULL"
    assert rows(path, foreign) == [("6.手机客户端推送信息数", 77, "条")]
    assert rows(path, 'SELECT label, "values" FROM unmapped') == [("6.手机客户端推送信息数", '["77"]')]


def test_indicators_say_what_they_mean(path: Path) -> None:
    joined = """SELECT DISTINCT i.en FROM figures f JOIN indicators i ON i.form = f.sheet AND i.code = f.indicator
        WHERE f.indicator = 'answered_amend'"""
    assert rows(path, joined) == [("Told to amend the application",)]
    missing = """SELECT count(*) FROM figures f LEFT JOIN indicators i ON i.form = f.sheet AND i.code = f.indicator
        WHERE f.indicator IS NOT NULL AND i.code IS NULL"""
    assert rows(path, missing) == [(0,)]


def test_sums_that_hold_are_in_the_view(path: Path) -> None:
    held = rows(path, "SELECT checks_held, checks_failed FROM reports")
    assert held == [(10, 0)]
    staff = int(GOLD["staff"] or 0)
    one = """SELECT identity, "left", "right", lenient FROM checks_all WHERE scope = 'staff'"""
    assert rows(path, one) == [("figures.sum", staff, staff, "holds")]
    assert rows(path, "SELECT count(*) FROM checks_all") == [(10,)]


def test_a_second_run_changes_nothing(path: Path) -> None:
    before = dump(path)
    with Archive.create(path) as archive:
        read_new(archive, jobs=1)
    assert dump(path) == before


def test_a_changed_figure_is_a_new_version(path: Path) -> None:
    read(path, GOLD | {"meetings": 912}, "2016-04-28T01:00:00+00:00")
    assert rows(path, "SELECT version FROM reports") == [(2,)]
    changes = rows(path, "SELECT cell, old_raw, new_raw, cause FROM cell_changes")
    assert changes == [("figures.meetings", str(GOLD["meetings"]), "912", "source")]
    assert rows(path, "SELECT value FROM figures WHERE indicator = 'meetings'") == [(912,)]


def test_a_report_with_a_sheet_is_shown(path: Path) -> None:
    read(path, GOLD | {"staff": 10_000}, "2016-04-28T01:00:00+00:00")
    ended = gongkai("show", "原州区人民政府", "2015", "--db", path)
    assert ended.returncode == 0, ended.stderr
    assert "从事政府信息公开工作人员数" in ended.stdout  # the sum that fails


def test_an_archive_of_schema_1_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(resource("schema/001.sql").read_text(encoding="utf-8"))
    connection.execute("INSERT INTO archive_meta VALUES ('code', 'gongkai 0.1')")
    connection.execute(
        "INSERT INTO organs VALUES (7, '原州区人民政府', '640402', 'county', 'government', NULL, NULL, NULL, 1)"
    )
    connection.execute("INSERT INTO form_identities VALUES ('2021', 'x', 'y', '[]', '[]')")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    Archive.create(path).close()
    assert rows(path, "PRAGMA user_version") == [(2,)]
    assert rows(path, "SELECT organ_id, name FROM organs") == [(7, "原州区人民政府")]
    assert rows(path, "SELECT count(*) FROM figures") == [(0,)]
    relations = "SELECT form, relation, count(*) FROM form_identities GROUP BY form, relation ORDER BY form, relation"
    assert rows(path, relations) == [
        ("2014", "at_most", 6),
        ("2014", "equal", 14),
        ("2019", "equal", 40),
        ("2021", "equal", 42),
        ("fujian-2011", "at_most", 6),
        ("fujian-2011", "equal", 2),
        ("fujian-2016", "at_most", 6),
        ("fujian-2016", "equal", 2),
    ]
