"""Labels as people type them: other words, spaces, slips; a document numbers all its labels in one way."""

from __future__ import annotations

import random
import re

OTHER_WORDS = {
    "本年制发件数": ["本年度制发件数", "本年制发 件数", "制发件数"],
    "本年废止件数": ["本年度废止件数", "本年废止\u3000件数"],
    "现行有效件数": ["现行有效数", "现行有效件数（件）"],
    "本年新制作数量": ["本年度新制作数量", "本年新制作数"],
    "本年新公开数量": ["本年度新公开数量", "本年新公开数"],
    "对外公开总数量": ["对外公开总数", "对外公开 总数量"],
    "本年处理决定数量": ["本年度处理决定数量", "本年处理决定数"],
    "处理决定数量": ["处理决定数", "处理决定 数量"],
    "上一年项目数量": ["上年项目数量", "上一年度项目数量"],
    "本年增/减": ["本年度增/减", "本年增／减"],
    "本年收费金额（单位：万元）": ["本年收费金额(单位:万元)", "本年度收费金额（单位：万元）", "本年收费金额（万元）"],
    "行政事业性收费": ["行政事业型收费", "行政事业性 收费"],
    "规范性文件": ["规范性文件（件）", "规范性 文件"],
    "行政规范性文件": ["行政规范性文件（件）", "规范性文件"],
    "其他对外管理服务事项": ["其它对外管理服务事项", "其他对外管理和服务事项"],
    "政府集中采购": ["政府集中 采购", "政府集中采购项目"],
    "一、本年新收政府信息公开申请数量": ["一、本年度新收政府信息公开申请数量", "一、本年新收政府信息公开申请数"],
    "二、上年结转政府信息公开申请数量": ["二、上年度结转政府信息公开申请数量", "二、上年结转政府信息公开申请数"],
    "四、结转下年度继续办理": ["四、结转下年继续办理", "四、结转下年度继续办理件数"],
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": [
        "（二）部分公开（区分处理的，只计这一情形)",
        "（二）部分公开",
    ],
    "2.其他法律行政法规禁止公开": ["2.其他法律、行政法规禁止公开", "2.其它法律行政法规禁止公开的"],
    "3.危及“三安全一稳定”": ["3.危及三安全一稳定", "3.危及「三安全一稳定」"],
    "4.保护第三方合法权益": ["4.保护第三方的合法权益", "4.涉及第三方合法权益"],
    "1.本机关不掌握相关政府信息": ["1.本机关不掌握相关信息", "1.本行政机关不掌握相关政府信息"],
    "2.没有现成信息需要另行制作": ["2.没有现成信息，需要另行制作"],
    "1.信访举报投诉类申请": ["1.信访、举报、投诉类申请"],
    "3.要求提供公开出版物": ["3.要求提供公开的出版物"],
    "5.要求行政机关确认或重新出具已获取信息": ["5.要求行政机关确认或者重新出具已获取信息"],
    "商业企业": ["商业 企业", "商业\u3000企业"],
    "科研机构": ["科研 机构"],
    "社会公益组织": ["社会公益 组织"],
    "法律服务机构": ["法律服务 机构"],
    "总计": ["总 计", "合计"],
    "未经复议直接起诉": ["未经复议 直接起诉"],
    "复议后起诉": ["复议后 起诉"],
    "结果维持": ["结果 维持"],
    "尚未审结": ["尚未 审结"],
}
SLIPS = {"属": "届", "掌": "撑", "禁": "止", "涉": "步", "缴": "交", "确": "核", "规": "归"}
ARABIC = re.compile(r"^(\d)\.")
BRACKETED = re.compile(r"^（([一二三四五六七])）")


class Wordings:
    """How one document words its labels."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(f"words {seed}")
        self._chance = chance
        self._arabic = chance.choice(["{}.", "{}.", "{}、", "{}．", "{}. "])
        self._bracketed = chance.choice(["（{}）", "（{}）", "({})", "（{}） "])
        self._share = chance.choice([0, 0.1, 0.4])
        self._slips = chance.choice([0, 0, 1])
        self._known: dict[str, str] = {}

    def __call__(self, label: str) -> str:
        if label not in self._known:
            self._known[label] = self._word(label)
        return self._known[label]

    def _word(self, label: str) -> str:
        words = label
        if label in OTHER_WORDS and self._chance.random() < self._share:
            words = self._chance.choice(OTHER_WORDS[label])
        elif self._slips and len(label) > 8 and self._chance.random() < 0.15:
            words = "".join(SLIPS.get(char, char) for char in label)
        words = ARABIC.sub(lambda match: self._arabic.format(match.group(1)), words)
        return BRACKETED.sub(lambda match: self._bracketed.format(match.group(1)), words)
