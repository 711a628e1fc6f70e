"""Look-alikes in files: what the first lines print decides, whatever a later heading or the file's properties say."""

from __future__ import annotations

import pytest

from parsers.kinds import why_no_report
from parsers.model import Document, Paragraph

NOTICE = "关于做好2021年政府信息公开工作年度报告编制工作的通知"
REPORT = "青泉县教育局2021年政府信息公开工作年度报告"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(media_type: str, *titles: tuple[str, str]) -> Document:
    return Document(media_type, titles, (), (Paragraph("一、总体情况"), Paragraph("本报告由本局编制。" * 12)))


@pytest.mark.parametrize("media_type", [WORD, "application/pdf", "text/plain"])
def test_a_notice_that_names_a_report_below_is_a_notice(media_type: str) -> None:
    found = why_no_report(document(media_type, (NOTICE, "heading"), (REPORT, "text")), (), figures=False)
    assert found == f"a notice or letter about reports: {NOTICE}"


def test_the_properties_of_a_file_are_another_documents_perhaps() -> None:
    found = why_no_report(document(WORD, (REPORT, "heading"), (NOTICE, "meta")), (), figures=True)
    assert found is None


def test_a_pages_meta_decides_over_the_headings_of_its_menus() -> None:
    page = document("text/html", (REPORT, "meta"), (NOTICE, "heading"))
    assert why_no_report(page, (), figures=True) is None
