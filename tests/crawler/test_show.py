"""`gongkai show` as a user runs it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.crawler.gongkai import gongkai
from tests.crawler.sheets import OFFICE, ZONE, change, copied, number_of

RULES = "┌├└│"


def test_draws_the_tables_with_the_repair_beside_its_number(demo_archive: Path) -> None:
    ended = gongkai("show", OFFICE, 2021, "--db", demo_archive)
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    assert lines[0] == f"{OFFICE} 2021  宁夏回族自治区 原州区"
    assert [line.split("  ")[0] for line in lines if re.match("[二三四]、", line)] == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    assert "│一、本年新收政府信息公开申请数量                │  18 │   1 │   0 │" in ended.stdout
    row = "│  5  │     │     │     │  5  │  1  │     │     │     │ 1*  │ 5*  │  *  │     │     │ 5*  │"
    note = lines[lines.index(row) + 2]
    assert note.startswith("* Repaired: the sums leave one reading")
    assert "42 sums: 42 hold (14 of them not 0 = 0), 0 fail, 0 cannot be judged." in lines
    assert re.search(r"^Address +http://127\.0\.0\.1:\d+/zwgk/", ended.stdout, re.M)
    assert re.search(r"^Kept at +\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", ended.stdout, re.M)
    assert re.search(r"^SHA-256 +[0-9a-f]{64}$", ended.stdout, re.M)


def test_piped_tables_are_straight_narrow_and_without_colour(demo_archive: Path) -> None:
    for organ, year in ((OFFICE, 2021), (ZONE, 2020)):
        out = gongkai("show", organ, year, "--db", demo_archive, COLUMNS="40").stdout
        assert "\x1b" not in out
        widths: list[int] = []
        for line in out.splitlines():
            if line[:1] in RULES and line:
                widths.append(cell_len(line))
            elif widths:
                assert len(set(widths)) == 1
                assert widths[0] <= 100
                widths = []


def test_failing_sums_are_marked_and_said(demo_archive: Path) -> None:
    out = gongkai("show", ZONE, 2020, "--db", demo_archive).stdout
    assert "inconsistent" in out.splitlines()[2]
    assert "│ 20≠ │   0 │   0 │   0 │   0 │   1 │ 21≠ │" in out
    assert (
        "≠ concluded = the sum of the outcomes (一) to (六): for Total (总计), 21 on the left, 27 on the right"
        in " ".join(out.split())
    )


def test_without_a_year_the_newest_and_the_others_said(demo_archive: Path) -> None:
    ended = gongkai("show", "平潭综合", "--db", demo_archive)
    assert ended.returncode == 0
    assert ended.stdout.startswith(f"{ZONE} 2025")
    assert ended.stderr == "gongkai: this is 2025, the newest; the archive also has 2020, 2023\n"


def test_one_cell(demo_archive: Path) -> None:
    code = "disputes.litigation_after_reconsideration.corrected"
    ended = gongkai("show", OFFICE, 2021, "--db", demo_archive, "--cell", code)
    assert ended.returncode == 0
    assert ended.stdout.splitlines()[1:5] == [
        f"{code} · 复议后起诉 · 结果纠正",
        "Value          blank, which is not zero",
        "Printed        blank",
        "State          blank",
    ]
    assert "* Repaired" in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["没有的局"], "no organ in the archive is named 没有的局: try a part of its name"),
        ([ZONE, 2022], f"no report of {ZONE} for 2022: the archive has 2020, 2023, 2025; name one of these years"),
        (["1"], "no organ in the archive is named 1: try a part of its name"),
        (["9" * 400], f"no organ in the archive is named {'9' * 400}: try a part of its name"),
        ([OFFICE, 2021, "--cell", "x"], "the report (form 2021) has no cell x: "),
        (["%"], "no organ in the archive is named %: "),
    ],
)
def test_what_is_not_there_is_one_line(demo_archive: Path, arguments: list[object], message: str) -> None:
    ended = gongkai("show", *arguments, "--db", demo_archive)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"gongkai: {message}")
    assert ended.stderr.count("\n") == 1


def test_several_organs_are_listed_and_a_number_tells_them_apart(demo_archive: Path) -> None:
    ended = gongkai("show", "镇人民政府", 2021, "--db", demo_archive)
    assert ended.returncode == 1
    assert ended.stderr == "gongkai: 2 organs fit 镇人民政府: name one by its full name or its number\n"
    number = re.findall(r"│ (\d+) +│ 彭堡镇人民政府", ended.stdout)[0]
    assert gongkai("show", number, 2021, "--db", demo_archive).stdout.startswith("彭堡镇人民政府 2021")


def test_no_archive_is_one_line(tmp_path: Path) -> None:
    ended = gongkai("show", OFFICE, 2021, "--db", tmp_path / "none.db")
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert "no archive there" in ended.stderr


def test_a_portals_words_do_not_steer_the_terminal(demo_archive: Path, tmp_path: Path) -> None:
    db = copied(demo_archive, tmp_path)
    change(db, "UPDATE reports SET title = ? WHERE report_id = ?", "\x1b[2Jx\x9by\u202e", number_of(db, OFFICE, 2021))
    out = gongkai("show", OFFICE, 2021, "--db", db).stdout
    assert out.splitlines()[1] == "\ufffd[2Jx\ufffdy\ufffd"


def test_utf8_where_the_locale_says_ascii(demo_archive: Path) -> None:
    ended = gongkai("show", OFFICE, 2021, "--db", demo_archive, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert ended.returncode == 0
    assert OFFICE in ended.stdout
