"""What cards say they may be about (see `Card.subjects`), under one key for all spellings."""

from collections.abc import Iterator

from msgspec import Struct

from hemero.archive.names import name_key
from hemero.archive.territories import calendar_words, territory_anywhere, territory_of

_SPELLINGS = 1 << 17  # whose keys are remembered, of all languages together
_LANGUAGES = 64  # of which they are
_NEVER = frozenset(  # names of the bars under an article, and of the days
    "facebook twitter instagram whatsapp youtube telegram pinterest reddit tumblr linkedin rss"
    " copyright email newsletter share read comment comments reply news people today conference"
    " conférence photo photos image getty video vidéo tweet tweets abonnés".split()
)
TERRITORY = "territory:"  # begins the key of one; no name has such a key ("territory:RU")


class Candidate(Struct, frozen=True, gc=False):
    """One possible subject of one article."""

    key: str
    kind: str  # N name, T theme
    weight: int
    count: int
    in_title: bool
    sure: bool  # surely a name or a noun
    written: str


def candidates_of(subjects: str, language: str) -> Iterator[Candidate]:
    """The candidates on a card, whose text is in `language` ("" for unknown), the weightiest
    first within each kind. About 1 µs each."""
    keys = _keys[language]
    for line in subjects.split("\n"):
        head, _, written = line.partition("\t")
        kind, weight, count, in_title, sure = _heads[head]
        if kind and (key := keys[kind][written]):
            yield Candidate(key, kind, weight, count, in_title, sure, written)


def keys_of(subjects: str, language: str) -> tuple[set[str], set[str]]:
    """The keys of the candidates, and of those that surely are a name or a noun."""
    keys: set[str] = set()
    surely: set[str] = set()
    known = _keys[language]
    for line in subjects.split("\n"):
        head, _, written = line.partition("\t")
        kind, _, _, _, sure = _heads[head]
        if kind and (key := known[kind][written]):
            keys.add(key)
            if sure:
                surely.add(key)
    return keys, surely


def acronyms_of(subjects: str) -> Iterator[tuple[str, str]]:
    """Each acronym that a text spells out, with what it stands for."""
    if "\nA" not in subjects and not subjects.startswith("A"):
        return
    for line in subjects.split("\n"):
        if line.startswith("A"):
            short, _, long = line.partition("\t")[2].partition("=")
            yield short, long


class _Heads(dict[str, tuple[str, int, int, bool, bool]]):
    """What stands before a name ("N23 4ts") → kind ("" for what is no candidate), weight, count,
    whether the title has it, whether it surely is one. Few are different. Bounded."""

    def __missing__(self, head: str) -> tuple[str, int, int, bool, bool]:
        if len(self) >= _SPELLINGS:
            self.clear()
        read = "", 0, 0, False, False
        if head[:1] in ("N", "T"):
            weight, _, count = head[1:].partition(" ")
            read = head[0], int(weight), int(count.rstrip("ts")), "t" in count, "s" in count
        self[head] = read
        return read


_heads = _Heads()


class _Keys(dict[str, str]):
    """Spelling → key, "" for what is never a subject, of one kind in one language."""

    def __init__(self, language: str, kind: str) -> None:
        super().__init__()
        self._language, self._kind = language, kind

    def __missing__(self, written: str) -> str:
        _keys.make_room()
        self[written] = key = subject_key(self._language, self._kind, written)
        return key


class _Languages(dict[str, dict[str, _Keys]]):
    """Language → kind → keys. Bounded: all begin anew when they are full together."""

    _left = _SPELLINGS

    def make_room(self) -> None:
        """Before one more spelling is remembered, of whatever language."""
        if not self._left:
            for kinds in self.values():
                for keys in kinds.values():
                    keys.clear()
            self._left = _SPELLINGS
        self._left -= 1

    def __missing__(self, language: str) -> dict[str, _Keys]:
        if len(self) >= _LANGUAGES:
            self.clear()
        self[language] = keys = {kind: _Keys(language, kind) for kind in "NT"}
        return keys


_keys = _Languages()


def subject_key(language: str, kind: str, written: str) -> str:
    """The key of a subject: that of its territory, else its folded words, "" for no subject."""
    key = name_key(written)
    if len(key) < 2 or key in _NEVER or key in calendar_words() or key.isdigit():
        return ""
    if "_" in written:  # the name of a file, a field to be filled in, "Leser_innen"
        return ""
    if key.partition(" ")[0] in calendar_words() and " " in key:
        return ""
    caseless = written.lower() == written.upper()
    if kind == "N" or caseless:
        code = territory_of(key, language)
        if code is None and caseless:
            code = territory_anywhere(key)
        if code:
            return TERRITORY + code
    return key
