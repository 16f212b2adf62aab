"""How the user wants record files to be read, where Hemero's own guess would be wrong."""

from msgspec import Struct

Keys = str | tuple[str, ...]


class FieldMap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """`map:` of hemero.yaml: for each of our fields the record's key, or keys, best first.
    A dot leads into a nested object ("meta.lang")."""

    title: Keys = ()
    """Headline."""
    standfirst: Keys = ()
    """Sentence or two under the headline."""
    text: Keys = ()
    """The text itself."""
    source: Keys = ()
    """Newspaper or site."""
    url: Keys = ()
    """Address of the page it was taken from."""
    language: Keys = ()
    """Language, as "fr" or "en-GB"."""
    date: Keys = ()
    """Day of publication."""
    updated: Keys = ()
    """Day of the last change."""
    retrieved: Keys = ()
    """Day on which it was scraped."""
    authors: Keys = ()
    """Who wrote it."""
    tags: Keys = ()
    """Subjects."""


class Choice(Struct, frozen=True):
    """What `--from` and `map:` say; nothing by default."""

    form: str = ""  # name of a format, to be taken whatever the records look like
    fields: FieldMap = FieldMap()


DEFAULT = Choice()


class Use(Struct, frozen=True):
    """What the site makes of a text besides its page: nothing is sought for which it has no use."""

    tags: bool = True  # subjects, from which tags are chosen
    search: bool = True  # the words by which the search finds it
