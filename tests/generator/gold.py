"""A seed -> what a report says: organ, year, form, scope, figures, and how its title and sentences put it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.parsers import render
from tests.parsers.render import Figures

HELD_OUT = 5  # every fifth seed

PLACES = ["青泉", "云岭", "石桥", "临河", "白杨", "望湖", "金沙", "永和", "松岭", "南浦"]
COUNTIES = ["县", "区", "市", "自治县"]
DEPARTMENTS = ["教育局", "财政局", "卫生健康局", "发展和改革委员会", "市场监督管理局", "水务局", "司法局", "交通运输局"]
TOWNS = ["青泉镇", "柳林乡", "城关镇", "东风街道办事处", "石门镇"]
YEARS = {"2021": range(2021, 2026), "2019": range(2019, 2021)}
SCOPES = {
    "own_organ": ["本报告由本机关编制，数据为本机关的数据。", "我局认真做好政府信息公开工作，现报告如下。"],
    "territory": [
        "本报告汇总全{unit}各级行政机关政府信息公开工作情况编制而成。",
        "全{unit}各级行政机关共新收申请若干件。",
    ],
    "government_and_departments": ["本报告所列数据为{unit}政府及其所属部门统计数据。"],
    "unknown": ["本报告的电子版可以下载。"],
}


@dataclass(frozen=True, slots=True)
class Gold:
    seed: int
    organ: str
    year: int
    form: str
    scope: str
    title: str
    sentences: tuple[str, ...]
    figures: Figures


def gold_of(seed: int, *, blanks: bool) -> Gold:
    """What the report of this seed says. `blanks` leaves its zeros unprinted."""
    chance = random.Random(f"gold {seed}")
    form = chance.choice(["2021", "2021", "2019"])
    year = chance.choice(YEARS[form])
    unit = chance.choice(COUNTIES)
    place = chance.choice(PLACES) + unit
    kind = chance.choice(["department", "government", "town"])
    organ = {
        "department": place + chance.choice(DEPARTMENTS),
        "government": place + "人民政府" + chance.choice(["", "办公室"]),
        "town": place + chance.choice(TOWNS),
    }[kind]
    organ += "人民政府" if organ.endswith(("镇", "乡")) else ""
    scopes = (
        ["territory", "government_and_departments", "unknown"] if kind == "government" else ["own_organ", "unknown"]
    )
    scope = chance.choice(scopes)
    figures = render.figures(seed, form, chance.choice([2, 12, 90, 4000]))
    if form == "2019":
        figures["disclosure"]["procurement"]["amount"] = f"{chance.randrange(1, 10**7) / 100:.2f}万元"
    if blanks:
        _blank(figures)
    return Gold(
        seed, organ, year, form, scope, _title(chance, organ, year), _sentences(chance, year, scope, unit), figures
    )


def _blank(figures: Figures) -> None:
    for table in figures.values():
        for row in table.values():
            row.update({code: None for code, value in row.items() if value == 0})


def _title(chance: random.Random, organ: str, year: int) -> str:
    spelled = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    return chance.choice(
        [
            f"{organ}{year}年政府信息公开工作年度报告",
            f"{organ} {year} 年度政府信息公开年度报告",
            f"{year}年{organ}政府信息公开工作年度报告",
            f"{organ}关于{year}年政府信息公开工作的年度报告",
            f"{organ}{spelled}年政府信息公开年度报告",
            f"{organ}{year}年度政府信息公开年报",
        ]
    )


def _sentences(chance: random.Random, year: int, scope: str, unit: str) -> tuple[str, ...]:
    period = chance.choice(
        [
            f"所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
            f"统计期限为 {year} 年 1 月 1 日至 12 月 31 日。",
            f"统计时间：{year}年1月1日——{year}年12月31日。",
        ]
    )
    return (
        "本报告根据《中华人民共和国政府信息公开条例》编制。" + period,
        chance.choice(SCOPES[scope]).format(unit=unit[-1]),
    )
