"""Asks only for what has changed since the last good capture of a URL (RFC 9110, section 13).

A 304 is kept as a `not_modified` capture, and the capture middleware hands up the page that is still so: the spider
follows its links as if it had come anew.
"""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from sqlite_utils import Database

from crawler.archive.captures import last_good
from crawler.crawling.session import session_of


class ConditionalMiddleware:
    def __init__(self, db: Database) -> None:
        self._db = db

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).archive.db)

    def process_request(self, request: Request) -> None:
        known = last_good(self._db, request.url)
        if known is None:
            return
        if known.etag is not None:
            request.headers["If-None-Match"] = known.etag
        if known.last_modified is not None:
            request.headers["If-Modified-Since"] = known.last_modified
