"""One article as exports see it, and which articles an export holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from hemero.archive.links import Links
from hemero.archive.taxonomy import Name
from hemero.errors import ConfigError
from hemero.model.article import Article, Block, Card
from hemero.model.page import TopicKind
from hemero.renderer.dates import parse_date
from hemero.renderer.links import absolute
from hemero.renderer.markdown import plain_words
from hemero.renderer.strings import nearest
from hemero.text import fold


class Archive(Struct, frozen=True):
    """What an export says of the whole."""

    title: str
    base_url: str = ""


class Selection(Struct, frozen=True, kw_only=True):
    """Which articles are wanted: any of the values of each kind, all kinds together."""

    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: str = ""  # ISO date of any precision, itself included
    until: str = ""


class Entry(Struct, frozen=True):
    """One article, its public record, and where its page stands."""

    article: Article
    record: Mapping[str, Any]
    address: str  # "" where the archive does not know its own

    @property
    def permalink(self) -> str:
        return str(self.record["permalink"])


def make_entry(article: Article, record: Mapping[str, Any], archive: Archive) -> Entry:
    """The entry of `article`."""
    return Entry(article, record, absolute(archive.base_url, str(record["permalink"])))


def plain_text(block: Block) -> str:
    """The words of a block, without the signs of Markdown."""
    return plain_words(block.text) if block.kind == "markdown" else block.text


# what is wanted


def choose(
    tags: tuple[str, ...],
    sources: tuple[str, ...],
    languages: tuple[str, ...],
    since: str,
    until: str,
) -> Selection:
    """The selection that options of the command line ask for.

    Raises ConfigError for a date that is none.
    """
    for option, date in (("--since", since), ("--until", until)):
        if date and (len(date) > len("2022-04-26") or parse_date(date) is None):
            raise ConfigError(
                f"{option} must be a date such as 2022, 2022-04 or 2022-04-26, not '{date}'."
            )
    return Selection(tags=tags, sources=sources, languages=languages, since=since, until=until)


def select(cards: Sequence[Card], links: Links, wanted: Selection) -> Iterator[Card]:
    """The cards that are wanted, in their order.

    Tags and sources are told by any spelling or by the name of their page ("jo-2024").
    Raises ConfigError for one that the archive does not have.
    """
    tags = _named("tag", wanted.tags, links)
    sources = _named("source", wanted.sources, links)
    languages = {language.lower() for language in wanted.languages}
    for card in cards:
        if tags and not tags.intersection(links.tags.get(card.path, ())):
            continue
        if sources and card.source not in sources:
            continue
        if languages and not _speaks(card.language, languages):
            continue
        if _is_within(card.date, wanted):
            yield card


def _named(kind: TopicKind, wanted: Iterable[str], links: Links) -> set[str]:
    """Every spelling of the names that are wanted."""
    known = dict(links.names[kind])
    if kind == "tag":  # also those without a page
        for tag in (tag for tags in links.tags.values() for tag in tags):
            known.setdefault(tag, Name(fold(tag), tag, ""))
    spellings: set[str] = set()
    for text in wanted:
        found = {spelling for spelling, name in known.items() if _is_called(name, spelling, text)}
        if not found:
            hint = nearest(text, {name.name for name in known.values()})
            raise ConfigError(f'no article has the {kind} "{text}".', None, hint)
        keys = {known[spelling].key for spelling in found}
        spellings |= {spelling for spelling, name in known.items() if name.key in keys}
    return spellings


def _is_called(name: Name, spelling: str, text: str) -> bool:
    return fold(text) in (fold(spelling), fold(name.name)) or (
        text.lower() == name.stem.rpartition("/")[2] != ""
    )


def _speaks(language: str | None, wanted: set[str]) -> bool:
    spoken = (language or "").lower()
    return spoken in wanted or spoken.partition("-")[0] in wanted


def _is_within(date: str | None, wanted: Selection) -> bool:
    """Whether the date may lie in the span: "2022-04" may be any day of that month."""
    if not (wanted.since or wanted.until):
        return True
    if not date:
        return False
    day = date[:10]
    late_enough = day >= wanted.since[: len(day)]
    early_enough = not wanted.until or day[: len(wanted.until)] <= wanted.until
    return late_enough and early_enough
