"""What a judge hands on: a verdict for every line, and what was read from some of them."""

from msgspec import Struct

from hemero.loader.headline import Headline
from hemero.loader.imprint import Imprint
from hemero.loader.nameplate import Nameplate
from hemero.loader.related import LinkText
from hemero.model.article import Verdict


class Judgement(Struct, frozen=True):
    """All that was found out about a document. Indices are those of the document's lines."""

    verdicts: tuple[Verdict, ...]
    headline: Headline | None
    language: str | None
    imprint: Imprint
    links: dict[int, LinkText]
    headline_line: int | None = None
    nameplate: Nameplate | None = None
