"""What was fetched, on its way into WARC and archive: the open group, its rows, what a crash left behind."""
