"""Answers that turn a crawler away: recognised, recorded, never solved. Seen on 87 portals that a browser opens."""

from __future__ import annotations

import re

# Status codes of the vendors' gates; 403 is one only where a portal's own pages answer so (see `turned_away`).
GATES = {
    412: "412: a script challenge (瑞数)",
    429: "429: too many requests, after waiting as asked",
    468: "468: a gate's own status",
    521: "521: a cookie challenge (加速乐)",
}
MARKS = (
    (re.compile(rb"__jsl_clearance"), "a cookie challenge (加速乐)"),
    (re.compile(rb"acw_sc__v[23]"), "a cookie challenge (阿里云)"),
    (re.compile(rb"\$_ts\s*[=.]|_\$_ts"), "a script challenge (瑞数)"),
    (re.compile("安全验证|访问验证|人机验证|滑动验证|请完成验证".encode()), "a page that asks for verification"),
    (re.compile("安全验证|访问验证|人机验证".encode("gb18030")), "a page that asks for verification"),
)
LONGEST_GATE = 20_000  # bytes; gates are short, and a long page that names one of these words speaks of something else
LINKS_OF_A_GATE = 3


def turned_away(status: int, body: bytes, own_page: bool) -> str | None:
    """Why an answer is no page but a closed gate; None if it is none. `own_page`: home, menu, list or robots.txt.

    A single report or attachment may be forbidden for itself; a portal whose own pages are forbidden has shut us out.

    >>> turned_away(412, b"", False)
    '412: a script challenge (瑞数)'
    >>> turned_away(403, b"", True), turned_away(403, b"", False), turned_away(404, b"", True)
    ('403: forbidden', None, None)
    >>> turned_away(200, b"<script>document.cookie='__jsl_clearance_s=1'</script>", True)
    'a cookie challenge (加速乐)'
    """
    if status in GATES:
        return GATES[status]
    if status == 403 and own_page:
        return "403: forbidden"
    if len(body) > LONGEST_GATE or body.count(b"<a ") > LINKS_OF_A_GATE:
        return None
    return next((reason for mark, reason in MARKS if mark.search(body)), None)
