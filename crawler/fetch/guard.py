"""Where a connection may go.

The address that is checked here is the address that is connected to, so a name that changes its mind between check and
connection (DNS rebinding) gains nothing. Each hop of a redirect is a request of its own and comes by here too.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.exceptions import CannotResolveHostError

from crawler.crawling.refusals import Refused
from crawler.registry.hosts import DEFAULT_PORTS, host_of

REMEMBERED = 10_000
FRESH = 300.0  # seconds; the usual time to live of portals' records

Lookup = Callable[[str, int], Awaitable[list[str]]]


class AddressRefused(Refused):
    """The URL, or the address behind its name, is none that this crawler connects to. Raised by Guard.destination."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to connect for a URL: one of these addresses, and no other."""

    scheme: str
    host: str
    port: int
    addresses: tuple[str, ...]


async def lookup(host: str, port: int) -> list[str]:
    """The addresses of a host, best first. Also turns 2130706433 and 0x7f.1 into 127.0.0.1, as connect(2) would."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class Guard:
    """`named`: the portals that the registry or the command line names, as crawler.registry.hosts spells them;
    `resolves`: host and port → the address that `--resolve` gives them; `at_home`: the crawl says nobody's name, so it
    may not leave this machine, wherever a link leads."""

    def __init__(
        self,
        named: frozenset[str],
        resolves: Mapping[tuple[str, int], str],
        lookup: Lookup = lookup,
        *,
        at_home: bool = False,
    ) -> None:
        self._named = named
        self._at_home = at_home
        self._resolves = resolves
        self._lookup = lookup
        self._known: OrderedDict[str, tuple[float, list[str]]] = OrderedDict()

    async def destination(self, url: str) -> Destination:
        """Where a request for `url` may connect to. Raises AddressRefused, CannotResolveHostError."""
        try:
            portal = host_of(url)
        except ValueError as error:
            raise AddressRefused(f"{url}: {error}") from error
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removesuffix("."), parts.port or DEFAULT_PORTS[parts.scheme]
        given = self._resolves.get((host, port))
        if given is not None:
            return Destination(parts.scheme, host, port, (given,))
        addresses = await self._addresses(host, port)
        if self._at_home:
            addresses = [address for address in addresses if why_refused(address) == "loopback"]
        if not addresses:
            raise AddressRefused(f"{host} is not on this machine, and the crawl has no --contact")
        named = portal in self._named and is_local_name(host)
        allowed = tuple(address for address in addresses if named or not why_refused(address))
        if not allowed:
            raise AddressRefused(
                f"{host} is at {addresses[0]}, a {why_refused(addresses[0])} address that nobody named"
            )
        return Destination(parts.scheme, host, port, allowed)

    async def _addresses(self, host: str, port: int) -> list[str]:
        until, addresses = self._known.get(host, (0.0, []))
        if until < time.monotonic():
            try:
                addresses = await self._lookup(host, port)
            except (OSError, UnicodeError) as error:
                raise CannotResolveHostError(f"{host}: {error}") from error
            self._known[host] = (time.monotonic() + FRESH, addresses)
            self._known.move_to_end(host)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return addresses


def is_local_name(host: str) -> bool:
    """Whether naming the host names an address: a literal one, or localhost (RFC 6761, section 6.3).

    A name of the DNS does not: whoever runs its zone could point it into our network.
    """
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def why_refused(address: str) -> str | None:
    """What kind of address this is, if it is none of the public internet's.

    >>> why_refused("127.0.0.1"), why_refused("::ffff:10.0.0.1"), why_refused("100.64.0.1"), why_refused("202.100.99.1")
    ('loopback', 'private', 'not public', None)
    """
    ip = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    kinds = {
        "unspecified": ip.is_unspecified,
        "loopback": ip.is_loopback,
        "link-local": ip.is_link_local,
        "multicast": ip.is_multicast,
        "reserved": ip.is_reserved,
        "private": ip.is_private,
        "not public": not ip.is_global,
    }
    return next((kind for kind, applies in kinds.items() if applies), None)


NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291, deprecated; :: and ::1 are in it, and are themselves


def _unwrapped(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address inside an IPv6 address: mapped, 6to4 (RFC 3056), NAT64 (RFC 6052), Teredo (RFC 4380)."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in NAT64 or (ip in COMPATIBLE and int(ip) > 1):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or ip
