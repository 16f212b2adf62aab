"""Files of HTML: a saved page, or what a database or a reading list exports as one."""

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers import europresse, factiva, saved_links
from hemero.loader.readers.document import as_complaint
from hemero.loader.readers.html_events import read_events
from hemero.loader.readers.html_page import decode_page, page_document
from hemero.loader.readers.slices import READ, Slice
from hemero.model.choice import Choice

_HEAD = 200_000  # characters that show what a file is


def read_html(path: str, part: Slice, limits: Limits, choice: Choice) -> READ:
    """The documents of an HTML file, by what `--from` says or its beginning shows it to be."""
    try:
        html, _, _ = decode_page(path, part.data)
        form = choice.form or _form_of(html[:_HEAD])
        if form == "europresse":
            yield from europresse.read_europresse(path, list(read_events(html)), limits)
        elif form == "factiva":
            rows = factiva.rows_of_html(read_events(html))
            yield from factiva.read_factiva(path, rows, limits)
        elif form == "pocket":
            yield from saved_links.read_saved_links(path, read_events(html), limits)
        else:
            yield page_document(path, part.data, limits)
    except UnreadableSource as fault:
        yield as_complaint(fault, path)


def _form_of(head: str) -> str:
    if europresse.MARK.search(head):
        return "europresse"
    if factiva.MARK.search(head):
        return "factiva"
    return "pocket" if saved_links.MARK.search(head[:2_000]) else ""
