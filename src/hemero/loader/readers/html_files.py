"""Files of HTML: a saved page, or what a database or a reading list exports as one."""

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.document import as_complaint
from hemero.loader.readers.html_page import page_document
from hemero.loader.readers.slices import READ, Slice
from hemero.model.choice import Choice


def read_html(path: str, part: Slice, limits: Limits, choice: Choice) -> READ:
    """The documents of an HTML file, by what its beginning shows it to be."""
    try:
        yield page_document(path, part.data, limits)
    except UnreadableSource as fault:
        yield as_complaint(fault, path)
