"""The table of divisions: what stands in it, and how names lead to it."""

from __future__ import annotations

import doctest
from collections import Counter

import pytest

from crawler.organs import divisions as module
from crawler.organs import places as place_names
from crawler.organs.divisions import Division, load_divisions

TABLE = load_divisions()


def test_doctests() -> None:
    assert doctest.testmod(place_names).failed == 0
    assert doctest.testmod(module).failed == 0


def test_yuanzhou_and_above() -> None:
    yuanzhou = TABLE.at("640402", 2021)
    assert yuanzhou == Division("640402", 2001, None, "原州区", "county", "640400", None)
    guyuan = TABLE.above(yuanzhou, 2021)
    assert guyuan is not None
    assert (guyuan.name, guyuan.level, guyuan.parent) == ("固原市", "prefecture", "640000")


def test_every_row_stands_in_its_parents_years() -> None:
    assert len({(d.adcode, d.valid_from) for d in TABLE.rows}) == len(TABLE.rows)
    for division in TABLE.rows:
        for year in range(max(2008, division.valid_from), (division.valid_to or 2026) + 1):
            above = TABLE.above(division, year)
            assert (above is None) == (division.level == "province"), division
            assert above is None or above.distance(year) == 0, (division, year)


def test_how_many_are_in_force() -> None:
    """34, 333, 2,846 at the end of 2024, says the ministry; then two counties became one, and two were added."""
    counts = Counter(d.level for d in TABLE.rows if d.valid_to is None)
    assert counts == {"province": 34, "prefecture": 333, "county": 2847}


@pytest.mark.parametrize(
    ("adcode", "year", "name"),
    [
        ("330104", 2020, "江干区"), ("330113", 2021, "临平区"), ("659012", 2023, "白杨市"), ("371200", 2015, "莱芜市"),
        ("420600", 2009, "襄樊市"), ("420600", 2010, "襄阳市"), ("513201", 2015, "马尔康市"),
        ("421302", 2008, "曾都区"),
        ("540581", 2024, "错那市"), ("460400", 2020, "儋州市"), ("350128", 2019, "平潭县"), ("710000", 2020, "台湾省"),
        ("320602", 2021, "崇川区"),
    ],
)  # fmt: skip
def test_names_in_years(adcode: str, year: int, name: str) -> None:
    division = TABLE.at(adcode, year)
    assert division is not None
    assert division.name == name


@pytest.mark.parametrize(
    ("adcode", "year", "successor"),
    [
        ("320602", 2019, "320613"),  # the same name
        ("130823", 2016, "130881"),  # the same stem: 平泉县, 平泉市
        ("360721", 2015, "360704"),  # as approved: 赣县, 赣县区
        ("420600", 2009, "420600"),  # the same code: 襄樊市, 襄阳市
        ("522401", 2010, "520502"),  # 毕节市 the county became 七星关区, not 毕节市 the prefecture
        ("130521", 2019, None),  # 邢台县 was split
        ("341400", 2010, None),  # 巢湖市 the prefecture was split
    ],
)
def test_successors(adcode: str, year: int, successor: str | None) -> None:
    division = TABLE.at(adcode, year)
    assert division is not None
    assert division.successor == successor


@pytest.mark.parametrize(
    ("text", "year", "found"),
    [
        ("宁夏回族自治区固原市原州区教育局", 2021, [("640402", "教育局")]),
        ("宁夏固原市原州区教育局", 2021, [("640402", "教育局")]),
        ("原州区", 2021, [("640402", "")]),
        ("崇川区教育局", 2021, [("320613", "教育局")]),
        ("崇川区教育局", 2019, [("320602", "教育局")]),
        ("海南区教育局", 2021, [("150303", "教育局")]),
        ("海南州教育局", 2021, [("632500", "教育局")]),
        ("海南省教育厅", 2021, [("460000", "教育厅")]),
        ("吉林省吉林市教育局", 2021, [("220200", "教育局")]),
        ("湖北省恩施州来凤县", 2021, [("422827", "")]),
        ("重庆市忠县人民政府", 2021, [("500233", "人民政府")]),
        ("市场监督管理局", 2021, []),
        ("", 2021, []),
    ],
)
def test_leading(text: str, year: int, found: list[tuple[str, str]]) -> None:
    assert [(d.adcode, rest) for d, rest in TABLE.leading(text, year)] == found


def test_a_name_of_several_places() -> None:
    assert [d.adcode for d, _ in TABLE.leading("鼓楼区", 2021)] == ["320106", "320302", "350102", "410204"]
    assert [d.adcode for d, _ in TABLE.leading("南京市鼓楼区", 2021)] == ["320106"]
