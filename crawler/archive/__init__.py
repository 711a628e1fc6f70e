"""The archive: one SQLite file, and the only package that writes it. How it is opened: `database`."""

from crawler.archive.database import Archive

__all__ = ["Archive"]
