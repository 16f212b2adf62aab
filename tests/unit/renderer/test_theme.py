"""Where the theme's files come from, and what they hold."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hemero.renderer.theme import Theme, default_title, load_theme
from hemero.renderer.themefiles import ThemeSpec, bundled_theme, static_files, theme_digest

Own = Callable[[dict[str, str]], Theme]


def test_own_files_come_before_bundled_ones(own_theme: Own, tmp_path: Path) -> None:
    """By file; what a project does not bring is the bundled one's."""
    theme = own_theme({"404.html": "own", "static/site.css": "p{}\n", "static/a.svg": "<svg/>"})
    edition = theme.edition("fr")
    assert edition.template("404.html").render() == "own"
    assert edition.template("home.html").filename != edition.template("404.html").filename
    files = dict(static_files(ThemeSpec(templates=tmp_path / "templates")))
    assert (files["assets/site.css"], files["assets/a.svg"]) == (b"p{}\n", b"<svg/>")


def test_digest_changes_with_any_file(own_theme: Own, tmp_path: Path) -> None:
    """A template, a string or a static file more is another theme; the same files are not."""
    spec = ThemeSpec(templates=tmp_path / "templates")
    seen = {theme_digest(spec)}
    for name in ("base.html", "i18n/fr.yaml", "static/a.png", "notes.xml"):
        own_theme({name: ""})
        assert theme_digest(spec) == theme_digest(spec)
        seen.add(theme_digest(spec))
    own_theme({".base.html.swp": "x", "base.html~": "x", "static/.DS_Store": "x"})
    assert len(seen | {theme_digest(spec)}) == 5


def test_a_changed_file_is_read_again(own_theme: Own) -> None:
    """A process that has the theme already sees an edit."""
    before = own_theme({"404.html": "before"})
    assert own_theme({"404.html": "before"}) is before or before
    after = own_theme({"404.html": "after it"})
    assert after.edition("fr").template("404.html").render() == "after it"


def test_the_theme_is_built_once() -> None:
    """The same spec gives the same theme, a theme the same edition."""
    theme = load_theme(ThemeSpec())
    assert load_theme(ThemeSpec()) is theme
    assert theme.edition("fr") is theme.edition("fr")


def test_archives_without_a_name_have_one() -> None:
    """In the interface's language."""
    assert default_title(ThemeSpec(), "fr") == "Archive de presse"
    assert default_title(ThemeSpec(), "xx") == "News archive"


def stylesheet() -> str:
    return dict(static_files(ThemeSpec()))["assets/site.css"].decode()


def test_the_stylesheet_keeps_its_budget() -> None:
    """8,192 bytes, one file, nothing from elsewhere; it names its maker."""
    css = stylesheet()
    assert len(css.encode()) <= 8192
    assert css.startswith("/* Hemero */")
    assert not re.search(r"@import|url\(|@font-face", css)
    assert css.count("{") == css.count("}")


def test_spaces_are_logical() -> None:
    """No left or right: a page in Arabic needs no second stylesheet."""
    assert not re.search(
        r"(?:margin|padding|border|text-align)[a-z-]*:?-?(?:left|right)", stylesheet()
    )


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_keep_their_contrast(scheme: str) -> None:
    """WCAG: text 7:1 on paper and surface, borders of controls and focus 3:1."""
    css = (bundled_theme() / "static" / "site.css").read_text()
    light, dark = css.split("@media (prefers-color-scheme:dark)")
    chosen = light if scheme == "light" else dark.split("@media (prefers-contrast")[0]
    token = dict(re.findall(r"--([a-z0-4]+):(#[0-9a-f]{6})", chosen))
    for ground in (token["paper"], token["surface"]):
        for text in ("ink", "muted", "link", "visited", "accent"):
            assert ratio(token[text], ground) >= 7, text
        for line in ("edge", "focus"):
            assert ratio(token[line], ground) >= 3, line
    steps = [ratio(token[f"h{n}"], token["paper"]) for n in range(5)]
    assert steps == sorted(steps)
