"""Where a connection may go: literal addresses in every spelling, names that point inside, and names that change."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.exceptions import CannotResolveHostError

from crawler.fetch.guard import AddressRefused, Destination, Guard, lookup, why_refused
from tests.crawler.crawls import Kept, crawl
from tests.crawler.servers import Wire, links, ok, serving

NOBODY: frozenset[str] = frozenset()


def destination(guard: Guard, url: str) -> Destination:
    return asyncio.run(guard.destination(url))


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("0.0.0.0", "unspecified"),
        ("127.8.9.1", "loopback"),
        ("10.1.2.3", "private"),
        ("172.31.0.1", "private"),
        ("192.168.0.1", "private"),
        ("169.254.169.254", "link-local"),
        ("100.64.0.1", "not public"),
        ("224.0.0.1", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("fe80::1%eth0", "link-local"),
        ("fc00::1", "private"),
        ("ff02::1", "multicast"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::127.0.0.1", "loopback"),
        ("2002:7f00:1::", "loopback"),
        ("64:ff9b::a00:1", "private"),
        ("202.100.99.1", None),
        ("2001:da8::1", None),
    ],
)
def test_only_public_addresses_pass(address: str, why: str | None) -> None:
    assert why_refused(address) == why


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://2130706433/",
        "http://127.1/",
        "https://10.0.0.1:8443/",
        "ftp://202.100.99.1/",
        "file:///etc/passwd",
        "http://user@202.100.99.1/",
        "http:///a",
    ],
)
def test_no_spelling_of_a_local_address_passes(url: str) -> None:
    with pytest.raises(AddressRefused):
        destination(Guard(NOBODY, {}), url)


def test_what_the_command_line_names_passes_with_its_port_only() -> None:
    guard = Guard(frozenset({"127.0.0.1:8000", "localhost:8001"}), {})
    assert destination(guard, "http://127.0.0.1:8000/a").addresses == ("127.0.0.1",)
    assert "127.0.0.1" in destination(guard, "http://localhost:8001/a").addresses
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1 is at 127\.0\.0\.1, a loopback address that nobody named"):
        destination(guard, "http://127.0.0.1:6379/")


def test_resolve_maps_a_host_and_port_and_no_other() -> None:
    guard = Guard(NOBODY, {("www.yzh.gov.cn", 80): "127.0.0.1"}, lookup=_answers([["202.100.99.1"]]))
    assert destination(guard, "http://www.yzh.gov.cn/") == Destination("http", "www.yzh.gov.cn", 80, ("127.0.0.1",))
    assert destination(guard, "https://www.yzh.gov.cn/").addresses == ("202.100.99.1",)


def test_a_portal_whose_name_points_inside_is_refused() -> None:
    guard = Guard(frozenset({"www.yzh.gov.cn"}), {}, lookup=_answers([["127.0.0.1", "10.0.0.1"]]))
    with pytest.raises(AddressRefused, match=r"is at 127\.0\.0\.1, a loopback address that nobody named"):
        destination(guard, "http://www.yzh.gov.cn/")


def test_only_the_public_ones_of_several_addresses_are_connected_to() -> None:
    guard = Guard(NOBODY, {}, lookup=_answers([["10.0.0.1", "202.100.99.1", "::1"]]))
    assert destination(guard, "http://www.yzh.gov.cn/").addresses == ("202.100.99.1",)


def test_a_crawl_without_a_contact_stays_on_this_machine() -> None:
    """Also where a link leads to the www twin of a host that `--resolve` maps."""
    guard = Guard(frozenset({"127.0.0.1:8000"}), {}, lookup=_answers([["202.100.99.1"]]), at_home=True)
    with pytest.raises(
        AddressRefused, match=r"www\.yzh\.gov\.cn is not on this machine, and the crawl has no --contact"
    ):
        destination(guard, "http://www.yzh.gov.cn/")
    at_home = Guard(frozenset({"127.0.0.1:8000"}), {}, at_home=True)
    assert destination(at_home, "http://127.0.0.1:8000/").addresses == ("127.0.0.1",)


def test_a_name_is_looked_up_once_and_the_checked_address_is_the_connected_one() -> None:
    guard = Guard(NOBODY, {}, lookup=_answers([["202.100.99.1"], ["127.0.0.1"]]))
    assert destination(guard, "http://www.yzh.gov.cn/").addresses == ("202.100.99.1",)
    assert destination(guard, "http://www.yzh.gov.cn/").addresses == ("202.100.99.1",)


def test_a_name_that_does_not_exist() -> None:
    with pytest.raises(CannotResolveHostError, match=r"nowhere\.invalid"):
        destination(Guard(NOBODY, {}), "http://nowhere.invalid/")


def test_lookup_reads_addresses_as_the_system_does() -> None:
    assert asyncio.run(lookup("2130706433", 80)) == ["127.0.0.1"]


def _answers(answers: list[list[str]]) -> object:
    queue: Iterator[list[str]] = iter(answers)

    async def answer(host: str, port: int) -> list[str]:
        return next(queue)

    return answer


def test_neither_link_nor_redirect_leads_inside(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "a.db", tmp_path / "a.warc")
    with serving(Wire({"/": ok(b"secret")})) as inside:
        moved = f"HTTP/1.1 302 Found\r\nLocation: {inside.url()}\r\nContent-Length: 0\r\n\r\n".encode()
        pages = {"/": ok(links("/moved", inside.url("/linked"), "http://0x7f.1/", "http://[::1]/")), "/moved": moved}
        with serving(Wire(pages)) as portal:
            crawl(kept, portal.url())
        assert inside.paths() == []
    states = dict(kept.rows("SELECT url, state FROM frontier"))
    assert states[inside.url()] == states[inside.url("/linked")] == states["http://[::1]/"] == "refused"
    reasons = dict(kept.rows("SELECT url, reason FROM fetch_failures"))
    assert reasons[inside.url()] == "AddressRefused: 127.0.0.1 is at 127.0.0.1, a loopback address that nobody named"
    assert len(reasons) == 4


def test_proxies_of_the_environment_are_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(tmp_path / "a.db", tmp_path / "a.warc")
    with serving(Wire({"/": ok(b"here")})) as portal, serving(Wire()) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url())
        crawl(kept, portal.url())
        assert (portal.paths(), proxy.paths()) == (["/"], [])
