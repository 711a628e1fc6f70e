"""Forms are data: `data/forms/*.toml` loaded into what tables, identities and the archive need."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A row, column, item or measure of a form: its public code, the words that print it, and what it counts."""

    code: str
    zh: str
    en: str
    variants: tuple[str, ...]  # further printed forms met in real reports
    unit: str  # 件, 项, 万元 …
    basis: str  # the rule that asks for it


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that must hold: cells on the left add up to cells on the right (both by cell code)."""

    name: str  # applications.balance, applications.concluded, applications.total, disputes.total
    scope: str  # the applicant, measure or proceeding it is evaluated for
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a form. `cells` are its cell codes in the form's order (row by row for 三, proceeding by proceeding for 四)."""

    name: str  # disclosure, applications, disputes
    zh: str
    en: str
    rows: tuple[Label, ...]  # items of 二, measures of 三, measures of 四
    columns: tuple[Label, ...]  # measures of 二, applicants of 三, proceedings of 四
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    code: str
    zh: str
    en: str
    basis: str
    parts: tuple[Part, ...]
    identities: tuple[Identity, ...]
