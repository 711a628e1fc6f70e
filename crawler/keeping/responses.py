"""Scrapy responses made from bytes: the same for what has just come and for what the archive holds."""

from __future__ import annotations

from ipaddress import ip_address

from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.keeping.wire import Head

# Undone already: the body that goes with these headers has neither framing nor coding any more.
UNDONE = ("content-encoding", "transfer-encoding", "x-orig-transfer-encoding")


def response_of(url: str, head: Head, body: bytes, flags: list[str], address: str | None = None) -> Response:
    """The response with its decoded body, of the class that Scrapy chooses for it."""
    headers = Headers()
    for name, value in head.fields:
        if name.decode("latin-1").lower() not in UNDONE:
            headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=url, body=body)
    ip = None if address is None else ip_address(address.partition("%")[0])
    return kind(url, status=head.status, headers=headers, body=body, flags=flags, ip_address=ip)
