"""The console script `gongkai`. Commands are imported when called, so `--help` stays quick."""

from __future__ import annotations

from importlib import import_module

import click

from crawler import __version__
from crawler.problems import Stopped

# name -> one line for --help; each lives in crawler/commands/<name>.py as `command`, imported only when called.
# `import` is a word of the language, so its module has an underscore.
COMMANDS = {
    "demo": "Crawl the bundled portal and archive what it publishes; needs no network.",
    "crawl": "Find and keep reports on portals, then read what was kept.",
    "parse": "Read local files, archive nothing.",
    "import": "Take local files, folders and WARCs into the archive.",
    "show": "Draw one report's tables as the form prints them.",
    "serve": "Browse the archive in Datasette.",
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and help lines, and imports a command when it is called.

    >>> LazyGroup().list_commands(click.Context(main))[0]
    'demo'
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"crawler.commands.{cmd_name.replace('import', 'import_')}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Ctrl-C ends every command alike; Click alone would say `Aborted!` and exit with 1."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise Stopped("stopped; the same command goes on from here") from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="gongkai")
def main() -> None:
    """公开 Gongkai: the open archive of China's government-information-disclosure annual reports."""
