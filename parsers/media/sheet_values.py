"""What a spreadsheet stores in a cell -> text, as the sheet would show it without any number format."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = int | float | str | bool | time | date | datetime | timedelta

DIGITS = 15  # Excel keeps and prints no more: what a sum leaves behind the fifteenth is noise


def shown(value: Value) -> str:
    """The text of a value. Numbers are exact and have no exponent; dates are as in ISO 8601.

    >>> shown(5.0), shown(4166.24), shown(0.1 + 0.2), shown(1e20), shown(-0.0), shown(" 12件 ")
    ('5', '4166.24', '0.3', '100000000000000000000', '0', '12件')
    >>> shown(date(2021, 12, 31)), shown(datetime(2021, 12, 31)), shown(True)
    ('2021-12-31', '2021-12-31', 'TRUE')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return format(Decimal(f"{value:.{DIGITS}g}"), "f") if value else "0"
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).replace("_x000D_", "").strip()  # how Excel writes a carriage return
