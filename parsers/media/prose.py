"""What of a page is the article, by trafilatura; it keeps menus, footers and sharing buttons out."""

from __future__ import annotations

from lxml.html import HtmlElement


def prose_of(root: HtmlElement) -> tuple[str, ...]:
    """The lines of the article, without its tables. Eats the tree: call it last."""
    # Imported here: it takes longer to import than a page to read, and readings without prose need none of it.
    from trafilatura import extract

    text = extract(root, fast=True, include_tables=False, include_comments=False, include_formatting=False)
    return tuple(line for line in (text or "").splitlines() if line.strip())
