"""Makes `data/traditional.txt`: traditional characters and the simplified ones that mean the same, one for one.

    python scripts/make_traditional.py

The facts are OpenCC's (TSCharacters.txt, Apache-2.0), as the package `opencc-python-reimplemented` carries them. Where
a character has several simplified forms the first is taken, as OpenCC does. Matching needs no more: what is printed is
kept as printed.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "data" / "traditional.txt"
HEAD = "# Traditional characters, and below each its simplified form: OpenCC, TSCharacters.txt, Apache-2.0.\n"


def make() -> str:
    """The table as text: a line that says whence, a line of traditional characters, a line of simplified ones."""
    lines = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = [(line.split("\t")[0], line.split("\t")[1].split()[0]) for line in lines if "\t" in line]
    kept = [
        (old, new) for old, new in pairs if old != new and len(old) == len(new) == 1 and max(old, new) < "\U00010000"
    ]
    return f"{HEAD}{''.join(old for old, _ in kept)}\n{''.join(new for _, new in kept)}\n"


if __name__ == "__main__":
    TARGET.write_text(make(), encoding="utf-8")
