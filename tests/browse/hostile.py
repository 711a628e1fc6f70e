"""An archive in which everything that a portal can print is an attack."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from crawler.sheet.load import load_sheet
from tests.crawler.gongkai import gongkai
from tests.crawler.sheets import copied

SCRIPT = "<script>window.top.pwned = window.pwned = 1</script>"
IMAGE = '"><img src=x onerror="window.top.pwned=window.pwned=1">'
JAVASCRIPT = "javascript:window.pwned=1//https://example.org/"
ORGAN = "原州区民政局"
PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8">
<title>{ORGAN}2021年政府信息公开工作年度报告</title>
<meta http-equiv="refresh" content="0;url=http://evil.invalid/refreshed">
<base href="http://evil.invalid/base/" target="_top">
<link rel="stylesheet" href="http://evil.invalid/style.css">
<style>@import url(http://evil.invalid/import.css); h1 {{ color: rgb(1, 2, 3) }}</style>
{SCRIPT}<script src="http://evil.invalid/script.js"></script></head>
<body onload="window.top.pwned=1"><h1>{ORGAN}2021年政府信息公开工作年度报告</h1>
<p>一、总体情况</p><p>全年收到政府信息公开申请3件。</p>
<img src="http://evil.invalid/picture.png"><img src=x onerror="window.top.pwned=1">
<svg onload="window.top.pwned=1"><script>window.top.pwned=1</script></svg>
<iframe src="javascript:window.top.pwned=1"></iframe>
<iframe srcdoc="&lt;script>window.top.pwned=1&lt;/script>"></iframe>
<object data="http://evil.invalid/object"></object><embed src="http://evil.invalid/embed">
<form action="http://evil.invalid/form" id="f"><input autofocus onfocus="window.top.pwned=1"><button>go</button></form>
<a id="js" href="javascript:window.top.pwned=1">js</a>
<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>1</td><td>0</td><td>4</td></tr></table>
</body></html>"""
FILES = {
    "report.html": PAGE.encode(),
    "picture.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="top.pwned=1"><script>alert(1)</script></svg>',
    "file.pdf": b"%PDF-1.7 <script>alert(1)</script>",
    "plain.txt": f"{SCRIPT} 只是文字".encode("gbk"),
}


def make_hostile(demo: Path, folder: Path) -> Path:
    """The demo archive with the files above, and attacks in every text of every report. Returns its path."""
    db = copied(demo, folder)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    gongkai("import", *(folder / name for name in FILES), "--db", db)
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("DROP TRIGGER captures_stay_as_made")
        for sql in ATTACKS:
            connection.execute(sql, {"script": SCRIPT, "image": IMAGE, "javascript": JAVASCRIPT})
        for (report_id,) in connection.execute("SELECT report_id FROM reports").fetchall():
            assert load_sheet(connection, report_id) is not None
    return db


ATTACKS = (
    "UPDATE reports SET title = :script || :image, scope_evidence = :image, doubts = :script, published_on = :image, "
    "period_from = :script, status = 'suspect', status_applications = 'suspect', url = :javascript",
    "UPDATE captures SET url = :javascript || capture_id, content_type = :image WHERE capture_id IN "
    "(SELECT capture_id FROM report_versions)",
    "UPDATE organs SET name = name || :script || :image WHERE organ_id IN (SELECT organ_id FROM reports)",
    "UPDATE sections SET heading = :script || heading, text = text || :image",
    "UPDATE mentions SET subject = :script, unit = :image, text = :script",
    "UPDATE repairs SET why = :script || :image",
    """UPDATE evidence SET raws = json_replace(raws, '$[0]', :script, '$[1]', :image),
    states = 'tt' || substr(states, 3), numbers = json_replace(numbers, '$[0]', NULL, '$[1]', NULL)""",
    "INSERT INTO unmapped SELECT report_id, 99, 1, :script, json_array(:image, :script) FROM reports",
    "UPDATE witnesses SET url = :javascript || sha256",
)
