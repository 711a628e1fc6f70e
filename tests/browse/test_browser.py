"""The pages in Debian's Chromium: what is seen, and that nothing a portal printed ever runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browse.conftest import Site, Trap
from tests.crawler.sheets import OFFICE, number_of

pytestmark = pytest.mark.browser


class Watched:
    """A page of the browser, with what it opened; `trap` knows what it asked of evil.invalid."""

    def __init__(self, page: Page, trap: Trap) -> None:
        self.page = page
        self.trap = trap
        self.dialogs: list[str] = []
        trap.asked.clear()
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def assert_unharmed(self) -> None:
        """Nothing ran in the page itself, nothing opened, nothing was asked of anybody else."""
        assert self.page.evaluate("window.pwned") is None
        assert self.dialogs == []
        assert len(self.page.context.pages) == 1
        assert self.trap.asked == []


@pytest.fixture
def watched(browser: Browser, trap: Trap) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield Watched(context.new_page(), trap)
    context.close()


def test_the_trap_would_see_what_gets_out(watched: Watched) -> None:
    """Without our headers the hostile page does its worst; so its silence elsewhere means something."""
    watched.page.goto(f"http://127.0.0.1:{watched.trap.port}/page-that-stays")
    assert watched.page.evaluate("window.pwned") == 1
    assert {"/script.js", "/style.css", "/picture.png"} <= set(watched.trap.asked)
    watched.page.goto(f"http://127.0.0.1:{watched.trap.port}/page", wait_until="commit")
    watched.page.wait_for_url("http://evil.invalid/refreshed")


def test_the_repair_is_seen_beside_its_number(watched: Watched, site: Site) -> None:
    page = watched.page
    page.goto(f"{site.url}/")
    page.get_by_role("link", name=OFFICE).click()
    cell = page.locator('[id="disputes.litigation_after_reconsideration.upheld"]')
    expect(cell).to_have_text("5*")
    expect(cell).to_have_css("background-color", "rgb(255, 241, 194)")
    assert "结果维持 1 → 5" in (cell.get_attribute("title") or "")
    cell.get_by_role("link", name="*").click()
    note = page.locator("#disputes .notes li:target")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("16 cells under 15 columns")
    expect(page.locator('[id="disputes.reconsideration.upheld"]')).to_have_text("5")


def test_every_place_of_a_table_is_covered(watched: Watched, site: Site) -> None:
    """The browser's own view of the spans: no line of a table ends before its right border, and none sticks out."""
    page = watched.page
    page.set_viewport_size({"width": 1280, "height": 5000})
    page.goto(f"{site.url}/report/{number_of(site.db, OFFICE, 2021)}")
    gaps = """table => [...table.rows].filter(row => {
        const box = row.getBoundingClientRect(), right = table.getBoundingClientRect().right;
        const at = document.elementFromPoint(right - 6, (box.top + box.bottom) / 2);
        return !at?.closest("td, th") || [...row.cells].some(cell => cell.getBoundingClientRect().right > right + 1);
    }).length"""
    for name in ("disclosure", "applications", "disputes"):
        assert page.locator(f"table.{name}").evaluate(gaps) == 0, name


def test_the_kept_original_is_shown_and_its_scripts_do_not_run(watched: Watched, site: Site) -> None:
    page = watched.page
    page.goto(f"{site.url}/report/{number_of(site.db, OFFICE, 2021)}")
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text(f"{OFFICE} 2021 年政府信息公开工作年度报告", exact=True)).to_be_visible()
    watched.assert_unharmed()


def test_the_other_language_is_a_click_away(watched: Watched, site: Site) -> None:
    page = watched.page
    page.goto(f"{site.url}/report/{number_of(site.db, OFFICE, 2021)}")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Provenance")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page.get_by_role("heading", name="出处")).to_be_visible()


def test_a_telephone_shows_it_without_scrolling_sideways(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for path in ("/", f"/report/{number_of(site.db, OFFICE, 2021)}", "/?lang=en"):
        page.goto(site.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_no_page_of_a_hostile_archive_runs_anything(watched: Watched, hostile: Site) -> None:
    page = watched.page
    page.goto(f"{hostile.url}/")
    reports = [link.get_attribute("href") for link in page.locator('main a[href^="/report/"]').all()]
    assert len(reports) == 7
    tables = (
        "reports",
        "reports_plain",
        "captures",
        "organs",
        "sections",
        "mentions",
        "unmapped",
        "witnesses",
        "cells",
    )
    for path in ("/", *reports, *(f"/{hostile.db.stem}/{table}" for table in tables), f"/{hostile.db.stem}"):
        page.goto(f"{hostile.url}{path}")
        if page.locator("iframe").count():
            page.locator("iframe").scroll_into_view_if_needed()
            page.wait_for_load_state("networkidle")
        watched.assert_unharmed()
        assert page.locator('a[href^="javascript" i]').count() == 0, path
        assert page.locator("main img, section.content img").count() == 0, path


def test_hostile_words_are_shown_as_words(watched: Watched, hostile: Site) -> None:
    page = watched.page
    page.goto(f"{hostile.url}/report/{number_of_office(hostile)}")
    expect(page.locator(".printed-title")).to_contain_text("<script>window.top.pwned")
    expect(page.locator(".provenance code").first).to_contain_text("javascript:window.pwned=1//")
    expect(page.locator("h1")).to_contain_text("onerror=")


def test_a_hostile_original_stays_in_its_sandbox(watched: Watched, hostile: Site) -> None:
    """Opened alone, where no iframe of ours holds it: its own styles work, all else is dead."""
    page = watched.page
    page.goto(f"{hostile.url}/original/{hostile_page(hostile)}", wait_until="networkidle")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    page.locator("#js").click()
    page.locator("button").click()
    page.wait_for_load_state("networkidle")
    assert page.url.startswith(f"{hostile.url}/original/")
    watched.assert_unharmed()
    assert page.evaluate("window.origin") == "null"


def number_of_office(site: Site) -> int:
    return _one(
        site, "SELECT report_id FROM reports JOIN organs USING (organ_id) WHERE name LIKE '原州区人民政府办公室%'"
    )


def hostile_page(site: Site) -> int:
    return _one(
        site,
        """SELECT capture_id FROM report_versions JOIN reports USING (report_id) JOIN organs USING (organ_id)
        WHERE name LIKE '原州区民政局%'""",
    )


def _one(site: Site, sql: str) -> int:
    with closing(sqlite3.connect(site.db)) as connection:
        return int(connection.execute(sql).fetchone()[0])
