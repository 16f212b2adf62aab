"""Whether an edit is quiet: whether it concerns the text of one article and nothing else.

A word put right seldom does more. Then links, tags, copies and lists stay as they are, and so do
all pages but those that show the text. In any doubt an edit is not quiet.
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from hemero.archive.apart import LookUp, Sketches, still_apart
from hemero.archive.retagging import tags_that_stay
from hemero.archive.tagging import TagCounts
from hemero.model.article import Card


class Memory(Struct, frozen=True):
    """What linking went by."""

    tags: TagCounts | None  # None where no tag was looked for
    sketches: Sketches


def after_edit(
    memory: Memory,
    before: Card,
    after: Card,
    accept: Callable[[str], str],
    most: int,
    look_up: LookUp,
) -> Memory | None:
    """The memory once `before`, which neither has copies nor is one, is edited to `after`; None
    where the edit is not quiet. `accept` and `most` are what tags were found with; `look_up`
    gives the cards of paths. About 50 ns for each sample of the archive (80 an article)."""
    if _facts(before) != _facts(after):
        return None
    sketches = still_apart(memory.sketches, before, after, look_up)
    if sketches is None:
        return None
    if memory.tags is None:
        return Memory(None, sketches)
    tags = tags_that_stay(memory.tags, before, after, accept, most)
    return Memory(tags, sketches) if tags else None


def _facts(card: Card) -> Card:
    """All that linking and planning know of an article but what follows from its text alone: a
    field that a card has some day is a fact unless it is named here."""
    related = tuple(replace(link, position=0, line=None) for link in card.related)
    return replace(card, digest="", words=0, text_key="", sketch=b"", subjects="", related=related)
