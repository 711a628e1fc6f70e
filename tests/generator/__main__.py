"""How exactly generated reports are read: `python -m tests.generator --seeds 0:500 [--held-out] [--damage]`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence

from tests.generator.damage import damage
from tests.generator.document import generate
from tests.generator.gold import HELD_OUT
from tests.generator.judge import Verdict, judge, silently_wrong


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="0:500", help="first:last, the last left out")
    parser.add_argument("--style", help="all documents in this style")
    parser.add_argument(
        "--held-out", action="store_true", help="also the seeds that are held out while the reader is made"
    )
    parser.add_argument("--damage", action="store_true", help="each document damaged in one place")
    parser.add_argument("--show", action="store_true", help="every document that is not read as it should be")
    args = parser.parse_args(arguments)
    first, last = map(int, args.seeds.split(":"))
    verdicts: dict[str, list[Verdict]] = defaultdict(list)
    for seed in range(first, last):
        if args.held_out or seed % HELD_OUT:
            document = generate(seed, args.style)
            verdict = judge(damage(document, seed) if args.damage else document)
            verdicts[document.style].append(verdict)
            off = silently_wrong(verdict) if args.damage else verdict.off()
            if args.show and off:
                print(seed, document.style, verdict)
    _table(verdicts)
    return 0


def _table(verdicts: dict[str, list[Verdict]]) -> None:
    head = f"{'style':14} {'documents':>9} {'cells':>7} {'wrong':>6} {'unread':>7} {'facts wrong':>11}"
    print(f"{head} {'silently wrong':>14}  statuses")
    every = [verdict for those in verdicts.values() for verdict in those]
    for style, those in [*sorted(verdicts.items()), ("all", every)]:
        cells, wrong, unread = (
            sum(count) for count in zip(*((v.cells, len(v.wrong), len(v.unread)) for v in those), strict=True)
        )
        facts = sum(bool(verdict.facts) for verdict in those)
        statuses = ", ".join(
            f"{status} {n}" for status, n in Counter(verdict.status for verdict in those).most_common()
        )
        silent = sum(map(silently_wrong, those))
        print(f"{style:14} {len(those):9} {cells:7} {wrong:6} {unread:7} {facts:11} {silent:14}  {statuses}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
