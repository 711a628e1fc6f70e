"""Prints the files of `fixtures/` anew: `python -m tests.parsers.pdf.make_fixtures [NAME…]`; then look at them.

Needs Debian's libreoffice-writer-nogui, chromium, fonts-noto-cjk and fonts-wqy-microhei (whose subsets are small).
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.conftest import ROOT
from tests.parsers import render
from tests.parsers.pdf import byhand, chrome, office, platypus
from tests.parsers.pdf.sheets import OTHERWISE, Sheet, sheet

FOLDER = Path(__file__).parent / "fixtures"
SMALL = "WenQuanYi Micro Hei"
Printer = Callable[[Sheet, Path], bytes]


def _real(name: str) -> render.Figures:
    """The figures of a real report."""
    gold = json.loads((ROOT / "tests" / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    return {part: gold[part] for part in ("disclosure", "applications", "disputes")}


def _made(seed: int, form: str = "2021", **how: bool) -> Sheet:
    year = 2021 if form == "2021" else 2020
    return sheet(render.figures(seed, form, most=300), form=form, year=year, seed=seed, words=OTHERWISE, **how)


def _short(whole: Sheet) -> Sheet:
    """Title, period and table 四 only: few characters make small fonts."""
    return replace(whole, blocks=[*whole.blocks[:2], *whole.blocks[9:11]], gold={"disputes": whole.gold["disputes"]})


FIXTURES: dict[str, tuple[Sheet, Printer]] = {
    "libreoffice_real": (
        sheet(_real("pingtan-2025"), year=2025, organ="平潭综合实验区管理委员会"),
        lambda it, at: office.to_pdf(it, at, size=14),
    ),
    "libreoffice_rows_cut": (
        _made(11, again=True, upright=True),
        lambda it, at: office.to_pdf(it, at, size=14, keep=False),
    ),
    "libreoffice_landscape": (_made(12, "2019"), lambda it, at: office.to_pdf(it, at, wide=29.7, high=21)),
    "chromium_rows_cut": (
        _made(3, upright=True),
        lambda it, at: chrome.to_pdf(it, at, keep=False, font=SMALL, tagged=False),
    ),
    "chromium_head_again": (
        _made(14, again=True),
        lambda it, at: chrome.to_pdf(it, at, font=SMALL, tagged=False),
    ),
    "chromium_radicals": (_short(_made(15)), lambda it, at: chrome.to_pdf(it, at, tagged=False)),
    "reportlab": (_made(16, again=True), lambda it, at: platypus.to_pdf(it)),
    "wps_rows_cut": (_made(17), lambda it, at: byhand.to_pdf(it, byhand.Style(cut=True, top=True))),
    "wps_number_inside": (
        _made(18, upright=True),
        lambda it, at: byhand.to_pdf(it, byhand.Style(inside=True, room=20, header="青泉县人民政府公报")),
    ),
    "wps_real": (sheet(_real("pingtan-2023"), year=2023), lambda it, at: byhand.to_pdf(it, byhand.Style(mirror=True))),
}


def main(names: list[str]) -> None:
    for name in names or FIXTURES:
        printed, printer = FIXTURES[name]
        with tempfile.TemporaryDirectory() as folder:
            data = printer(printed, Path(folder))
        (FOLDER / f"{name}.pdf").write_bytes(data)
        gold = {"organ": printed.organ, "year": printed.year, "form": printed.form, **printed.gold}
        (FOLDER / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{name}.pdf: {len(data):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
