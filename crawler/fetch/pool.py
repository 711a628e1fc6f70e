"""Open connections: one kept a host, and never more than two open at an address, idle ones included."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter

from scrapy.exceptions import DownloadConnectionRefusedError

from crawler.fetch.guard import Destination
from crawler.fetch.http import PIECE, Connection
from crawler.fetch.politeness import AN_ADDRESS

IDLE = 15.0  # seconds; servers close theirs after 5 to 75
KEPT = 200  # idle ones in all: 1,024 open files are the usual limit of a process
CONNECTING = 30.0  # seconds

Key = tuple[str, str, int, str]


class Unreachable(DownloadConnectionRefusedError):
    """No connection to this address; another address of the host may do. Raised by Pool.lease."""


class Pool:
    def __init__(self) -> None:
        self._idle: dict[Key, tuple[Connection, asyncio.TimerHandle]] = {}  # in the order of their last use
        self._open: Counter[str] = Counter()
        self._tls: ssl.SSLContext | None = None

    async def lease(self, to: Destination, address: str, fresh: bool = False) -> Connection:
        """A connection to the address for one request: the kept one, unless it must be `fresh`. Raises Unreachable."""
        kept = self._idle.pop((to.scheme, to.host, to.port, address), None)
        if kept is not None:
            connection, timer = kept
            timer.cancel()
            if connection.alive and not fresh:
                return connection
            await self.drop(connection)
        await self._make_room(address)
        return await self._connect(to, address)

    def keep(self, to: Destination, connection: Connection) -> None:
        """Takes a connection back for the next request to this host."""
        key = (to.scheme, to.host, to.port, connection.address)
        timer = asyncio.get_running_loop().call_later(IDLE, self._expire, key)
        self._idle[key] = (connection, timer)
        if len(self._idle) > KEPT:
            self._expire(next(iter(self._idle)))

    async def drop(self, connection: Connection) -> None:
        """Closes a connection at once; bytes still on their way are not wanted."""
        self._shut(connection)
        try:
            await connection.writer.wait_closed()
        except (OSError, ssl.SSLError):
            return  # it is closed: that is all that was asked

    async def close(self) -> None:
        for connection, timer in list(self._idle.values()):
            timer.cancel()
            await self.drop(connection)
        self._idle.clear()

    async def _connect(self, to: Destination, address: str) -> Connection:
        tls = to.scheme == "https"
        if tls and self._tls is None:
            self._tls = tls_context()
        self._open[address] += 1
        try:
            async with asyncio.timeout(CONNECTING):
                reader, writer = await asyncio.open_connection(
                    address,
                    to.port,
                    ssl=self._tls if tls else None,
                    server_hostname=to.host if tls else None,
                    limit=PIECE,
                )
        except BaseException as error:
            self._open[address] -= 1
            if isinstance(error, OSError):  # TimeoutError is one
                raise Unreachable(f"{address}:{to.port}: {type(error).__name__} {error}") from error
            raise
        return Connection(reader, writer, address)

    async def _make_room(self, address: str) -> None:
        for key in [key for key in self._idle if key[3] == address]:
            if self._open[address] < AN_ADDRESS:
                return
            connection, timer = self._idle.pop(key)
            timer.cancel()
            await self.drop(connection)

    def _expire(self, key: Key) -> None:
        connection, timer = self._idle.pop(key)
        timer.cancel()
        self._shut(connection)

    def _shut(self, connection: Connection) -> None:
        connection.writer.transport.abort()
        self._open[connection.address] -= 1
        if not self._open[connection.address]:
            del self._open[connection.address]


def tls_context() -> ssl.SSLContext:
    """For old servers with expired or foreign certificates, as Scrapy has it: nothing secret goes over it."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=1")
    context.options |= 0x4  # OP_LEGACY_SERVER_CONNECT, which Python names only since 3.12
    return context
