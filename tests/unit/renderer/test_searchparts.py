"""The files of the search index, as bytes."""

import json
import re
from typing import Any

from msgspec import structs

from hemero.model.article import Article, Block
from hemero.model.search import Drawer, Finding, Sheet, Volume
from hemero.renderer.searchparts import (
    directory_file,
    drawer_file,
    head_file,
    sheet_file,
    sheet_path,
    text_file,
    volume_paths,
)

TITLE = '</script>"\\\u2028<b>'
VOLUME = Volume(
    name="0",
    drawers=1,
    paths=("a", "b"),
    words=(60, 60),
    digests=("1", "2"),
    findings=(
        Finding("Un", "2020/01/un.html", "Phare", "2020-01-02", "fr", "Il était…"),
        Finding(TITLE, "undated/b.html"),
    ),
    tags=(("Port", "Bac"), ("Bac",)),
    sheets=(Sheet("abc", 0, 2),),
    texts=(Sheet("def", 0, 2),),
)


def handed(data: bytes) -> list[Any]:
    """What a part hands to the page; each is one call with JSON between the brackets."""
    text = data.decode()
    found = re.fullmatch(r"hemero\((.*)\)\n", text, re.DOTALL)
    assert found
    values: list[Any] = json.loads(f"[{found[1]}]")
    return values


def test_each_part_says_its_path() -> None:
    """So that the page knows what it received."""
    assert handed(directory_file([(VOLUME, "mark")]))[0] == "index"
    assert handed(head_file(VOLUME, "mark"))[:2] == ["0/head", "mark"]
    assert handed(sheet_file(VOLUME, VOLUME.sheets[0]))[0] == "0/sabc"
    assert sheet_path(VOLUME, VOLUME.sheets[0]) == "search/0/sabc.js"
    assert volume_paths(VOLUME) == ("search/0/head.js", "search/0/0.js")


def test_the_directory_names_the_span_of_a_volume() -> None:
    """None where an article without a date stands in it: it must always be asked."""
    assert handed(directory_file([(VOLUME, "m")]))[2] == [["0", "m", 1, 2, "", ""]]


def test_the_head_holds_what_filters_need() -> None:
    """Dates, sources, languages and tags by article, and where findings and texts begin."""
    said = handed(head_file(VOLUME, "m"))
    _, _, dates, sources, source, languages, language, names, lists, sheets, texts = said
    assert dates.split(" ") == ["20200102", ""]
    assert [sources[ord(sign) - 35] for sign in source] == ["Phare", ""]
    assert [languages[ord(sign) - 35] for sign in language] == ["fr", ""]
    tags = [[names[ord(sign) - 35] for sign in tags] for tags in lists.split(" ")]
    assert tags == [["Port", "Bac"], ["Bac"]]
    assert (sheets, texts) == ([["abc", 0]], [["def", 0]])


def test_findings_have_the_white_space_of_their_language() -> None:
    """As titles have it on every other page."""
    finding = Finding("Pont : la fin ?", "a.html", language="fr")
    volume = structs.replace(VOLUME, findings=(finding,))
    assert handed(sheet_file(volume, Sheet("a", 0, 1)))[2][0][0] == "Pont\u00a0: la fin\u202f?"


def test_hostile_text_stays_text() -> None:
    """Whatever a title or a text holds, it is inside a string."""
    assert handed(sheet_file(VOLUME, VOLUME.sheets[0]))[2][1][0] == TITLE
    article = Article(path="a", title="t", body=(Block(TITLE), Block('");alert(1)')))
    (text,) = handed(text_file(VOLUME, VOLUME.texts[0], [article]))[2]
    assert text == TITLE + "\n" + '");alert(1)'


def test_drawers_can_be_read_back() -> None:
    """For every distance there is, those whose sign must be escaped too."""
    values = tuple(range(0, 3000, 57))
    ends = tuple((4 * n, 4 * n + 4 * 57) for n in range(60))
    drawer = Drawer(("a", "le", *("t" * n for n in range(2, 62))), (values, (7,), *ends),
                    frozenset({1}))  # fmt: skip
    _, _, terms, lists = handed(drawer_file(VOLUME, 0, "m", drawer))
    assert terms.split(" ") == list(drawer.terms)
    read = lists.split(" ")
    assert read[1][0] == "!"
    assert [_numbers(text.removeprefix("!")) for text in read] == list(drawer.places)


def _numbers(text: str) -> tuple[int, ...]:
    found, place = [], 0
    for sign in text:
        code = ord(sign) - 35
        place += code >> 2
        found.append(place * 4 + (code & 3))
    return tuple(found)
