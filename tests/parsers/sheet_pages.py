"""Statistics sheets written by the test: figures that are known, in the makes in which organs print them.

Shares no code and no label file with `parsers`: the labels here are the test's own, some in wordings of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

Row = tuple[str | None, str, str]  # code (None for a heading), label, unit
Figures = dict[str, int | str | None]

NATIONAL: list[Row] = [
    (None, "一、主动公开情况", "——"),
    ("published", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条"),
    ("published_normative_documents", "其中：主动公开规范性文件数", "条"),
    ("normative_documents_made", "制发规范性文件总数", "件"),
    (None, "（二）通过不同渠道和方式公开政府信息的情况", "——"),
    ("published_gazette", "1.政府公报公开政府信息数", "条"),
    ("published_website", "2.政府网站公开政府信息数", "条"),
    ("published_weibo", "3.政务微博公开政府信息数", "条"),
    ("published_wechat", "4.政务微信公开政府信息数", "条"),
    ("published_other", "5.其他方式公开政府信息数", "条"),
    (None, "二、回应解读情况", "——"),
    ("responses", "（一）回应公众关注热点或重大舆情数 （不同方式回应同一热点或舆情计1次）", "次"),
    (None, "（二）通过不同渠道和方式回应解读的情况", "——"),
    ("press_conferences", "1.参加或举办新闻发布会总次数", "次"),
    ("press_conferences_by_head", "其中：主要负责同志参加新闻发布会次数", "次"),
    ("online_interviews", "2.政府网站在线访谈次数", "次"),
    ("online_interviews_by_head", "其中：主要负责同志参加政府网站在线访谈次数", "次"),
    ("interpretations", "3.政策解读稿件发布数", "篇"),
    ("responses_weibo_wechat", "4.微博微信回应事件数", "次"),
    ("responses_other", "5.其他方式回应事件数", "次"),
    (None, "三、依申请公开情况", "——"),
    ("applications_received", "（一）收到申请数", "件"),
    ("applied_in_person", "1.当面申请数", "件"),
    ("applied_by_fax", "2.传真申请数", "件"),
    ("applied_online", "3.网络申请数", "件"),
    ("applied_by_letter", "4.信函申请数", "件"),
    ("applications_concluded", "（二）申请办结数", "件"),
    ("concluded_on_time", "1.按时办结数", "件"),
    ("concluded_extended", "2.延期办结数", "件"),
    ("applications_answered", "（三）申请答复数", "件"),
    ("answered_already_public", "1.属于已主动公开范围数", "件"),
    ("answered_granted", "2.同意公开答复数", "件"),
    ("answered_partly_granted", "3.同意部分公开答复数", "件"),
    ("answered_denied", "4.不同意公开答复数", "件"),
    ("denied_state_secret", "其中：涉及国家秘密", "件"),
    ("denied_trade_secret", "涉及商业秘密", "件"),
    ("denied_privacy", "涉及个人隐私", "件"),
    ("denied_security_stability", "危及国家安全、公共安全、经济安全和社会稳定", "件"),
    ("denied_not_government_information", "不是《条例》所指政府信息", "件"),
    ("denied_other_circumstances", "法律法规规定的其他情形", "件"),
    ("answered_not_this_organ", "5.不属于本行政机关公开数", "件"),
    ("answered_not_existing", "6.申请信息不存在数", "件"),
    ("answered_amend", "7.告知作出更改补充数", "件"),
    ("answered_other_channel", "8.告知通过其他途径办理数", "件"),
    ("reconsideration", "四、行政复议数量", "件"),
    ("reconsideration_upheld", "（一）维持具体行政行为数", "件"),
    ("reconsideration_corrected", "（二）被依法纠错数", "件"),
    ("reconsideration_other", "（三）其他情形数", "件"),
    ("litigation", "五、行政诉讼数量", "件"),
    ("litigation_upheld", "（一）维持具体行政行为或者驳回原告诉讼请求数", "件"),
    ("litigation_corrected", "（二）被依法纠错数", "件"),
    ("litigation_other", "（三）其他情形数", "件"),
    ("complaints", "六、举报投诉数量", "件"),
    ("application_fees", "七、依申请公开信息收取的费用", "万元"),
    (None, "八、机构建设和保障经费情况", "——"),
    ("disclosure_offices", "（一）政府信息公开工作专门机构数", "个"),
    ("reading_points", "（二）设置政府信息公开查阅点数", "个"),
    ("staff", "（三）从事政府信息公开工作人员数", "人"),
    ("staff_full_time", "1.专职人员数（不包括政府公报及政府网站工作人员数）", "人"),
    ("staff_part_time", "2.兼职人员数", "人"),
    (
        "disclosure_budget",
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
    ),
    (None, "九、政府信息公开会议和培训情况", "——"),
    ("meetings", "（一）召开政府信息公开工作会议或专题会议数", "次"),
    ("trainings", "（二）举办各类培训班数", "次"),
    ("trainees", "（三）接受培训人员数", "人次"),
]
SUMS = {
    "applications_received": ["applied_in_person", "applied_by_fax", "applied_online", "applied_by_letter"],
    "applications_concluded": ["concluded_on_time", "concluded_extended"],
    "answered_denied": [code for code, _, _ in NATIONAL if code and code.startswith("denied_")],
    "applications_answered": [code for code, _, _ in NATIONAL if code and code.startswith("answered_")],
    "reconsideration": ["reconsideration_upheld", "reconsideration_corrected", "reconsideration_other"],
    "litigation": ["litigation_upheld", "litigation_corrected", "litigation_other"],
    "staff": ["staff_full_time", "staff_part_time"],
}
PARTS = {
    "published_normative_documents": "published",
    "press_conferences_by_head": "press_conferences",
    "online_interviews_by_head": "online_interviews",
}
# How organs word some labels otherwise than the notice.
REWORDED = {
    "（一）收到申请数": "（一）收到的申请数",
    "3.网络申请数": "3.网上申请数",
    "6.申请信息不存在数": "6.申请的信息不存在数",
    "四、行政复议数量": "四、行政复议的数量",
    "（二）举办各类培训班数": "(二)举办各类培训班次数",
    "1.参加或举办新闻发布会总次数": "1.参加、举办新闻发布会的总次数",
    "其中：涉及国家秘密": "其中：（1）涉及国家秘密",
    "涉及商业秘密": "（2）涉及商业秘密",
}
HEAD = ["统计指标", "单位", "统计数"]
TITLE = "梨园县2015年政府信息公开工作年度报告"


def figures(seed: int) -> Figures:
    """Figures of the national sheet whose sums hold."""
    chance = random.Random(seed)
    found: Figures = {code: chance.choice([0, chance.randrange(400)]) for code, _, _ in NATIONAL if code}
    for total, addends in SUMS.items():
        found[total] = sum(int(found[code] or 0) for code in addends)
    for part, whole in PARTS.items():
        found[part] = min(int(found[part] or 0), int(found[whole] or 0))
    found["application_fees"] = f"{chance.randrange(1, 10**6) / 10**4:.4f}"
    found["disclosure_budget"] = str(chance.randrange(1, 90))
    return found


def lines(gold: Figures, *, reworded: bool = False) -> list[list[str]]:
    """The sheet's rows: label, unit, figure."""
    return [
        [REWORDED.get(label, label) if reworded else label, unit, _shown(gold, code)] for code, label, unit in NATIONAL
    ]


