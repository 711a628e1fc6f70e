"""What `gongkai demo` keeps: replayed with a reader that the crawler does not write with, and enough to begin anew."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecordType

from crawler.archive import Archive
from tests.crawler.gongkai import gongkai
from tests.crawler.test_import import derived
from tests.demo_gold import PORTAL


def test_every_page_comes_back_byte_for_byte(demo_archive: Path) -> None:
    replayed: set[str] = set()
    for path in sorted(demo_archive.with_suffix(".warc").glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, verify_digests=True):
                if record.http_headers.status_code == 200:
                    url = record.headers["WARC-Target-URI"]
                    served = PORTAL / unquote(urlsplit(url).path).lstrip("/")
                    body = record.reader.read()
                    assert body == (served / "index.html" if served.is_dir() else served).read_bytes(), url
                    replayed.add(url)
    with Archive.read(demo_archive) as archive:
        kept = {url for (url,) in archive.db.execute("SELECT url FROM captures WHERE status = 200")}
    assert replayed == kept
    assert len(kept) > 10


def test_lost_database_is_made_anew(demo_archive: Path, tmp_path: Path) -> None:
    shutil.copytree(demo_archive.with_suffix(".warc"), tmp_path / "demo.warc")
    ended = gongkai("import", tmp_path / "demo.warc", "--db", tmp_path / "demo.db")
    assert (ended.returncode, ended.stderr) == (0, "")
    before = derived(demo_archive)
    assert len(before) > 200
    assert derived(tmp_path / "demo.db") == before
