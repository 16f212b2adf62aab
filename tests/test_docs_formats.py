"""docs/formats.md names every suffix and every format that there is."""

from pathlib import Path

from hemero.loader.readers import KNOWN_SUFFIXES
from hemero.loader.readers.containers import COMPRESSED
from hemero.loader.readers.profiles import FORMS

TEXT = (Path(__file__).parent.parent / "docs/formats.md").read_text(encoding="utf-8")


def test_every_suffix_is_documented() -> None:
    """A file that is read and not mentioned would be a surprise."""
    for suffix in sorted(KNOWN_SUFFIXES):
        bare, packed = suffix, ""
        for one in COMPRESSED:
            if suffix.endswith(one):
                bare, packed = suffix.removesuffix(one), one
        assert f"`{bare}`" in TEXT, suffix
        assert not packed or f"`{packed}`" in TEXT, suffix


def test_every_name_for_from_is_documented() -> None:
    """What `--from` takes stands in the page."""
    for form in sorted(FORMS):
        assert f"`{form}`" in TEXT, form
