"""`gongkai import`: the archive made anew from its WARCs, and other people's files."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.reading.read import read_new
from tests.crawler.gongkai import gongkai
from tests.crawler.kept_pages import Answer, dump, keep
from tests.demo_gold import GOLD

FIGURES = ("applications", "disputes", "disclosure", "sections", "checks")
PLACES = ("captures", "documents", "reports", "report_versions", "cell_changes", "witnesses", "unplaced", "findings")
DERIVED = (*FIGURES, *PLACES, "mentions", "unmapped", "repairs", "evidence", "organs", "organ_names")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with every report of the demo, one of them seen twice and once unchanged."""
    path = tmp_path / "archive.db"
    pages = [Answer(f"http://www.yzh.gov.cn/{gold.page}", gold.source()) for gold in GOLD]
    again = [Answer(pages[0].url, None, at="2022-02-01T00:00:00+00:00"), pages[1]]
    keep(path, [*pages, *again])
    with Archive.create(path) as archive:
        read_new(archive, jobs=1)
    return path


def derived(path: Path) -> list[str]:
    return [line for line in dump(path) if line.startswith(tuple(f'INSERT INTO "{table}"' for table in DERIVED))]


def figures(path: Path) -> list[str]:
    return [line for line in derived(path) if line.split('"')[1] in FIGURES]


def test_lost_database_is_made_anew_from_the_warcs(path: Path) -> None:
    before = derived(path)
    assert len(before) > 100
    for file in path.parent.glob("archive.db*"):
        file.unlink()
    ended = gongkai("import", path.with_suffix(".warc"), "--db", path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert derived(path) == before


def test_same_import_again_changes_nothing(path: Path) -> None:
    before = dump(path)
    ended = gongkai("import", path.with_suffix(".warc"), "--db", path)
    assert ended.stdout.startswith("0 captures taken, 0 documents read")
    assert dump(path) == before


@pytest.mark.parametrize("form", ["warc.gz", "warc", "wacz"])
def test_foreign_archives_are_copied_in(path: Path, tmp_path: Path, form: str) -> None:
    """Anyone's WARC, one gzip member or none, or in a WACZ: the same reports come out."""
    (own,) = path.with_suffix(".warc").glob("*.warc.gz")
    plain = gzip.decompress(own.read_bytes())
    foreign = tmp_path / f"foreign.{form}"
    if form == "wacz":
        with zipfile.ZipFile(foreign, "w") as package:
            package.writestr("archive/../../data.warc.gz", own.read_bytes())
            package.writestr("datapackage.json", "{}")
    else:
        foreign.write_bytes(plain if form == "warc" else own.read_bytes())
    target = tmp_path / "other" / "other.db"
    ended = gongkai("import", foreign, "--db", target)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert figures(target) == figures(path)
    again = gongkai("import", foreign, "--db", target)
    assert again.stdout.startswith("0 captures taken, 0 documents read")


def test_local_files_become_resources(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for gold in GOLD:
        (folder / Path(gold.page).name).write_bytes(gold.source())
    (folder / "empty.html").write_bytes(b"")
    db = tmp_path / "archive.db"
    ended = gongkai("import", folder, "--db", db)
    assert (
        ended.stdout == f"{len(GOLD) + 1} captures taken, {len(GOLD) + 1} documents read, {len(GOLD)} reports in {db}\n"
    )
    with Archive.read(db) as archive:
        kinds = archive.db.execute("SELECT DISTINCT kind, role FROM captures JOIN witnesses USING (sha256)").fetchall()
        outcomes = archive.db.execute("SELECT outcome FROM documents WHERE bytes = 0").fetchall()
    assert (kinds, outcomes) == ([("resource", "file")], [("empty",)])
    assert gongkai("import", folder, "--db", db).stdout.startswith("0 captures taken")


def test_bad_material_is_one_line_and_stops_nothing(tmp_path: Path) -> None:
    broken, good = tmp_path / "broken.wacz", tmp_path / "report.html"
    broken.write_bytes(b"no zip")
    good.write_bytes(GOLD[0].source())
    ended = gongkai("import", broken, good, "--db", tmp_path / "a.db")
    assert ended.returncode == 1
    assert ended.stdout.startswith("1 captures taken, 1 documents read, 1 reports")
    assert ended.stderr.count("\n") == 1
    assert "broken.wacz: cannot be taken" in ended.stderr


def test_missing_path(tmp_path: Path) -> None:
    ended = gongkai("import", tmp_path / "nowhere", "--db", tmp_path / "a.db")
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "a.db").exists()


def test_torn_warc_gives_what_is_whole(path: Path, tmp_path: Path) -> None:
    (own,) = path.with_suffix(".warc").glob("*.warc.gz")
    torn = tmp_path / "torn.warc.gz"
    torn.write_bytes(own.read_bytes()[:-40])
    ended = gongkai("import", torn, "--db", tmp_path / "b.db")
    assert ended.returncode == 1
    assert "what it held before that is kept" in ended.stderr
    with Archive.read(tmp_path / "b.db") as archive:
        assert archive.db.execute("SELECT count(*) FROM captures").fetchone()[0] > 3
