"""The numbers of organs and reports are public and for ever: these may never change."""

from __future__ import annotations

import doctest

from crawler.organs import identity
from parsers.model import Scope


def test_doctests() -> None:
    assert doctest.testmod(identity).failed == 0


def test_ids_are_pinned() -> None:
    organ = identity.organ_id("640402", "原州区人民政府办公室")
    assert organ == 1565506783865135
    assert identity.report_id(organ, 2021, Scope.OWN_ORGAN) == 683136434154954
    assert identity.report_id(organ, 2021, Scope.TERRITORY) != 683136434154954


def test_fields_are_parted() -> None:
    assert identity.organ_id("640402", "a") != identity.organ_id("64040", "2a")
    assert 0 < identity.organ_id("100000", "教育部") < 2**53
