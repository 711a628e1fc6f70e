"""What a sheet says of a report beside its tables: whose it is, where it comes from, how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.sheet.beside import Capture, Mention, Section, Sibling, Unmapped, Witness
from crawler.sheet.model import Figure, Table
from parsers.model import Scope, Status, Verdict


@dataclass(frozen=True, slots=True)
class Organ:
    organ_id: int
    name: str
    division: str | None
    province: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """The report's row in `reports`, without its statuses and counts."""

    report_id: int
    organ_id: int
    year: int
    scope: Scope
    scope_evidence: str | None
    period_from: str | None
    period_to: str | None
    form: str
    title: str | None
    published_on: str | None
    published_source: str | None
    first_seen: str
    gone_since: str | None
    url: str
    sha256: str
    status: Status
    doubts: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many identities were evaluated, leniently, and how they came out."""

    held: int
    nonzero: int
    failed: int
    unknown: int

    @property
    def total(self) -> int:
        return self.held + self.failed + self.unknown


@dataclass(frozen=True, slots=True)
class Sum:
    """An identity that fails or cannot be judged; `zh` and `en` name the column or row that it is evaluated for."""

    identity: str
    scope: str
    left: int | None
    right: int | None
    lenient: Verdict
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Mend:
    """A repair: what the identities, not the position, say of these cells."""

    sign: str
    cells: tuple[str, ...]
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is drawn of a report."""

    organ: Organ
    head: Head
    tables: tuple[Table, ...]
    tally: Tally
    sums: tuple[Sum, ...]
    mends: tuple[Mend, ...]
    unmapped: tuple[Unmapped, ...]
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]
    capture: Capture
    witnesses: tuple[Witness, ...]
    siblings: tuple[Sibling, ...]

    def figure(self, code: str) -> Figure:
        """The cell of that code. Raises KeyError where the report's form has none."""
        for table in self.tables:
            for figure in table.figures():
                if figure.code == code:
                    return figure
        raise KeyError(code)
