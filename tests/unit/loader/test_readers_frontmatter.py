"""Front matter: told from text, read as plain facts, refused with its line."""

import io

import pytest

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.markdown import read_markdown
from hemero.loader.readers.text import read_text
from hemero.model.article import RawDocument

LIMITS = Limits()


def read(text: str, name: str = "a.txt", limits: Limits = LIMITS) -> RawDocument:
    reader = read_markdown if name.endswith(".md") else read_text
    (document,) = reader(name, io.BytesIO(text.encode()), limits)
    return document


def refusal(text: str, name: str = "a.md", limits: Limits = LIMITS) -> UnreadableSource:
    with pytest.raises(UnreadableSource) as caught:
        read(text, name, limits)
    return caught.value


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_front_matter_is_taken_off_the_text(name: str, end: str) -> None:
    """Fields go to `given`; the lines, and their numbers, begin after the closing line."""
    document = read(f"---\ntitle: Le pont\nlang: fr\n{end}\nUn texte.\n", name)
    assert (document.given.title, document.given.language) == ("Le pont", "fr")
    assert (document.lines, document.first_line) == (("Un texte.",), 5)


def test_values_are_the_text_as_written() -> None:
    """YAML makes no date, number or truth value of them."""
    given = read("---\ntitle: 2022\nsource: yes\nslug: 0x10\ndate: 2022-04\n---\nT").given
    assert (given.title, given.source, given.slug, given.date) == ("2022", "yes", "0x10", "2022-04")


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_absent(nothing: str) -> None:
    """An empty or null value says nothing and is no reason for a warning."""
    document = read(f"---\ntitle: {nothing}\ntags: {nothing}\n---\nT")
    assert document.given.title is None
    assert document.warnings == ()


def test_quoted_null_is_text() -> None:
    """A headline may be the word null."""
    assert read('---\ntitle: "null"\n---\nT').given.title == "null"


@pytest.mark.parametrize(
    "text",
    [
        "---\nUn texte entre deux filets.\n---\nEt la suite.",
        "---\nLe ministre a dit: non.\n---\nEt la suite.",
        "---\nPas de fin du tout.\nEt la suite.",
        "---\n",
        "----\ntitle: non\n----\n",
        " ---\ntitle: non\n---\n",
        "Titre\n---\ntitle: non\n---\n",
        "---\n- un\n- deux\n---\n",
    ],
)
def test_text_with_rules_is_text(text: str) -> None:
    """In plain text no line is swallowed because a scrape begins with dashes."""
    document = read(text)
    assert document.lines == tuple(text.splitlines())
    assert document.first_line == 1


def test_markdown_may_begin_with_a_rule() -> None:
    """Prose between two thematic breaks is no front matter in Markdown either."""
    text = "---\nUn texte entre deux filets.\n---\nEt la suite."
    assert read(text, "a.md").lines == tuple(text.splitlines())


def test_unknown_keys_are_front_matter_in_markdown() -> None:
    """Other tools' keys are passed over without a word."""
    document = read("---\nlayout: post\ndraft: false\n---\nUn texte.", "a.md")
    assert (document.lines, document.warnings) == (("Un texte.",), ())


def test_empty_front_matter_is_allowed() -> None:
    """Two lines of dashes with nothing, or a comment, between them state nothing."""
    assert read("---\n---\nT", "a.md").lines == ("T",)
    assert read("---\n# rien\n\n---\nT", "a.md").lines == ("T",)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("block", "line", "what"),
    [
        ("date: 2022\ntitle: Un: deux: trois", 3, "mapping values are not allowed"),
        ('title: "sans fin', 2, "not YAML"),
        ("title: [a, b", 2, "not YAML"),
        ("{{{", 2, "not YAML"),
        ("[title, date]", 2, "is a list"),
        ("title: a\n\tdate: b", 3, "not YAML"),
        ("title: &x a", 2, "'&x' is a YAML anchor"),
        ("title: *x", 2, "'*x' is a YAML alias"),
        ("title: !!python/object/apply:os.system [ls]", 2, "is a YAML tag"),
        ("title: !!binary aGVsbG8=", 2, "is a YAML tag"),
        ("title: ! a", 2, "is a YAML tag"),
        ("a: &a [x]\nb: &b [*a, *a]\ntitle: [*b, *b]", 2, "YAML anchor"),
        ("title: " + "[" * 30 + "]" * 30, 2, "nested more than 8 deep"),
        ("title:\n" + "".join("  " * n + "- \n" for n in range(20)), 10, "nested more than 8"),
        ("title: x\n? [a, b]\n: y", 3, "a key is no text"),
        ("title: x\ntags: [" + "a," * 6000 + "]", 3, "more than 5,000 values"),
    ],
)
def test_what_is_no_plain_fact_is_refused_with_its_line(
    block: str, line: int, what: str, name: str
) -> None:
    """Broken YAML, aliases, tags, depth: the file is set aside, and nothing was constructed."""
    fault = refusal(f"---\n{block}\n---\nUn texte.", name)
    assert what in fault.message
    assert fault.where == f"{name}:{line}"
    assert fault.hint


