"""What a project may set of the theme's look: `theme:` of hemero.yaml."""

from msgspec import Struct


class Palette(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Colours of one scheme as "#rrggbb" or "#rgb"; "" leaves the theme's own."""

    paper: str = ""
    """The page."""
    surface: str = ""
    """Notes and citations."""
    ink: str = ""
    """Text."""
    muted: str = ""
    """Facts beside the text."""
    link: str = ""
    """Links."""
    visited: str = ""
    """Links already read."""
    accent: str = ""
    """The source over a headline, bars, the calendar."""
    edge: str = ""
    """Borders of controls."""
    rule: str = ""
    """Hairlines."""
    focus: str = ""
    """Outline of what has the focus."""


class Tokens(Palette, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Colours of the light scheme and, under `dark`, of the dark one; and faces."""

    dark: Palette = Palette()
    """Colours of the dark scheme; else made from those of the light one."""
    serif: str = ""
    """Faces of the text, as in CSS: Georgia, "Times New Roman", serif."""
    sans: str = ""
    """Faces of the interface."""
    mono: str = ""
    """Faces of citations."""
