"""What one text may be tagged with, and what in it speaks for each subject.

A file tells its given tags and what it proposes; which proposals become tags only the archive
can decide, which sees how many articles share them.
"""

from collections.abc import Iterator

from msgspec import Struct

from hemero.archive.candidates import TERRITORY, acronyms_of, candidates_of
from hemero.archive.territories import territory_name
from hemero.loader.card import make_card
from hemero.model.article import Article

_KINDS = {"N": "name", "T": "theme"}


class Subject(Struct, frozen=True, omit_defaults=True):
    """One subject that the file states or its text proposes."""

    name: str  # as written
    kind: str  # given, name, theme, territory
    count: int = 0  # occurrences in the text, short forms of a name included
    in_title: bool = False
    weight: int = 0  # within this text: more for the title, the beginning, and each doubling
    territory: str = ""  # its name in the language of the text, where that calls it otherwise
    acronym_of: str = ""  # what the text says it stands for
    acronym: str = ""  # by which the text abbreviates it


def subjects_of(article: Article) -> tuple[Subject, ...]:
    """The given tags, then what the text proposes, the weightiest first."""
    card = make_card(article, "")
    language = (article.language or "").partition("-")[0]
    spelt_out = dict(acronyms_of(card.subjects))
    found = sorted(_proposed(card.subjects, language, spelt_out), key=lambda one: -one.weight)
    return (*(Subject(tag, "given") for tag in article.tags), *found)


def _proposed(subjects: str, language: str, spelt_out: dict[str, str]) -> Iterator[Subject]:
    acronyms = {long: short for short, long in spelt_out.items()}
    for one in candidates_of(subjects, language):
        code = one.key.removeprefix(TERRITORY) if one.key.startswith(TERRITORY) else ""
        name = territory_name(code, language) if code else ""
        yield Subject(
            one.written,
            "territory" if code else _KINDS[one.kind],
            one.count,
            one.in_title,
            one.weight,
            name if name != one.written else "",
            spelt_out.get(one.written, ""),
            acronyms.get(one.written, ""),
        )


def subject_lines(subjects: tuple[Subject, ...], most: int) -> Iterator[str]:
    """A line for each proposed subject, `most` at most, with what speaks for it."""
    proposed = [subject for subject in subjects if subject.kind != "given"]
    for subject in proposed[:most]:
        yield f"{subject.name}   ({', '.join(_evidence(subject))})"
    if len(proposed) > most:
        yield f"… and {len(proposed) - most} more"


def _evidence(subject: Subject) -> Iterator[str]:
    yield f"{subject.kind} {subject.territory}".rstrip()
    if subject.acronym_of:
        yield f"acronym of {subject.acronym_of}"
    if subject.acronym:
        yield f"abbreviated {subject.acronym}"
    if subject.in_title:
        yield "in the title"
    yield "once" if subject.count == 1 else f"{subject.count} times"
    yield f"weight {subject.weight}"
