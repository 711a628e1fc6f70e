"""The spider middleware next to the engine: a URL is done when its callback is exhausted and its links are in the
group.

Links go to the engine from here, one by one. Scrapy would pass them on from tasks of its own, some of them after the
callback's end, and a commit in between would hold a page that is done and links that nobody knows of.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.crawling.scheduler import Scheduler


class FinishMiddleware:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        assert self._crawler.engine is not None
        try:
            async for one in result:
                if isinstance(one, Request):
                    self._crawler.engine.crawl(one)
                else:
                    yield one
        except Exception:
            self._finish(response, "failed")
            raise
        # A server's own error may pass by the next crawl; what the spider made of it was no page of the portal.
        self._finish(response, "failed" if response.status >= 500 else "done")

    def process_spider_exception(self, response: Response, exception: Exception) -> None:
        """A callback that raised at once; one that raised on its way comes by above as well."""
        self._finish(response, "failed")

    def _finish(self, response: Response, state: str) -> None:
        assert self._crawler.engine is not None
        scheduler = self._crawler.engine.scheduler
        assert isinstance(scheduler, Scheduler)
        assert response.request is not None
        scheduler.finish(response.request, state)
