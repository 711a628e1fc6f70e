"""The index of an archive, its style sheets, and what all of our pages have in common."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from datasette.utils.asgi import Request, Response

from crawler.browse.archives import Served, served
from crawler.browse.headers import PAGE_POLICY
from crawler.drawing.phrases import Phrases
from crawler.organs.names import cleaned
from parsers.resources import resource

if TYPE_CHECKING:  # Datasette loads the plugin while it is itself being imported
    from datasette.app import Datasette

SHOWN = 50  # reports on the index; Datasette's own table pages through all
# The newest reports first: the ids by index, then the rows, so that the view is not made for every report there is.
NEWEST = """SELECT report_id, organ, province, division, year, scope, form, status, repaired, received, granted, denied
FROM reports_plain WHERE report_id IN (
    SELECT report_id FROM reports {where} ORDER BY year DESC, report_id LIMIT :shown
) ORDER BY year DESC, adcode, organ, scope"""
NAMED = "WHERE organ_id IN (SELECT organ_id FROM organs WHERE instr(name, :name) > 0)"
COUNTS = """SELECT (SELECT count(*) FROM reports), (SELECT count(DISTINCT organ_id) FROM reports),
    (SELECT count(*) FROM captures WHERE kind IN ('response', 'resource'))"""


@dataclass(frozen=True, slots=True)
class Row:
    """A report on the index; figures are of all applicants together."""

    report_id: int
    organ: str
    province: str | None
    division: str | None
    year: int
    scope: str
    form: str
    status: str
    repaired: int
    received: int | None
    granted: int | None
    denied: int | None


async def index(datasette: Datasette, request: Request) -> Response:
    """The newest reports, or those of organs with `?q=` in their names."""
    archive = archive_of(datasette)
    name = cleaned(request.args.get("q") or "")

    def query(db: Connection) -> tuple[tuple[int, ...], list[Row]]:
        sql = NEWEST.format(where=NAMED if name else "")
        rows = [Row(*row) for row in db.execute(sql, {"shown": SHOWN, "name": name})]
        return tuple(db.execute(COUNTS).fetchone()), rows

    counts, rows = await datasette.get_database(archive.database).execute_fn(query)
    context = {
        "counts": dict(zip(("reports", "organs", "captures"), counts, strict=True)),
        "rows": rows,
        "name": name,
        "shown": SHOWN,
    }
    return await page(datasette, request, "index.html", context)


async def style(request: Request) -> Response:
    """A style sheet; its name is one of those that the route allows."""
    text = resource(f"datasette/{request.url_vars['name']}.css").read_text(encoding="utf-8")
    return Response(text, content_type="text/css; charset=utf-8", headers={"cache-control": "max-age=300"})


async def page(
    datasette: Datasette, request: Request, template: str, context: dict[str, Any], status: int = 200
) -> Response:
    """One of our pages, in the language that the request asks for."""
    say = phrases_for(request)
    common = {
        "say": say,
        "language": say.language,
        "suffix": "?lang=en" if say.language == "en" else "",
        "other_language": _other_language(request, say.language),
        "database": archive_of(datasette).database,
        "is_web": is_web,
    }
    html: str = await datasette.render_template([f"gongkai/{template}"], {**common, **context}, request=request)
    headers = {"content-security-policy": PAGE_POLICY}
    return Response(html, status=status, headers=headers, content_type="text/html; charset=utf-8")


def phrases_for(request: Request) -> Phrases:
    """Those of the language that `?lang=` asks for; Chinese if none is asked for."""
    return Phrases("en" if request.args.get("lang") == "en" else "zh")


def _other_language(request: Request, language: str) -> str:
    """The same page in the other language; what else was asked for stays asked for."""
    kept = [(key, value) for key in request.args for value in request.args.getlist(key) if key != "lang"]
    query = urlencode([*kept, *([] if language == "en" else [("lang", "en")])])
    return f"{request.path}?{query}" if query else str(request.path)


async def missing(datasette: Datasette, request: Request, key: str, **values: object) -> Response:
    """404 with a sentence that says what is not there."""
    return await page(datasette, request, "missing.html", {"key": f"not_found.{key}", "values": values}, status=404)


def archive_of(datasette: Datasette) -> Served:
    """The archive; routes are only registered where there is one."""
    archive = served(datasette)
    assert archive is not None
    return archive


def is_web(url: str) -> bool:
    """Whether a URL may become a link: what portals print may be `javascript:`.

    >>> is_web("https://www.yzh.gov.cn/"), is_web("javascript:alert(1)"), is_web("http://[")
    (True, False, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
