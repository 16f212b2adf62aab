"""The tags of every article: those that are given, then those that are found.

All spellings of a tag are one tag, a territory is one tag in all languages. A given tag has a
page whatever else; a found one where several articles share it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from hemero.archive.candidates import TERRITORY
from hemero.archive.names import name_key
from hemero.archive.tagging import MOST, Found, TagCounts, find_tags
from hemero.archive.taxonomy import Name, name_stems
from hemero.archive.territories import territory_name, territory_of
from hemero.model.article import Card

# Articles with a found tag, below which its page would lead nowhere. A theme asks for more, and
# for articles in which it surely is a noun: a page named "closed" is nobody's subject.
PAGE_FLOORS = {"name": 2, "territory": 2, "theme": 3}


class TagOptions(Struct, frozen=True, kw_only=True):
    """What a project may say about tags."""

    aliases: Mapping[str, str] = {}
    """Other spelling → the tag it stands for, shown as written here."""
    stop: tuple[str, ...] = ()
    """Words that are never a tag."""
    floor: int = 0
    """Articles that must share a found tag; 0: by the size of the archive."""
    most: int = MOST
    """Tags an article has when some are found for it; 0: none is looked for."""
    language: str = "en"
    """In which territories are named."""
    remember: bool = False
    """Whether the counts are wanted that tags were decided from."""


class TagOrigin(Struct, frozen=True, gc=False):
    """Where a tag of an article comes from."""

    kind: str  # given, name, theme, territory
    count: int = 0  # occurrences in the text
    in_title: bool = False
    sure: bool = True  # the text uses it as a name or a noun


class Tags(Struct, frozen=True):
    """The tags of an archive. Keys of the dicts are content paths unless said otherwise."""

    of_article: dict[str, tuple[str, ...]]
    origins: dict[str, tuple[TagOrigin, ...]]
    """Parallel to `of_article`."""
    names: dict[str, Name]
    """Tag → its page, only where it has one."""
    counts: TagCounts | None
    """What found tags were decided from, where that is to be remembered."""


_GIVEN = TagOrigin("given")
_KINDS = {"N": "name", "T": "theme"}
_origin = lru_cache(maxsize=1 << 12)(TagOrigin)


def settle_tags(cards: Sequence[Card], copies: frozenset[str], options: TagOptions) -> Tags:
    """Tag all articles. `copies` are the paths of those whose text another stands for.

    Equal for the same cards in any order. O(n log n), about 100 µs an article.
    """
    rules = _Rules(options)
    given = {card.path: rules.keys_of(card) for card in cards if card.tags}
    found: Mapping[str, tuple[Found, ...]] = {}
    counts = None
    if options.most:
        found, counts = find_tags(
            cards,
            copies,
            rules.found_key,
            options.floor,
            options.most,
            remember=options.remember,
        )
    names = _Names(rules, options.language)
    for card in cards:
        names.note(given.get(card.path, {}), found.get(card.path, ()))
    names.settle()
    of_article, origins = {}, {}
    for card in cards:
        tagged = _united(given.get(card.path, {}), found.get(card.path, ()), options.most)
        if tagged:
            of_article[card.path] = tuple(names.shown(key) for key in tagged)
            origins[card.path] = tuple(tagged.values())
    paged = {names.shown(key) for keys in given.values() for key in keys}
    paged.update(_shared(of_article, origins))
    return Tags(of_article, origins, _pages(sorted(paged)), counts)


def accepts(options: TagOptions) -> Callable[[str], str]:
    """Gives the key that stands for a found one, by what the project says; "" for none."""
    return _Rules(options).found_key


def _shared(
    of_article: Mapping[str, Sequence[str]], origins: Mapping[str, Sequence[TagOrigin]]
) -> set[str]:
    """The found tags with articles enough for a page."""
    counts: Counter[str] = Counter()
    nouns: Counter[str] = Counter()
    least: dict[str, int] = {}
    for path, tags in of_article.items():
        for tag, origin in zip(tags, origins[path], strict=True):
            counts[tag] += 1
            nouns[tag] += origin.sure
            least[tag] = min(least.get(tag, 3), PAGE_FLOORS.get(origin.kind, 2))
    return {tag for tag, count in counts.items() if count >= least[tag] and nouns[tag] > 1}


def _pages(shown: Iterable[str]) -> dict[str, Name]:
    keys = {name: name_key(name) for name in shown}
    stems = name_stems("tag", keys.values())
    return {name: Name(key, name, stems[key]) for name, key in keys.items()}


def _united(given: Mapping[str, str], found: Sequence[Found], most: int) -> dict[str, TagOrigin]:
    """Key → origin: all given tags, then found ones as long as there is room."""
    tagged = dict.fromkeys(given, _GIVEN)
    for subject in found:
        if len(tagged) >= most:
            break
        if subject.key not in tagged and not any(_says(key, subject.key) for key in given):
            place = subject.key.startswith(TERRITORY)
            kind = "territory" if place else _KINDS[subject.kind]
            tagged[subject.key] = _origin(kind, subject.count, subject.in_title, subject.sure)
    return tagged


def _says(given: str, found: str) -> bool:
    """Whether a given tag has all the words of a found one: "bridge of Kerrec", "bridge"."""
    return found in given and set(found.split()) <= set(given.split())


class _Rules:
    """What the project says of spellings: aliases and stop words."""

    def __init__(self, options: TagOptions) -> None:
        self._language = options.language
        self.shown = {self._key(tag): tag for tag in options.aliases.values()}
        self._aliases = {
            self._key(spelling): self._key(tag) for spelling, tag in sorted(options.aliases.items())
        }
        self._stop = {self._key(word) for word in options.stop}

    def keys_of(self, card: Card) -> dict[str, str]:
        """Key → spelling of a card's given tags, each once, in their order."""
        keys: dict[str, str] = {}
        for tag in card.tags:
            if key := self.found_key(self._key(tag, card.language or "")):
                keys.setdefault(key, tag)
        return keys

    def _key(self, tag: str, language: str = "") -> str:
        return _tag_key(tag, language.partition("-")[0] or self._language, self._language)

    def found_key(self, key: str) -> str:
        """The key that stands for a key; "" for what is never a tag."""
        key = self._aliases.get(key, key)
        return "" if key in self._stop else key


