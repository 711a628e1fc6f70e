"""`gongkai demo`, the whole job: the portal crawled, kept and read, and what came in is the gold, number by number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from crawler.demo_server import serve_folder
from tests.crawler.gongkai import gongkai
from tests.demo_gold import GOLD, Gold

KEYS = {"disclosure": "item", "applications": "applicant", "disputes": "proceeding"}
# What the documents say, free of when and where they were fetched.
SAID = {
    "reports": "report_id, organ_id, year, scope, form, title, sha256, status, checks_held, repaired, version",
    "disclosure": "*",
    "applications": "*",
    "disputes": "*",
    "repairs": "*",
    "sections": "*",
    "mentions": "*",
    "checks": "*",
    "evidence": "*",
    "report_versions": "report_id, version, sha256, reading_digest",
    "cell_changes": "*",
    "organs": "*",
    "documents": "*",
}

Rows = dict[str, list[tuple[object, ...]]]


def run(folder: Path) -> CompletedProcess[str]:
    return gongkai("demo", cwd=folder)


def ask(folder: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "demo.db")) as db:
        return db.execute(query, values).fetchall()


def said(folder: Path) -> Rows:
    return {table: sorted(ask(folder, f"SELECT {columns} FROM {table}"), key=repr) for table, columns in SAID.items()}


def captures(folder: Path) -> list[tuple[object, ...]]:
    """The last crawl's captures, counted."""
    return ask(
        folder,
        "SELECT kind, status, count(*) FROM captures WHERE crawl_id = (SELECT max(crawl_id) FROM crawls) GROUP BY 1, 2",
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first(folder: Path) -> CompletedProcess[str]:
    return run(folder)


def test_it_shows_what_came_in_and_how_to_browse_it(first: CompletedProcess[str]) -> None:
    assert first.returncode == 0, first.stderr
    lines = [[cell.strip() for cell in line.split("│")[1:-1]] for line in first.stdout.splitlines() if "│" in line]
    assert lines == [
        ["原州区人民政府办公室", "2021", "2021", "consistent", "1", "19", "4", "0"],
        ["平潭综合实验区管理委员会", "2020", "2019", "inconsistent", "0", "21", "7", "0"],
        ["平潭综合实验区管理委员会", "2023", "2021", "consistent", "0", "81", "22", "5"],
        ["平潭综合实验区管理委员会", "2025", "2021", "consistent", "0", "154", "33", "11"],
        ["彭堡镇人民政府", "2021", "2021", "consistent", "0", "0", "–", "–"],
        ["演示镇人民政府", "2021", "2021", "unproven", "0", "2", "2", "0"],
    ]
    assert first.stdout.splitlines()[-1] == "Browse it: gongkai serve --db demo.db"
    assert "127.0.0.1:" in first.stderr


def stored(folder: Path, gold: Gold) -> Iterator[tuple[str, int | Decimal | None]]:
    """The figures in the archive of the report with that address, by the codes of the gold."""
    ((report_id,),) = ask(folder, "SELECT report_id FROM reports WHERE url LIKE '%/' || ?", gold.page)
    for code in gold.cells:
        table, row, measure = code.split(".")
        column = "amount_fen" if measure == "amount" else measure
        ((value,),) = ask(
            folder, f"SELECT {column} FROM {table} WHERE report_id = ? AND {KEYS[table]} = ?", report_id, row
        )
        assert value is None or isinstance(value, int)
        yield code, Decimal(value) / 1_000_000 if measure == "amount" and value is not None else value


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.slug)
def test_the_archive_holds_every_figure(folder: Path, gold: Gold) -> None:
    assert dict(stored(folder, gold)) == gold.cells


@pytest.mark.usefixtures("first")
def test_the_repair_is_kept_with_what_it_changed(folder: Path) -> None:
    ((cells, why),) = ask(folder, "SELECT cells, why FROM repairs")
    assert "disputes.litigation_after_reconsideration.total" in str(cells)
    assert why


@pytest.mark.usefixtures("first")
def test_nothing_was_fetched_that_should_not_be(folder: Path) -> None:
    """Neither what robots.txt closes, nor another host; and a broken link is kept as the answer that it is."""
    urls = [str(url) for (url,) in ask(folder, "SELECT url FROM captures")]
    ((host,),) = ask(folder, "SELECT host FROM portals")
    assert all(url.startswith(f"http://{host}/") for url in urls)
    assert not any("/draft/" in url for url in urls)
    assert ask(folder, "SELECT state FROM frontier WHERE url LIKE '%/draft/%'") == [("refused",)]
    assert [url for url in urls if url.endswith("t20140328_10022.html")] != []
    assert len(urls) == len(set(urls)) == 17


@pytest.mark.usefixtures("first")
def test_look_alikes_are_kept_and_are_no_reports(folder: Path) -> None:
    for page in ("202112/t20211220_69950.html", "202603/t20260316_105602.html", "202403/t20240308_87885.html"):
        query = "SELECT d.outcome FROM captures c JOIN documents d USING (sha256) WHERE c.url LIKE '%' || ?"
        assert ask(folder, query, page) == [("not_a_report",)]


@pytest.mark.usefixtures("first")
def test_a_second_demo_fetches_only_what_changed_and_changes_no_row(folder: Path) -> None:
    before = said(folder)
    second = run(folder)
    assert second.returncode == 0, second.stderr
    assert said(folder) == before
    # Redirects and errors have no date to ask with, so they are fetched again; robots.txt is known for a day.
    assert captures(folder) == [("not_modified", 304, 14), ("response", 301, 1), ("revisit", 404, 1)]


def test_where_its_port_is_taken_the_reports_stay_the_same(tmp_path: Path) -> None:
    assert run(tmp_path).returncode == 0
    before = said(tmp_path)
    ((host,),) = ask(tmp_path, "SELECT host FROM portals")
    with serve_folder(tmp_path, int(str(host).rpartition(":")[2])) as taken:
        assert taken == host
        second = run(tmp_path)
    assert second.returncode == 0, second.stderr
    assert host not in second.stderr
    assert said(tmp_path) == before
    assert {kind for kind, status, _ in captures(tmp_path) if status == 200} == {"revisit"}
