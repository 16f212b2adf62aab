"""How the user wants record files to be read, where Hemero's own guess would be wrong."""

from msgspec import Struct

Keys = str | tuple[str, ...]


class FieldMap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """`map:` of hemero.yaml: for each of our fields the record's key, or keys, best first.
    A dot leads into a nested object ("meta.lang")."""

    title: Keys = ()
    standfirst: Keys = ()
    text: Keys = ()
    source: Keys = ()
    url: Keys = ()
    language: Keys = ()
    date: Keys = ()
    updated: Keys = ()
    retrieved: Keys = ()
    authors: Keys = ()
    tags: Keys = ()


class Choice(Struct, frozen=True):
    """What `--from` and `map:` say; nothing by default."""

    form: str = ""  # name of a format, to be taken whatever the records look like
    fields: FieldMap = FieldMap()


DEFAULT = Choice()
