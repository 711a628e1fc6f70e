"""Readings against gold figures, as x of y: `python -m tests.parsers.compare [CORPUS]`. test_corpus.py judges."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from parsers.model import Refusal, Source
from parsers.report import read
from tests.conftest import ROOT


def main(corpus: Path) -> None:
    for gold_file in sorted(corpus.glob("*/gold.json")):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        for path in sorted(gold_file.parent.glob("*.*")):
            if path.suffix in (".txt", ".html"):
                print(f"{path.parent.name}/{path.name}: {_score(path, gold)}")


def _score(path: Path, gold: dict[str, Any]) -> str:
    result = read(Source(path.read_bytes()))
    if isinstance(result, Refusal):
        return f"{result.code}: {result.message}"
    right = wrong = unread = 0
    for cell in result.cells:
        part, outer, inner = cell.code.split(".")
        expected = gold.get(part, {}).get(outer, {}).get(inner)
        value = Decimal(expected) if isinstance(expected, str) else expected
        right += cell.value == value
        unread += cell.value is None and value is not None
        wrong += cell.value is not None and cell.value != value
    size = f"{right} of {len(result.cells)} cells right, {wrong} wrong, {unread} unread"
    return f"{size}; {result.organ}, {result.year}, form {result.form}, {result.status}, {len(result.repairs)} repairs"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "corpus")
