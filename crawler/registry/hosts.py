"""One spelling for each host: lower case, names in punycode, a port only where it is not the scheme's own."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")  # underscores are met in real host names
DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_host(text: str) -> str:
    """`host` or `host:port` in one spelling. Raises ValueError, with the reason, for what is neither.

    >>> canonical_host("WWW.YZH.gov.cn"), canonical_host("1.25.240.11:8082"), canonical_host("[::1]:80")
    ('www.yzh.gov.cn', '1.25.240.11:8082', '[::1]')
    """
    if re.search(r"[\s/?#@\\]", text):
        raise ValueError("a host has no path, user or space in it")
    return _canonical(urlsplit(f"http://{text}"))


def host_of(url: str) -> str:
    """The canonical host of an http or https URL. Raises ValueError for any other address."""
    parts = urlsplit(url)
    if parts.scheme not in DEFAULT_PORTS:
        raise ValueError("only http and https addresses can be crawled")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address with a user name is not crawled")
    return _canonical(parts)


def _canonical(parts: SplitResult) -> str:
    name, port = (parts.hostname or "").removesuffix("."), parts.port  # .port raises ValueError beyond 65535
    name = f"[{ip_address(name).compressed}]" if ":" in name else _ascii(name)
    if port == 0:
        raise ValueError("port 0 is none")
    return name if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{name}:{port}"


def _ascii(name: str) -> str:
    try:
        ascii_name = name.encode("idna").decode("ascii") if not name.isascii() else name
    except UnicodeError as error:
        raise ValueError("not a host name") from error
    if len(ascii_name) > 253 or not all(LABEL.fullmatch(label) for label in ascii_name.split(".")):
        raise ValueError("not a host name")
    if re.fullmatch(r"[0-9.]+", ascii_name):
        ip_address(ascii_name)  # raises ValueError for 1.2.3, 999.1.1.1: digits alone are an address or nothing
    return ascii_name
