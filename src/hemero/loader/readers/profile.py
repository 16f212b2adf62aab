"""Where one tool keeps each fact of an article in its records."""

from collections.abc import Mapping

from msgspec import Struct


class Profile(Struct, frozen=True, kw_only=True):
    """One tool's record. Of several keys the first that holds something counts."""

    name: str
    marks: tuple[str, ...] = ()  # keys that all must be there to know the tool
    only: frozenset[str] = frozenset()  # if not empty: no other keys may be there
    text: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]  # our field → keys
    html: bool = False  # the text is HTML
    utc: bool = False  # times without a zone are in UTC
    inner: str = ""  # a nested key that must be there too
    join: bool = False  # the text is all of its keys, one after the other
    links: bool = False  # a list of saved addresses: a record without text is still one
