"""What a portal says, however it says it, is kept as it came: read back with FastWARC against the bytes sent."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from fastwarc.warc import ArchiveIterator as FastArchive
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator

from crawler.warc import read_record
from tests.crawler.crawls import Kept, crawl
from tests.crawler.servers import Wire, expired_certificate, links, ok, serving

PAGE = "<p>政府信息公开年度报告</p>".encode() * 30


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "a.db", tmp_path / "a.warc")


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def captured(kept: Kept, wire: Wire, path: str) -> tuple[object, ...]:
    sql = "SELECT kind, status, sha256, bytes, truncated FROM captures WHERE url = '{}' ORDER BY capture_id"
    rows = kept.rows(sql.format(wire.url(path)))
    assert len(rows) == 1
    found: tuple[object, ...] = rows[0]
    return found


def test_every_response_is_kept_byte_for_byte(kept: Kept) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
    packed = gzip.compress(PAGE)
    chunks = (
        b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (packed[:100], packed[100:])) + b"0\r\nX-Trailer: 1\r\n\r\n"
    )
    squeezed = brotli.compress(PAGE)
    sent = {
        "/": ok(links("/chunked", "/brotli", "/moved", "/error", "/odd", "/lies", "/empty"), "Server: old"),
        "/chunked": chunked + chunks,
        "/brotli": ok(squeezed, "Content-Encoding: br"),
        "/moved": b"HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n",
        "/there": ok(b"<p>there</p>"),
        "/error": ok(b"<p>not today</p>", status=403),
        "/odd": b"HTTP/1.1 200 OK\nx-odd:no space\nNo colon here\nX-Folded: a\n b\nContent-Length: 3\n\nodd",
        "/lies": ok(PAGE, "Content-Encoding: gzip"),
        "/empty": b"HTTP/1.1 204 No Content\r\n\r\n",
    }
    with serving(Wire(sent)) as wire:
        crawl(kept, wire.url())
    bodies = {p: raw.split(b"\r\n\r\n", 1)[1] for p, raw in sent.items() if p != "/odd"} | {"/odd": b"odd"}
    bodies["/chunked"] = packed
    heads = {p: raw[: len(raw) - len(bodies[p])] for p, raw in sent.items()}
    heads["/chunked"] = chunked.replace(b"Transfer-Encoding", b"X-Orig-Transfer-Encoding")
    seen = {}
    with kept.files()[0].open("rb") as stream:
        for record in FastArchive(stream, parse_http=False, record_types=WarcRecordType.response):
            assert record.verify_block_digest()
            seen[record.headers["WARC-Target-URI"]] = record.reader.read()
    assert seen == {wire.url(p): heads[p] + bodies[p] for p in sent}
    with kept.files()[0].open("rb") as stream:
        records = FastArchive(stream, record_types=WarcRecordType.response)
        wrong = {r.headers["WARC-Target-URI"] for r in records if not r.verify_payload_digest()}
    assert wrong == {wire.url("/odd")}  # FastWARC sees no end of a head with bare line feeds; warcio does
    with kept.files()[0].open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests=True):
            record.raw_stream.read()
            assert record.digest_checker.passed
    assert captured(kept, wire, "/chunked") == ("response", 200, sha(PAGE), len(packed), None)
    assert captured(kept, wire, "/brotli") == ("response", 200, sha(PAGE), len(squeezed), None)
    assert captured(kept, wire, "/lies") == ("response", 200, sha(PAGE), len(PAGE), None)
    assert captured(kept, wire, "/moved") == ("response", 302, sha(b""), 0, None)
    assert captured(kept, wire, "/error") == ("response", 403, sha(b"<p>not today</p>"), 16, None)
    assert kept.rows(f"SELECT count(*) FROM captures WHERE via = '{wire.url()}'") == [(7,)]


def test_request_and_metadata_stand_beside_the_response(kept: Kept) -> None:
    with serving(Wire({"/": ok(links("/a")), "/a": ok(b"a")})) as wire:
        crawl(kept, wire.url())
    ids = {r.url: r.field("WARC-Record-ID") for _, r in kept.records("response")}
    requests = {r.url: r for _, r in kept.records("request")}
    facts = {r.url: r for _, r in kept.records("metadata")}
    assert {url: r.field("WARC-Concurrent-To") for url, r in requests.items()} == ids
    assert {url: r.field("WARC-Concurrent-To") for url, r in facts.items()} == ids
    assert requests[wire.url("/a")].block == wire.asked[1].raw
    said = facts[wire.url("/a")].block.decode().splitlines()
    host = f"127.0.0.1:{wire.port}"
    assert said[:5] == [f"via: {wire.url()}", "crawl: 1", f"portal: {host}", "kind: page", "depth: 1"]
    assert {r.field("WARC-IP-Address") for _, r in kept.records("response")} == {"127.0.0.1"}
    assert kept.records("warcinfo")[0][1].block.startswith(b"software: gongkai/")


def test_rows_say_where_their_records_stand(kept: Kept) -> None:
    with serving(Wire({"/": ok(links("/a", "/b")), "/a": ok(b"same"), "/b": ok(b"same")})) as wire:
        crawl(kept, wire.url())
    rows = kept.rows("SELECT warc_file, warc_offset, warc_length, url, kind FROM captures")
    records = {(name, r.offset, r.length, r.url, r.kind) for name, r in kept.records("response", "revisit")}
    assert set(rows) == records
    assert len(rows) == 3
    (revisit,) = [r for _, r in kept.records("revisit")]
    original = kept.rows(
        "SELECT url, fetched_at FROM captures WHERE capture_id = (SELECT max(payload_capture_id) FROM captures)"
    )
    assert (revisit.field("WARC-Refers-To-Target-URI"), revisit.field("WARC-Refers-To-Date")) == original[0]
    assert kept.rows("SELECT count(DISTINCT sha256), count(DISTINCT payload_digest) FROM captures") == [(2, 2)]


async def _cut(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + b"x" * 100)
    await writer.drain()
    writer.close()


async def _drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"y")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _silent(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"z" * 50_000)
        await writer.drain()


def test_what_was_cut_off_is_kept_as_far_as_it_came(kept: Kept) -> None:
    pages = {
        "/": ok(links("/cut", "/drip", "/endless", "/silent")),
        "/cut": _cut,
        "/drip": _drip,
        "/endless": _endless,
        "/silent": _silent,
    }
    settings = [
        "--setting",
        "DOWNLOAD_TIMEOUT=0.7",
        "--setting",
        "DOWNLOAD_MAXSIZE=200000",
        "--setting",
        "RETRY_TIMES=0",
    ]
    with serving(Wire(pages)) as wire:
        crawl(kept, *settings, wire.url(), errors=True)
    assert captured(kept, wire, "/cut") == ("response", 200, sha(b"x" * 100), 100, "disconnect")
    assert captured(kept, wire, "/endless") == ("response", 200, sha(b"z" * 200_000), 200_000, "length")
    (kind, status, _, size, why) = captured(kept, wire, "/drip")
    assert (kind, status, why) == ("response", 200, "time")
    assert 5 <= int(str(size)) <= 15
    truncated = {r.url: r.field("WARC-Truncated") for _, r in kept.records("response")}
    assert truncated[wire.url("/drip")] == "time"
    ((url, reason),) = kept.rows("SELECT url, reason FROM fetch_failures")
    assert url == wire.url("/silent")
    assert reason == "DownloadTimeoutError: no answer within 0.7 s"
    assert dict(kept.rows("SELECT url, state FROM frontier"))[wire.url("/silent")] == "failed"


def test_a_bomb_is_kept_as_it_came_and_decoded_for_nobody(kept: Kept) -> None:
    bomb = gzip.compress(gzip.compress(bytes(200 << 20), 9), 9)
    with serving(Wire({"/": ok(bomb, "Content-Encoding: gzip, gzip")})) as wire:
        crawl(kept, wire.url(), errors=True)
    assert captured(kept, wire, "/") == ("response", 200, None, len(bomb), None)
    ((file, offset),) = kept.rows("SELECT warc_file, warc_offset FROM captures")
    found = read_record(kept.warc, file, offset)
    assert (found.wire, found.decoded) == (bomb, None)
    assert kept.rows("SELECT state FROM frontier") == [("failed",)]


def test_unchanged_pages_cost_a_304_and_give_the_spider_the_kept_page(kept: Kept) -> None:
    pages = {"/": ok(links("/a"), 'ETag: "1"'), "/a": ok(PAGE, 'ETag: "2"')}
    with serving(Wire(pages)) as wire:
        crawl(kept, wire.url())
    port = wire.port
    unchanged = {p: b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n' for p in pages}
    with serving(Wire(unchanged, port=port)) as wire:
        crawl(kept, wire.url())
    assert sorted(wire.paths()) == ["/", "/a"]  # the link was read in the kept page
    assert b'If-None-Match: "1"' in wire.asked[0].raw
    rows = kept.rows(
        "SELECT url, kind, status, sha256, payload_capture_id, bytes, etag FROM captures WHERE crawl_id = 2"
    )
    first = dict(kept.rows("SELECT url, capture_id FROM captures WHERE crawl_id = 1"))
    a = wire.url("/a")
    assert [row for row in rows if row[0] == a] == [(a, "not_modified", 304, sha(PAGE), first[a], 0, '"x"')]
    records = {r.url: r for _, r in kept.records("revisit")}
    assert records[a].field("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    assert records[a].field("WARC-Refers-To-Target-URI") == a


def test_retries_are_kept_and_counted(kept: Kept) -> None:
    answers = iter([ok(b"<p>busy</p>", status=500), ok(b"<p>busy</p>", status=500), ok(b"<p>here</p>")])
    with serving(Wire(page=lambda host, path: next(answers))) as wire:
        crawl(kept, wire.url())
    assert kept.rows("SELECT kind, status FROM captures") == [("response", 500), ("revisit", 500), ("response", 200)]
    assert kept.rows("SELECT state, attempts FROM frontier") == [("done", 2)]


def test_a_refused_connection_is_a_failure_with_its_reason(kept: Kept) -> None:
    with serving(Wire()) as wire:
        pass
    crawl(kept, "--setting", "RETRY_TIMES=1", wire.url(), errors=True)
    reasons = [reason for (reason,) in kept.rows("SELECT reason FROM fetch_failures")]
    assert len(reasons) == 2
    assert all(reason.startswith("DownloadConnectionRefusedError: 127.0.0.1:") for reason in reasons)
    assert kept.rows("SELECT state, attempts FROM frontier") == [("failed", 2)]
    assert kept.rows("SELECT count(*) FROM captures") == [(0,)]


def test_a_callback_that_raises_leaves_its_page_failed_and_kept(kept: Kept) -> None:
    with serving(Wire({"/": ok(b"<p>raise an error</p>")})) as wire:
        crawl(kept, wire.url(), errors=True)
    assert kept.rows("SELECT state FROM frontier") == [("failed",)]
    assert kept.rows("SELECT kind, status FROM captures") == [("response", 200)]


async def _cut_within_the_header(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Le")
    writer.close()


def test_what_is_no_answer_is_a_failure(kept: Kept) -> None:
    pages = {
        "/": ok(links("/smtp", "/half", "/none", "/long")),
        "/smtp": b"220 mail.gov.cn ESMTP\r\n",
        "/half": _cut_within_the_header,
        "/none": b"",
        "/long": b"HTTP/1.1 200 OK\r\n" + b"X-Long: 1\r\n" * 50_000,
    }
    settings = ["--setting", "RETRY_TIMES=0", "--setting", "DOWNLOAD_TIMEOUT=0.5"]
    with serving(Wire(pages)) as wire:
        crawl(kept, *settings, wire.url(), errors=True)
    reasons = {urlsplit(url).path: reason for url, reason in kept.rows("SELECT url, reason FROM fetch_failures")}
    assert reasons == {
        "/smtp": "DownloadFailedError: BadAnswer: no HTTP: b'220 mail.gov.cn ESMTP\\r\\n'",
        "/half": "DownloadFailedError: BadAnswer: the header was cut off",
        "/none": "DownloadTimeoutError: no answer within 0.5 s",
        "/long": "DownloadFailedError: BadAnswer: a header without end",
    }


def test_https_with_a_certificate_that_proves_nothing(kept: Kept, tmp_path: Path) -> None:
    with serving(Wire({"/": ok(links("/a")), "/a": ok(PAGE)}), tls=expired_certificate(tmp_path)) as wire:
        url = wire.url().replace("http:", "https:")
        crawl(kept, url)
    assert kept.rows("SELECT url, sha256 FROM captures ORDER BY capture_id DESC LIMIT 1") == [(f"{url}a", sha(PAGE))]
    assert wire.most_open == 1


def test_a_kept_connection_that_the_server_closed_is_opened_again(kept: Kept) -> None:
    async def last(writer: asyncio.StreamWriter) -> None:
        writer.write(ok(links("/a", "/b")))
        await writer.drain()
        writer.close()

    with serving(Wire({"/": last, "/a": ok(b"a"), "/b": ok(b"b")})) as wire:
        crawl(kept, "--delay", "0.05", wire.url())
    assert sorted(wire.paths()) == ["/", "/a", "/b"]
    assert kept.rows("SELECT count(*) FROM fetch_failures") == [(0,)]


def test_http_1_0_ends_its_body_with_the_connection(kept: Kept) -> None:
    async def old(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)
        writer.close()

    with serving(Wire({"/": old})) as wire:
        crawl(kept, wire.url())
    assert captured(kept, wire, "/") == ("response", 200, sha(PAGE), len(PAGE), None)


def test_early_hints_come_before_the_answer(kept: Kept) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    with serving(Wire({"/": hints + ok(PAGE)})) as wire:
        crawl(kept, wire.url())
    assert captured(kept, wire, "/") == ("response", 200, sha(PAGE), len(PAGE), None)
