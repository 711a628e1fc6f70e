"""What can go wrong in a command, each with the exit code of the contract.

Problem (1)            one line for people: what, why, what to do
├── WrongUsage (2)
├── Locked (3)         another run holds the lock
├── PartialCrawl (4)
├── NothingReachable (5)
├── NoRoom (6)         no room on disk
├── NewerSchema (7)    the archive was made by a newer gongkai
└── Stopped (130)      by Ctrl-C; nothing is half done
"""

from __future__ import annotations

import click


class Problem(click.ClickException):
    """Something was refused or failed; `message` is one line that says what, why and what to do."""

    exit_code = 1

    def show(self, file: object = None) -> None:
        click.echo(f"gongkai: {self.message}", err=True)


class WrongUsage(Problem):
    exit_code = 2


class Locked(Problem):
    exit_code = 3


class PartialCrawl(Problem):
    exit_code = 4


class NothingReachable(Problem):
    exit_code = 5


class NoRoom(Problem):
    exit_code = 6


class NewerSchema(Problem):
    exit_code = 7


class Stopped(Problem):
    exit_code = 130
