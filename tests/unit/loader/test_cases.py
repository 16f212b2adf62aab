"""Scraped texts and what must be seen in them: tests/cases/*.md, one file a subject.

A case is a title, the text and what is expected, each ended by a line with a single dot. Expected
is one verdict for each line that is not empty: a kind, kinds joined by "|" where either is right,
or a kind and a rule ("related fr/lire-aussi"). After "---" come the fields that matter: "-" is
none, names are joined by "; ", links are written "position: title | source", blocks one a line.
A title may end in the file's name, in braces. "known-gap: reason" opens what the loader does not
see yet: the test fails, so that the mark goes, on the day that it does. "not yet: " stands before
the verdicts that it misses; all else of such a case must be right, so that the reason stays true.
"""

from pathlib import Path
from typing import Any

import pytest
from tests.unit.loader.reading import one

from hemero.loader.load import judge_document, structure
from hemero.loader.rulepack import bundled_rules
from hemero.model.article import Article, Verdict

CASES = Path(__file__).parents[2] / "cases"
GAP = "known-gap: "
NOT_YET = "not yet: "


def read_cases() -> list[Any]:
    """Every case as a parameter of the test."""
    cases = []
    for file in sorted(CASES.glob("*.md")):
        parts = file.read_text(encoding="utf-8").split("\n.\n")
        for head, text, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            title, _, name = head.strip().splitlines()[-1].partition(" {")
            marks = []
            if expected.startswith(GAP):
                reason, _, expected = expected.removeprefix(GAP).partition("\n")
                marks.append(pytest.mark.xfail(strict=True, reason=reason))
            values = (name.rstrip("}") or "case.txt", text + "\n", expected)
            cases.append(pytest.param(*values, id=f"{file.stem}: {title}", marks=marks))
    return cases


def said(verdicts: tuple[Verdict, ...], wanted: list[str]) -> list[str]:
    """The verdicts, in the words of the expectation where they meet it, in full where not."""
    lines = []
    for at, verdict in enumerate(verdict for verdict in verdicts if verdict.text.strip()):
        want = wanted[at] if at < len(wanted) else ""
        kinds, _, rule = want.partition(" ")
        met = verdict.kind in kinds.split("|") and rule in ("", verdict.rule)
        lines.append(want if met else f"{verdict.kind} {verdict.rule}: {verdict.text[:60]}")
    return lines


def field(article: Article, name: str) -> str:
    """A field of the record, as the cases write it."""
    if name == "blocks":
        return "\n".join(f"{block.kind} {block.text}" for block in article.body)
    if name == "related":
        links = (
            f"{link.position}: {link.title}" + (f" | {link.source}" if link.source else "")
            for link in article.related
        )
        return "\n".join(links) or "-"
    value = getattr(article, name)
    return ("; ".join(value) if isinstance(value, tuple) else value) or "-"


def wanted_fields(record: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in record.strip().splitlines():
        name, _, value = line.partition(": ")
        fields[name] = f"{fields[name]}\n{value}" if name in fields else value
    return fields


@pytest.mark.parametrize(("name", "text", "expected"), read_cases())
def test_each_line_is_judged_and_each_field_read(name: str, text: str, expected: str) -> None:
    """Each line is judged, and each field read, as a careful reader would."""
    lines, _, record = expected.partition("\n---\n")
    document = one(name, text)
    wanted = lines.replace(NOT_YET, "").split("\n")
    assert said(judge_document(document, bundled_rules()), wanted) == wanted
    fields = wanted_fields(record)
    article = structure(document, bundled_rules())
    assert {name: field(article, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("name", "text", "expected"), [case.values for case in read_cases() if case.marks]
)
def test_a_known_gap_is_where_it_is_said_to_be(name: str, text: str, expected: str) -> None:
    """Of a case with a gap the marked lines alone are judged wrong, and no field is."""
    lines, _, record = expected.partition("\n---\n")
    document = one(name, text)
    marked = lines.split("\n")
    wanted = lines.replace(NOT_YET, "").split("\n")
    found = said(judge_document(document, bundled_rules()), wanted)
    assert len(found) == len(wanted)
    differs = [saying != want for saying, want in zip(found, wanted, strict=True)]
    assert differs == [line.startswith(NOT_YET) for line in marked], found
    fields = wanted_fields(record)
    article = structure(document, bundled_rules())
    assert {name: field(article, name) for name in fields} == fields
