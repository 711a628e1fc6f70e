"""The wheel carries all that the code needs: unpacked far from the checkout, it does the demo."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]


def test_wheel_does_the_demo(tmp_path: Path) -> None:
    subprocess.run([*BUILD, tmp_path, ROOT], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("gongkai-*.whl")
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    zipfile.ZipFile(wheel).extractall(site)
    elsewhere.mkdir()
    program = "import crawler.cli; print(crawler.cli.__file__); crawler.cli.main()"
    ended = subprocess.run(
        [sys.executable, "-c", program, "demo"],
        cwd=elsewhere,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith(str(site)), "the checkout was run, not the wheel"
    assert "原州区人民政府办公室" in ended.stdout
    assert (elsewhere / "demo.db").is_file()
