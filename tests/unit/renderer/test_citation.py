"""One article in four ways of citing."""

from typing import Any

import pytest
from msgspec.structs import replace

from hemero.model.article import Article
from hemero.renderer.citation import Citations, cite
from hemero.renderer.theme import Theme

ADDRESS = "https://example.org/2022/04/un-titre.html"


@pytest.fixture
def cited(theme: Theme, article: Article) -> Any:
    def make(language: str = "fr", **changes: Any) -> Citations:
        changed = replace(article, language=language, **changes)
        return cite(changed, ADDRESS, theme.edition("fr").strings_of(language or "fr"))

    return make


def test_all_that_is_known_is_cited(cited: Any) -> None:
    """Author, title, source, date, language and address in every format."""
    citations = cited()
    assert citations.reference == (
        f"Ada Lune. Un titre. La Gazette [en ligne]. 26 avril 2022. {ADDRESS}."
    )
    assert citations.bibtex == (
        "@online{lagazette2022abab,\n  title = {{Un titre}},\n  author = {{Ada Lune}},\n"
        "  organization = {La Gazette},\n  date = {2022-04-26},\n  langid = {french},\n"
        f"  url = {{{ADDRESS}}},\n}}"
    )
    assert citations.ris.splitlines() == [
        "TY  - NEWS",
        "TI  - Un titre",
        "AU  - Ada Lune",
        "T2  - La Gazette",
        "DA  - 2022/04/26/",
        "LA  - fr",
        f"UR  - {ADDRESS}",
        "ER  - ",
    ]
    assert citations.wikipedia == (
        "{{Article |auteur=Ada Lune |titre=Un titre |périodique=La Gazette |date=26 avril 2022"
        f" |langue=fr |lire en ligne={ADDRESS}}}}}"
    )


def test_unknown_fields_are_left_out(cited: Any) -> None:
    """No date and no author are not invented; only the line for people says so."""
    citations = cited(date=None, authors=(), source=None)
    assert citations.reference == f"Un titre. [en ligne]. s. d. {ADDRESS}."
    for text in (citations.bibtex, citations.ris, citations.wikipedia):
        assert "date =" not in text
        assert "DA " not in text
        assert "auteur" not in text
        assert "AU " not in text


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("en", "{{cite news |author=A |author2=B |title="),
        ("de", "{{Internetquelle |autor=A, B |titel="),
        ("es", "{{cita noticia |autor=A |autor2=B |título="),
        ("it", "{{Cita news |autore=A |autore2=B |titolo="),
        ("pl", "{{cite news |author=A |author2=B |title="),
    ],
)
def test_wikipedias_have_their_templates(cited: Any, language: str, start: str) -> None:
    """The template is that of the article's language, English's where we know no other."""
    citations = cited(language, authors=("A", "B"))
    assert citations.wikipedia.startswith(start)


def test_signs_of_each_syntax_are_escaped(cited: Any) -> None:
    """A title cannot end a field or begin a new line."""
    title = "50 % {a} | b=c & d_e #f\nER  - ]] <ref> \\x ~^ $"
    citations = cited(title=title)
    assert (
        "{{50 \\% \\{a\\} | b=c \\& d\\_e \\#f ER - ]] <ref> "
        "\\textbackslash{}x \\textasciitilde{}\\textasciicircum{} \\$}}"
    ) in citations.bibtex
    assert citations.ris.count("\nER  - ") == 1
    inside = citations.wikipedia.split("|titre=")[1].split(" |périodique=")[0]
    assert "{{!}} b{{=}}c" in inside
    assert not {"[", "]", "<", ">"} & set(inside)


def test_the_original_comes_first(cited: Any) -> None:
    """Where the original's address is known, the archive's stands beside it."""
    citations = cited("en", url="https://www.gazette.example/a?b=1|2")
    assert "|url=https://www.gazette.example/a?b=1%7C2 " in citations.wikipedia
    assert f"|archive-url={ADDRESS}}}}}" in citations.wikipedia
    assert f"note = {{\\url{{{ADDRESS}}}}}" in citations.bibtex


def test_a_site_without_address_cites_none(theme: Theme, article: Article) -> None:
    """No address is invented."""
    citations = cite(article, "", theme.edition("fr").strings)
    assert "url" not in citations.bibtex
    assert "UR  -" not in citations.ris
    assert citations.reference.endswith("26 avril 2022.")


@pytest.mark.parametrize(("date", "expected"), [("2022", "2022///"), ("2022-04", "2022/04//")])
def test_dates_keep_their_precision(cited: Any, date: str, expected: str) -> None:
    """RIS leaves empty what is not known."""
    assert f"DA  - {expected}\n" in cited(date=date).ris
