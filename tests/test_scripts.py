"""The kept tables are what the kept scripts make."""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parent.parent / "data"
SCRIPTS = DATA.parent / "scripts"


def test_divisions_are_what_the_script_makes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)
    import divisions_checks
    import make_divisions

    rows = make_divisions.make()
    assert list(divisions_checks.faults(rows)) == []
    make_divisions.write(rows, tmp_path / "divisions.csv")
    assert (tmp_path / "divisions.csv").read_bytes() == (DATA / "divisions.csv").read_bytes()


def test_a_broken_table_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)
    import divisions_checks
    import make_divisions

    rows = make_divisions.make()
    without_guyuan = [row for row in rows if row.adcode != "640400"]
    assert any("its parent 640400 is not there in 2021" in fault for fault in divisions_checks.faults(without_guyuan))
    doubled = sorted([*rows, next(row for row in rows if row.adcode == "640402")])
    assert any("640402 holds two names" in fault for fault in divisions_checks.faults(doubled))


def test_registry_is_what_the_script_makes(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gathered = corpus.parent / "portals.csv"
    if not gathered.is_file():
        pytest.skip(f"no list of portals at {gathered}")
    monkeypatch.syspath_prepend(SCRIPTS)
    import make_registry

    monkeypatch.setattr(make_registry, "DATA", tmp_path)
    assert make_registry.main([str(gathered)]) == 0
    assert "12 unnamed" in capsys.readouterr().out
    for name in ("portals.csv", "organs.csv"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes()


def test_whose_site_a_host_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)
    import registry_owners

    assert registry_owners.own_name("czj.km.gov.cn")
    for shared in ("www.km.gov.cn", "km.gov.cn", "xxgk.km.gov.cn", "61.150.65.235"):
        assert not registry_owners.own_name(shared)


def test_traditional_characters_are_what_the_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)
    import make_traditional

    assert make_traditional.make() == (DATA / "traditional.txt").read_text(encoding="utf-8")
