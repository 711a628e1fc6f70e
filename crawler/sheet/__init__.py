"""A stored report as the form prints it: `load_sheet(db, report_id)` → `Sheet`, drawn by terminal and page."""

from crawler.sheet.facts import Sheet
from crawler.sheet.load import load_sheet
from crawler.sheet.model import Figure, Label, Line, Mark, Note, Table

__all__ = ["Figure", "Label", "Line", "Mark", "Note", "Sheet", "Table", "load_sheet"]
