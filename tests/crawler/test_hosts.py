"""One spelling a host, and a reason for what is none."""

from __future__ import annotations

import doctest

import pytest

from crawler.registry import hosts


def test_doctests() -> None:
    assert doctest.testmod(hosts).failed == 0


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("WWW.Yzh.Gov.CN", "www.yzh.gov.cn"),
        ("www.yzh.gov.cn.", "www.yzh.gov.cn"),
        ("www.yzh.gov.cn:80", "www.yzh.gov.cn"),
        ("localhost:8000", "localhost:8000"),
        ("127.0.0.1:8000", "127.0.0.1:8000"),
        ("[::1]:8000", "[::1]:8000"),
        ("政务.中国", "xn--zfr164b.xn--fiqs8s"),
        ("a_b.gov.cn", "a_b.gov.cn"),
    ],
)
def test_canonical(text: str, canonical: str) -> None:
    assert hosts.canonical_host(text) == canonical
    assert hosts.canonical_host(canonical) == canonical


@pytest.mark.parametrize(
    "text",
    ["", "a b", "a/b", "user@host", "host:port", "host:99999", "host:0", "-a.cn", "a..cn", "999.1.1.1", "1.2.3", "[::1",
     "[zz]", "a" * 64, "\ud800.cn", "host?x", "host#x", "javascript:alert(1)"],
)  # fmt: skip
def test_malformed(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the message is for people; that it is refused is what counts
        hosts.canonical_host(text)


def test_host_of_url() -> None:
    assert hosts.host_of("https://WWW.moe.gov.cn:443/jyb/") == "www.moe.gov.cn"
    assert hosts.host_of("https://www.moe.gov.cn:80/") == "www.moe.gov.cn:80"
    for url in ("ftp://a.gov.cn/", "file:///etc/passwd", "http://u:p@a.gov.cn/", "http:///x", "//a.gov.cn/"):
        with pytest.raises(ValueError):  # noqa: PT011
            hosts.host_of(url)
