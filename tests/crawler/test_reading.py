"""From kept pages to rows: exact, idempotent, with versions where the organ changed what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crawler.archive import Archive
from crawler.reading.read import read_new
from tests.crawler.kept_pages import Answer, dump, keep
from tests.demo_gold import GOLD, Gold
from tests.parsers.office import printers

URL = "http://www.yzh.gov.cn/zwgk/zfxxgk/zfxxgknb/202201/t20220128_70211.html"
OTHER = "http://www.yzh.gov.cn/wap/70211.html"


@pytest.fixture(scope="module")
def gold() -> Gold:
    (found,) = [gold for gold in GOLD if "原州区人民政府办公室" in gold.organ]
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def read(path: Path) -> None:
    with Archive.create(path) as archive:
        read_new(archive, jobs=1)


def rows(path: Path, sql: str) -> list[Any]:
    with Archive.read(path) as archive:
        return list(archive.db.execute(sql).fetchall())


def test_every_cell_of_every_demo_report(path: Path) -> None:
    """Wide rows and the view `cells` say the same as the gold, whichever report it is."""
    for gold in GOLD:
        content_type = "text/plain" if gold.page.endswith(".txt") else "text/html"
        keep(path, [Answer(f"http://www.yzh.gov.cn/{gold.page}", gold.source(), content_type=content_type)])
    read(path)
    for gold in GOLD:
        where = f"JOIN reports r USING (report_id) WHERE r.url LIKE '%/{gold.page}'"
        cells = dict(rows(path, f"SELECT cell, value FROM cells {where}"))
        assert cells == {code: _as_stored(value) for code, value in gold.cells.items()}
        (found,) = rows(path, f"SELECT status, form, year, scope, repaired FROM reports WHERE url LIKE '%/{gold.page}'")
        assert found == (gold.status, gold.form, gold.year, gold.scope, gold.repairs)
        for table, subject in (("applications", "applicant"), ("disputes", "proceeding")):
            for code, value in gold.cells.items():
                part, column, measure = code.split(".")
                if part == table:
                    sql = f"SELECT {measure} FROM {table} t {where} AND t.{subject} = '{column}'"
                    assert rows(path, sql) == [(value,)], code


def _as_stored(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)


def test_amounts_are_whole_fen(path: Path) -> None:
    gold = next(gold for gold in GOLD if gold.year == 2025)
    keep(path, [Answer(URL, gold.source())])
    read(path)
    sql = "SELECT amount_fen, amount, amount_unit FROM disclosure WHERE item = 'administrative_charges'"
    assert rows(path, sql) == [(4166241619, 4166.241619, "wan_yuan")]


def test_held_identities_are_unfolded(path: Path, gold: Gold) -> None:
    keep(path, [Answer(URL, gold.source())])
    read(path)
    counted = rows(path, "SELECT checks_held, checks_failed, checks_unknown FROM reports")
    assert counted == [(42, 0, 0)]
    assert rows(path, "SELECT count(*) FROM checks_all WHERE lenient = 'holds'") == [(42,)]
    balance = "SELECT \"left\", \"right\" FROM checks_all WHERE identity = 'applications.balance' AND scope = 'total'"
    assert rows(path, balance) == [(19, 19)]


def test_second_reading_changes_no_row(path: Path, gold: Gold) -> None:
    keep(path, [Answer(URL, gold.source())])
    read(path)
    before = dump(path)
    read(path)
    assert dump(path) == before


def test_same_content_again_is_the_same_version(path: Path, gold: Gold) -> None:
    keep(path, [Answer(URL, gold.source())])
    read(path)
    later = "2022-02-01T01:00:00+00:00"
    keep(path, [Answer(URL, None, at=later), Answer(OTHER, gold.source(), at=later)])
    read(path)
    versions = rows(path, "SELECT version, seen_from, seen_to FROM report_versions")
    assert versions == [(1, "2022-01-28T01:00:00.000000Z", "2022-02-01T01:00:00.000000Z")]
    assert rows(path, "SELECT url, role, agrees FROM witnesses ORDER BY url") == [
        (OTHER, "page", 1),
        (URL, "page", 1),
    ]


def test_silent_change_makes_a_version(path: Path, gold: Gold) -> None:
    """Another figure at the same address, then the old one again: three versions, each change on record."""
    old = gold.source()
    new = _with_another_figure(old)
    for day, body in (("28", old), ("29", new), ("30", old)):
        keep(path, [Answer(URL, body, at=f"2022-01-{day}T01:00:00+00:00")])
        read(path)
    assert rows(path, "SELECT version, url FROM reports") == [(3, URL)]
    assert rows(path, "SELECT version FROM report_versions") == [(1,), (2,), (3,)]
    assert rows(path, "SELECT from_version, to_version, cell, old_raw, new_raw, cause FROM cell_changes") == [
        (1, 2, "disclosure.normative_documents.in_force", "16", "17", "source"),
        (2, 3, "disclosure.normative_documents.in_force", "17", "16", "source"),
    ]
    sql = "SELECT in_force FROM disclosure WHERE item = 'normative_documents'"
    assert rows(path, sql) == [(16,)]


def test_other_page_chrome_is_no_version(path: Path, gold: Gold) -> None:
    old = gold.source()
    new = old.replace(b"<body", b"<body data-skin='spring'", 1)
    assert old != new
    for day, body in (("28", old), ("29", new)):
        keep(path, [Answer(URL, body, at=f"2022-01-{day}T01:00:00+00:00")])
        read(path)
    assert rows(path, "SELECT version, seen_to FROM report_versions") == [(1, "2022-01-29T01:00:00.000000Z")]
    assert rows(path, "SELECT count(*) FROM documents") == [(2,)]


def test_witness_that_disagrees_is_a_finding(path: Path, gold: Gold) -> None:
    old = gold.source()
    keep(path, [Answer(URL, old), Answer(OTHER, _with_another_figure(old))])
    read(path)
    assert rows(path, "SELECT url, agrees FROM witnesses ORDER BY agrees") == [(OTHER, 0), (URL, 1)]
    assert rows(path, "SELECT kind, year, url FROM findings") == [("witnesses_disagree", 2021, OTHER)]
    assert rows(path, "SELECT version FROM reports") == [(1,)]


def test_refused_documents_are_on_record(path: Path) -> None:
    keep(
        path,
        [
            Answer("http://www.yzh.gov.cn/a.html", b"<html><body><p>news of the day</p></body></html>"),
            Answer("http://www.yzh.gov.cn/a.rtf", b"{\\rtf1 nothing}", content_type="application/rtf"),
            Answer("http://www.yzh.gov.cn/a.xls", printers.corners(), content_type="application/vnd.ms-excel"),
            Answer("http://www.yzh.gov.cn/robots.txt", b"User-agent: *\nDisallow:\n", content_type="text/plain"),
        ],
    )
    read(path)
    outcomes = [("not_a_report",), ("too_large",), ("unsupported_type",)]
    assert rows(path, "SELECT outcome FROM documents ORDER BY outcome") == outcomes
    assert rows(path, "SELECT count(*) FROM documents WHERE message IS NULL") == [(0,)]


def test_report_without_an_organ_is_unplaced(path: Path, gold: Gold) -> None:
    text = gold.source().decode().replace("原州区人民政府办公室", "").replace("区人民政府办公室", "")
    keep(path, [Answer(URL, text.encode())])
    read(path)
    assert rows(path, "SELECT count(*) FROM reports") == [(0,)]
    assert rows(path, "SELECT url, year FROM unplaced") == [(URL, 2021)]
    assert rows(path, "SELECT outcome FROM documents") == [("unplaced",)]


def _with_another_figure(page: bytes) -> bytes:
    """16 normative documents in force become 17: no identity covers that cell."""
    text = page.decode()
    at = text.index(">16<")
    return (text[:at] + ">17<" + text[at + 4 :]).encode()


def test_report_that_lacks_its_amount(path: Path, gold: Gold) -> None:
    """A cell that is not there has no column of its own: `amount` is generated, `amount_fen` stays NULL."""
    text = gold.source().decode()
    at = text.index("行政事业性收费")
    row = text.rindex("<tr", 0, at), text.index("</tr>", at) + len("</tr>")
    keep(path, [Answer(URL, (text[: row[0]] + text[row[1] :]).encode())])
    read(path)
    sql = "SELECT amount_fen, amount FROM disclosure WHERE item = 'administrative_charges'"
    assert rows(path, sql) == [(None, None)]
    assert rows(path, "SELECT status FROM reports") == [("suspect",)]
