"""The demo's server: plain files over HTTP as portals serve them."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from crawler.demo_server import serve_demo, serve_folder


def get(host: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(host, timeout=5)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_it_serves_the_bundled_portal() -> None:
    with serve_demo() as host:
        response, body = get(host, "/")
    assert response.status == 200
    assert "政务公开演示门户" in body.decode()


def test_what_has_not_changed_is_304() -> None:
    with serve_demo() as host:
        first, _ = get(host, "/index.html")
        again, body = get(host, "/index.html", If_Modified_Since=first.headers["Last-Modified"])
    assert (again.status, body) == (304, b"")


def test_a_folder_redirects_to_itself_with_a_slash() -> None:
    with serve_demo() as host:
        response, _ = get(host, "/zwgk/zfxxgk")
    assert (response.status, response.headers["Location"]) == (301, "/zwgk/zfxxgk/")


@pytest.mark.parametrize("path", ["/zwgk/zfxxgk/zfxxgknb/202201/", "/zwgk/zfxxgk/zfxxgknb/201403/t20140328_10022.html"])
def test_a_folder_without_index_and_a_missing_page_are_404(path: str) -> None:
    with serve_demo() as host:
        assert get(host, path)[0].status == 404


def test_a_taken_port_falls_back_to_a_free_one(tmp_path: Path) -> None:
    with serve_folder(tmp_path) as first:
        port = int(first.rpartition(":")[2])
        with serve_folder(tmp_path, port) as second:
            assert second != first


def test_the_same_port_is_had_again(tmp_path: Path) -> None:
    """A second demo finds its portal where the archive knows it."""
    with serve_folder(tmp_path) as first:
        port = int(first.rpartition(":")[2])
        get(first, "/")
    with serve_folder(tmp_path, port) as again:
        assert again == first