@lru_cache(maxsize=1 << 14)
def _tag_key(tag: str, language: str, site: str) -> str:
    """The key of a given tag: a territory's where the language of the article or of the site
    calls that so."""
    key = name_key(tag)
    code = territory_of(key, language) or territory_of(key, site)
    return TERRITORY + code if code else key


class _Names:
    """How each tag is shown: as the project writes it, else as most articles do."""

    def __init__(self, rules: _Rules, language: str) -> None:
        self._shown = dict(rules.shown)
        self._language = language
        self._spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def note(self, given: Mapping[str, str], found: Iterable[Found]) -> None:
        """Count the spellings that one article uses."""
        for key, tag in given.items():
            self._spellings[key][tag] += 1
        for subject in found:
            if subject.key not in given:
                self._spellings[subject.key][subject.written] += 1

    def settle(self) -> None:
        """Choose for each tag; an ordinary tag that is spelt as a territory joins it."""
        territories = {}
        for key in sorted(self._spellings):
            if key.startswith(TERRITORY):
                shown = self._shown.setdefault(
                    key, territory_name(key.removeprefix(TERRITORY), self._language)
                )
                territories[name_key(shown)] = shown
        for key, spellings in self._spellings.items():
            if key not in self._shown:
                self._shown[key] = territories.get(key) or _majority(key, spellings)

    def shown(self, key: str) -> str:
        """The one spelling of a tag."""
        return self._shown[key]


def _majority(key: str, spellings: Counter[str]) -> str:
    """The commonest spelling, ties by text; of the tag's own words, if any has those (an
    acronym is shown as such, though articles spell it out)."""
    own = [text for text in spellings if name_key(text) == key] or list(spellings)
    return min(own, key=lambda text: (-_in_steps(spellings[text]), text))


def _in_steps(count: int) -> int:
    """`count` to its three leading bits: a spelling that is about as common does not take the
    lead with every article."""
    shift = max(count.bit_length() - 3, 0)
    return count >> shift << shift
