"""What we write, read with FastWARC, which we do not write with; what a crash leaves behind; full files."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastArchive
from fastwarc.warc import WarcRecordType

from crawler.keeping.wire import Exchange
from crawler.warc import Torn, WarcFolder, iter_records, members, read_record
from crawler.warc import record as make

AT = datetime(2026, 1, 31, 8, tzinfo=UTC)
PAGE = "<html><body>政府信息公开年度报告</body></html>".encode() * 20


def exchange(head: bytes, body: bytes, truncated: str | None = None) -> Exchange:
    request = b"GET /a HTTP/1.1\r\nHost: www.yzh.gov.cn\r\n\r\n"
    return Exchange("http://www.yzh.gov.cn/a", AT, request, head, body, "192.0.2.1", truncated, 0.25)


def folder(path: Path, full: int = 1_000_000_000) -> WarcFolder:
    return WarcFolder(path, lambda name: make.warcinfo(name, AT, {"software": "gongkai/0", "operator": None}), full)


def triple(one: Exchange) -> list[bytes]:
    name = make.new_id()
    return [
        make.request(one, name),
        make.metadata(one, name, [("via", None), ("portal", "www.yzh.gov.cn")]),
        make.response(one, name, make.digest(one.body)),
    ]


def test_another_reader_finds_every_byte(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\nserver:  odd spacing\r\nContent-Type: text/html\r\nX-Twice: 1\r\nx-twice: 2\r\n\r\n"
    warc = folder(tmp_path)
    warc.append(triple(exchange(head, PAGE)))
    warc.close()
    (file,) = tmp_path.iterdir()
    with file.open("rb") as stream:
        seen = []
        for record in FastArchive(stream, parse_http=False):
            assert record.verify_block_digest()
            seen.append((record.record_type, record.headers.get("WARC-Concurrent-To"), record.reader.read()))
    kinds = [WarcRecordType.warcinfo, WarcRecordType.request, WarcRecordType.metadata, WarcRecordType.response]
    assert [kind for kind, _, _ in seen] == kinds
    assert seen[3][2] == head + PAGE
    assert seen[1][2].startswith(b"GET /a HTTP/1.1\r\n")
    assert seen[2][2] == b"portal: www.yzh.gov.cn\r\n"
    assert seen[1][1] == seen[2][1]


def test_a_coded_body_is_kept_as_it_came_and_decodes(tmp_path: Path) -> None:
    coded = gzip.compress(PAGE)
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
    warc = folder(tmp_path)
    place = warc.append(triple(exchange(head, coded)))[2]
    warc.sync()
    found = read_record(tmp_path, place.file, place.offset)
    assert (found.status, found.wire, found.decoded) == (200, coded, PAGE)
    assert found.record.length == place.length
    with (tmp_path / place.file).open("rb") as stream:
        response = next(r for r in FastArchive(stream, record_types=WarcRecordType.response))
        assert response.verify_payload_digest()
        assert response.http_headers.status_code == 200
        assert response.headers["WARC-IP-Address"] == "192.0.2.1"


def test_a_cut_off_body_says_so(tmp_path: Path) -> None:
    warc = folder(tmp_path)
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"
    place = warc.append(triple(exchange(head, PAGE[:50], "disconnect")))[2]
    record = read_record(tmp_path, place.file, place.offset).record
    assert record.field("WARC-Truncated") == "disconnect"
    assert record.block == head + PAGE[:50]


def test_revisits_keep_the_head_and_say_where_the_payload_is(tmp_path: Path) -> None:
    warc = folder(tmp_path)
    one = exchange(b"HTTP/1.1 200 OK\r\n\r\n", PAGE)
    original = make.Original("http://www.yzh.gov.cn/b", make.stamp(AT))
    place = warc.append([make.revisit(one, make.new_id(), make.IDENTICAL, original, make.digest(PAGE))])[0]
    record = read_record(tmp_path, place.file, place.offset).record
    assert record.kind == "revisit"
    assert record.block == one.head
    assert record.field("WARC-Refers-To-Target-URI") == "http://www.yzh.gov.cn/b"
    assert record.field("WARC-Refers-To-Date") == "2026-01-31T08:00:00.000000Z"
    assert record.field("WARC-Payload-Digest") == make.digest(PAGE)


def test_a_torn_tail_is_found_where_it_begins(tmp_path: Path) -> None:
    warc = folder(tmp_path)
    whole = warc.append(triple(exchange(b"HTTP/1.1 200 OK\r\n\r\n", PAGE)))[2]
    warc.close()
    file = tmp_path / whole.file
    kept = file.read_bytes()
    torn = make.response(exchange(b"HTTP/1.1 200 OK\r\n\r\n", PAGE * 50), make.new_id(), make.digest(PAGE * 50))
    for tail in (torn[:1], torn[:-1], torn[:40] + bytes(500)):
        file.write_bytes(kept + tail)
        found = []
        with pytest.raises(Torn) as raised:
            found.extend(members(file))
        assert raised.value.offset == len(kept) == whole.offset + whole.length
    file.write_bytes(kept)
    assert [r.kind for r in members(file)] == ["warcinfo", "request", "metadata", "response"]
    assert [(r.kind, r.offset, r.length, r.block) for r in members(file)] == [
        (r.kind, r.offset, r.length, r.block) for r in iter_records(file)
    ]


def test_a_full_file_is_followed_by_a_new_one(tmp_path: Path) -> None:
    warc = folder(tmp_path, full=2000)
    places = [warc.append(triple(exchange(b"HTTP/1.1 200 OK\r\n\r\n", PAGE)))[2] for _ in range(5)]
    warc.close()
    names = sorted(p.name for p in tmp_path.iterdir())
    assert len(names) > 1
    assert [p.file for p in places] == sorted(p.file for p in places)
    assert all(p.stat().st_size <= 2000 for p in tmp_path.iterdir())
    assert all(read_record(tmp_path, p.file, p.offset).wire == PAGE for p in places)
    assert all(next(iter(members(tmp_path / name))).kind == "warcinfo" for name in names)


def test_what_cannot_be_written_leaves_no_half_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    warc = folder(tmp_path)
    first = warc.append(triple(exchange(b"HTTP/1.1 200 OK\r\n\r\n", PAGE)))[2]
    real = os.write

    def full(fd: int, data: bytes) -> int:
        if len(data) < 200:
            raise OSError(28, "No space left on device")
        return real(fd, data[: len(data) - 100])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        warc.append(triple(exchange(b"HTTP/1.1 200 OK\r\n\r\n", PAGE[::-1])))
    monkeypatch.undo()
    assert (tmp_path / first.file).stat().st_size == first.offset + first.length
    again = warc.append(triple(exchange(b"HTTP/1.1 200 OK\r\n\r\n", PAGE)))[2]
    assert read_record(tmp_path, again.file, again.offset).wire == PAGE
