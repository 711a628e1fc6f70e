"""Runs the console script in a process of its own, as a user would; warnings are errors there too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MAIN = [sys.executable, "-W", "error", "-c", "from crawler.cli import main; main()"]


def start(
    *arguments: object, cwd: Path | None = None, largest_file: int | None = None, **environment: str
) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    limit = [] if largest_file is None else ["prlimit", f"--fsize={largest_file}"]
    root = str(Path(__file__).parent.parent.parent)
    return subprocess.Popen(
        [*limit, *MAIN, *map(str, arguments)],
        env=kept | {"PYTHONPATH": root} | environment,
        cwd=cwd,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def gongkai(
    *arguments: object, cwd: Path | None = None, largest_file: int | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """`largest_file` in bytes stands in for a disk without room."""
    process = start(*arguments, cwd=cwd, largest_file=largest_file, **environment)
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
