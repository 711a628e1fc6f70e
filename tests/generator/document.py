"""A seed -> a whole document in one style, with what it says."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.generator import markup, text
from tests.generator.gold import Gold, gold_of
from tests.generator.tables import tables_of
from tests.generator.wordings import Wordings
from tests.parsers import render

FILLER = "按照要求做好政府信息公开工作，内容经过审核，栏目及时更新。"
HEADINGS = [
    render.SECTIONS,
    [
        "一、基本情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "五、政府信息公开工作存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ],
]


@dataclass(frozen=True, slots=True)
class Generated:
    gold: Gold
    style: str
    data: bytes


def generate(seed: int, style: str | None = None) -> Generated:
    """The document of a seed, in the style that the seed chooses unless one is asked for."""
    chance = random.Random(f"document {seed}")
    name = chance.choice([*markup.STYLES, *text.STYLES])
    style = style or name
    gold = gold_of(seed, blanks=style not in text.NO_BLANKS and chance.random() < 0.25)
    tables = tables_of(gold, Wordings(seed))
    headings = chance.choice(HEADINGS)
    if style in markup.STYLES:
        return Generated(gold, style, _page(gold, headings, markup.STYLES[style](tables, chance), chance))
    return Generated(gold, style, _file(gold, headings, text.STYLES[style](tables, chance)))


def _page(gold: Gold, headings: list[str], tables: list[str], chance: random.Random) -> bytes:
    charset = chance.choice(["utf-8", "utf-8", "gb2312"])
    head = f"<head><meta charset={charset}><title>{gold.title}_{gold.organ}</title></head>"
    heading = chance.choice(["<h1>{}</h1>", "<div class=title>{}</div>", "<p style='text-align:center'>{}</p>"])
    parts = [heading.format(gold.title), "".join(f"<p>{sentence}</p>" for sentence in gold.sentences)]
    for at, words in enumerate(headings):
        parts += [f"<p>{words}</p>", tables[at - 1] if 0 < at < 4 else f"<p>{FILLER}</p>"]
    menu = "<div class=nav><a href=/>首页</a><a href=/zwgk/>政务公开</a></div>"
    return f"<html>{head}<body>{menu}{''.join(parts)}</body></html>".encode(
        "gb18030" if charset == "gb2312" else charset
    )


def _file(gold: Gold, headings: list[str], tables: list[str]) -> bytes:
    parts = [gold.title, *gold.sentences]
    for at, words in enumerate(headings):
        parts += [words, tables[at - 1] if 0 < at < 4 else FILLER]
    return "\n\n".join(parts).encode()
