"""Reports made from seeds: gold figures printed in the ways in which portals print them.

Nothing here shares code or labels with `parsers`, so a reading is checked by something that cannot make its mistakes.
Every fifth seed is held out: `python -m tests.generator` leaves them alone unless asked, so that the reader is not
fitted to them. `test_generated.py` reads a small part in `make test`.
"""
