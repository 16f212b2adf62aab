"""What the tests of structuring share: pages made of a few lines, and how they are read."""

from hemero.loader.load import judge_document, structure
from hemero.loader.rulepack import bundled_rules
from hemero.model.article import Article, Given, RawDocument

LEAD = (
    "The harbour froze on the night of the ninth, and in the morning people walked out to their "
    "boats with brooms, swept the decks and carried the nets home over the ice."
)
MORE = (
    "By noon there was a market between the piers, by four there was a fair, and by dark the wind "
    "had changed and everyone was carrying the tables back to the quay."
)
LAST = (
    "Nobody was hurt. A sledge and two hats are still missing, and the harbour master, who had "
    "forbidden the fair, has asked for his own hat to be returned first."
)
TEXT = (LEAD, MORE, LAST)
NOTHING = Given()


def page(
    *lines: str, path: str = "page.txt", given: Given = NOTHING, first: int = 1
) -> RawDocument:
    """A document of these lines, an empty one between each two."""
    spaced = [part for line in lines for part in (line, "")]
    return RawDocument(path=path, lines=tuple(spaced[:-1]), given=given, first_line=first)


def read_page(*lines: str, path: str = "page.txt", given: Given = NOTHING) -> Article:
    """The record of a page of these lines."""
    return structure(page(*lines, path=path, given=given), bundled_rules())


def kinds(*lines: str, given: Given = NOTHING) -> list[str]:
    """The kind of each line that is not blank."""
    verdicts = judge_document(page(*lines, given=given), bundled_rules())
    return [verdict.kind for verdict in verdicts if verdict.kind != "blank"]
