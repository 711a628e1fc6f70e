"""`gongkai parse` as its users call it: stdout, stderr, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.cli import main
from tests.parsers import render
from tests.parsers.office import printers

GOLD = render.figures(1, "2021")
VALUES = ["5", "", "", "", "5", "1", "", "", "", "", "1", "5", "", "", "", "5"]


def _page() -> bytes:
    tables = [
        render.html_disclosure(GOLD, "2021"),
        render.html_applications(GOLD, "2021"),
        render.html_disputes(GOLD, VALUES),
    ]
    return render.page(tables)


def _parse(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["parse", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.html").write_bytes(_page())
    (tmp_path / "b" / "report.txt").write_bytes(render.tsv(GOLD, "2021"))
    return tmp_path


def test_json_lines(folder: Path) -> None:
    result = _parse(folder, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["path"] for line in lines] == [str(folder / "a.html"), str(folder / "b" / "report.txt")]
    assert [line["organ"] for line in lines] == ["青泉县教育局"] * 2
    assert [len(line["repairs"]) for line in lines] == [1, 0]
    assert "青泉县" in result.stdout  # as it is, not escaped


def test_tables_are_drawn(folder: Path) -> None:
    result = _parse(folder / "a.html")
    assert result.exit_code == 0
    assert "三、收到和处理政府信息公开申请情况" in result.stdout
    assert "* repaired: " in result.stdout
    total = str(GOLD["applications"]["total"]["received"])
    row = next(line for line in result.stdout.splitlines() if "一、本年新收" in line)
    assert row.replace("│", " ").split()[-1] == total


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("x.html", b"", "empty"),
        ("x.html", b"{\\rtf1 x}", "unsupported_type"),
        ("x.txt", bytes(range(256)), "corrupt"),
        ("x.html", b"<html><body>" + "首页".encode() + b"</body></html>", "not_a_report"),
    ],
)
def test_refusals(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    result = _parse(tmp_path / name, "--json")
    assert result.exit_code == 1
    line = json.loads(result.stdout)
    assert list(line) == ["path", "error"]
    assert list(line["error"]) == ["code", "message"]
    assert line["error"]["code"] == code
    assert result.stderr == "gongkai: 1 of 1 refused; the reason stands with each\n"


def test_too_large(tmp_path: Path) -> None:
    with (tmp_path / "x.html").open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    assert json.loads(_parse(tmp_path / "x.html", "--json").stdout)["error"]["code"] == "too_large"


def test_one_bad_file_does_not_stop_the_rest(folder: Path) -> None:
    (folder / "a0.html").write_bytes(b"\x00\x01\x02" * 500)
    result = _parse(folder, "--json")
    assert result.exit_code == 1
    assert ["error" in json.loads(line) for line in result.stdout.splitlines()] == [False, True, False]


def test_a_document_that_takes_too_much_memory_costs_itself_only(folder: Path) -> None:
    """Eight sheets of two cells, in opposite corners: calamine lays out 16 million places for each of them."""
    (folder / "a1.xls").write_bytes(printers.corners())
    environment = {**os.environ, "RUST_BACKTRACE": "0"}
    command = [sys.executable, "-c", "from crawler.cli import main; main()", "parse", str(folder), "--json"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["organ"], third["organ"]) == ("青泉县教育局", "青泉县教育局")
    assert second["error"] == {"code": "too_large", "message": "reading it takes more than 448 MiB of memory"}
    assert done.stderr.decode() == "gongkai: 1 of 3 refused; the reason stands with each\n"
    assert done.returncode == 1


def test_a_missing_path_is_one_line(tmp_path: Path) -> None:
    result = _parse(tmp_path / "none", "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == f"gongkai: there is no file or folder {tmp_path / 'none'}: check the path\n"


def test_an_empty_folder(tmp_path: Path) -> None:
    result = _parse(tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1


def test_help_has_an_example() -> None:
    result = _parse("--help")
    assert result.exit_code == 0
    assert "Example: gongkai parse" in result.stdout


def test_utf_8_under_the_c_locale_and_a_first_line_soon(folder: Path) -> None:
    for number in range(40):
        (folder / f"c{number:03}.html").write_bytes(_page())
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", "from crawler.cli import main; main()", "parse", str(folder), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert process.poll() is None, "the first line came only with the last"
        rest = process.stdout.readlines()
    assert json.loads(first.decode("utf-8"))["organ"] == "青泉县教育局"
    assert len(rest) == 41
    assert process.returncode == 0
