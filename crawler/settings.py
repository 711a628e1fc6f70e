"""Scrapy's settings: each non-default with its reason.

What a user can say (`--delay`, `--contact` …) is put over it by `crawler.crawling.run`.
"""

from __future__ import annotations

BOT_NAME = "gongkai"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Components, from the engine (low numbers) to the network (high numbers).
DOWNLOADER_MIDDLEWARES = {
    # Scrapy's own that ours replace:
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # knows domains, not ports or twins: scope.py
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # takes "no answer" for "yes": robots.py
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,  # each hop is a row of the frontier: the spider's
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,  # … likewise
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # no passwords, ever
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,  # a proxy would undo the address guard
    # Ours. What refuses stands before what asks: a request over its budget must not cost a request for robots.txt.
    "crawler.middlewares.scope.ScopeMiddleware": 50,
    "crawler.middlewares.blocks.BlocksMiddleware": 60,
    "crawler.middlewares.budget.BudgetMiddleware": 70,
    "crawler.middlewares.robots.RobotsMiddleware": 80,
    "crawler.middlewares.conditional.ConditionalMiddleware": 90,
    "crawler.middlewares.replay.ReplayMiddleware": 990,  # what a crash left unread comes from the WARC
    "crawler.middlewares.capture.CaptureMiddleware": 1000,  # next to the network: nothing touches a byte before it
}
SPIDER_MIDDLEWARES = {
    "crawler.middlewares.finish.FinishMiddleware": 10,  # next to the engine: a URL is done when its links are taken in
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # drops silently; a long list is not deep: the spider
}
SCHEDULER = "crawler.crawling.scheduler.Scheduler"  # over the table `frontier`: nothing to lose when killed
DOWNLOAD_HANDLERS = {  # Scrapy's do not give the bytes as received, and do not check where they connect to
    "http": "crawler.fetch.handler.Handler",
    "https": "crawler.fetch.handler.Handler",
    **dict.fromkeys(("data", "file", "ftp", "s3")),  # no link of a page may read a file of ours
}

EXTENSIONS = {
    "crawler.crawling.progress.Bar": 500,  # on a terminal only
}

# Finding
# Home, three or four menus, the list, a year's folder, the report, its attachment. Each redirect is a step; a further
# page of a list is none: only the portal's budget bounds how long a list may be.
DEPTH_LIMIT = 10
HTTPERROR_ALLOW_ALL = True  # the spider sees redirects and refusals too; it follows only what it understands
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the table `frontier` knows what was seen
ROBOTSTXT_OBEY = False  # obeyed, by our own middleware: Scrapy's takes "no answer" for "yes"
COOKIES_ENABLED = True  # some portals send visitors round once to set one; nothing is kept between runs
REFERER_ENABLED = False  # says nothing that `via` in the archive does not say; some portals refuse unknown referrers

# Manners. One request a host, two an address, pauses: fetch/politeness.py keeps these for everything that goes out.
CONCURRENT_REQUESTS = 64  # over all hosts; the scheduler gives no host a second one
CONCURRENT_REQUESTS_PER_DOMAIN = 64  # Scrapy's slots must not hold back what the scheduler has given out
DOWNLOAD_DELAY = 0  # the pause is the scheduler's, host by host
RETRY_TIMES = 2  # what fails three times is left for another night
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the failure is a row of the archive
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, 522, 524]  # 429 and 503 after waiting as Retry-After says
DOWNLOAD_TIMEOUT = 120
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024  # after decompression as well
DOWNLOAD_WARNSIZE = 0  # scans of 40 MB are ordinary here
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.3",
}

# The machine
CONCURRENT_ITEMS = 4  # Scrapy starts as many tasks for every response, and the spider has few items
LOG_LEVEL = "WARNING"  # what a run did stands in the archive and in its summary; the log is for what should not happen
LOG_FORMATTER = "crawler.crawling.logs.Plain"  # a request that failed is a row of the archive, not a traceback
TELNETCONSOLE_ENABLED = False  # a port that anybody on the machine could type Python into
