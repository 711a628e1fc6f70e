"""Scrapy's log lines, where ours say it better."""

from __future__ import annotations

import logging

from scrapy import Request, Spider
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class Plain(LogFormatter):
    """A page that could not be had is no error of the program: it is in `fetch_failures` and in the summary."""

    def download_error(
        self, failure: Failure, request: Request, spider: Spider, errmsg: str | None = None
    ) -> LogFormatterResult:
        said = super().download_error(failure, request, spider, errmsg)
        assert said is not None
        said["level"] = logging.INFO
        return said
