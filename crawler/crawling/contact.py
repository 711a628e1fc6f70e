"""Who crawls: beyond one's own machine nobody is asked for a page by a crawler that does not say whose it is."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from crawler.crawling.session import Resolve
from crawler.problems import WrongUsage
from crawler.registry.portals import Portal

LEAST_DELAY = 1.0  # seconds, beyond loopback


def check_manners(portals: Iterable[Portal], resolve: Sequence[Resolve], contact: str | None, delay: float) -> None:
    """Lets a crawl begin or not. Raises WrongUsage where it would leave this machine without a contact, or in haste."""
    if contact is not None and not (contact.isprintable() and contact.isascii() and contact.strip()):
        raise WrongUsage("--contact must be an address in plain ASCII, such as https://example.org/crawler")
    abroad = next((portal.host for portal in portals if not is_loopback(portal.host, resolve)), None)
    if abroad is None:
        return
    if contact is None:
        raise WrongUsage(
            f"{abroad} is not on this machine: say whose crawler this is, with --contact URL or GONGKAI_CONTACT"
        )
    if delay < LEAST_DELAY:
        raise WrongUsage(f"{abroad} is not on this machine: --delay must be {LEAST_DELAY:g} or more")


def is_loopback(host: str, resolve: Sequence[Resolve]) -> bool:
    """Whether connections to a portal cannot leave this machine.

    >>> is_loopback("127.0.0.1:8000", ()), is_loopback("www.yzh.gov.cn", ())
    (True, False)
    >>> is_loopback("a.gov.cn:8000", [Resolve("a.gov.cn", 8000, "127.0.0.1")])
    True
    """
    parts = urlsplit(f"http://{host}")
    name = parts.hostname or ""
    if name == "localhost" or _loopback(name):
        return True
    ports = {parts.port} if parts.port else {80, 443}
    return ports <= {one.port for one in resolve if one.host == name and _loopback(one.address)}


def _loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
