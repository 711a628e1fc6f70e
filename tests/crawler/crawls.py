"""Runs small crawls in processes of their own, and looks at what they left."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.warc import Record, members


@dataclass(frozen=True)
class Kept:
    """An archive and its WARCs."""

    db: Path
    warc: Path

    def rows(self, sql: str) -> list[Any]:
        connection = sqlite3.connect(self.db)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def files(self) -> list[Path]:
        return sorted(self.warc.glob("*.warc.gz"))

    def records(self, *kinds: str) -> list[tuple[str, Record]]:
        found = [(path.name, record) for path in self.files() for record in members(path)]
        return [(name, record) for name, record in found if record.kind in kinds]


def start(kept: Kept, *arguments: str, kill: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-m", "tests.crawler.small", str(kept.db), str(kept.warc), *arguments]
    environment = os.environ | {"GONGKAI_KILL": kill}
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def crawl(kept: Kept, *arguments: str, errors: bool = False) -> dict[str, Any]:
    """Runs a small crawl to its end; returns Scrapy's statistics. Whatever it says on stderr fails the test."""
    process = start(kept, *arguments)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert errors or not err, err
    stats: dict[str, Any] = json.loads(out)
    return stats
