"""Everything with side effects: fetching, WARC, SQLite, the command line, Datasette's plugin."""

__version__ = "0.1.0"
