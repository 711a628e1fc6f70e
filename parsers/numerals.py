"""Chinese numerals -> numbers."""

from __future__ import annotations

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, **dict(zip("三四五六七八九", range(3, 10), strict=True))}
TENS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}


def chinese(text: str) -> int | None:
    """A number written in Chinese numerals, by places (二〇二一) or by names (一百二十); None where it is neither.

    >>> [chinese(text) for text in ("一十二", "十二", "二〇二一", "一千零三十", "三万", "一二十")]
    [12, 12, 2021, 1030, 30000, None]
    """
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total, digit, ceiling = 0, None, 10**6
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
            continue
        if TENS[char] >= ceiling:
            return None
        ceiling = TENS[char]
        total, digit = total + (1 if digit is None else digit) * ceiling, None
    return total + (digit or 0)