def test_unclosed_front_matter_is_refused() -> None:
    """A forgotten closing line does not publish the metadata as the article."""
    assert "no closing line" in refusal("---\ntitle: Le pont\n\nUn texte.").message
    assert "no closing line" in refusal("---\ntitle: Le pont\n\nUn texte.", "a.txt").message


def test_front_matter_over_the_limit_is_refused() -> None:
    """Its size is bounded before YAML sees it."""
    long = "---\ntitle: Le pont\nx: " + "y" * 70_000 + "\n---\nUn texte."
    assert "within 65,536 bytes" in refusal(long).message


def test_duplicate_keys_are_reported() -> None:
    """Of two titles the first counts, and the user hears of it."""
    document = read("---\ntitle: un\nTitle: autre\ntitle: deux\n---\nT")
    assert document.given.title == "un"
    assert [(w.where, w.severity) for w in document.warnings] == [("a.txt:4", "warning")]


def test_front_matter_without_text_is_no_article() -> None:
    """A stub is set aside and said to be one."""
    assert refusal("---\ntitle: Le pont\n---\n\n").message == "no text under its front matter."


TRAFILATURA = """---
title: "Le pont rouvre"
author: Anne Lee; Bo Ray
url: https://gazette.example/pont?a=1&b=2
hostname: gazette.example
description: Onze semaines de travaux prennent fin.
sitename: La Gazette
date: 2022-04-26
categories: [Ville, Travaux]
tags: pont;port
fingerprint: 0a1b
license: None
---
"""


def test_trafilatura_text_is_understood() -> None:
    """Its front matter gives all the fields that it has, in a file named .txt."""
    document = read(TRAFILATURA + "Un texte.\n")
    given = document.given
    assert (given.title, given.source, given.date) == ("Le pont rouvre", "La Gazette", "2022-04-26")
    assert given.authors == ("Anne Lee", "Bo Ray")
    assert given.tags == ("pont", "port", "Ville", "Travaux")
    assert given.url == "https://gazette.example/pont?a=1&b=2"
    assert given.standfirst == "Onze semaines de travaux prennent fin."
    assert (document.markup, document.warnings) == ("text", ())


@pytest.mark.parametrize(
    "line", ["# Le pont rouvre", "Voir [là](https://x.example).", "- un point"]
)
def test_trafilatura_markdown_in_a_text_file_is_markdown(line: str) -> None:
    """Its Markdown files are named .txt: the front matter and the signs tell."""
    assert read(f"{TRAFILATURA}{line}\n").markup == "markdown"
    assert read(f"---\ntitle: Autre\n---\n{line}\n").markup == "text"


def test_trafilatura_without_quotation_marks_is_understood() -> None:
    """Flat lines that YAML would refuse are taken as they stand where the keys are its own."""
    text = TRAFILATURA.replace('"Le pont rouvre"', "Le pont: rouvert [enfin")
    document = read(text + "Un texte.\n")
    assert document.given.title == "Le pont: rouvert [enfin"
    assert document.given.source == "La Gazette"


def test_places_of_warnings_are_lines_of_the_file() -> None:
    """A value that cannot be used is named with its line; the article is kept."""
    document = read("---\ntitle: Le pont\ndate: hier\n---\nUn texte.")
    (warning,) = document.warnings
    assert (warning.where, warning.severity) == ("a.txt:3", "warning")
    assert "date" in warning.what
    assert "'hier'" in warning.what


def test_tabs_indent_in_markdown() -> None:
    """A tab reaches the next stop of four, so that code and lists keep their depth."""
    assert read("- un\n\t- deux", "a.md").lines == ("- un", "    - deux")


def test_escapes_of_json_are_read_and_bring_in_nothing_unseen() -> None:
    """A face written as two escaped halves is one character; escaped overrides are taken out."""
    found = read('---\ntitle: "Vote \\ud83d\\ude00 \\u202eici\\u0000"\n---\nx', "a.md")
    assert found.given.title == "Vote 😀 ici"
