"""What the packages do not know of the divisions: changes since 2021, gaps, and successors under another name.

Facts of the approvals that the State Council and the ministry of civil affairs publish (国函, 民函; the changes of a year:
http://xzqh.mca.gov.cn), read in the compilation https://github.com/yescallop/areacodes, which quotes each approval.
The state after 2020 was compared with the ministry's list of place names of September 2026 (https://dmfw.mca.gov.cn):
the same 3,214 codes and names.
"""

from __future__ import annotations

from typing import NamedTuple


class Change(NamedTuple):
    """From `year` on `code` carries `name`; the codes in `replaces` are gone, and all of their land went to it."""

    year: int
    code: str
    name: str
    replaces: tuple[str, ...] = ()


CHANGES = (
    Change(2020, "460302", "西沙区"),
    Change(2020, "460303", "南沙区"),
    Change(2021, "330105", "拱墅区", ("330103",)),
    Change(2021, "330113", "临平区"),
    Change(2021, "330114", "钱塘区"),
    Change(2021, "350404", "三元区", ("350402", "350403")),
    Change(2021, "350405", "沙县区", ("350427",)),
    Change(2021, "350604", "龙海区", ("350681",)),
    Change(2021, "350605", "长泰区", ("350625",)),
    Change(2021, "410307", "偃师区", ("410381",)),
    Change(2021, "410308", "孟津区", ("410322", "410306")),
    Change(2021, "431181", "祁阳市", ("431121",)),
    Change(2021, "450181", "横州市", ("450127",)),
    Change(2021, "513402", "会理市", ("513425",)),
    Change(2021, "520581", "黔西市", ("520522",)),
    Change(2021, "532302", "禄丰市", ("532331",)),
    Change(2021, "610305", "凤翔区", ("610322",)),
    Change(2021, "610981", "旬阳市", ("610928",)),
    Change(2021, "654203", "沙湾市", ("654223",)),
    Change(2021, "659011", "新星市"),
    Change(2023, "540481", "米林市", ("540422",)),
    Change(2023, "540581", "错那市", ("540530",)),
    Change(2023, "659012", "白杨市"),
    Change(2024, "653228", "和康县"),
    Change(2024, "653229", "和安县"),
    Change(2025, "500157", "两江新区", ("500105",)),
    Change(2026, "653132", "岑岭县"),
    Change(2026, "659013", "草湖市"),
)

# code -> the first year without it; their land was split, so nothing succeeds them
ENDED = {
    "330104": 2021,  # 江干区, to 上城区 and 钱塘区
    "500112": 2025,  # 渝北区, to 两江新区 and 北碚区
}

# spans that the package has not: code, first list, last list, name
MISSING = (("421302", 2000, 2008, "曾都区"),)  # took the code 421303 in 2009, when 随县 left it

# (code, valid_from) -> name, where the package errs
CORRECTED = {
    ("513201", 2015): "马尔康市",  # the package says 马尔康区 for 2015; 民函〔2015〕321号 made it a city
}

# code that ended between 2008 and 2020 -> code that took all of its land, where the name does not tell
SUCCESSORS = {
    "110103": "110101", "110104": "110102", "120107": "120116", "120108": "120116", "120109": "120116",
    "120225": "120119", "130223": "130284", "130230": "130209", "130526": "130505", "130603": "130606",
    "130604": "130606", "140203": "140214", "140227": "140215", "140402": "140403", "140411": "140403",
    "140421": "140404", "230702": "230717", "230705": "230751", "230706": "230718", "230707": "230724",
    "230708": "230717", "230709": "230751", "230710": "230724", "230712": "230723", "230713": "230725",
    "230714": "230723", "230715": "230724", "230716": "230719", "310103": "310101", "310108": "310106",
    "310119": "310115", "320103": "320104", "320107": "320106", "320202": "320213", "320203": "320213",
    "320204": "320213", "320405": "320412", "320502": "320508", "320503": "320508", "320504": "320508",
    "320611": "320613", "320705": "320706", "320802": "320812", "320811": "320812", "321011": "321003",
    "330204": "330212", "340208": "340209", "340221": "340210", "340502": "340503", "340702": "340705",
    "340703": "340705", "340721": "340706", "341402": "340181", "360105": "360112", "360421": "360404",
    "360427": "360483", "360721": "360704", "361121": "361104", "370205": "370203", "370284": "370211",
    "370634": "370614", "370802": "370811", "371202": "370116", "371421": "371403", "410211": "410202",
    "410224": "410212", "411023": "411003", "411222": "411203", "420321": "420304", "421302": "421303",
    "430221": "430212", "440116": "440112", "440903": "440904", "441421": "441403", "450404": "450403",
    "469003": "460400", "500234": "500154", "510124": "510117", "510724": "510705", "520114": "520111",
    "520222": "520281", "522230": "520603", "522401": "520502", "542121": "540302", "542301": "540202",
    "542421": "540602", "542621": "540402", "610125": "610118", "610427": "610482", "610521": "610503",
    "652101": "650402", "652201": "650502",
}  # fmt: skip

# codes that GB2260 names otherwise than the ministry's lists, looked into one by one: the ministry's name stands
GB2260_DIFFERS = {
    "150206": "白云矿区 is the old name of 白云鄂博矿区",
    "220602": "八道江区 became 浑江区 in 2010 (民函〔2010〕40号)",
    "232701": "加格达奇区: offices of 大兴安岭地区, on no list of the ministry; the code is 漠河市's since 2018",
    "232702": "松岭区: the same",
    "232703": "新林区: the same",
    "232704": "呼中区: the same",
    "410881": "济源市 stands directly under the province, as 419001",
    "450331": "荔蒲县 is misspelt: 荔浦县",
    "451402": "江洲区 is misspelt: 江州区",
    "510802": "市中区 became 利州区 in 2007",
    "610403": "杨凌区 is the zone; the district is 杨陵区",
}
