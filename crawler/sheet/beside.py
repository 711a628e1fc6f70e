"""What stands beside a report's tables: its text, where its bytes are, where else it stands, its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.model import Scope, Status


@dataclass(frozen=True, slots=True)
class Capture:
    """Where the bytes that the report is read from are kept."""

    capture_id: int
    url: str
    fetched_at: str
    content_type: str | None
    media_type: str | None  # by content, which alone is trusted
    sha256: str
    bytes: int
    warc_file: str
    warc_offset: int
    read_by: str


@dataclass(frozen=True, slots=True)
class Section:
    number: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    section: int
    subject: str
    value: int | float
    unit: str
    approximate: bool
    text: str


@dataclass(frozen=True, slots=True)
class Unmapped:
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    url: str
    role: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another report of the same organ."""

    report_id: int
    year: int
    scope: Scope
    status: Status
