"""Media: bytes → Document. `sniff` names a medium by its content, `readers` has the reader of each."""

# The media that can be read, as `sniff` names them, with their types as IANA registers them.
MEDIA_TYPES = {
    "html": "text/html",
    "text": "text/plain",
    "markdown": "text/markdown",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
}
