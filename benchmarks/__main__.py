"""All benchmarks, one after the other: `python -m benchmarks`, as `make proof` does. Each also runs alone."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import benchmarks


def main() -> int:
    """Runs every module of the package in a process of its own; the number of those that fell below their bar."""
    failed = 0
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if not module.name.startswith("_"):
            print(f"== {module.name}", flush=True)
            failed += subprocess.run([sys.executable, "-m", f"benchmarks.{module.name}"], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