def _shown(gold: Figures, code: str | None) -> str:
    return "——" if code is None else "" if gold[code] is None else str(gold[code])


def html(rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD, title: str = TITLE) -> bytes:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [head, *rows])
    return _page(f"<table>{body}</table>", title)


def spanned(rows: Sequence[Sequence[str]]) -> bytes:
    """Headings over all columns, 其中 rows behind an empty cell, a head of two lines, a column of codes."""
    body = '<tr><td colspan="2" rowspan="2">统 计 指 标</td><td rowspan="2">计量单位</td><td rowspan="2">代码</td>'
    body += '<td colspan="2">统计数</td></tr><tr><td>2015年度</td><td>历年累计</td></tr>'
    for number, (label, unit, figure) in enumerate(rows, 1):
        if figure == "——":
            body += f'<tr><td colspan="6">{label}</td></tr>'
            continue
        cells = f"<td></td><td><p>{label}</p></td>" if label[0] == "其" else f'<td colspan="2">{label}</td>'
        body += f"<tr>{cells}<td>{unit}</td><td>{number:02}</td><td>{figure}</td><td>{cumulative(figure)}</td></tr>"
    return _page(f"<table>{body}</table>", TITLE)


def cumulative(figure: str) -> str:
    """What the column of all years says: ten times the year, to keep every sum."""
    return "" if not figure else f"{float(figure) * 10:.3f}" if "." in figure else str(int(figure) * 10)


def halves(rows: Sequence[Sequence[str]]) -> bytes:
    """Two halves side by side."""
    middle = (len(rows) + 1) // 2
    left, right = list(rows[:middle]), [*rows[middle:], *[["", "", ""]] * (2 * middle - len(rows))]
    return html([[*one, *other] for one, other in zip(left, right, strict=True)], [*HEAD, *HEAD])


def tabbed(rows: Sequence[Sequence[str]]) -> bytes:
    return _text("\n".join("\t".join(row) for row in [HEAD, *rows]))


def ragged(rows: Sequence[Sequence[str]]) -> bytes:
    """Labels in one or two cells, as when merged cells become text."""
    out = ["\t".join(HEAD)]
    for label, unit, figure in rows:
        out.append("\t".join(["", label, unit, figure] if label[0].isdigit() else [label, unit, figure]))
    return _text("\n".join(out))


def piped(rows: Sequence[Sequence[str]]) -> bytes:
    table = [f"| {' | '.join(row)} |" for row in [HEAD, ["---"] * 3, *rows]]
    return f"# {TITLE}\n\n一、概述\n本县认真贯彻条例。\n\n".encode() + "\n".join(table).encode()


def spaced(rows: Sequence[Sequence[str]]) -> bytes:
    """One stretch of text, cells parted by spaces."""
    return _text(" ".join(" ".join(row) for row in [HEAD, *rows]))


def one_a_line(rows: Sequence[Sequence[str]]) -> bytes:
    return _text("\n".join("\n".join(row) for row in [HEAD, *rows]))


def glued(rows: Sequence[Sequence[str]]) -> bytes:
    """One stretch of text, nothing between the cells."""
    return _text("".join("".join(row) for row in [HEAD, *rows]))


def _text(table: str) -> bytes:
    return f"{TITLE}\n一、概述\n本县认真贯彻条例，现公布本县2015年度报告。\n附表\n{table}\n".encode()


def _page(table: str, title: str) -> bytes:
    head = f'<meta charset="utf-8"><title>{title}</title>'
    prose = "<p>一、概述</p><p>本县认真贯彻条例，现公布本年度报告。</p>"
    return f"<html><head>{head}</head><body><h1>{title}</h1>{prose}{table}</body></html>".encode()


MAKES: list[Callable[[Sequence[Sequence[str]]], bytes]] = [
    html,
    spanned,
    halves,
    tabbed,
    ragged,
    piped,
    spaced,
    one_a_line,
    glued,
]
