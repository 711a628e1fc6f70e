"""What an organ's name, after its division's, says of its kind: tables of endings, and of spellings for the same."""

from __future__ import annotations

import re
from typing import NamedTuple

# Printed -> what it is short for. Only what has one meaning: 政府办 may be any of several offices and stays as it is.
SPELLINGS = (
    (re.compile(r"^政府(?=办公室$|办公厅$|$)"), "人民政府"),
    (re.compile(r"^行署"), "行政公署"),
    (re.compile(r"(?<=街道)办?$"), "办事处"),
    (re.compile(r"(?<=[镇乡])(政府)?$"), "人民政府"),
    (re.compile(r"(?<=苏木)(政府)?$"), "人民政府"),
    (re.compile(r"管委会$"), "管理委员会"),
)

ZONE = (
    "(开发区|开发示范区|高新区|经开区|示范区|试验区|实验区|合作区|新区|新城|园区|工业园|产业园|保税区|保税港区|度假区|景区"
    "|名胜区|集聚区|功能区|航空港区|保护区|自贸区)"
)
VERTICAL = (
    "(税务局|税务分局|气象局|海关|海事局|邮政管理局|通信管理局|烟草专卖局|河务局|调查队|调查总队|监管局|监管分局|边防检查站"
    "|消防救援总队|消防救援支队|消防救援大队|消防救援局|证监局|矿山安全监察局)"
)

# kind, whether its level is the township's, ending; the first that fits decides
KINDS = (
    ("government", False, re.compile(r"^(人民政府|行政公署)?$")),
    ("office", False, re.compile(r"^(人民政府|行政公署)办(公[室厅])?$")),
    ("office", True, re.compile(r"^.{1,12}(([镇乡]|苏木)人民政府|街道办事处)(党政|综合)?办公室$")),
    ("dispatched_office", True, re.compile(r"^.{1,12}(街道|地区)办事处$")),
    ("township", True, re.compile(r"^.{1,12}([镇乡]|苏木)人民政府$")),
    ("zone_committee", False, re.compile(rf"{ZONE}(管理委员会)?$")),
    ("vertical", False, re.compile(rf"(?<!市场){VERTICAL}$")),
    (
        "institution",
        False,
        re.compile(r".(学校|大学|学院|医院|中学|小学|幼儿园|[馆站所]|研究院|中心|集团|公司|电视台)$"),
    ),
    ("department", False, re.compile(r".([局厅署办部会委室处院社]|[总支大]队)$")),
)

# Systems whose local organs carry the name of the top before that of the place: 国家税务总局固原市原州区税务局
SYSTEMS = (
    "国家税务总局",
    "国家统计局",
    "国家金融监督管理总局",
    "中国银行保险监督管理委员会",
    "中国证券监督管理委员会",
    "国家矿山安全监察局",
    "中国人民银行",
)


class Kind(NamedTuple):
    code: str
    township: bool  # its level is the township's
    name: str  # the name after the division's, in one spelling


def kind_of(rest: str) -> Kind | None:
    """The kind that a name's ending says, and the name in one spelling; None where the ending says nothing.

    >>> kind_of("政府办公室")
    Kind(code='office', township=False, name='人民政府办公室')
    >>> kind_of("彭堡镇").name, kind_of("南园街道").name
    ('彭堡镇人民政府', '南园街道办事处')
    >>> kind_of("城市管理委员会").code, kind_of("高新技术产业开发区管委会").code, kind_of("市场监管局").code
    ('department', 'zone_committee', 'department')
    >>> kind_of("二〇二一年")
    """
    name = rest
    for printed, meant in SPELLINGS:
        name = printed.sub(meant, name)
    return next((Kind(code, township, name) for code, township, pattern in KINDS if pattern.search(name)), None)
