"""Archives for tests of reading: pages kept as a crawl would keep them, without the crawl."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.archive import Archive
from crawler.archive.visits import open_crawl
from crawler.keeping.keeper import Keeper
from crawler.keeping.rows import About
from crawler.keeping.wire import Exchange
from crawler.registry.portals import load_registry, seed_from_argument
from crawler.warc import WarcFolder
from crawler.warc.record import warcinfo


@dataclass(frozen=True)
class Answer:
    """What a portal said at an instant; a `body` of None is a 304."""

    url: str
    body: bytes | None
    at: str = "2022-01-28T01:00:00+00:00"
    content_type: str = "text/html; charset=utf-8"
    portal: str = "www.yzh.gov.cn"


def keep(path: Path, answers: Sequence[Answer]) -> None:
    """Keeps the answers in the archive at `path`, as one run of a crawl of the portal that the registry knows."""
    portals = [seed_from_argument("www.yzh.gov.cn", load_registry())]
    with Archive.create(path) as archive:
        crawl = open_crawl(archive.db, portals, answers[0].at, "test")
        asyncio.run(_keep(archive, answers, crawl))


async def _keep(archive: Archive, answers: Sequence[Answer], crawl: int) -> None:
    moment = datetime.fromisoformat(answers[0].at)
    keeper = Keeper(archive.db, WarcFolder(archive.warc_folder, lambda name: warcinfo(name, moment, {})), crawl)
    for answer in answers:
        keeper.keep(_exchange(answer), About(portal=answer.portal))
    keeper.close()


def _exchange(answer: Answer) -> Exchange:
    status = b"304 Not Modified" if answer.body is None else b"200 OK"
    body = answer.body or b""
    head = b"HTTP/1.1 %s\r\nContent-Type: %s\r\n\r\n" % (status, answer.content_type.encode())
    request = b"GET / HTTP/1.1\r\n\r\n"
    return Exchange(answer.url, datetime.fromisoformat(answer.at), request, head, body, "127.0.0.1", None, 0.1)


def dump(path: Path) -> list[str]:
    """Everything that the archive holds, as SQL."""
    with Archive.read(path) as archive:
        return list(archive.db.conn.iterdump())
