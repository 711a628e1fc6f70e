"""Printed names lead to organs, or to the reason why not."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

import pytest

from crawler.organs import kinds as organ_kinds
from crawler.organs import names as organ_names
from crawler.organs.identity import organ_id
from crawler.organs.resolver import CENTRAL, Organ, Resolved, Unresolved, load_resolver
from crawler.registry.portals import Portal, load_registry

RESOLVER = load_resolver()
YUANZHOU = Portal("www.yzh.gov.cn", "原州区人民政府", "640402", "county")
GUYUAN = Portal("www.nxgy.gov.cn", "固原市人民政府", "640400", "prefecture")
EDUCATION = Portal("jyj.nxgy.gov.cn", "固原市教育局", "640400", "prefecture")


def organ(printed: str | None, year: int = 2021, portal: Portal | None = None) -> Organ:
    found = RESOLVER.resolve(printed, year, portal)
    assert isinstance(found, Resolved), found
    return found.organ


def why_not(printed: str | None, year: int = 2021, portal: Portal | None = None) -> Unresolved:
    found = RESOLVER.resolve(printed, year, portal)
    assert isinstance(found, Unresolved), found
    return found


def test_doctests() -> None:
    assert doctest.testmod(organ_kinds).failed == 0
    assert doctest.testmod(organ_names).failed == 0


def test_the_reference_organ() -> None:
    government = organ_id("640402", "原州区人民政府")
    assert organ("原州区人民政府办公室") == Organ(
        organ_id=organ_id("640402", "原州区人民政府办公室"),
        name="原州区人民政府办公室",
        adcode="640402",
        level="county",
        kind="office",
        government_id=government,
        superior_id=government,
        acts_for_organ_id=government,
        covers_division=False,
        division_name="原州区",
    )


@pytest.mark.parametrize(
    "printed",
    [
        "宁夏回族自治区固原市原州区人民政府办公室",
        "宁夏固原市原州区人民政府办公室",
        "固原市原州区人民政府办公室",
        "原州区政府办公室",
        " 原州区 人民政府办公室\n",
    ],
)
def test_one_organ_printed_in_many_ways(printed: str) -> None:
    assert organ(printed) == organ("原州区人民政府办公室")


def test_what_is_not_guessed_stays_as_printed() -> None:
    assert organ("原州区人民政府办").name == "原州区人民政府办"


def test_a_government_covers_its_division() -> None:
    found = RESOLVER.resolve("固原市原州区", 2021)
    assert isinstance(found, Resolved)
    assert (found.organ.name, found.organ.kind, found.organ.covers_division) == ("原州区人民政府", "government", True)
    assert [k.name for k in found.kin] == ["固原市人民政府", "宁夏回族自治区人民政府"]
    assert found.organ.superior_id == found.kin[0].organ_id
    assert found.kin[1].superior_id is None


@pytest.mark.parametrize(
    ("printed", "adcode", "name", "kind", "level"),
    [
        ("原州区教育局", "640402", "原州区教育局", "department", "county"),
        ("原州区彭堡镇人民政府", "640402", "彭堡镇人民政府", "township", "township"),
        ("原州区彭堡镇", "640402", "彭堡镇人民政府", "township", "township"),
        ("固原市原州区南关街道", "640402", "南关街道办事处", "dispatched_office", "township"),
        ("东莞市长安镇人民政府", "441900", "长安镇人民政府", "township", "township"),
        ("兴安盟行署", "152200", "兴安盟行政公署", "government", "prefecture"),
        ("内蒙古自治区人民政府办公厅", "150000", "内蒙古自治区人民政府办公厅", "office", "province"),
        ("楚雄州财政局", "532300", "楚雄彝族自治州财政局", "department", "prefecture"),
        ("国家税务总局固原市原州区税务局", "640402", "国家税务总局原州区税务局", "vertical", "county"),
        ("中华人民共和国广州海关", "440100", "广州海关", "vertical", "prefecture"),
        ("固原市气象局", "640400", "固原市气象局", "vertical", "prefecture"),
        ("北京市城市管理委员会", "110000", "北京市城市管理委员会", "department", "province"),
        ("新乡市高新技术产业开发区管委会", "410700", "新乡市高新技术产业开发区管理委员会", "zone_committee", "county"),
        ("滨海新区财政局", "120116", "滨海新区财政局", "department", "county"),
        ("平潭综合实验区", "350128", "平潭综合实验区管理委员会", "zone_committee", "prefecture"),
        ("平潭综合实验区党工委管委会", "350128", "平潭综合实验区管理委员会", "zone_committee", "prefecture"),
        ("新疆生产建设兵团财政局", "650000", "新疆生产建设兵团财政局", "xpcc", "province"),
        ("固原市政务服务中心", "640400", "固原市政务服务中心", "institution", "prefecture"),
        ("中华人民共和国水利部", CENTRAL, "水利部", "department", "central"),
        ("海关总署", CENTRAL, "海关总署", "department", "central"),
    ],
)
def test_kinds(printed: str, adcode: str, name: str, kind: str, level: str) -> None:
    found = organ(printed)
    assert (found.adcode, found.name, found.kind, found.level) == (adcode, name, kind, level)
    assert found.covers_division == (kind == "government")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("教育局", "原州区教育局"),
        ("区教育局", "原州区教育局"),
        ("我区教育局", "原州区教育局"),
        ("区人民政府办公室", "原州区人民政府办公室"),
        ("市场监督管理局", "原州区市场监督管理局"),
        ("彭堡镇", "彭堡镇人民政府"),
        ("固原市彭堡镇人民政府", "彭堡镇人民政府"),
    ],
)
def test_the_portal_completes_a_name(printed: str, name: str) -> None:
    found = RESOLVER.resolve(printed, 2021, YUANZHOU)
    assert isinstance(found, Resolved)
    assert (found.organ.name, found.organ.adcode, found.source) == (name, "640402", "registry")


def test_a_name_of_several_places_is_settled_by_the_portal() -> None:
    unsettled = why_not("鼓楼区教育局")
    assert unsettled.candidates == ("320106 鼓楼区", "320302 鼓楼区", "350102 鼓楼区", "410204 鼓楼区")
    assert organ("鼓楼区教育局", portal=Portal("a", adcode="320106")).adcode == "320106"
    assert organ("鼓楼区教育局", portal=Portal("a", adcode="350100")).adcode == "350102"
    assert organ("鼓楼区教育局", portal=Portal("a", adcode="410000")).adcode == "410204"
    assert why_not("鼓楼区教育局", portal=Portal("a", adcode="320000")).candidates  # 南京, 徐州
    assert why_not("鼓楼区教育局", portal=YUANZHOU).candidates
    assert organ("南京市鼓楼区教育局", portal=YUANZHOU).adcode == "320106"  # the document's word stands


@pytest.mark.parametrize(
    ("printed", "portal", "reason"),
    [
        (None, None, "the document names no organ, and the registry none"),
        (None, YUANZHOU, "www.yzh.gov.cn carries the reports of several"),
        ("我镇", YUANZHOU, "www.yzh.gov.cn carries the reports of several"),
        ("我镇", EDUCATION, "the document says 我镇, but jyj.nxgy.gov.cn belongs to 固原市教育局"),
        ("市教育局", YUANZHOU, "the portal's place is 原州区, no 市"),
        ("城关镇人民政府", None, "names no place"),
        ("城关镇人民政府", GUYUAN, "lies in some county of 固原市"),
        ("加格达奇区教育局", GUYUAN, "names a place that is no division"),
        ("垫江县某镇", None, "leaves the organ unnamed"),
        ("二〇二一年", YUANZHOU, "is no name of an organ"),
        ("原州区二〇二一年", None, "is no name of an organ"),
        ("局", YUANZHOU, "is no name of an organ"),
        ("原州区" * 5000, None, "is no name of an organ"),
        ("\ud800教育局", YUANZHOU, "is no name of an organ"),
        ("教育\u202e局", YUANZHOU, "is no name of an organ"),
    ],
)
def test_what_cannot_be_told(printed: str | None, portal: Portal | None, reason: str) -> None:
    assert reason in why_not(printed, portal=portal).reason


def test_a_portal_that_publishes_alone_names_the_organ() -> None:
    for printed in (None, "本局", "本机关"):
        found = RESOLVER.resolve(printed, 2021, EDUCATION)
        assert isinstance(found, Resolved)
        assert (found.organ.name, found.source) == ("固原市教育局", "registry")


def test_codes_are_of_the_reports_year() -> None:
    assert organ("崇川区人民政府", 2019).adcode == "320602"
    assert organ("崇川区人民政府", 2021).adcode == "320613"
    assert organ("邢台县人民政府", 2020).adcode == "130521"  # gone in 2020, and the report is that year's
    assert organ("襄樊市人民政府", 2009).organ_id != organ("襄阳市人民政府", 2010).organ_id


def test_a_townships_office_acts_for_the_township() -> None:
    found = RESOLVER.resolve("微山县两城镇人民政府党政办公室", 2020)
    assert isinstance(found, Resolved)
    assert (found.organ.kind, found.organ.level) == ("office", "township")
    township = next(k for k in found.kin if k.organ_id == found.organ.acts_for_organ_id)
    assert (township.name, township.kind) == ("两城镇人民政府", "township")


def test_listed_organs_lead_to_themselves() -> None:
    for listed in RESOLVER.listed:
        for name in (listed.name, *listed.other_names):
            found = organ(name, 2024, Portal("a", adcode=listed.adcode))
            assert (found.name, found.adcode, found.kind) == (listed.name, listed.adcode, listed.kind), name
            assert found == RESOLVER.describe(listed, 2024).organ


def test_everything_referred_to_is_in_kin() -> None:
    for listed in RESOLVER.listed:
        described = RESOLVER.describe(listed, 2024)
        kin = {k.organ_id for k in described.kin}
        for each in (described.organ, *described.kin):
            assert {each.government_id, each.superior_id, each.acts_for_organ_id} - {None} <= kin, each


def test_organs_of_the_excerpts(corpus: Path) -> None:
    """Each organ of the excerpts that is named, is one, and is not in traditional characters."""
    rows = [json.loads(line) for line in (corpus / "excerpts.jsonl").read_text(encoding="utf-8").splitlines()]
    names = {row["organ"]: row["year"] or 2020 for row in rows if "mirror" not in row["tags"] and row["organ"]}
    unresolved = {name for name, year in names.items() if isinstance(RESOLVER.resolve(name, year), Unresolved)}
    assert {name for name in unresolved if "某" not in name and "?" not in name} == {"西咸新区太平镇人民政府"}
    xixian = load_registry().find("www.xixianxinqu.gov.cn")
    assert organ("西咸新区太平镇人民政府", 2022, xixian).kind == "township"
