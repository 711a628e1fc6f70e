"""The console script as a whole: quick, and its help complete."""

from __future__ import annotations

import subprocess
import sys

import pytest

from crawler.cli import COMMANDS
from tests.crawler.gongkai import gongkai


def test_help_imports_neither_scrapy_nor_lxml() -> None:
    program = """
import sys
from crawler.cli import main
main(["--help"], standalone_mode=False)
heavy = {"scrapy", "lxml", "trafilatura", "twisted", "rich", "datasette"} & sys.modules.keys()
sys.exit(str(heavy) if heavy else 0)
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    for name, line in COMMANDS.items():
        assert name in ended.stdout
        assert line.split()[0] in ended.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    ended = gongkai(name, "--help")
    assert ended.returncode == 0, ended.stderr
    assert f"Example: gongkai {name}" in " ".join(ended.stdout.split())


def test_wrong_usage_is_exit_2() -> None:
    for arguments in (("no-such-command",), ("crawl", "--no-such-option"), ("parse",)):
        ended = gongkai(*arguments)
        assert ended.returncode == 2
        assert "Traceback" not in ended.stderr
