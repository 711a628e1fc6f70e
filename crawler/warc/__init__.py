"""WARC 1.1: the only package that opens WARCs. `record` makes records, `files` appends them, `read` reads them.

Written by our own hand, since warcio's writer rewrites the HTTP header that a record holds (spaces, line ends) and is
slow; read by warcio where the file may be anyone's. The tests read what is written here with FastWARC.
"""

from warcio.exceptions import ArchiveLoadFailed

from crawler.warc.files import Place, WarcFolder
from crawler.warc.read import Record, Stored, Torn, iter_records, members, read_record, stored

__all__ = [
    "ArchiveLoadFailed",
    "Place",
    "Record",
    "Stored",
    "Torn",
    "WarcFolder",
    "iter_records",
    "members",
    "read_record",
    "stored",
]
