"""Makes the pictures of docs/pictures/: the demo's archive in the browser and in the terminal.

    python scripts/make_pictures.py

Needs Debian's Chromium (scripts/install_debian.sh) and no network: the demo portal is served and crawled on loopback.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path
from sqlite3 import connect

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from rich.cells import cell_len
from rich.console import Console

from crawler.sheet import load_sheet
from crawler.sheet.terminal import print_sheet

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
GONGKAI = [sys.executable, "-c", "from crawler.cli import main; main()"]
ORGAN, YEAR = "原州区人民政府办公室", 2021
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ARGUMENTS += ["--disable-component-update", "--disable-sync"]
# Narrow characters from one font and wide ones in boxes of exactly two columns, as a terminal sets them.
TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; background: #fdfdfc }}
pre {{ display: inline-block; margin: 0; padding: 14px 18px; color: #1d2125;
  font: 13px/1.17 "DejaVu Sans Mono", "Noto Sans CJK SC", monospace }}
i {{ display: inline-block; width: 2ch; text-align: center; line-height: 1; font-style: normal }}
b {{ font-weight: 400; color: #1f6b45 }}
</style><pre><b>$</b> {command}

{code}</pre>"""


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("make_pictures: no Chromium; scripts/install_debian.sh installs Debian's", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        db = Path(folder) / "demo.db"
        subprocess.run([*GONGKAI, "demo", "--db", str(db)], check=True, stdout=subprocess.DEVNULL)
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        with served(db) as url:
            report_page(browser, url)
            datasette_reports(browser, url)
        terminal(browser, db)
        browser.close()
    for picture in sorted(PICTURES.glob("*.png")):
        _smaller(picture)
        print(f"{picture.relative_to(PICTURES.parent.parent)}  {picture.stat().st_size // 1024} KB")
    return 0


@contextmanager
def served(db: Path) -> Iterator[str]:
    """The archive on a free port; gives the address of its index."""
    process = subprocess.Popen([*GONGKAI, "serve", "--db", str(db), "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().split()[0]
    finally:
        process.terminate()
        process.communicate()


def report_page(browser: Browser, url: str) -> None:
    """The report that started it, down to its last table."""
    page = _page(browser, 1120, 900)
    page.goto(url)
    page.get_by_role("link", name=ORGAN).click()
    box = page.locator("#disputes").bounding_box()
    assert box is not None
    clip = {"x": 0, "y": 0, "width": 1120, "height": int(box["y"] + box["height"] + 16)}
    page.screenshot(path=PICTURES / "report-page.png", full_page=True, clip=clip)  # type: ignore[arg-type]


def datasette_reports(browser: Browser, url: str) -> None:
    page = _page(browser, 1500, 940)
    page.goto(f"{url}demo/reports_plain")
    page.screenshot(path=PICTURES / "datasette-reports.png")


def terminal(browser: Browser, db: Path) -> None:
    """What `gongkai show` draws, in the colours of a light terminal."""
    with closing(connect(db)) as archive:
        query = "SELECT report_id FROM reports_plain WHERE organ = ? AND year = ?"
        sheet = load_sheet(archive, archive.execute(query, [ORGAN, YEAR]).fetchone()[0])
    assert sheet is not None
    console = Console(record=True, width=100, highlight=False, file=StringIO(), force_terminal=True)
    print_sheet(sheet, console)
    code = console.export_html(inline_styles=True, code_format="{code}")
    page = _page(browser, 1000, 900)
    command = html.escape(f"gongkai show {ORGAN} {YEAR} --db demo.db")
    page.set_content(TERMINAL.format(command=_wide_in_boxes(command), code=_wide_in_boxes(code)))
    page.locator("pre").screenshot(path=PICTURES / "show.png")


def _wide_in_boxes(code: str) -> str:
    """Every character that is two columns wide in an element of its own.

    >>> _wide_in_boxes("5 件")
    '5 <i>件</i>'
    """
    return "".join(f"<i>{char}</i>" if cell_len(char) == 2 else char for char in code)


def _smaller(picture: Path) -> None:
    """128 colours are enough for text and rules, and take a third of the room."""
    with Image.open(picture) as image:
        image.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(picture, optimize=True)


def _page(browser: Browser, width: int, height: int) -> Page:
    return browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")


if __name__ == "__main__":
    sys.exit(main())
