"""The one way to the files of `data/` that code needs at run time, in a checkout and in a wheel."""

from __future__ import annotations

from functools import cache, reduce
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


@cache
def root() -> Traversable:
    """The folder that holds forms/, schema/ and the rest: `data/` of a checkout, else the wheel's copy."""
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "data"
    return files("gongkai_data")


def resource(name: str) -> Traversable:
    """The resource at `name`, slashes between folders.

    >>> resource("forms").is_dir()
    True
    """
    # One step at a time: before Python 3.12 the wheel's folder, which has no __init__.py, takes no more.
    return reduce(lambda folder, part: folder.joinpath(part), name.split("/"), root())
