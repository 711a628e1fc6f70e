"""Where a reading belongs: which organ's report of which year, and whether it says something new.

Captures are taken in the order in which they were made, so an archive that grew night by night and one that was made
anew from its WARCs come out the same. Three things can happen to a report that the archive has already:

    the same content again        its version was seen again; a new address is one more witness
    other content, same address   the organ changed it: a new version, if any cell or text of the report is another
    other content elsewhere       a witness of the same version, which agrees with it or does not
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from crawler.archive import findings, reports, versions
from crawler.archive.captures import CaptureRow
from crawler.archive.documents import DocumentRow, is_unplaced, store_document, store_unplaced
from crawler.archive.figures import reading_digest
from crawler.archive.organs import store_organ
from crawler.archive.reports import Current, Key
from crawler.organs.identity import report_id
from crawler.organs.names import Unresolved
from crawler.organs.resolver import Resolver
from crawler.registry.portals import Portal
from parsers.model import Refusal, Report, Status

# How good a witness is, worst first. An inconsistent one was read with certainty; a partial one lacks a table.
WORTH = (Status.SUSPECT, Status.PARTIAL, Status.UNPROVEN, Status.INCONSISTENT, Status.CONSISTENT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a document was read as, by which revision of the parsers."""

    result: Report | Refusal
    media_type: str | None
    bytes: int
    read_by: str


@dataclass(frozen=True, slots=True)
class Placer:
    """Stores what was read; every method belongs inside the caller's transaction."""

    db: Database
    resolver: Resolver

    def place(self, capture: CaptureRow, outcome: Outcome) -> None:
        """A document that was read just now, found in this capture."""
        result = outcome.result
        if isinstance(result, Refusal):
            self._document(capture, outcome, result.code, result.message)
            return
        key = self._key(result, self._portal(capture.portal))
        if isinstance(key, str):
            self._document(capture, outcome, "unplaced", key)
            self._unplaced(capture, key, result)
            return
        self._document(capture, outcome, "report", None)
        self._report(capture, key, result, outcome)

    def seen_again(self, capture: CaptureRow, outcome: str) -> bool:
        """A document that was read before, met again. False where it must be read again to tell what it means now."""
        assert capture.sha256 is not None
        if outcome == "unplaced":
            return is_unplaced(self.db, capture.sha256, capture.url)  # elsewhere, the portal may tell whose it is
        if outcome != "report":
            return True
        known = versions.witness_of(self.db, capture.sha256)
        if known is None:
            return False  # an older version's content has come back
        if not known.agrees and known.url != capture.url:
            return False  # what contradicted the report now stands elsewhere, perhaps at its own address
        self._witness(capture, known.report_id, known.version, known.agrees)
        return True

    def _report(self, capture: CaptureRow, key: Key, report: Report, outcome: Outcome) -> None:
        assert capture.sha256 is not None
        digest = reading_digest(report)
        now = reports.current(self.db, key.report_id)
        version = 1 if now is None else now.version
        agrees = True
        if now is None or self._supersedes(now, capture, report, digest):
            before = versions.raws(self.db, key.report_id)
            changed = now is not None and now.url == capture.url and now.reading_digest != digest
            version += int(changed)
            reports.write_report(self.db, key, report, capture.sha256, capture.url, capture.fetched_at, version)
            versions.begin_version(self.db, key.report_id, version, capture, digest, outcome.read_by)
            if changed:
                versions.store_changes(self.db, key.report_id, version, before)
        else:
            agrees = self._agrees(key, report)
            if not agrees:
                self._disagreement(capture, key, now)
        self._witness(capture, key.report_id, version, agrees)

    def _witness(self, capture: CaptureRow, report: int, version: int, agrees: bool) -> None:
        assert capture.sha256 is not None
        witness = versions.Witness(report, version, capture.sha256, _role(capture), capture.url, agrees)
        versions.store_witness(self.db, witness)
        if agrees:
            versions.seen_again(self.db, report, version, capture.fetched_at)

    def _supersedes(self, now: Current, capture: CaptureRow, report: Report, digest: str) -> bool:
        """Whether the archive should now say what this document says."""
        if now.url == capture.url:
            return now.sha256 != capture.sha256 and now.reading_digest != digest
        return WORTH.index(report.status) > WORTH.index(Status(now.status))

    def _agrees(self, key: Key, report: Report) -> bool:
        """Whether two witnesses print the same in every cell that both have."""
        kept = versions.raws(self.db, key.report_id)
        return all(kept[cell.code].strip() == cell.raw.strip() for cell in report.cells if cell.code in kept)

    def _disagreement(self, capture: CaptureRow, key: Key, now: Current) -> None:
        findings.store_finding(
            self.db,
            findings.Finding(
                kind="witnesses_disagree",
                severity="warning",
                subject=str(key.report_id),
                cause=f"{now.url} {capture.url}",
                detail=f"{capture.url} prints other figures than {now.url} for the same report",
                found_at=capture.fetched_at,
                crawl_id=capture.crawl_id,
                organ_id=key.organ_id,
                year=key.year,
                url=capture.url,
            ),
        )

    def _key(self, report: Report, portal: Portal | None) -> Key | str:
        """Which report it is, its organ stored; or one line on why that cannot be told."""
        if report.year is None:
            return "the document does not say which year it reports on"
        found = self.resolver.resolve(report.organ, report.year, portal)
        if isinstance(found, Unresolved):
            return found.reason
        store_organ(self.db, found.organ, found.kin, self.resolver.other_names(found.organ))
        return Key(
            report_id=report_id(found.organ.organ_id, report.year, report.scope),
            organ_id=found.organ.organ_id,
            year=report.year,
            scope=str(report.scope),
            organ_source=(report.organ_source or found.source) if found.source == "document" else found.source,
            adcode_at_year=found.organ.adcode,
        )

    def _portal(self, host: str | None) -> Portal | None:
        row = self.db.execute("SELECT host, organ, adcode, level FROM portals WHERE host = ?", [host]).fetchone()
        return None if row is None else Portal(*row)

    def _document(self, capture: CaptureRow, outcome: Outcome, said: str, message: str | None) -> None:
        assert capture.sha256 is not None
        store_document(
            self.db,
            DocumentRow(capture.sha256, outcome.media_type, outcome.bytes, outcome.read_by, said, message),
        )

    def _unplaced(self, capture: CaptureRow, reason: str, report: Report) -> None:
        assert capture.sha256 is not None
        store_unplaced(self.db, capture.sha256, capture.url, reason, report.organ, report.year, report.title)


def _role(capture: CaptureRow) -> str:
    if capture.kind == "resource":
        return "file"
    return "page" if "html" in (capture.content_type or "") else "attachment"
