"""The forms' data: the project's public codes, labels that cannot be confused, identities from structure."""

from __future__ import annotations

import pytest

from parsers.forms import Kind, all_forms, load
from parsers.labels import Labels
from tests.parsers import render


@pytest.mark.parametrize(("code", "sizes", "identities"), [("2021", [10, 175, 15], 42), ("2019", [22, 161, 15], 40)])
def test_sizes(code: str, sizes: list[int], identities: int) -> None:
    form = load(code)
    assert [part.name for part in form.parts] == ["disclosure", "applications", "disputes"]
    assert [len(part.cells) for part in form.parts] == sizes
    assert len(form.identities) == identities


@pytest.mark.parametrize("code", ["2021", "2019"])
def test_cells_are_those_that_the_test_knows(code: str) -> None:
    gold = render.figures(0, code)
    expected = {
        f"{part}.{outer}.{inner}" for part, table in gold.items() for outer, row in table.items() for inner in row
    }
    assert {cell for part in load(code).parts for cell in part.cells} == expected


def test_orders() -> None:
    form = load("2021")
    applications = form.part("applications").cells
    assert applications[:7] == tuple(f"applications.{applicant}.received" for applicant in render.APPLICANTS)
    assert applications[7] == "applications.natural_person.carried_in"
    assert form.part("disputes").cells[4:6] == ("disputes.reconsideration.total", "disputes.litigation_direct.upheld")
    assert [form.code for form in all_forms()] == ["2021", "2019"]


def test_every_label_is_its_own_match() -> None:
    for form in all_forms():
        for part in form.parts:
            for labels in (part.rows, part.columns):
                known = Labels(labels)
                for label in labels:
                    for words in (label.zh, *label.variants):
                        match = known.match(words)
                        assert match is not None, (form.code, words)
                        assert match.label.code == label.code


def test_everything_is_described() -> None:
    for form in all_forms():
        for part in form.parts:
            for label in (*part.rows, *part.columns):
                assert label.zh
                assert label.en
                assert label.basis
                assert label.unit or label.kind is Kind.AMOUNT


def test_an_unknown_form() -> None:
    with pytest.raises(KeyError):
        load("1999")
