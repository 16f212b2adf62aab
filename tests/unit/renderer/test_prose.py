"""Bodies as HTML, related links at their places."""

from hypothesis import given
from hypothesis import strategies as st

from hemero.model.article import Block, RelatedLink
from hemero.renderer.prose import Setting, text_parts
from hemero.renderer.spacing import spacer

PLAIN = Setting()


def html(*blocks: Block, setting: Setting = PLAIN) -> str:
    return "".join(part.html for part in text_parts(blocks, (), setting))


def test_blocks_become_elements() -> None:
    """Each kind of block has its element."""
    assert html(
        Block("A"), Block("B", "heading"), Block("C\nD", "list"), Block("E\nF", "quote"),
        Block("G", "contributor"),
    ) == (
        "<p>A</p>\n<h2>B</h2>\n<ul><li>C</li><li>D</li></ul>\n"
        '<blockquote><p>E</p><p>F</p></blockquote>\n<p class="contributor">G</p>'
    )  # fmt: skip


def test_paragraphs_have_numbers_to_cite_by() -> None:
    """Anchors count paragraphs alone, and only where they are wanted."""
    blocks = (Block("A"), Block("B", "heading"), Block("C"))
    assert html(*blocks, setting=Setting(anchors=True)) == (
        '<p id="p1">A</p>\n<h2>B</h2>\n<p id="p2">C</p>'
    )


def test_text_is_escaped_once() -> None:
    """Signs of HTML are text, references are not decoded."""
    assert html(Block("<b> & &amp; 'x' \"y\"")) == ("<p>&lt;b&gt; &amp; &amp;amp; 'x' \"y\"</p>")


def test_related_links_stand_where_they_stood() -> None:
    """The text is cut at each position; links at one position share a place."""
    body = tuple(Block(text) for text in "ABC")
    related = tuple(RelatedLink("t", position) for position in (2, 0, 2, 9))
    parts = text_parts(body, related, Setting())
    assert [(part.html, part.related) for part in parts] == [
        ("", (1,)),
        ("<p>A</p>\n<p>B</p>", (0, 2)),
        ("<p>C</p>", (3,)),
    ]


def test_an_empty_body_is_one_empty_part() -> None:
    """Nothing to show is no fault."""
    assert [part.html for part in text_parts((), (), Setting())] == [""]


def test_signs_at_the_ends_of_paragraphs_are_typeset() -> None:
    """Paragraphs are typeset together, each as if alone."""
    texts = ("Quoi?", "«Non»", "M. X", "? Y", "www.a.fr", "!")
    alone = [html(Block(text), setting=Setting(spacer("fr"))) for text in texts]
    together = html(*map(Block, texts), setting=Setting(spacer("fr")))
    assert together == "\n".join(alone)


def test_markdown_stands_beside_plain_blocks() -> None:
    """A contributor note after Markdown keeps its element."""
    assert html(Block("*a*", "markdown"), Block("b", "contributor")) == (
        '<p><em>a</em></p>\n<p class="contributor">b</p>'
    )


@given(st.lists(st.text(max_size=40), max_size=6))
def test_every_block_gives_one_paragraph(texts: list[str]) -> None:
    """Whatever the text holds, also the sign that blocks are joined by."""
    whole = html(*map(Block, texts), setting=Setting(spacer("fr"), anchors=True))
    assert whole.count("<p id=") == len(texts)
