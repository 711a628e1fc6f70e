"""Why a worker gave no result -> the refusal of the document that it held."""

from __future__ import annotations

from crawler.reading.worker import MEBIBYTE, MEMORY, Lost
from parsers.model import Refusal

SECONDS = 20.0  # a document that takes longer is hostile or broken


def refusal_of(why: Lost) -> Refusal:
    """The refusal with the contract's code."""
    if why is Lost.TIMEOUT:
        return Refusal("timeout", f"not read within {SECONDS:.0f} seconds")
    if why is Lost.MEMORY:
        return Refusal("too_large", f"reading it takes more than {MEMORY // MEBIBYTE} MiB of memory")
    return Refusal("corrupt", "the process that read it died")
