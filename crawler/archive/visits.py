"""The tables `crawls`, `portals` and `portal_visits`: one run, the portals it goes to, how it went there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from crawler.archive.portals import keep_portals
from crawler.registry.portals import Portal


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A row of `portal_visits`; `outcome` is None while the crawl goes on."""

    host: str
    outcome: str | None
    reason: str | None
    requests: int
    listed: int
    reports: int


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many addresses of a portal stand in a state, by what they should be."""

    host: str
    kind: str
    state: str
    count: int


def open_crawl(db: Database, portals: Sequence[Portal], now: str, code: str) -> int:
    """The crawl to work on: the last one, if it went to the same portals and was never finished, else a new one.

    A crawl that was killed or stopped is so gone on with by the same command; another command closes it.
    """
    hosts = {portal.host for portal in portals}
    last = db.execute("SELECT max(crawl_id) FROM crawls WHERE finished_at IS NULL").fetchone()[0]
    with db.atomic():
        keep_portals(db, portals, int(now[:4]))
        if last is not None and hosts == {row.host for row in visits(db, last)}:
            db.execute("UPDATE crawls SET outcome = NULL WHERE crawl_id = ?", [last])
            return int(last)
        db.execute("UPDATE crawls SET outcome = 'interrupted', finished_at = ? WHERE finished_at IS NULL", [now])
        begun = db.execute("INSERT INTO crawls (started_at, portals, code) VALUES (?, ?, ?)", [now, len(hosts), code])
        assert begun.lastrowid is not None
        pairs = [(begun.lastrowid, host) for host in sorted(hosts)]
        db.conn.executemany("INSERT INTO portal_visits (crawl_id, host) VALUES (?, ?)", pairs)
    return begun.lastrowid


def visits(db: Database, crawl_id: int) -> list[VisitRow]:
    """The visits of a crawl, by host."""
    sql = "SELECT host, outcome, reason, requests, listed, reports FROM portal_visits WHERE crawl_id = ? ORDER BY host"
    return [VisitRow(*row) for row in db.execute(sql, [crawl_id])]


def note(db: Database, crawl_id: int, host: str, sentence: str) -> None:
    """Adds a sentence to the visit's reason, once: what the judgement needs and no other table tells."""
    sql = """UPDATE portal_visits SET reason = CASE WHEN reason IS NULL THEN :said ELSE reason || '; ' || :said END
        WHERE crawl_id = :crawl AND host = :host AND instr(coalesce(reason, ''), :said) = 0"""
    with db.atomic():
        db.execute(sql, {"crawl": crawl_id, "host": host, "said": sentence})


def states(db: Database, crawl_id: int) -> list[StateCount]:
    """How far the addresses of a crawl have come."""
    sql = "SELECT portal, kind, state, count(*) FROM frontier WHERE crawl_id = ? GROUP BY portal, kind, state"
    return [StateCount(*row) for row in db.execute(sql, [crawl_id])]


def answers(db: Database, crawl_id: int) -> dict[str, dict[int, int]]:
    """Portal → status → how many of its addresses answered with it; robots.txt is none of them."""
    sql = """SELECT frontier.portal, status, count(DISTINCT captures.url)
        FROM frontier CROSS JOIN captures USING (url, crawl_id)
        WHERE frontier.crawl_id = ? AND status IS NOT NULL GROUP BY frontier.portal, status"""
    found: dict[str, dict[int, int]] = {}
    for portal, status, count in db.execute(sql, [crawl_id]):
        found.setdefault(portal, {})[status] = count
    return found


def requests(db: Database, crawl_id: int) -> dict[str, int]:
    """Portal → requests of the crawl, answered or not, robots.txt and further tries among them."""
    sql = """SELECT portal, count(*) FROM (
            SELECT portal FROM captures WHERE crawl_id = :crawl
            UNION ALL SELECT portal FROM fetch_failures WHERE crawl_id = :crawl
        ) WHERE portal IS NOT NULL GROUP BY portal"""
    return dict(db.execute(sql, {"crawl": crawl_id}).fetchall())


def failures(db: Database, crawl_id: int) -> dict[str, str]:
    """Portal → why its last unanswered request had no answer."""
    sql = "SELECT portal, reason FROM fetch_failures WHERE crawl_id = ? AND portal IS NOT NULL ORDER BY at, rowid"
    return dict(db.execute(sql, [crawl_id]).fetchall())


def missing(db: Database, crawl_id: int) -> dict[str, int]:
    """Portal → listed reports and attachments whose only answer was an error."""
    sql = """SELECT portal, count(*) FROM frontier AS wanted
        WHERE crawl_id = :crawl AND kind IN ('report', 'attachment') AND state = 'done' AND NOT EXISTS (
            SELECT 1 FROM captures WHERE url = wanted.url AND crawl_id = :crawl AND status < 400)
        GROUP BY portal"""
    return dict(db.execute(sql, {"crawl": crawl_id}).fetchall())


def close_visits(db: Database, crawl_id: int, rows: Iterable[VisitRow]) -> None:
    """Writes how the visits went."""
    sql = """UPDATE portal_visits SET outcome = ?, reason = ?, requests = ?, listed = ?
        WHERE crawl_id = ? AND host = ?"""
    with db.atomic():
        db.conn.executemany(
            sql, [(row.outcome, row.reason, row.requests, row.listed, crawl_id, row.host) for row in rows]
        )


def close_crawl(db: Database, crawl_id: int, outcome: str, finished_at: str | None) -> None:
    """Writes how the crawl went; `finished_at` None for one that was stopped and is to be gone on with."""
    sql = """UPDATE crawls SET outcome = :outcome, finished_at = :at,
        requests = (SELECT coalesce(sum(requests), 0) FROM portal_visits WHERE crawl_id = :crawl),
        captures = (SELECT count(*) FROM captures WHERE crawl_id = :crawl),
        failures = (SELECT count(*) FROM fetch_failures WHERE crawl_id = :crawl) WHERE crawl_id = :crawl"""
    with db.atomic():
        db.execute(sql, {"outcome": outcome, "at": finished_at, "crawl": crawl_id})


def count_reports(db: Database, crawl_id: int) -> None:
    """After reading: how many reports the crawl's captures print, by portal and in all."""
    read = """SELECT count(DISTINCT report_id) FROM witnesses JOIN captures USING (sha256)
        WHERE captures.crawl_id = :crawl"""
    with db.atomic():
        db.execute(
            f"""UPDATE portal_visits SET reports = ({read} AND captures.portal = portal_visits.host)
                WHERE crawl_id = :crawl""",
            {"crawl": crawl_id},
        )
        db.execute(f"UPDATE crawls SET reports = ({read}) WHERE crawl_id = :crawl", {"crawl": crawl_id})
