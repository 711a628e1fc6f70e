"""The served pages over HTTP: what is there, what is said, which headers."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from hashlib import sha256
from pathlib import Path

import pytest

from crawler.archive import Archive
from tests.browse.conftest import Site, serving
from tests.crawler.gongkai import gongkai, start
from tests.crawler.sheets import OFFICE, ZONE, change, copied, number_of

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def get(site: Site, path: str) -> Answer:
    try:
        with urllib.request.urlopen(site.url + path, timeout=30) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def rows(site: Site, sql: str) -> list[dict[str, object]]:
    query = urllib.parse.urlencode({"sql": sql, "_shape": "array"})
    found = json.loads(get(site, f"/{site.db.stem}.json?{query}").body)
    assert isinstance(found, list), found
    return found


def test_index_leads_to_reports(site: Site) -> None:
    answer = get(site, "/")
    assert answer.status == 200
    assert f'<a href="/report/{number_of(site.db, OFFICE, 2021)}">{OFFICE}</a>' in answer.text
    assert "6 份报告，4 个机关" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert 'lang="zh-CN"' in answer.text
    english = get(site, "/?lang=en").text
    assert "6 reports of 4 organs" in english
    assert f'/report/{number_of(site.db, OFFICE, 2021)}?lang=en"' in english


def test_index_finds_an_organ_by_part_of_its_name(site: Site) -> None:
    found = get(site, "/?q=" + urllib.parse.quote("平潭")).text
    assert found.count('<a href="/report/') == 3
    assert OFFICE not in found
    assert 'href="/?q=%E5%B9%B3%E6%BD%AD&amp;lang=en"' in found
    assert "没有符合的报告" in get(site, "/?q=" + urllib.parse.quote("%_没有")).text


def test_report_page_says_what_must_be_known(site: Site) -> None:
    report_id = number_of(site.db, OFFICE, 2021)
    answer = get(site, f"/report/{report_id}")
    assert answer.status == 200
    for expected in (
        '<th scope="colgroup" colspan="5"><span class="zh">复议后起诉</span></th>',
        '<th scope="rowgroup" rowspan="8"><span class="zh">（三）不予公开</span></th>',
        '<sup><a href="#disputes-note-*">*</a></sup>',
        "修复：勾稽关系只留下一种读法",
        "勾稽关系 42 条：成立 42（其中不全为零的 14），不成立 0，无法判定 0。",
        "<iframe sandbox src=",
        f"/report/{report_id}?version=1",
    ):
        assert expected in answer.text, expected
    assert "<script" not in answer.text
    with Archive.read(site.db) as archive:
        row = archive.db.execute("SELECT url, sha256 FROM reports WHERE report_id = ?", [report_id]).fetchone()
    assert f'<a href="{row[0]}" rel="noopener noreferrer nofollow">' in answer.text
    assert row[1] in answer.text


def test_report_page_in_english_keeps_the_printed_labels(site: Site) -> None:
    text = get(site, f"/report/{number_of(site.db, ZONE, 2020)}?lang=en").text
    assert '<span class="zh">商业企业</span><span class="en">Businesses</span>' in text
    assert "concluded = the sum of the outcomes (一) to (六): for Total (总计), 21 on the left, 27 on the right" in text
    assert "Read with certainty" in text


def test_a_version_is_pinned_and_never_another_in_its_place(site: Site) -> None:
    report_id = number_of(site.db, OFFICE, 2021)
    assert get(site, f"/report/{report_id}?version=1").status == 200
    answer = get(site, f"/report/{report_id}?version=2&lang=en")
    assert answer.status == 404
    assert "The figures of version 2 are not shown; the current version is 1." in answer.text
    assert get(site, "/report/1").status == 404
    assert get(site, "/report/99999999999999999999").status == 404


def test_original_is_what_was_kept_in_a_sandbox(site: Site) -> None:
    sql = f"SELECT capture_id, sha256 FROM report_versions WHERE report_id = {number_of(site.db, OFFICE, 2021)}"
    (row,) = rows(site, sql)
    answer = get(site, f"/original/{row['capture_id']}")
    assert answer.status == 200
    assert sha256(answer.body).hexdigest() == row["sha256"]
    assert answer.headers["content-security-policy"] == SANDBOX
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert get(site, "/original/999").status == 404


def test_every_kind_of_file_is_served_harmlessly(hostile: Site) -> None:
    found = {str(row["url"]): row["capture_id"] for row in rows(hostile, "SELECT url, capture_id FROM captures")}
    named = {name: found[url] for url in found for name in ("picture.svg", "file.pdf", "plain.txt") if name in url}
    pdf = get(hostile, f"/original/{named['file.pdf']}")
    assert pdf.headers["content-type"] == "application/octet-stream"
    assert pdf.headers["content-disposition"] == f'attachment; filename="capture-{named["file.pdf"]}.pdf"'
    assert get(hostile, f"/original/{named['plain.txt']}").headers["content-type"] == "text/plain; charset=gb18030"
    for capture_id in named.values():
        answer = get(hostile, f"/original/{capture_id}")
        assert answer.headers["content-security-policy"] == SANDBOX
        assert answer.headers["content-type"].split(";")[0] in ("text/plain", "application/octet-stream")


def test_a_revisit_serves_the_payload_it_stands_for(demo_archive: Path, tmp_path: Path) -> None:
    db = copied(demo_archive, tmp_path)
    change(
        db,
        """INSERT INTO captures SELECT 900, 'revisit', url, fetched_at, status, content_type, sha256, capture_id,
        payload_digest, bytes, truncated, etag, last_modified, warc_file, 123456789, warc_length, via, portal, crawl_id
        FROM captures WHERE capture_id = 9""",
    )
    change(
        db,
        """INSERT INTO captures SELECT 901, kind, url, fetched_at, status, content_type, sha256, NULL, payload_digest,
        bytes, truncated, etag, last_modified, '../demo.db', 0, warc_length, via, portal, crawl_id
        FROM captures WHERE capture_id = 9""",
    )
    with serving(db) as site:
        assert get(site, "/original/900").body == get(site, "/original/9").body != b""
        outside = get(site, "/original/901?lang=en")
        assert outside.status == 404
        assert "is not beside the archive, or has no such record" in outside.text
        shutil.rmtree(tmp_path / "demo.warc")
        assert get(site, "/original/9").status == 404
        assert get(site, f"/report/{number_of(db, OFFICE, 2021)}").status == 200


def test_every_table_can_be_browsed(site: Site) -> None:
    with Archive.read(site.db) as archive:
        names = [*archive.db.table_names(), *archive.db.view_names()]
    assert len(names) >= 37
    assert {name: get(site, f"/{site.db.stem}/{name}").status for name in names} == dict.fromkeys(names, 200)


def test_tables_have_titles_descriptions_units_facets_and_links(site: Site) -> None:
    report_id = number_of(site.db, OFFICE, 2021)
    plain = get(site, "/demo/reports_plain").text
    assert "报告一览 Reports, plain" in plain
    assert f'<a href="/report/{report_id}">{report_id}</a>' in plain
    assert '<span class="gongkai-status inconsistent">inconsistent</span>' in plain
    assert "Received this year, all applicants（单位 unit: 件）" in plain
    found = json.loads(get(site, "/demo/reports_plain.json").body)
    assert set(found["facet_results"]) == {"year", "form", "status", "scope"}
    years = [row[found["columns"].index("year")] for row in found["rows"]]
    assert years == sorted(years, reverse=True) == [2025, 2023, 2021, 2021, 2021, 2020]
    assert f'<a href="/report/{report_id}">' in get(site, "/demo/reports").text
    assert f'href="/report/{report_id}"' in get(site, f"/demo/applications?report_id={report_id}").text
    assert 'href="/original/' in get(site, "/demo/report_versions").text
    assert get(site, "/demo").text.count("表三：申请 Table 三: applications") == 1


def test_queries_are_limited_and_cannot_write(site: Site) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    answer = get(site, "/demo.json?" + urllib.parse.urlencode({"sql": endless}))
    assert answer.status == 400
    assert json.loads(answer.body)["title"] == "SQL Interrupted"
    assert get(site, "/demo.json?" + urllib.parse.urlencode({"sql": "DELETE FROM reports"})).status == 400
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) SELECT i FROM n"
    found = json.loads(get(site, "/demo.json?" + urllib.parse.urlencode({"sql": many})).body)
    assert (len(found["rows"]), found["truncated"]) == (2000, True)
    assert get(site, "/demo.db").status == 403


def test_all_pages_carry_the_same_headers(site: Site) -> None:
    for path in ("/", "/demo/reports", "/-/gongkai/gongkai.css", "/nowhere"):
        headers = get(site, path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"


def test_a_crawl_may_write_while_it_is_served(demo_archive: Path, tmp_path: Path) -> None:
    db = copied(demo_archive, tmp_path)
    report_id = number_of(db, OFFICE, 2021)
    with serving(db) as site, closing(sqlite3.connect(db)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        assert get(site, f"/report/{report_id}").status == 200
        with writer:
            writer.execute("UPDATE reports SET title = '另一个标题'")
            assert "另一个标题" not in get(site, f"/report/{report_id}").text
        assert "另一个标题" in get(site, f"/report/{report_id}").text


def test_port_in_use_is_one_line(demo_archive: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = gongkai("serve", "--db", demo_archive, "--port", port)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"gongkai: port {port} is in use; choose another --port, or 0 for a free one\n"


@pytest.mark.parametrize("name", ["none.db", "text.db", "other.db"])
def test_what_is_no_archive_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.db").write_text("no database at all, but longer than a header")
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE t (x)")
    ended = gongkai("serve", "--db", tmp_path / name, "--port", 0)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)


def test_ctrl_c_ends_it_cleanly(demo_archive: Path) -> None:
    process = start("serve", "--db", demo_archive, "--port", 0)
    assert process.stdout is not None
    url = process.stdout.readline().split()[0]
    with urllib.request.urlopen(url, timeout=30) as response:
        assert response.status == 200
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in err


def test_datasette_alone_serves_an_archive_with_our_pages_and_other_files_without(
    demo_archive: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE reports (report_id INTEGER, title TEXT)")
        connection.execute("INSERT INTO reports VALUES (7, 'theirs')")
        connection.commit()

    def fetched(db: Path, path: str) -> str:
        program = "from datasette.cli import cli; cli()"
        command = [sys.executable, "-c", program, "serve", str(db), "--get", path]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    assert "政府信息公开年报档案" in fetched(demo_archive, "/")
    theirs = fetched(tmp_path / "other.db", "/other/reports")
    assert "theirs" in theirs
    assert "/report/" not in theirs
    assert "gongkai" not in fetched(tmp_path / "other.db", "/")
