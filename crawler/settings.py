"""Scrapy's settings: each non-default with its reason. What a user can say (`--delay`, `--contact` …) is put over it by `crawler.crawl`."""

from __future__ import annotations

BOT_NAME = "gongkai"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
LOG_LEVEL = "INFO"  # pdfminer writes thousands of DEBUG lines a page

# Components, from the engine (low numbers) to the network (high numbers).
DOWNLOADER_MIDDLEWARES = {
    # Scrapy's own that ours replace:
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # knows domains, not ports or twins: scope.py
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # allows all when robots.txt cannot be had: robots.py
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,  # the spider follows these as links, so that they are seen
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,  # … and redirects likewise: each hop is a row of the frontier
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # no passwords, ever
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,  # a proxy from the environment would undo the address guard
    # Ours:
    "crawler.middlewares.scope.ScopeMiddleware": 50,
    "crawler.middlewares.budget.BudgetMiddleware": 60,
    "crawler.middlewares.blocks.BlocksMiddleware": 70,
    "crawler.middlewares.robots.RobotsMiddleware": 80,
    "crawler.middlewares.conditional.ConditionalMiddleware": 90,
    "crawler.middlewares.replay.ReplayMiddleware": 990,
    "crawler.middlewares.capture.CaptureMiddleware": 1000,  # nothing stands between it and the network
}
SPIDER_MIDDLEWARES = {
    "crawler.middlewares.finish.FinishMiddleware": 10,  # the last to see what a callback gives
}
SCHEDULER = "crawler.scheduler.Scheduler"
DOWNLOAD_HANDLERS = {
    "http": "crawler.fetch.handler.Handler",
    "https": "crawler.fetch.handler.Handler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
EXTENSIONS = {
    "crawler.monitor.Monitor": 500,
}

# Finding
DEPTH_LIMIT = 10  # home, three or four menus, a list of a few pages, the report, its attachment; and each redirect is a step
DEPTH_PRIORITY = 0  # the worth of a link decides the order, not how far it is from home
HTTPERROR_ALLOW_ALL = True  # the spider sees redirects and refusals too; it follows only what it understands
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the table `frontier` knows what was seen
ROBOTSTXT_OBEY = False  # obeyed, by our own middleware: Scrapy's takes "no answer" for "yes"
COOKIES_ENABLED = True  # some portals send every visitor round once to set a session cookie; nothing is kept between runs
REFERER_ENABLED = False  # says nothing that `via` in the archive does not say; some portals refuse unknown referrers

# Manners: one request at a time a host, pauses and addresses are crawler.fetch.politeness's; Scrapy's slots stay out of it
DOWNLOAD_DELAY = 0
CONCURRENT_REQUESTS = 256  # as many portals at a time
CONCURRENT_REQUESTS_PER_DOMAIN = 256  # Scrapy takes two ports of one machine for one domain
RETRY_TIMES = 2  # a portal that fails three times is left for another night
RETRY_HTTP_CODES = [500, 502, 504, 522, 524, 408]  # 429 and 503 wait as Retry-After says (fetch/politeness)
DOWNLOAD_TIMEOUT = 120
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024  # after decompression as well
DOWNLOAD_WARNSIZE = 0  # scans of 40 MB are ordinary here
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.3",
}

# The machine
CONCURRENT_ITEMS = 4  # Scrapy starts so many tasks for every response, and our spider has few items
TELNETCONSOLE_ENABLED = False  # a port that anybody on the machine could type Python into
