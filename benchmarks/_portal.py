"""The pages that crawls are measured on: sixteen hosts on loopback addresses, served from memory."""

from __future__ import annotations

import asyncio

HOSTS = 16
PAGES = 2_000
BYTES = 7_600


def hosts() -> list[str]:
    return [f"127.0.0.{2 + number}" for number in range(HOSTS)]


def page(number: int) -> bytes:
    """A page that names twelve others of its host, by a rule that reaches them all, and text of no meaning."""
    each = PAGES // HOSTS
    ahead = sorted({(number * 3 + step) % each for step in range(1, 13)})
    label = "政府信息公开工作年度报告"
    links = "".join(f'<li><a href="/{one or ""}" title="第{one}页">{label} {one}</a></li>' for one in ahead)
    text = f"<p>{number}</p>" + "<p>公开政府信息若干条，办理申请若干件。</p>" * 200
    return f"<html><head><meta charset='utf-8'></head><body><ul>{links}</ul>{text}".encode()[:BYTES] + b"</body></html>"


def serve(port: int) -> None:
    """All pages from memory, as fast as this language can: the server must not be what is measured."""
    answers = {}
    for number in range(PAGES // HOSTS):
        body = page(number)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        answers[b"/" if number == 0 else b"/%d" % number] = head.encode() + body
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    class Quick(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self.transport = transport

        def data_received(self, data: bytes) -> None:  # a request of ours is one packet
            self.transport.write(answers.get(data.split(b" ", 2)[1], missing))

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Quick, "0.0.0.0", port)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(run())
