"""Markdown that cannot surprise, and the short cut for plain paragraphs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemero.renderer.markdown import (
    is_plain,
    markdown_blocks,
    markdown_html,
    plain_paragraph,
    plain_words,
)
from hemero.renderer.spacing import spacer

SIGNS = st.text(alphabet="aé «»“”'\"’.,;:!?()0-_*`[]<>&#|~=+\\\n\t\u00a0\u2028/@%", max_size=60)


@given(SIGNS | st.text(max_size=60))
def test_short_cut_gives_what_the_parser_gives(source: str) -> None:
    """Byte for byte, for every text that the short cut takes."""
    if is_plain(source):
        assert plain_paragraph(source, None) == markdown_html(source)


@pytest.mark.parametrize(
    "source",
    ["Le pont a rouvert.", "« Oui », dit-elle : “non” (peut-être) ; 12 % !", "Deux\nlignes"],
)
def test_plain_paragraphs_skip_the_parser(source: str) -> None:
    """Running text with its usual signs takes the short cut."""
    assert is_plain(source)


@pytest.mark.parametrize(
    "source",
    [
        "1. liste", "- liste", "# titre", "a *b*", "a_b_", "`x`", "[a](b)", "<b>", "a & b", "> a",
        " indenté", "fin  \nligne", "a\n- b", "a\n===", "a\n---", "a | b", "~~~", "a\\", "", "a ",
    ],
)  # fmt: skip
def test_what_may_mean_something_is_parsed(source: str) -> None:
    """Signs of Markdown, and white space that means something, are left to the parser."""
    assert not is_plain(source)


def test_raw_html_is_text() -> None:
    """Elements in the source are shown, not interpreted."""
    html = markdown_html('<script>alert(1)</script>\n\n<b onclick="x">a</b>')
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<b" not in html


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "java&#10;script:x", "//a.b/c", "x.html"]
)
def test_refused_addresses_show_their_text(url: str) -> None:
    """A link that may not lead out is its text, in every syntax."""
    html = markdown_html(f"a [texte]({url}) b\n\n[r][r] c\n\n[r]: {url}\n\n<{url}>")
    assert "<a" not in html
    assert "texte" in html


def test_links_lead_out_marked() -> None:
    """An outside link says that it is none of ours; its title attribute is dropped."""
    assert markdown_html('[a](https://b.fr/?c=1&d=2 "t")') == (
        '<p><a href="https://b.fr/?c=1&amp;d=2" rel="nofollow noopener noreferrer external">'
        "a</a></p>"
    )


def test_images_become_links() -> None:
    """Nothing is loaded from another host; in a link an image is its text."""
    html = markdown_html("![chat](https://a.fr/c.png) [![photo](https://a.fr/p.png)](https://b.fr)")
    assert "<img" not in html
    assert html.count("<a ") == 2
    assert ">chat</a>" in html
    assert ">photo</a>" in html


def test_links_are_never_without_text() -> None:
    """A link without text says the host it leads to."""
    assert ">b.fr</a>" in markdown_html("[](https://www.b.fr/x)")
    assert ">c.png</a>" in markdown_html("![](https://www.b.fr/c.png)")


def test_headings_continue_the_outline() -> None:
    """No second h1, no level skipped, also across blocks."""
    blocks = markdown_blocks(["# A", "#### B", "texte", "###### C", "## D"])
    assert re.findall(r"<(h\d)", "".join(blocks)) == ["h2", "h3", "h4", "h2"]


def test_no_attribute_comes_from_the_source() -> None:
    """Tables have no style, code has no class; a list keeps its first number."""
    html = markdown_html("| a |\n|:-:|\n| b |\n\n```py x=y\nc\n```\n\n3. d")
    assert "style" not in html
    assert "class" not in html
    assert '<th scope="col">' in html
    assert '<ol start="3">' in html


def test_blocks_that_need_each_other_are_parsed_together() -> None:
    """References serve all blocks; a loose list stands whole with its first item."""
    first, second, third = markdown_blocks(["[a][r] b", "texte", "[r]: https://x.fr"])
    assert 'href="https://x.fr"' in first
    assert (second, third) == ("<p>texte</p>", "")
    items = markdown_blocks(["- un", "- deux", "fin"])
    assert items[0].count("<li>") == 2
    assert items[1:] == ["", "<p>fin</p>"]


def test_spaces_are_set_in_text_alone() -> None:
    """French spaces reach neither code nor addresses."""
    html = markdown_html("Quoi ? *Non* ! `a ? b` [c ?](https://d.fr/e?f=g)", spacer("fr"))
    assert "Quoi\u202f?" in html
    assert "<code>a ? b</code>" in html
    assert "https://d.fr/e?f=g" in html


@given(st.text(max_size=200))
def test_no_source_is_too_odd(source: str) -> None:
    """Whatever the source, one piece of HTML a block and no element that was not ours."""
    pieces = markdown_blocks([source, source])
    assert len(pieces) == 2
    assert not re.search(r"<(script|img|iframe|style)", "".join(pieces))


def test_descriptions_lose_the_signs() -> None:
    """An excerpt of Markdown reads as text."""
    assert plain_words("## **Le** pont [rouvert](https://a.fr)") == "Le pont rouvert"
