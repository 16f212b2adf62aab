"""What the archive may see of an article."""

import pytest

from hemero.loader.card import make_card
from hemero.model.article import Article, Block


@pytest.mark.parametrize(
    ("block", "excerpt"),
    [
        (
            Block("Un *pont* [à voir](https://a.example/b) et `c`", "markdown"),
            "Un pont à voir et c",
        ),
        (Block("> Elle a dit « non ».", "markdown"), "Elle a dit « non »."),
        (Block("Deux * trois [fois] _mot_"), "Deux * trois [fois] _mot_"),
    ],
)
def test_excerpts_are_plain_text(block: Block, excerpt: str) -> None:
    """Without the signs of Markdown where the text is Markdown; as printed elsewhere."""
    article = Article(path="a.md", title="T", body=(Block("# Titre", "markdown"), block))
    assert make_card(article, "").excerpt == excerpt


def test_excerpts_are_cut_at_a_word() -> None:
    """At 180 characters, with a sign that says so."""
    excerpt = make_card(Article(path="a", title="T", body=(Block("mot " * 90),)), "").excerpt
    assert len(excerpt) <= 180 and excerpt.endswith("mot…")
