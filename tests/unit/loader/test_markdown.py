"""Markdown keeps its marks; little is taken out of it."""

from tests.unit.loader.judging import article, verdicts

from hemero.loader.markdown import find_blocks
from hemero.model.article import Given

TEXT = """# Le port de Brest rouvre

Un premier paragraphe avec une [ancre](https://example.org) et la suite
sur une seconde ligne.

```python
a = 1

# pas un titre
```

Lire aussi : Les dockers reprennent le travail

Publicité

## La suite

* un
* deux"""


def test_blocks_stay_as_written() -> None:
    """Each run between blank lines is a block of Markdown; a fence is one."""
    found = article(TEXT, markup="markdown")
    assert [block.kind for block in found.body] == ["markdown"] * 4
    assert found.body[0].text.endswith("sur une seconde ligne.")
    assert found.body[1].text == "```python\na = 1\n\n# pas un titre\n```"
    assert found.body[3].text == "* un\n* deux"


def test_the_first_heading_is_the_title() -> None:
    """It is not in the text; a given title that says the same takes its place."""
    assert article(TEXT, markup="markdown").title == "Le port de Brest rouvre"
    given = article(TEXT, markup="markdown", given=Given(title="Le port de Brest rouvre !"))
    assert given.title == "Le port de Brest rouvre !"
    assert not given.body[0].text.startswith("#")
    other = article(TEXT, markup="markdown", given=Given(title="Autre chose"))
    assert other.body[0].text == "# Le port de Brest rouvre"


def test_links_and_prompts_come_out() -> None:
    """An inline link is a link here too, and a prompt of the site is boilerplate."""
    found = article(TEXT, markup="markdown")
    assert [(link.title, link.position) for link in found.related] == [
        ("Les dockers reprennent le travail", 2)
    ]
    assert [line.text for line in found.boilerplate] == ["Publicité"]


def test_every_line_has_its_verdict() -> None:
    """Numbers and texts are those of the file."""
    found = verdicts(TEXT, markup="markdown")
    assert [v.text for v in found] == TEXT.split("\n")
    assert [v.number for v in found] == list(range(1, len(found) + 1))


def test_an_open_fence_ends_with_the_text() -> None:
    """Blank lines at the end are not in the block."""
    assert list(find_blocks(["~~~", "", "a", "", ""])) == [(0, 3)]


def test_a_long_block_is_folded_in_one_go() -> None:
    """Twenty thousand lines without a blank one are one block."""
    found = article("\n".join(["line of text"] * 20_000), markup="markdown")
    assert len(found.body) == 1
