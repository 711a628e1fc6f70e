"""The walls of the house: what each wing may import, and who alone writes what. See docs/architecture.md."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARSERS_MAY_IMPORT = {"parsers", "lxml", "trafilatura", "pdfplumber", "pdfminer", "pypdfium2", "python_calamine"}
SQL_THAT_WRITES = re.compile(
    r"\b(INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|VIEW|INDEX)|DROP \w+)\b"
)


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize("path", modules("parsers"), ids=str)
def test_parsers_are_pure(path: Path) -> None:
    roots = {name.split(".")[0] for name in imported(path)}
    assert roots - set(sys.stdlib_module_names) <= PARSERS_MAY_IMPORT
    forbidden = {
        "socket",
        "urllib.request",
        "http.client",
        "sqlite3",
        "time",
        "random",
        "subprocess",
        "multiprocessing",
    }
    assert not forbidden & set(imported(path))
    assert not re.search(r"\b(date\.today|datetime\.now|datetime\.utcnow)\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", modules("crawler"), ids=str)
def test_only_the_archive_writes_sqlite(path: Path) -> None:
    if (ROOT / "crawler" / "archive") not in path.parents:
        assert not SQL_THAT_WRITES.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", modules("crawler"), ids=str)
def test_only_the_warc_room_opens_warcs(path: Path) -> None:
    if (ROOT / "crawler" / "warc") not in path.parents:
        assert not {name for name in imported(path) if name.split(".")[0] in ("warcio", "fastwarc")}


def test_data_holds_no_code() -> None:
    assert list((ROOT / "data").rglob("*.py")) == []


def test_no_file_names_a_registry_host() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml", "Makefile"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8"), name
