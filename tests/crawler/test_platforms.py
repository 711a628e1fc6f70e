"""Every recording has a golden file beside it; every platform has a recording that it recognises."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from crawler import platforms
from crawler.finding.links import Kind, worth
from crawler.platforms import generic, instead, platform_of, trs
from crawler.platforms.page import Page

RECORDINGS = Path(__file__).parent.parent / "recordings"
FILES = sorted(RECORDINGS.glob("*/*.html"))


def page(path: Path) -> Page:
    """A recording: its first line is a comment that says where such a page stands and what it is a recording of."""
    text = path.read_text(encoding="utf-8")
    url = re.match(r"<!-- url: (\S+) \|", text)
    assert url, f"{path}: the first line must be <!-- url: URL | what is recorded -->"
    return Page(url[1], text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_recording_reads_as_its_golden_file_says(path: Path) -> None:
    recorded = page(path)
    platform = platform_of(recorded)
    listing = platform.listing(recorded)
    judged = [(link, worth(link)) for link in listing.links]
    found = {
        "platform": platform.NAME,
        "next_pages": list(listing.next_pages),
        "problem": listing.problem,
        "links": [
            {"kind": value.kind, "priority": value.priority, "url": link.url, "text": link.title or link.text}
            for link, value in judged
            if value.kind is not Kind.NOTHING
        ],
        "worth_nothing": [link.text for link, value in judged if value.kind is Kind.NOTHING],
    }
    golden = path.with_suffix(".json")
    if not golden.exists():
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"wrote {golden}: read it against {path.name}, then commit both")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


def test_every_platform_is_known_by_a_recording() -> None:
    for platform in platforms.PLATFORMS:
        recorded = [page(path) for path in FILES if path.parent.name == platform.NAME]
        assert recorded, f"tests/recordings/{platform.NAME}/ has no recording"
        assert any(platform_of(one) is platform for one in recorded)
    assert {path.parent.name for path in FILES} == {platform.NAME for platform in platforms.PLATFORMS}


def test_a_golden_file_has_its_recording() -> None:
    assert all(golden.with_suffix(".html").exists() for golden in RECORDINGS.glob("*/*.json"))


def test_the_second_page_is_tried_under_its_other_number() -> None:
    assert instead("http://a.gov.cn/nb/index_1.shtml") == "http://a.gov.cn/nb/index_2.shtml"
    assert instead("http://a.gov.cn/nb/index_3.shtml") is None
    assert instead("http://a.gov.cn/nb/") is None


@pytest.mark.parametrize("text", ["", "  \n", "<!-- nothing -->", "\x00", "no markup at all", "<html><body><a>"])
def test_a_page_of_nothing_lists_nothing(text: str) -> None:
    for platform in (trs, generic):
        listing = platform.listing(Page("http://a.gov.cn/", text))
        assert (listing.links, listing.next_pages, listing.problem) == ((), (), None)


def test_a_page_that_declares_an_encoding_is_read_all_the_same() -> None:
    said = '<?xml version="1.0" encoding="gb2312"?><html><head><meta charset="gb2312"></head><body><a href="b">年报</a>'
    (link,) = Page("http://a.gov.cn/c/", said).links
    assert (link.url, link.text) == ("http://a.gov.cn/c/b", "年报")


def test_links_are_relative_to_the_base_that_the_page_names() -> None:
    (link,) = Page("http://a.gov.cn/c/", '<base href="/d/"><a href=" b\n.html#top">年 报</a><a href="#top">x</a>').links
    assert link.url == "http://a.gov.cn/d/b.html"


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ('<meta http-equiv="Refresh" content="0; URL=/index/">', "http://a.gov.cn/index/"),
        ('<meta http-equiv="refresh" content="900">', None),
        ("<script>window.location.href='zwgk/index.html'</script>", "http://a.gov.cn/zwgk/index.html"),
        ("<script>location.replace('/m/')</script><a href=1>1</a><a href=2>2</a>", None),
    ],
)
def test_a_page_that_only_sends_on_is_followed(text: str, to: str | None) -> None:
    assert Page("http://a.gov.cn/", f"<html><head>{text}</head></html>").moved_to == to
