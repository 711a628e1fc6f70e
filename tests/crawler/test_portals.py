"""The registry: what is read, what is refused in one line, and which file wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.organs.divisions import load_divisions
from crawler.organs.resolver import Resolved, load_resolver
from crawler.problems import WrongUsage
from crawler.registry.portals import LEVELS, Portal, Registry, load_registry, parse_registry, seed_from_argument

HEADER = "host,organ,adcode,level,column_url,system,note\n"


def registry(text: str) -> Registry:
    return parse_registry(text, "p.csv", load_divisions())


def refused(text: str) -> str:
    with pytest.raises(WrongUsage) as caught:
        registry(text)
    message = str(caught.value.message)
    assert "\n" not in message
    assert caught.value.exit_code == 2
    return message


def test_a_row() -> None:
    row = 'WWW.YZH.gov.cn,原州区人民政府,640402,county,http://www.yzh.gov.cn/zfxxgk/,trs-wcm,"a, b"\n'
    assert registry(HEADER + row).portals == (
        Portal(
            "www.yzh.gov.cn", "原州区人民政府", "640402", "county", "http://www.yzh.gov.cn/zfxxgk/", "trs-wcm", "a, b"
        ),
    )


def test_only_host_must_be_there() -> None:
    text = "\ufeffhost\r\nlocalhost:8000\r\n\r\n127.0.0.1\r\n"
    assert [p.host for p in registry(text.removeprefix("\ufeff")).portals] == ["localhost:8000", "127.0.0.1"]


def test_short_rows_and_other_order() -> None:
    assert registry("adcode,host\n640402,a.gov.cn\n,b.gov.cn\n").portals == (
        Portal("a.gov.cn", adcode="640402"),
        Portal("b.gov.cn"),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "p.csv: has no column host"),
        ("organ,adcode\nx,640402\n", "p.csv: has no column host"),
        ("host,hosst\na.cn,b\n", "has a column 'hosst' that is not known"),
        ("host,organ,organ\na.cn,b,c\n", "has the column organ twice"),
        (HEADER, "names no portal"),
        ("host\na.cn\nA.cn\n", "p.csv line 3: a.cn stands on line 2 already"),
        ("host\na.cn\nb.cn\na.cn:80\n", "p.csv line 4: a.cn stands on line 2 already"),
        ("host\nhttp://a.cn/\n", "p.csv line 2: 'http://a.cn/' is no host"),
        ("host,organ\n,x\n", "p.csv line 2: '' is no host"),
        ("host\na.cn,b\n", "p.csv line 2: more fields than columns"),
        ('host\n"a.cn\n', "is no CSV"),
    ],
)
def test_refused_in_one_line(text: str, says: str) -> None:
    assert says in refused(text)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("adcode", "640499", "no division has the code 640499"),
        ("adcode", "64", "no division has the code 64"),
        ("level", "department", "'department' is no level"),
        ("column_url", "http://other.gov.cn/", "is not an http(s) page of this host"),
        ("column_url", "javascript:alert(1)", "is not an http(s) page of this host"),
    ],
)
def test_what_cannot_be_is_left_out_and_said(field: str, value: str, says: str) -> None:
    found = registry(f"host,{field}\na.gov.cn,{value}\n")
    assert found.portals == (Portal("a.gov.cn"),)
    (warning,) = found.warnings
    assert "p.csv line 2: a.gov.cn" in warning
    assert says in warning


def test_local_file_wins_over_the_packaged_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    packaged = load_registry()
    assert packaged.source == "the packaged data/portals.csv"
    assert packaged.find("www.yzh.gov.cn") is not None
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "portals.csv").write_bytes(b"\xef\xbb\xbfhost\r\na.gov.cn\r\n")
    local = load_registry()
    assert (local.source, [p.host for p in local.portals]) == ("data/portals.csv", ["a.gov.cn"])
    named = tmp_path / "mine.csv"
    named.write_text("host\nb.gov.cn\n")
    assert [p.host for p in load_registry(named).portals] == ["b.gov.cn"]


@pytest.mark.parametrize("data", [b"host\n\xff\xfe\n", None])
def test_unreadable_file(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "p.csv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(WrongUsage, match=r"is not UTF-8|cannot be read"):
        load_registry(path)


def test_packaged_registry_is_clean() -> None:
    packaged = load_registry()
    assert packaged.warnings == ()
    assert len(packaged.portals) == len({p.host for p in packaged.portals}) >= 240
    assert {p.level for p in packaged.portals} <= {*LEVELS, None}
    resolver = load_resolver()
    for portal in packaged.portals:
        found = resolver.resolve(portal.organ, 2024, portal) if portal.organ else None
        if isinstance(found, Resolved):
            assert (found.organ.name, found.organ.level) == (portal.organ, portal.level), portal
        else:
            assert portal.host == "www.hbqx.gov.cn"  # nobody knows whose it is


def test_seed_from_argument() -> None:
    known = registry(HEADER + "www.yzh.gov.cn,原州区人民政府,640402,county,,,\n")
    assert seed_from_argument("www.YZH.gov.cn", known) is known.portals[0]
    assert seed_from_argument("127.0.0.1:8000", known) == Portal("127.0.0.1:8000")
    page = seed_from_argument("https://www.yzh.gov.cn/zwgk/?a=b#c", known)
    assert (page.organ, page.start_url) == ("原州区人民政府", "https://www.yzh.gov.cn/zwgk/?a=b")
    assert seed_from_argument("http://127.0.0.1:8000", known).start_url == "http://127.0.0.1:8000/"


@pytest.mark.parametrize("text", ["ftp://a.gov.cn/x", "file:///etc/passwd", "javascript:alert(1)", "a b", "", "a.cn/x"])
def test_seed_refused(text: str) -> None:
    with pytest.raises(WrongUsage, match="give a host, host:port, or an http or https URL"):
        seed_from_argument(text, Registry((), "none"))


def test_start_urls() -> None:
    assert Portal("a.cn").start_urls() == ("http://a.cn/",)
    assert Portal("a.cn", column_url="https://a.cn/nb/").start_urls() == ("https://a.cn/nb/", "https://a.cn/")
    asked = Portal("a.cn", column_url="https://a.cn/nb/", start_url="http://a.cn/")
    assert asked.start_urls() == ("http://a.cn/", "https://a.cn/nb/")


def test_five_thousand_rows() -> None:
    rows = "".join(f"h{i}.gov.cn,某,640402,county,http://h{i}.gov.cn/nb/,,\n" for i in range(5000))
    found = registry(HEADER + rows)
    assert len(found.portals) == 5000
    assert found.portals[4999].column_url == "http://h4999.gov.cn/nb/"
