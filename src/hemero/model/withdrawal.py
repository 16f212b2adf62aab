"""An article that was taken down: what its tombstone says."""

from msgspec import Struct


class WithdrawnEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One of `withdrawn:` in hemero.yaml."""

    article: str
    """Its path below content/, or its address on the site."""
    reason: str = ""
    """What the page at its address says."""
    keep_title: bool = False
    """Whether that page still names the title."""


class Withdrawal(Struct, frozen=True, omit_defaults=True):
    """Why an article is no longer there, and whether its title may still be read."""

    reason: str = ""  # "" where none was given
    keep_title: bool = False
