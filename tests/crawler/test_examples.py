"""The examples in the docstrings of this wing hold; pytest itself collects those of parsers/ only."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import crawler

MODULES = [module.name for module in pkgutil.walk_packages(crawler.__path__, "crawler.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
