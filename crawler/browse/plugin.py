"""Datasette's plugin: the hooks that it calls, each in a line or two. Datasette 0.65; 1.0 changes some of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from datasette.hookspecs import hookimpl
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from markupsafe import Markup

from crawler.browse import cells, originals, pages, reports
from crawler.browse.archives import served
from crawler.browse.headers import with_headers
from crawler.browse.metadata import Metadata, metadata
from parsers.resources import resource

if TYPE_CHECKING:  # Datasette loads the plugin while it is itself being imported
    from datasette.app import Datasette

Route = tuple[str, Callable[..., Any]]


@hookimpl
def register_routes(datasette: Datasette) -> list[Route]:
    """The index in place of Datasette's, the page of a report, kept originals."""
    if served(datasette) is None:
        return []
    return [
        (r"^/$", pages.index),
        (r"^/report/(?P<report_id>\d{1,16})$", reports.report),
        (r"^/original/(?P<capture_id>\d{1,16})$", originals.original),
        (r"^/-/gongkai/(?P<name>gongkai|datasette)\.css$", pages.style),
    ]


@hookimpl
def get_metadata(datasette: Datasette) -> Metadata:
    archive = served(datasette)
    return {} if archive is None else metadata(archive, partial(datasette.urls.table, archive.database))


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Our templates under `gongkai/`, so that they never stand in place of Datasette's own."""
    ours = PrefixLoader({"gongkai": FileSystemLoader(str(resource("datasette/templates")))})
    loaders = [loader for loader in (env.loader, ours) if loader is not None]
    env.loader = ChoiceLoader(loaders)


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    return [] if served(datasette) is None else [str(datasette.urls.path("/-/gongkai/datasette.css"))]


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, datasette: Datasette) -> Markup | None:
    return None if served(datasette) is None else cells.rendered(row, value, column, table, datasette)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    return with_headers if served(datasette) is not None else lambda app: app
