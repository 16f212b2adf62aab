"""What a project may set of the theme's look: `theme:` of hemero.yaml."""

from typing import Annotated

from msgspec import Meta, Struct

COLOUR = "^(#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}))?$"
Colour = Annotated[str, Meta(pattern=COLOUR)]


class Palette(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Colours of one scheme as "#rrggbb" or "#rgb"; "" leaves the theme's own."""

    paper: Colour = ""
    """The page."""
    surface: Colour = ""
    """Notes and citations."""
    ink: Colour = ""
    """Text."""
    muted: Colour = ""
    """Facts beside the text."""
    link: Colour = ""
    """Links."""
    visited: Colour = ""
    """Links already read."""
    accent: Colour = ""
    """The source over a headline, bars, the calendar."""
    edge: Colour = ""
    """Borders of controls."""
    rule: Colour = ""
    """Hairlines."""
    focus: Colour = ""
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
