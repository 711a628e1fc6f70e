"""B7 and the like: how spreadsheets call the places of cells."""

from __future__ import annotations

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

Place = tuple[int, int]  # row and column from 0


def place_of(reference: str | None, row: int, column: int) -> Place:
    """Where a cell stands: by its reference, else next to the one before.

    >>> place_of("B7", 3, 0), place_of(None, 3, 0), place_of("xyz", 3, 0)
    ((6, 1), (3, 0), (3, 0))
    """
    letters = (reference or "").rstrip("0123456789")
    digits = (reference or "")[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) < 4 and digits and len(digits) < 9):
        return max(row, 0), column
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return min(max(int(digits), 1), LAST_ROW) - 1, min(number, LAST_COLUMN) - 1


def column_name(column: int) -> str:
    """The letters of a column, from 0.

    >>> column_name(0), column_name(25), column_name(26), column_name(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
