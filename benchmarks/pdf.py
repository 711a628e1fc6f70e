"""Reading PDF files against pdfplumber's default table extraction: the same bytes and process, rounds interleaved.

    python -m benchmarks.pdf [--rounds N] [FILE…]

Without files: those kept for the tests, made by each producer. `read_pdf` does all of a reading but the form: text,
tables, prose. The bars are ratios of 0.35 where the quick way may be taken (WPS, LibreOffice), 1.0 elsewhere. "same
cells" counts the figures in cells of pdfplumber's tables, and those of them that this reader has.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

from parsers.media.pdf import read_pdf
from parsers.media.pdf_open import quick
from parsers.model import Document, Source

QUICK, PLAIN = 0.35, 1.0
ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str]) -> int:
    """Prints a line a file; 1 where a file missed its bar or a cell differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args(arguments)
    files = given.files or sorted((ROOT / "tests" / "parsers" / "pdf" / "fixtures").glob("*.pdf"))
    print(f"{'file':34} {'pages':>5} {'way':>5} {'pdfplumber ms':>13} {'ratio':>6} {'bar':>5} {'same cells':>12}")
    missed = sum(not _compare(path, given.rounds) for path in files)
    print("all met" if not missed else f"{missed} of {len(files)} missed")
    return 1 if missed else 0


def _compare(path: Path, rounds: int) -> bool:
    data = path.read_bytes()
    with pdfium.PdfDocument(data) as pdf:
        pages, bar = len(pdf), QUICK if quick(pdf) else PLAIN
    times: dict[str, list[float]] = {"pdfplumber": [], "ours": []}
    for _ in range(rounds + 1):
        _time(times["pdfplumber"], lambda: _plumber(data))
        _time(times["ours"], lambda: read_pdf(Source(data)))
    alone, ours = (statistics.median(kind[1:]) for kind in times.values())  # the first round warms up
    expected, missing = _missing(data)
    way, same = "quick" if bar == QUICK else "plain", f"{expected - missing}/{expected}"
    print(f"{path.stem:34} {pages:5} {way:>5} {alone * 1000:13.0f} {ours / alone:6.2f} {bar:5.2f} {same:>12}")
    return ours / alone <= bar and not missing


def _time(times: list[float], call: Callable[[], object]) -> None:
    began = time.process_time()
    call()
    times.append(time.process_time() - began)


def _plumber(data: bytes) -> list[list[list[str | None]]]:
    with pdfplumber.open(BytesIO(data)) as pdf:
        return [table for page in pdf.pages for table in page.extract_tables() if len(table[0]) > 1]


def _missing(data: bytes) -> tuple[int, int]:
    """How many figures pdfplumber's cells print, and how many of them this reader does not have."""
    found = read_pdf(Source(data))
    assert isinstance(found, Document), found
    ours = Counter(
        "".join(cell.text.split())
        for grid in found.grids()
        for cell in {id(cell): cell for row in grid.rows for cell in row if cell}.values()
    )
    texts = ("".join((cell or "").split()) for table in _plumber(data) for row in table for cell in row)
    theirs = Counter(text for text in texts if text.isascii() and text)
    return theirs.total(), (theirs - ours).total()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
