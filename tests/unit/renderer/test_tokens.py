"""A project's own colours and faces."""

import re
from pathlib import Path

import pytest

from hemero.errors import ConfigError
from hemero.model.tokens import Palette, Tokens
from hemero.renderer.themefiles import ThemeSpec, static_files, theme_digest
from hemero.renderer.tokens import contrast


def sheet(tokens: Tokens, templates: Path | None = None) -> str:
    spec = ThemeSpec(templates=templates, tokens=tokens)
    return dict(static_files(spec))["assets/site.css"].decode()


def own(tokens: Tokens) -> dict[str, dict[str, str]]:
    """What is set after the bundled rules, for light and for dark."""
    added = sheet(tokens).removeprefix(sheet(Tokens()))
    light, _, dark = added.partition(" and (prefers-color-scheme:dark)")
    names = re.compile(r"--(\w+):([^;}]+)")
    return {"light": dict(names.findall(light)), "dark": dict(names.findall(dark))}


def test_nothing_set_changes_nothing() -> None:
    """The stylesheet is the bundled one, byte for byte."""
    assert own(Tokens()) == {"light": {}, "dark": {}}


def test_own_colours_end_the_stylesheet() -> None:
    """Short forms are written out; what is not set is left alone."""
    set_colours = own(Tokens(link="#036", dark=Palette(link="#ACF")))
    assert set_colours == {"light": {"link": "#003366"}, "dark": {"link": "#aaccff"}}


def test_a_colour_set_once_is_made_readable_in_the_dark() -> None:
    """The dark scheme takes it lightened to the contrast that the theme's own colours have; the
    calendar goes from paper to accent in both."""
    given = own(Tokens(accent="#0b5d3b"))
    assert given["light"]["accent"] == given["light"]["h4"] == "#0b5d3b"
    dark = given["dark"]["accent"]
    assert contrast(dark, "#141310") >= 7 and contrast(dark, "#211f1a") >= 7
    assert given["dark"]["h4"] == dark


@pytest.mark.parametrize(
    ("tokens", "what"),
    [
        (Tokens(accent="#ff8800"), r"theme\.accent \(#ff8800\) on paper \(#fffdf8\) .* 2\.\d:1"),
        (Tokens(paper="#777"), r"theme\.ink .* on paper \(#777777\)"),
        (Tokens(edge="#eeeeee"), r"theme\.edge .* 3:1 is the least"),
        (Tokens(dark=Palette(muted="#333")), r"theme\.dark\.muted \(#333333\)"),
        (Tokens(link="blue"), "must be a colour"),
        (Tokens(link="#12345"), "must be a colour"),
        (Tokens(serif="a;} body{display:none"), "must name faces"),
        (Tokens(mono="url(//host)"), "must name faces"),
    ],
)
def test_what_cannot_be_read_is_refused(tokens: Tokens, what: str) -> None:
    """With the value, the contrast found and the one needed."""
    with pytest.raises(ConfigError, match=what):
        sheet(tokens)


def test_a_refused_colour_comes_with_one_that_would_do() -> None:
    """The nearest on the way to black or white."""
    with pytest.raises(ConfigError) as refused:
        sheet(Tokens(accent="#ff8800"))
    (better,) = re.findall(r'Try "(#\w{6})"', str(refused.value))
    assert contrast(better, "#fffdf8") >= 4.5
    assert own(Tokens(accent=better))["light"]["accent"] == better


def test_own_faces_are_set() -> None:
    """As CSS has them."""
    given = own(Tokens(serif='Georgia, "Times New Roman", serif'))
    assert given["light"] == {"serif": 'Georgia, "Times New Roman", serif'}


def test_tokens_end_an_own_stylesheet_too(tmp_path: Path) -> None:
    """A project may have both; what the sheet does not set is taken to be the theme's."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "site.css").write_text("p{color:var(--ink)}\n")
    whole = sheet(Tokens(link="#003366"), tmp_path)
    assert whole.startswith("p{color:var(--ink)}\n@media screen")
    assert "{:root{--link:#003366}}" in whole


def test_colours_leave_pages_alone() -> None:
    """Only the stylesheet is another: no page needs rendering again."""
    assert theme_digest(ThemeSpec(tokens=Tokens(link="#036"))) == theme_digest(ThemeSpec())


def test_contrast_is_that_of_wcag() -> None:
    """Known pairs."""
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert round(contrast("#0a4a82", "#fffdf8"), 1) == 8.9
