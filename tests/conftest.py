"""Fixtures that both wings use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real reports with gold figures; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("GONGKAI_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"no corpus of real reports at {folder} (set GONGKAI_CORPUS)")
    return folder


@pytest.fixture(scope="session")
def demo_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive that `gongkai demo` makes, made once a run."""
    from tests.crawler.gongkai import gongkai

    folder = tmp_path_factory.mktemp("demo")
    ended = gongkai("demo", cwd=folder)
    assert ended.returncode == 0, ended.stderr
    return folder / "demo.db"
