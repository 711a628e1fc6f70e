"""The table `findings`: what a person should look at. One row a kind, subject and cause, however often it is seen."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Finding:
    """`subject` is what it is about (a host, a report, a URL), `cause` what tells it from others of its kind there."""

    kind: str
    severity: str  # info, warning, error
    subject: str
    cause: str
    detail: str
    found_at: str
    crawl_id: int | None = None
    organ_id: int | None = None
    year: int | None = None
    host: str | None = None
    url: str | None = None


def store_finding(db: Database, finding: Finding) -> None:
    """Within the caller's transaction; a finding that stands already stays as it is."""
    db.execute(
        """INSERT INTO findings
            (kind, severity, subject, cause, detail, found_at, crawl_id, organ_id, year, host, url)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, subject, cause) DO NOTHING""",
        [
            finding.kind,
            finding.severity,
            finding.subject,
            finding.cause,
            finding.detail,
            finding.found_at,
            finding.crawl_id,
            finding.organ_id,
            finding.year,
            finding.host,
            finding.url,
        ],
    )
