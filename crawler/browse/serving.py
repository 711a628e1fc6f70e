"""Datasette over one archive on a socket that is bound already."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from crawler.browse import plugin


def application(db: Path, settings: Mapping[str, int | bool]) -> Datasette:
    """Datasette with the plugin, whether or not this copy of gongkai is installed with its entry point.

    The file is opened with `mode=ro`, not as immutable: a crawl may write it meanwhile.
    """
    from datasette import handle_exception  # only now: imported before `datasette.app` it would not be registered

    if not pm.is_registered(plugin):
        pm.register(plugin, "gongkai")
    # With rich installed Datasette prints every refused query on stdout, with all its variables.
    handle_exception.rich = None  # type: ignore[attr-defined, assignment]
    return Datasette([str(db)], settings=dict(settings))


def serve(db: Path, settings: Mapping[str, int | bool], listener: socket.socket) -> None:
    """Until the process is told to stop. Raises KeyboardInterrupt after Ctrl-C."""
    datasette = application(db, settings)
    asyncio.run(_serve(datasette, listener))


async def _serve(datasette: Datasette, listener: socket.socket) -> None:
    await datasette.invoke_startup()
    await uvicorn.Server(uvicorn.Config(datasette.app(), log_level="warning", lifespan="on")).serve([listener])
