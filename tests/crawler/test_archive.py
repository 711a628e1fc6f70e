"""Opening archives: made, locked, migrated, refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.problems import Locked, NewerSchema, Problem
from tests.crawler.gongkai import gongkai


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def test_new_archive_is_plain_sqlite_with_its_reference_tables(path: Path) -> None:
    Archive.create(path).close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    loose = [name for name, strict in tables if not strict and not name.startswith("sqlite_")]
    assert loose == []
    counted = "SELECT form, part, count(*) FROM form_cells GROUP BY form, part ORDER BY form DESC, part"
    assert connection.execute(counted).fetchall() == [
        ("2021", "applications", 175),
        ("2021", "disclosure", 10),
        ("2021", "disputes", 15),
        ("2019", "applications", 161),
        ("2019", "disclosure", 22),
        ("2019", "disputes", 15),
    ]
    name = "SELECT name FROM divisions WHERE adcode = '640402' AND valid_to IS NULL"
    assert connection.execute(name).fetchone() == ("原州区",)
    connection.close()


def test_second_opening_changes_nothing(path: Path) -> None:
    Archive.create(path).close()
    before = _dump(path)
    Archive.create(path).close()
    assert _dump(path) == before


def test_every_view_can_be_queried(path: Path) -> None:
    with Archive.create(path) as archive:
        for view in archive.db.view_names():
            assert archive.db.execute(f"SELECT * FROM {view}").fetchall() == []


def test_only_one_run_writes(path: Path) -> None:
    with Archive.create(path), pytest.raises(Locked, match=r"process \d+ holds the lock"):
        Archive.create(path)
    Archive.create(path).close()


def test_lock_has_exit_code_3(path: Path) -> None:
    with Archive.create(path):
        ended = gongkai("import", __file__, "--db", path)
    assert (ended.returncode, ended.stderr.count("\n")) == (3, 1)


def test_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    Archive.create(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for opening in (Archive.create, Archive.read):
        with pytest.raises(NewerSchema, match="schema 99, this gongkai knows 2; update gongkai"):
            opening(path)
    ended = gongkai("import", __file__, "--db", path)
    assert (ended.returncode, ended.stderr.count("\n")) == (7, 1)


def test_other_files_are_refused(path: Path) -> None:
    path.write_text("no database")
    with pytest.raises(Problem, match="no SQLite file"):
        Archive.create(path)
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    with pytest.raises(Problem, match="no archive of gongkai"):
        Archive.create(path)
    assert path.read_bytes().count(b"CREATE TABLE mine") == 1


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match="choose another --warc"):
        Archive.create(tmp_path / "archive.db", tmp_path / "file" / "warcs")
    with pytest.raises(Problem, match="choose another --db"):
        Archive.create(tmp_path / "file" / "archive.db", tmp_path / "warcs")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "warcs"]
    Archive.create(tmp_path / "archive.db").close()


def test_warc_folder_is_remembered_relative_to_the_archive(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    Archive.create(tmp_path / "here" / "a.db", tmp_path / "here" / "kept").close()
    (tmp_path / "here").rename(tmp_path / "there")
    with Archive.create(tmp_path / "there" / "a.db") as archive:
        assert archive.warc_folder == tmp_path / "there" / "kept"
    with pytest.raises(Problem, match="leave --warc out"):
        Archive.create(tmp_path / "there" / "a.db", tmp_path / "elsewhere")


def test_captures_are_never_changed_or_deleted(path: Path) -> None:
    from tests.crawler.kept_pages import Answer, keep

    keep(path, [Answer("http://www.yzh.gov.cn/", b"<p>page</p>")])
    connection = sqlite3.connect(path)
    for statement in ("DELETE FROM captures", "UPDATE captures SET url = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="a capture is never"):
            connection.execute(statement)
    connection.close()


def _dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_a_portal_is_bound_to_the_organ_that_the_registry_names(path: Path) -> None:
    from crawler.archive.visits import open_crawl
    from crawler.registry.portals import Portal

    known = Portal("www.yzh.gov.cn", organ="原州区人民政府", adcode="640402", level="county")
    with Archive.create(path) as archive:
        open_crawl(archive.db, [known, Portal("127.0.0.1:8000")], "2026-01-31T00:00:00Z", "test")
        open_crawl(archive.db, [Portal("www.yzh.gov.cn")], "2026-02-01T00:00:00Z", "test")  # says nothing new
        found = (
            "SELECT host, o.name, kind, covers_division FROM portals LEFT JOIN organs o USING (organ_id) ORDER BY host"
        )
        assert archive.db.execute(found).fetchall() == [
            ("127.0.0.1:8000", None, None, None),
            ("www.yzh.gov.cn", "原州区人民政府", "government", 1),
        ]
