"""Title, text and metas -> organ and scope. Never from a host, a URL or the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from parsers.dates import squeezed, unspaced
from parsers.model import Scope
from parsers.traditional import fold

NAME = r"[\u4e00-\u9fff()·、]{2,40}?"
YEAR = r"20\d{2}\d{0,2}(?:年度|年|度)"
REPORT = r"(?:的)?(?:年度)?(?:政府|政务)?信息公开(?:工作)?的?(?:年度)?(?:工作)?(?:报告|年报|情况报告|情况的报告)"
TITLES = (
    re.compile(rf"^(?:关于)?(?P<organ>{NAME})(?:关于)?{YEAR}{REPORT}"),
    re.compile(rf"^(?:关于)?{YEAR}(?P<organ>{NAME}){REPORT}"),
    re.compile(rf"^(?P<organ>{NAME}){REPORT}"),
)
TEXTS = (
    re.compile(rf"《(?P<organ>{NAME})(?:{YEAR})?{REPORT}》"),
    re.compile(rf"(?:公布|发布|编制|公开)(?:{YEAR})?(?P<organ>{NAME})(?:{YEAR})?{REPORT}"),
    re.compile(rf"由(?P<organ>{NAME})(?:负责)?编制"),
    re.compile(rf"(?P<organ>{NAME}){YEAR}{REPORT}"),
)
METAS = ("contentsource", "source", "publisher", "author")
# A name ends in a word for an organ or a place. 我局, 本机关 and the like name nobody.
ENDING = re.compile(
    r"(?:政府|办公室|办公厅|委员会|管委会|工委|局|厅|部|院|署|处|所|中心|镇|乡|街道|街道办|办事处|县|区|市|省|州|盟|旗|兵团|公司|大学|学院|学校|医院|"
    r"团|队|委|办|银行|总社|社|站|馆|会)(?:\([^()]*\))?$"
)
NOBODY = re.compile(
    r"^(?:我|本|各|全|该|其|上|有关|相关|年度|政府|政务|中华人民共和国)|(?:通知|要求|条例|格式|规定|工作)$|^(?:公布|发布|关于)"
)
LEAD = re.compile(r"现将|现向社会公布|向社会公布|现公布|现发布|特编制|关于|\d{4}年度?")
OFFICE_OF_TOWN = re.compile(r"(?<=[镇乡]人民政府)(?:党政)?(?:综合)?办公室$")

TERRITORY = (
    re.compile(r"汇总[^。;]{0,40}(?:情况|数据|编制|各)"),
    re.compile(r"(?:以及|根据|由)[^。;]{0,60}各(?:乡镇|镇|县|区|市|部门)[^。;]{0,40}年度报告编制"),
    re.compile(r"(?:全[省市县区州盟旗]|本行政区域)(?:各级)?(?:行政机关|政府系统|各级)[^。;]{0,40}"),
    re.compile(r"全[省市县区州盟旗]共?(?:新)?(?:收到|受理|接收|办理)[^。;]{0,30}申请"),
)
WITH_DEPARTMENTS = (
    re.compile(
        r"(?:本级)?(?:政府)?(?:及|和)(?:其)?(?:所属|直属|组成|政府|工作)?(?:各)?(?:工作)?部门[^。;]{0,30}(?:编制|统计|数据|汇总)"
    ),
    re.compile(r"[省市县区]本级[^。;]{0,20}(?:编制|统计|数据)"),
)
SYSTEM = (re.compile(r"全[国省市]?[\u4e00-\u9fff]{1,6}系统[^。;]{0,30}(?:编制|统计|数据|汇总)"),)
OWN = (re.compile(r"本机关(?!不掌握)|本单位|我[局委办厅部院镇乡处所署]|本[局委办厅部院镇乡处所署]|局机关|本级机关"),)
SCOPES = (
    (Scope.TERRITORY, TERRITORY),
    (Scope.SYSTEM, SYSTEM),
    (Scope.GOVERNMENT_AND_DEPARTMENTS, WITH_DEPARTMENTS),
    (Scope.OWN_ORGAN, OWN),
)


def organ_of(
    titles: Sequence[tuple[str, str]], paragraphs: Sequence[str], metas: Iterable[tuple[str, str]]
) -> tuple[str, str] | None:
    """The organ as printed and where it is named (`title`, `text`, `meta`); None where the document names none.

    >>> organ_of([("2021年石家庄市教育局政府信息公开工作年度报告", "heading")], [], [])
    ('石家庄市教育局', 'title')
    >>> organ_of([("政府信息公开工作年度报告", "text")], ["我镇认真贯彻条例。"], []) is None
    True
    """
    for title, _ in titles:
        for name in _names(TITLES, title):
            return name, "title"
    for paragraph in paragraphs:
        for name in _names(TEXTS, paragraph):
            return name, "text"
    for key, content in metas:
        named = organ_name(content) if key.lower() in METAS else None
        if named:
            return named, "meta"
    return None


def _names(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[str]:
    plain = squeezed(text)
    for pattern in patterns:
        for match in pattern.finditer(plain):
            # Sought in simplified characters, given as printed: the one text is as long as the other.
            if name := organ_name(unspaced(text)[slice(*match.span("organ"))]):
                yield name


def organ_name(text: str) -> str | None:
    """The name in a candidate, None where it is no organ's.

    >>> organ_name("彭堡镇人民政府党政办公室"), organ_name("我局"), organ_name("柞水縣人民政府")
    ('彭堡镇人民政府', None, '柞水縣人民政府')
    """
    printed = unspaced(text).strip("《》“”\"'、")
    plain = fold(printed)
    lead, office = LEAD.match(plain), OFFICE_OF_TOWN.search(plain)
    whole = slice(lead.end() if lead else 0, office.start() if office else len(plain))
    name = plain[whole]
    if not 2 < len(name) <= 40 or NOBODY.search(name) or not ENDING.search(name):
        return None
    return printed[whole]


def scope_of(paragraphs: Sequence[str]) -> tuple[Scope, str | None]:
    """Whose numbers the report gives, with the sentence that says so.

    >>> scope_of(["本报告汇总全区各级行政机关政府信息公开情况编制而成。"])[0].value
    'territory'
    """
    sentences = [part for text in paragraphs for part in re.split(r"(?<=[。;;])", text) if part.strip()]
    for scope, patterns in SCOPES:
        for sentence in sentences:
            match = next((found for pattern in patterns if (found := pattern.search(squeezed(sentence)))), None)
            if match:
                return scope, _evidence(sentence.strip(), match)
    return Scope.UNKNOWN, None


def _evidence(sentence: str, match: re.Match[str]) -> str:
    """The sentence; of one that has run together with a table only what stands around the words that count."""
    if len(sentence) <= 200:
        return sentence
    return match.string[max(0, match.start() - 60) : match.end() + 60]
