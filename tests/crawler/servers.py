"""A server on a loopback port that sends exactly the bytes that a test wants sent, and notes who asked when."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Script = Callable[[asyncio.StreamWriter], Awaitable[None]]
Answer = bytes | Script


@dataclass
class Asked:
    host: str
    path: str
    raw: bytes
    began: float
    ended: float = 0.0


@dataclass
class Wire:
    """`pages`: path → what to send (or do); `seconds`: how long to think first. A path that is not there is a 404."""

    pages: Mapping[str, Answer] = field(default_factory=dict)
    page: Callable[[str, str], Answer] | None = None
    seconds: float = 0.0
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    busy: int = 0
    most_busy: int = 0
    open: int = 0
    most_open: int = 0

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            while not writer.is_closing():
                await self._one(await reader.readuntil(b"\r\n\r\n"), writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self.open -= 1
            writer.close()

    async def _one(self, raw: bytes, writer: asyncio.StreamWriter) -> None:
        path = raw.split(b" ")[1].decode()
        host = next(line[6:].decode() for line in raw.split(b"\r\n") if line.lower().startswith(b"host: "))
        one = Asked(host, path, raw, time.monotonic())
        self.asked.append(one)
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        try:
            await asyncio.sleep(self.seconds)
            answer = self.page(host, path) if self.page else self.pages.get(path, ok(b"no such page", status=404))
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                await answer(writer)
        finally:
            self.busy -= 1
            one.ended = time.monotonic()


def ok(body: bytes, *headers: str, status: int = 200) -> bytes:
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", *headers]
    if not any(header.lower().startswith("content-type") for header in headers):
        lines.append("Content-Type: text/html; charset=utf-8")
    return "\r\n".join([*lines, "", ""]).encode() + body


def expired_certificate(folder: Path) -> ssl.SSLContext:
    """What many a county's server shows: signed by itself, for another name, long expired."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "another.gov.cn")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(datetime(2019, 1, 1)).not_valid_after(datetime(2020, 1, 1))
    plain = serialization.NoEncryption()
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def links(*urls: str) -> bytes:
    return "".join(f'<a href="{url}">{url}</a>' for url in urls).encode()


@contextmanager
def serving(wire: Wire, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[Wire]:
    """Runs the server in a thread of its own for the time of the block."""
    loop = asyncio.new_event_loop()
    started = threading.Event()
    stop = asyncio.Event()

    async def run() -> None:
        server = await asyncio.start_server(wire.serve, address, wire.port, ssl=tls)
        wire.port = server.sockets[0].getsockname()[1]
        started.set()
        await stop.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    started.wait()
    try:
        yield wire
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
