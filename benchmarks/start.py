"""How long `gongkai --help` takes, against a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

ROUNDS = 9
HELP = [sys.executable, "-c", "from crawler.cli import main; main()", "--help"]
NOTHING = [sys.executable, "-c", "pass"]


def seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    ratios = [seconds(HELP) / seconds(NOTHING) for _ in range(ROUNDS)]
    print(f"gongkai --help takes {median(ratios):.1f} times what Python takes to do nothing")


if __name__ == "__main__":
    main()
