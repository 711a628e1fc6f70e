"""How cells of Datasette's tables are shown: the number of a report leads to its page, a capture to its bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from parsers.model import Status

if TYPE_CHECKING:  # Datasette loads the plugin while it is itself being imported
    from datasette.app import Datasette

STATUSES = frozenset(map(str, Status))
STATUS_COLUMNS = frozenset({"status", "status_disclosure", "status_applications", "status_disputes"})


def rendered(row: sqlite3.Row, value: Any, column: str, table: str | None, datasette: Datasette) -> Markup | None:
    """What stands in a cell; None leaves it to Datasette.

    Datasette shows the key of `reports` itself, so there the title leads to the page.
    """
    label, plain = (value["label"], value["value"]) if isinstance(value, Mapping) else (value, value)
    if column == "report_id" and isinstance(plain, int):
        return _link(datasette, f"/report/{plain}", label)
    if column == "title" and table == "reports":
        return _link(datasette, f"/report/{_plain(row['report_id'])}", label or "—")
    if column in ("capture_id", "payload_capture_id") and isinstance(plain, int):
        return _link(datasette, f"/original/{plain}", label)
    if column in STATUS_COLUMNS and plain in STATUSES:
        return Markup('<span class="gongkai-status {0}">{0}</span>').format(plain)
    return None


def _link(datasette: Datasette, path: str, label: object) -> Markup:
    return Markup('<a href="{}">{}</a>').format(str(datasette.urls.path(path)), label)


def _plain(value: Any) -> Any:
    return value["value"] if isinstance(value, Mapping) else value
