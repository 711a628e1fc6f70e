"""The contract's JSON line."""

from __future__ import annotations

import json

from parsers.jsonform import as_json, json_line
from parsers.model import Refusal
from tests.parsers import render
from tests.parsers.reading import report

KEYS = [
    *("path", "organ", "organ_source", "year", "scope", "form", "title", "published_on"),
    *("disclosure", "applications", "disputes", "figures", "unmapped", "sections", "mentions"),
    *("checks", "repairs", "status", "evidence"),
]


def _line(form: str = "2021", seed: int = 1) -> dict[str, object]:
    gold = render.figures(seed, form)
    tables = [render.html_disclosure(gold, form), render.html_applications(gold, form), render.html_disputes(gold)]
    line: dict[str, object] = json.loads(json_line("page.html", report(render.page(tables))))
    return line


def test_keys_in_the_contract_s_order() -> None:
    assert list(_line()) == KEYS


def test_every_cell_of_the_form() -> None:
    for form in ("2021", "2019"):
        gold = render.figures(1, form)
        line = _line(form)
        for part, table in gold.items():
            shown = line[part]
            assert isinstance(shown, dict)
            assert {outer: list(row) for outer, row in shown.items()}.keys() == table.keys()
            assert {(outer, inner) for outer, row in shown.items() for inner in row} == {
                (outer, inner) for outer, row in table.items() for inner in row
            }


def test_amounts_are_decimal_strings_and_counts_integers() -> None:
    gold = render.figures(1, "2021")
    gold["disclosure"]["administrative_charges"]["amount"] = "1200.500000"
    gold["disclosure"]["rules"]["made"] = None
    tables = [render.html_disclosure(gold, "2021"), render.html_applications(gold, "2021"), render.html_disputes(gold)]
    line = as_json("x", report(render.page(tables)))
    assert line["disclosure"]["administrative_charges"] == {"amount": "1200.5"}
    assert line["disclosure"]["rules"]["made"] is None
    assert line["evidence"]["disclosure.administrative_charges.amount"] == {
        "raw": "1200.500000", "state": "number", "suggested": None,
        "page": None, "box": None, "table": 1, "row": 13, "column": 1,
    }  # fmt: skip
    assert line["applications"]["total"]["received"] == gold["applications"]["total"]["received"]


def test_checks_and_repairs() -> None:
    gold = render.figures(1, "2021")
    values = ["5", "", "", "", "5", "1", "", "", "", "", "1", "5", "", "", "", "5"]
    tables = [
        render.html_disclosure(gold, "2021"),
        render.html_applications(gold, "2021"),
        render.html_disputes(gold, values),
    ]
    line = as_json("x", report(render.page(tables)))
    assert line["checks"][0] == {
        "identity": "applications.balance", "scope": "natural_person", "left": line["checks"][0]["right"],
        "right": line["checks"][0]["right"], "lenient": "holds", "strict": "holds",
    }  # fmt: skip
    assert len(line["checks"]) == 42
    (repair,) = line["repairs"]
    assert list(repair) == ["cells", "from", "to", "why"]
    assert "disputes.litigation_direct.total" in repair["cells"]
    assert line["status"] == "consistent"


def test_a_refusal() -> None:
    assert as_json("x.pdf", Refusal("unsupported_type", "PDF")) == {
        "path": "x.pdf",
        "error": {"code": "unsupported_type", "message": "PDF"},
    }
