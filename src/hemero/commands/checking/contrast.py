"""Colours that cannot be read: the pairs of a stylesheet's tokens, by WCAG's formula."""

from collections.abc import Iterator

from hemero.commands.checking.findings import Finding
from hemero.renderer.tokens import weak_pairs


def contrast_findings(path: str, sheet: str) -> Iterator[Finding]:
    """Each pair of text and ground that is too alike, in the light scheme and in the dark one."""
    for pair in weak_pairs(sheet):
        what = (
            f"{pair.scheme}{pair.name} ({pair.colour}) on {pair.ground} ({pair.below}) has a"
            f" contrast of {pair.found:.1f}:1; {pair.least:g}:1 is the least that can be read."
        )
        yield Finding(path, "contrast", what, "Set theme: in hemero.yaml to colours further apart.")
