"""The README's questions, asked of the demo archive: the answers printed there are the answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.archive import Archive

README = Path(__file__).resolve().parent.parent / "README.md"
QUESTIONS = re.findall(r"```sql\n(.*?)```\n```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(("sql", "answer"), QUESTIONS)
def test_answer_is_true(demo_archive: Path, sql: str, answer: str) -> None:
    with Archive.read(demo_archive) as archive:
        cursor = archive.db.execute(sql)
        rows = [[column[0] for column in cursor.description], *cursor.fetchall()]
    said = [" | ".join("NULL" if value is None else str(value) for value in row) for row in rows]
    assert said == answer.splitlines()


def test_there_are_five() -> None:
    assert len(QUESTIONS) == 5
