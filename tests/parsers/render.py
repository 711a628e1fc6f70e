"""Reports written by the test, with figures that are known: shares no code and no label file with `parsers`.

`figures` makes consistent figures from a seed; the renderers print them as portals do.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

Figures = dict[str, dict[str, dict[str, int | str | None]]]

APPLICANTS = ["natural_person", "business", "research", "nonprofit", "legal_service", "other_org", "total"]
APPLICANT_WORDS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
RECEIVED, CARRIED_IN = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
CARRIED_OUT, CONCLUDED, OUTCOMES = "四、结转下年度继续办理", "（七）总计", "三、本年度办理结果"
GROUPS: dict[str, list[tuple[str, str]]] = {
    "（三）不予公开": [
        ("denied_state_secret", "1.属于国家秘密"),
        ("denied_other_law", "2.其他法律行政法规禁止公开"),
        ("denied_security_stability", "3.危及“三安全一稳定”"),
        ("denied_third_party", "4.保护第三方合法权益"),
        ("denied_internal_affairs", "5.属于三类内部事务信息"),
        ("denied_process", "6.属于四类过程性信息"),
        ("denied_enforcement_file", "7.属于行政执法案卷"),
        ("denied_query", "8.属于行政查询事项"),
    ],
    "（四）无法提供": [
        ("unavailable_not_held", "1.本机关不掌握相关政府信息"),
        ("unavailable_needs_creation", "2.没有现成信息需要另行制作"),
        ("unavailable_unclear", "3.补正后申请内容仍不明确"),
    ],
    "（五）不予处理": [
        ("not_processed_petition", "1.信访举报投诉类申请"),
        ("not_processed_repeat", "2.重复申请"),
        ("not_processed_publication", "3.要求提供公开出版物"),
        ("not_processed_excessive", "4.无正当理由大量反复申请"),
        ("not_processed_confirmation", "5.要求行政机关确认或重新出具已获取信息"),
    ],
}
OTHER_2021 = [
    ("other_uncorrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other_misc", "3.其他"),
]
PROCEEDINGS = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]
RESULTS = [
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
]
BANDS = {
    "2021": [
        ("第二十条第（一）项", ["made", "repealed", "in_force"], ["本年制发件数", "本年废止件数", "现行有效件数"],
         [("rules", "规章"), ("normative_documents", "行政规范性文件")]),
        ("第二十条第（五）项", ["decisions"], ["本年处理决定数量"], [("licences", "行政许可")]),
        ("第二十条第（六）项", ["decisions"], ["本年处理决定数量"],
         [("penalties", "行政处罚"), ("coercions", "行政强制")]),
        ("第二十条第（八）项", ["amount"], ["本年收费金额（单位：万元）"],
         [("administrative_charges", "行政事业性收费")]),
    ],
    "2019": [
        ("第二十条第（一）项", ["newly_made", "newly_published", "published_total"],
         ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
         [("rules", "规章"), ("normative_documents", "规范性文件")]),
        ("第二十条第（五）项", ["prior_items", "change", "decisions"], ["上一年项目数量", "本年增/减", "处理决定数量"],
         [("licences", "行政许可"), ("other_services", "其他对外管理服务事项")]),
        ("第二十条第（六）项", ["prior_items", "change", "decisions"], ["上一年项目数量", "本年增/减", "处理决定数量"],
         [("penalties", "行政处罚"), ("coercions", "行政强制")]),
        ("第二十条第（八）项", ["prior_items", "change"], ["上一年项目数量", "本年增/减"],
         [("administrative_charges", "行政事业性收费")]),
        ("第二十条第（九）项", ["projects", "amount"], ["采购项目数量", "采购总金额"],
         [("procurement", "政府集中采购")]),
    ],
}  # fmt: skip
SECTIONS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def groups(form: str) -> dict[str, list[tuple[str, str]]]:
    return {**GROUPS, "（六）其他处理": OTHER_2021} if form == "2021" else GROUPS


def outcome_codes(form: str) -> list[str]:
    inner = [code for members in groups(form).values() for code, _ in members]
    return ["granted", "partly_granted", *inner, *([] if form == "2021" else ["other_misc"])]


def figures(seed: int, form: str = "2021", most: int = 40) -> Figures:
    """Consistent figures: three tables of the form whose sums hold."""
    chance = random.Random(seed)
    return {
        "disclosure": _disclosure(chance, form),
        "applications": _applications(chance, form, most),
        "disputes": _disputes(chance, most),
    }


def _disclosure(chance: random.Random, form: str) -> dict[str, dict[str, int | str | None]]:
    table: dict[str, dict[str, int | str | None]] = {}
    for _, measures, _, items in BANDS[form]:
        for item, _ in items:
            table[item] = {measure: chance.choice([0, 0, chance.randrange(3000)]) for measure in measures}
            if "change" in measures:
                table[item]["change"] = chance.randrange(-30, 30)
            if "amount" in measures:
                table[item]["amount"] = f"{chance.randrange(1, 10**9) / 10**6:.6f}"
    return table


def _applications(chance: random.Random, form: str, most: int) -> dict[str, dict[str, int | str | None]]:
    table: dict[str, dict[str, int]] = {}
    for applicant in APPLICANTS[:-1]:
        column = {code: chance.choice([0, 0, 0, chance.randrange(most)]) for code in outcome_codes(form)}
        column["concluded"] = sum(column.values())
        column["carried_out"] = chance.choice([0, chance.randrange(most)])
        everything = column["concluded"] + column["carried_out"]
        column["carried_in"] = chance.randrange(everything + 1)
        column["received"] = everything - column["carried_in"]
        table[applicant] = column
    table["total"] = {code: sum(column[code] for column in table.values()) for code in table["business"]}
    return {applicant: dict(column) for applicant, column in table.items()}


def _disputes(chance: random.Random, most: int) -> dict[str, dict[str, int | str | None]]:
    table: dict[str, dict[str, int | str | None]] = {}
    for proceeding in PROCEEDINGS:
        row = [chance.choice([0, chance.randrange(most)]) for _ in range(4)]
        table[proceeding] = dict(zip([code for code, _ in RESULTS], [*row, sum(row)], strict=True))
    return table


def show(value: int | str | None) -> str:
    return "" if value is None else str(value)


def application_rows(form: str) -> list[tuple[str, list[str]]]:
    """Every row of table 三: its code, and its labels from the outermost in."""
    rows = [("received", [RECEIVED]), ("carried_in", [CARRIED_IN])]
    rows += [("granted", [OUTCOMES, "（一）予以公开"])]
    rows += [("partly_granted", [OUTCOMES, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"])]
    rows += [(code, [OUTCOMES, group, words]) for group, members in groups(form).items() for code, words in members]
    rows += [] if form == "2021" else [("other_misc", [OUTCOMES, "（六）其他处理"])]
    return [*rows, ("concluded", [OUTCOMES, CONCLUDED]), ("carried_out", [CARRIED_OUT])]


Cell = Callable[[str], str]


def td(text: str, down: int = 1, across: int = 1) -> str:
    spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
    return f"<td{spans}>{text}</td>"


def html_disclosure(gold: Figures, form: str, *, apart: bool = False, spans: bool = True) -> str:
    """Table 二; `apart` prints each band as a table of its own."""
    out = []
    for band, measures, words, items in BANDS[form]:
        last = 4 - len(measures) if spans else 1
        rows = [td(band, across=4) if spans else td(band) + td("") * 3]
        rows.append(
            td("信息内容")
            + "".join(map(td, words[:-1]))
            + td(words[-1], across=last)
            + ("" if spans else td("") * (3 - len(measures)))
        )
        for item, label in items:
            values = [show(gold["disclosure"][item][measure]) for measure in measures]
            rows.append(
                td(label)
                + "".join(map(td, values[:-1]))
                + td(values[-1], across=last)
                + ("" if spans else td("") * (3 - len(measures)))
            )
        out.append("".join(f"<tr>{row}</tr>" for row in rows))
    return "".join(f"<table>{band}</table>" for band in out) if apart else f"<table>{''.join(out)}</table>"


def html_applications(gold: Figures, form: str, *, split: int | None = None, header_again: bool = False) -> str:
    """Table 三 with the spans of the form; `split` begins a new table after that row."""
    head = (
        "<tr>" + td(CORNER, 3, 3) + td("申请人情况", across=7) + "</tr>"
        "<tr>" + td("自然人", 2) + td("法人或其他组织", across=5) + td("总计", 2) + "</tr>"
        "<tr>" + "".join(map(td, APPLICANT_WORDS[1:-1])) + "</tr>"
    )  # fmt: skip
    rows = application_rows(form)
    cut = len(rows) if split is None else split
    body = [_rows(gold, rows[:cut]), _rows(gold, rows[cut:])]
    tables = [head + body[0], (head if header_again else "") + body[1]]
    return "".join(f"<table><tbody>{table}</tbody></table>" for table, part in zip(tables, body, strict=True) if part)


def _rows(gold: Figures, rows: Sequence[tuple[str, list[str]]]) -> str:
    """Rows whose group labels span all the rows of the group that are here."""
    out = []
    for at, (code, labels) in enumerate(rows):
        cells = ""
        for depth, label in enumerate(labels):
            if depth < len(labels) - 1:
                run = [labels[: depth + 1] == other[: depth + 1] for _, other in rows]
                if at and run[at - 1]:
                    continue
                down = next((k for k in range(at, len(rows)) if not run[k]), len(rows)) - at
                cells += td(label, down)
            else:
                cells += td(label, across=4 - len(labels))
        values = (show(gold["applications"][applicant][code]) for applicant in APPLICANTS)
        out.append(f"<tr>{cells}{''.join(map(td, values))}</tr>")
    return "".join(out)


def html_applications_unspanned(gold: Figures, form: str) -> str:
    """Table 三 with merged cells written as empty ones."""
    head = [
        [CORNER, "", "", "申请人情况", *[""] * 6],
        ["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", "", "", *APPLICANT_WORDS[1:-1], ""],
    ]
    body, last = [], ["", "", ""]
    for code, labels in application_rows(form):
        shown = [label if label != last[depth] else "" for depth, label in enumerate(labels)]
        last = [*labels, "", ""][:3]
        values = [show(gold["applications"][applicant][code]) for applicant in APPLICANTS]
        body.append([*shown, *[""] * (3 - len(labels)), *values])
    return "<table>" + "".join(f"<tr>{''.join(map(td, row))}</tr>" for row in [*head, *body]) + "</table>"


def dispute_values(gold: Figures) -> list[str]:
    return [show(gold["disputes"][proceeding][code]) for proceeding in PROCEEDINGS for code, _ in RESULTS]


def html_disputes(gold: Figures, values: Sequence[str] | None = None) -> str:
    words = [f"<p>{label[:2]}</p><p>{label[2:]}&nbsp;</p>" for _, label in RESULTS]
    rows = [
        td("行政复议", across=5) + td("行政诉讼", across=10),
        "".join(td(word, 2) for word in words) + td("未经复议直接起诉", across=5) + td("复议后起诉", across=5),
        "".join(map(td, words)) * 2,
        "".join(map(td, dispute_values(gold) if values is None else values)),
    ]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def page(tables: Sequence[str], *, organ: str = "青泉县教育局", year: int = 2021, charset: str = "utf-8") -> bytes:
    """A page with the six sections around the three tables."""
    title = f"{organ}{year}年政府信息公开工作年度报告"
    parts = [f"<p>本报告根据条例编制，统计期限自{year}年1月1日起至{year}年12月31日止。</p>"]
    for at, heading in enumerate(SECTIONS):
        parts.append(
            f"<p>{heading}</p>"
            + (tables[at - 1] if 0 < at <= len(tables) else f"<p>这一部分的文字，第{at + 1}段。</p>")
        )
    head = f"<head><meta charset={charset}><title>{title}_政府信息公开</title></head>"
    return f"<html>{head}<body><h1>{title}</h1>{''.join(parts)}</body></html>".encode(charset)


def tsv_applications(gold: Figures, form: str) -> str:
    """Table 三 as tabs carry it out of a word processor: label cells in one to three columns, padding behind."""
    lines = [
        f"{CORNER}\t\t\t申请人情况\t\t\t\t\t\t",
        "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计",
        "\t\t\t\t" + "\t".join(APPLICANT_WORDS[1:-1]) + "\t",
    ]
    for code, labels in application_rows(form):
        values = [show(gold["applications"][applicant][code]) for applicant in APPLICANTS]
        lines.append("\t".join([*labels[-2:], *[""] * (2 - len(labels)), *values]) + "\t" * (len(labels) % 2))
    return "\n".join(lines)


def tsv(
    gold: Figures, form: str, *, organ: str = "青泉县教育局", year: int = 2021, disputes: str | None = None
) -> bytes:
    """A report as tab-separated text."""
    bands = []
    for band, measures, words, items in BANDS[form]:
        bands += [band + "\t\t\t", "\t".join(["信息内容", *words]) + "\t" * (3 - len(words))]
        for item, label in items:
            values = [show(gold["disclosure"][item][measure]) for measure in measures]
            bands.append("\t".join([label, *values]) + "\t" * (3 - len(values)))
    words = [label for _, label in RESULTS]
    strip = [
        "行政复议\t\t\t\t\t行政诉讼" + "\t" * 9,
        "\t".join([*words, "未经复议直接起诉", "", "", "", "", "复议后起诉", "", "", "", ""]),
        "\t" * 5 + "\t".join(words * 2),
        "\t".join(dispute_values(gold)) if disputes is None else disputes,
    ]
    tables = ["\n".join(bands), tsv_applications(gold, form), "\n".join(strip)]
    parts = [f"{organ}{year}年政府信息公开工作年度报告", f"统计期限自{year}年1月1日起至{year}年12月31日止。"]
    for at, heading in enumerate(SECTIONS):
        parts += [heading, tables[at - 1] if 0 < at < 4 else f"这一部分的文字，第{at + 1}段。"]
    return "\n\n".join(parts).encode()
