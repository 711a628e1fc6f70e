"""The page of one report: /report/ID is its permanent address, ?version=N pins what it says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from crawler.browse import originals, pages
from crawler.drawing.phrases import Phrases
from crawler.sheet import Figure, Sheet, load_sheet, words

if TYPE_CHECKING:  # Datasette loads the plugin while it is itself being imported
    from datasette.app import Datasette


async def report(datasette: Datasette, request: Request) -> Response:
    """The page; 404 for a report that is not there, and for a version whose figures are not the current ones."""
    report_id = int(request.url_vars["report_id"])
    database = datasette.get_database(pages.archive_of(datasette).database)
    sheet: Sheet | None = await database.execute_fn(partial(load_sheet, report_id=report_id))
    if sheet is None:
        return await pages.missing(datasette, request, "report", report_id=report_id)
    version = request.args.get("version")
    if version is not None and version != str(sheet.head.version):
        return await pages.missing(datasette, request, "version", version=version, current=sheet.head.version)
    return await pages.page(datasette, request, "report.html", _context(sheet, pages.phrases_for(request)))


def _context(sheet: Sheet, say: Phrases) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "explanation": words.explanation(sheet, say),
        "tally": words.tally(sheet, say),
        "kinds": words.kinds(sheet, say),
        "standing": partial(words.standing, say=say),
        "in_words": partial(words.sum_in_words, say=say),
        "hover": partial(_hover, sheet, say),
        "inline": originals.is_inline(sheet.capture.media_type),
    }


def _hover(sheet: Sheet, say: Phrases, figure: Figure) -> str:
    """All that can be said of a cell, a fact a line."""
    notes = [note for table in sheet.tables if figure in table.figures() for note in table.notes]
    return "\n".join(
        (
            words.cell_name(sheet.head.form, figure.code, say),
            f"{say('printed')}: {words.printed(figure, say)}",
            f"{say('value')}: {words.value(figure, say)}",
            f"{say('place')}: {words.place(figure, say)}",
            *(
                f"{note.sign} {note.zh if say.language == 'zh' else note.en}"
                for note in notes
                if note.sign in figure.signs
            ),
        )
    )
