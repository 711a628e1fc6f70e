"""How the names of divisions are built: place, peoples, kind."""

from __future__ import annotations

# 市 of 固原市; longest first, since 自治区 ends with 区 too
SEATS = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "省", "市", "州", "盟", "县", "区", "旗")
AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
# In names of autonomous divisions, with and without 族: 楚雄彝族自治州, 博尔塔拉蒙古自治州
PEOPLES = (
    *(
        "柯尔克孜族",
        "柯尔克孜",
        "俄罗斯族",
        "哈萨克族",
        "哈萨克",
        "塔吉克族",
        "塔吉克",
        "维吾尔族",
        "维吾尔",
        "达斡尔族",
    ),
    *("鄂伦春族", "鄂温克族", "蒙古族", "蒙古", "土家族", "哈尼族", "傈僳族", "拉祜族", "景颇族", "布朗族", "撒拉族"),
    *("毛南族", "仫佬族", "纳西族", "普米族", "裕固族", "保安族", "东乡族", "布依族", "朝鲜族", "独龙族", "仡佬族"),
    *("满族", "回族", "壮族", "苗族", "侗族", "瑶族", "彝族", "藏族", "羌族", "白族", "傣族", "佤族", "黎族", "畲族"),
    *("水族", "怒族", "土族", "锡伯", "各族"),
)


def stem(name: str) -> str:
    """A division's name without its kind and its peoples, as far as two characters are left.

    >>> stem("楚雄彝族自治州"), stem("宁夏回族自治区"), stem("内蒙古自治区"), stem("原州区"), stem("和县")
    ('楚雄', '宁夏', '内蒙古', '原州', '和县')
    """
    base = next((name.removesuffix(seat) for seat in SEATS if name.endswith(seat)), name)
    if name.endswith(AUTONOMOUS):
        while people := next((p for p in PEOPLES if base.endswith(p) and len(base) - len(p) >= 2), None):
            base = base.removesuffix(people)
    return base if len(base) >= 2 else name


def short_name(name: str) -> str:
    """What everyday print calls an autonomous division; the name itself for all others.

    >>> short_name("耿马傣族佤族自治县"), short_name("临夏回族自治州"), short_name("原州区"), short_name("东乡族自治县")
    ('耿马县', '临夏州', '原州区', '东乡族自治县')
    """
    kind = next((seat for seat in AUTONOMOUS[1:] if name.endswith(seat)), "")
    if not kind or stem(name) == name.removesuffix(kind):
        return name
    return stem(name) + kind[-1]
