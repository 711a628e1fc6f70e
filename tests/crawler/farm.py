"""A handful of portals on one loopback server, each with one thing that real portals do; told apart by their host."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from tests.crawler.servers import Answer, Wire, ok

ALLOW = ok(b"User-agent: *\nDisallow: /admin/", "Content-Type: text/plain")
NOT_FOUND = ok(b"<h1>404</h1>", status=404)


def page(title: str, *links: tuple[str, str], more: str = "") -> bytes:
    """A page of links, each an address and its text."""
    printed = "".join(f'<li><a href="{url}">{text}</a></li>' for url, text in links)
    return ok(f"<html><head><title>{title}</title></head><body><ul>{printed}</ul>{more}</body></html>".encode())


def moved(to: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


async def silence(writer: asyncio.StreamWriter) -> None:
    """Closes without a word."""
    writer.close()


def reports(years: Iterable[int], organ: str = "山县人民政府") -> list[tuple[str, str]]:
    return [(f"/nb/{year}.html", f"{organ}{year}年政府信息公开工作年度报告") for year in years]


def report(year: int, more: str = "") -> bytes:
    return page(f"山县人民政府{year}年政府信息公开工作年度报告", ("/", "首页"), ("/zwgk/", "政务公开"), more=more)


def plain(years: Iterable[int] = (2021, 2020)) -> dict[str, Answer]:
    """A portal as it should be: home, menus, a list of one page, reports."""
    years = list(years)
    return {
        "/robots.txt": ALLOW,
        "/": page(
            "山县", ("/zwgk/", "政务公开"), ("/news/", "新闻中心"), ("/news/1.html", "我县召开全县政务公开工作推进会议")
        ),
        "/zwgk/": page("政务公开", ("/zfxxgk/", "政府信息公开"), ("/zwgk/zn.html", "政府信息公开指南")),
        "/zfxxgk/": page("政府信息公开", ("/nb/", "政府信息公开年报"), ("/fd/", "法定主动公开内容")),
        "/nb/": page("政府信息公开年报", *reports(years), ("/wz.html", "山县2021年政府网站工作年度报表")),
        **{f"/nb/{year}.html": report(year) for year in years},
    }


FARM: dict[str, dict[str, Answer]] = {
    "plain": plain(),
    "pages": plain([2021])
    | {
        "/nb/": page("政府信息公开年报", *reports([2021]), ("/nb/p2.html", "下一页")),
        "/nb/p2.html": page("政府信息公开年报", *reports([2020]), ("/nb/p3.html", "下一页"), ("/nb/", "上一页")),
        "/nb/p3.html": page("政府信息公开年报", *reports([2019]), ("/nb/p2.html", "上一页")),
        "/nb/2020.html": report(2020),
        "/nb/2019.html": report(2019, more='<a href="W0.pdf">附件：年度报告.pdf</a><a href="/sq.doc">申请表</a>'),
        "/nb/W0.pdf": ok(b"%PDF-1.4 not really", "Content-Type: application/pdf"),
    },
    "long-list": plain([2021])
    | {
        f"/nb/{'' if n == 1 else n}": page(
            "政府信息公开年报", *reports([2021]), *([(f"/nb/{n + 1}", "下一页")] if n < 30 else []), ("/nb/", "首页")
        )
        for n in range(1, 31)
    },
    "deep": {"/robots.txt": ALLOW, "/": moved("/m/1")}
    | {f"/m/{n}": page("政务公开", (f"/m/{n + 1}", "政府信息公开")) for n in range(1, 20)},
    "broken-pager": plain([2021])
    | {
        "/nb/": page("政府信息公开年报", *reports([2021]), ("/nb/p2.html", "下一页")),
        "/nb/p2.html": page("政府信息公开年报", *reports([2020]), ("/nb/p3.html", "下一页")),
        "/nb/2020.html": report(2020),
    },
    "trs-from-two": plain([2021])
    | {
        "/nb/": page("年报", *reports([2021]), more='<script>createPageHTML(3, 0, "index", "html")</script>'),
        "/nb/index_2.html": page(
            "年报", *reports([2020]), more='<script>createPageHTML(3, 1, "index", "html")</script>'
        ),
        "/nb/index_3.html": page(
            "年报", *reports([2019]), more='<script>createPageHTML(3, 2, "index", "html")</script>'
        ),
        "/nb/2020.html": report(2020),
        "/nb/2019.html": report(2019),
    },
    "by-script": plain([2021])
    | {"/nb/": page("政府信息公开年报", *reports([2021]), more='共5页 第1页 <a href="javascript:go(2)">下一页</a>')},
    "empty": {
        "/robots.txt": ALLOW,
        "/": page("山县", ("/zwgk/", "政务公开")),
        "/zwgk/": page("政务公开", ("/", "首页")),
    },
    "moved": plain() | {"/": moved("/index/"), "/index/": plain()["/"]},
    "loop": {"/robots.txt": ALLOW, "/": moved("/a"), "/a": moved("/b"), "/b": moved("/a")},
    "leaves": {"/robots.txt": ALLOW, "/": moved("http://127.0.0.1:1/stolen")},
    "gate": plain() | {"/": ok(b"<script>$_ts={}</script>", status=412)},
    "gate-inside": plain() | {"/nb/": ok(b"<script>document.cookie='__jsl_clearance_s=x'</script>")},
    "forbids-robots": plain() | {"/robots.txt": ok(b"no", status=403)},
    "robots-down": plain() | {"/robots.txt": ok(b"busy", status=500)},
    "robots-silent": plain() | {"/robots.txt": silence},
    "robots-none": plain() | {"/robots.txt": NOT_FOUND},
    "robots-all": plain() | {"/robots.txt": ok(b"User-agent: *\nDisallow: /")},
    "robots-some": plain([2021, 2020]) | {"/robots.txt": ok(b"User-agent: *\nDisallow: /nb/2020")},
    "robots-moved": plain()
    | {
        "/robots.txt": moved("/r1"),
        **{f"/r{n}": moved(f"/r{n + 1}") for n in range(1, 5)},
        "/r5": ok(b"User-agent: *\nDisallow: /"),
    },
    "robots-moved-on": plain() | {"/robots.txt": moved("/r1"), **{f"/r{n}": moved(f"/r{n + 1}") for n in range(1, 9)}},
    "down": {"/robots.txt": ALLOW, "/": ok(b"<h1>503</h1>", status=503)},
    "menu-dead": plain() | {"/zfxxgk/": ok(b"<h1>500</h1>", status=500)},
}


def host(name: str, port: int) -> str:
    return f"www.{name}.gov.cn:{port}"


def farm() -> Wire:
    """All of them; anything else is a 404."""

    def answer(asked: str, path: str) -> Answer:
        return FARM[asked.split(".")[1]].get(path, NOT_FOUND)

    return Wire(page=answer)
