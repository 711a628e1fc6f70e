"""Radicals -> the characters they look like.

Browsers print PDF files whose maps name a radical where the font draws both alike: ⻘ (U+2ED8) for 青. NFKC maps the
Kangxi radicals (U+2F00 to U+2FD5) and all but two of the supplement not; these pairs are those of Unicode's
EquivalentUnifiedIdeograph.txt that stand in the text of reports. https://www.unicode.org/reports/tr44/
"""

from __future__ import annotations

import unicodedata

SUPPLEMENT = (
    "⺁厂⺇几⺊卜⺋㔾⺌小⺍⺍⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟"
    "⺱罓⺲罒⺶羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长"
    "⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻭齿⻮歯⻯竜⻰龙⻱龜⻲亀⻳龟"
)
CHARACTERS = {ord(radical): same for radical, same in zip(SUPPLEMENT[::2], SUPPLEMENT[1::2], strict=True)} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}


def without_radicals(text: str) -> str:
    """The text with characters in the place of radicals.

    >>> without_radicals("⻘泉县⼈⺠政府")
    '青泉县人民政府'
    """
    return text.translate(CHARACTERS)
