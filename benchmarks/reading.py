"""Reading a page against what trafilatura alone takes on it: the same bytes, the same process, rounds interleaved.

    python -m benchmarks.reading [--rounds N] [PAGE…]

Without pages: the demo portal's reports, and those of the corpus (GONGKAI_CORPUS) where it is there. trafilatura is
called as its documentation does: `extract(html)`. The bar is a ratio of 0.4 for reading without prose.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from parsers.media.sniff import sniff
from parsers.model import Report, Source
from parsers.report import read

BAR = 0.4
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Page:
    path: Path
    source: Source
    cells: int  # with a value
    status: str


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("pages", nargs="*", type=Path)
    args = parser.parse_args(arguments)
    pages = list(_reports(args.pages or _known()))
    if not pages:
        print("no page among those named is a report", file=sys.stderr)
        return 1
    print(f"{'page':58} {'KB':>5} {'cells':>5} {'trafilatura ms':>14} {'without prose':>13} {'with prose':>10}")
    ratios = [_compare(page, args.rounds) for page in pages]
    worst = max(ratios)
    verdict = "met" if worst <= BAR else "MISSED"
    print(f"without prose, worst page: {worst:.2f} of trafilatura's time (bar {BAR}: {verdict})")
    return 0 if worst <= BAR else 1


def _known() -> list[Path]:
    corpus = Path(os.environ.get("GONGKAI_CORPUS", ROOT.parent / "shared" / "corpus"))
    return [*sorted((ROOT / "data" / "demo").rglob("*.html")), *sorted(corpus.rglob("*.html"))]


def _reports(paths: Sequence[Path]) -> Iterator[Page]:
    for path in paths:
        source = Source(path.read_bytes())
        result = read(source)
        if sniff(source.data) == "html" and isinstance(result, Report) and result.cells:
            yield Page(path, source, sum(cell.value is not None for cell in result.cells), str(result.status))


def _compare(page: Page, rounds: int) -> float:
    """Prints a page's times as ratios to trafilatura's; gives that of reading without prose."""
    html = page.source.data
    work: list[Callable[[], object]] = [
        lambda: trafilatura.extract(html),
        lambda: read(page.source, prose=False),
        lambda: read(page.source),
    ]
    times: list[list[float]] = [[] for _ in work]
    for _ in range(rounds):
        for kind, call in enumerate(work):
            began = time.perf_counter()
            call()
            times[kind].append(time.perf_counter() - began)
    alone, bare, whole = (statistics.median(kind) for kind in times)
    name, size = str(page.path)[-58:], len(html) // 1024
    shares = f"{bare / alone:13.2f} {whole / alone:10.2f}"
    print(f"{name:58} {size:5} {page.cells:5} {alone * 1000:14.1f} {shares}")
    return bare / alone


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
