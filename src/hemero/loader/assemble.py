"""Verdicts folded into the Article.

Knows what was judged, and judges nothing again: each block, link and stripped line of the
record is a line that has its verdict.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from hemero.loader.judgement import Judgement
from hemero.loader.marks import CONTINUES as MARKDOWN_CONTINUES
from hemero.loader.marks import plain
from hemero.loader.page import BULLETS
from hemero.loader.pathdates import date_of_path
from hemero.loader.rulepack import Rulepack
from hemero.loader.torn import CONTINUES, space_between
from hemero.model.article import (
    CORRECTION,
    Article,
    Block,
    BlockKind,
    Evidence,
    Kind,
    RawDocument,
    RelatedLink,
    Stripped,
    Verdict,
)
from hemero.text import squeeze

_BLOCKS: dict[Kind, BlockKind] = {
    "body": "paragraph",
    "heading": "heading",
    "quote": "quote",
    "list": "list",
    "contributor": "contributor",
}


def assemble(document: RawDocument, judgement: Judgement, rules: Rulepack) -> Article:
    """The record of one document, from what was given and what was judged."""
    given = document.given
    body, related = _fold(document, judgement)
    headline = judgement.headline
    found = _found(document, judgement, rules)
    return Article(
        path=document.path,
        title=(headline.title if headline else given.title) or document.path,
        standfirst=given.standfirst,
        source=given.source or found.source,
        url=given.url,
        language=judgement.language,
        date=given.date or found.date,
        updated=given.updated or found.updated,
        retrieved=given.retrieved,
        authors=given.authors or found.authors,
        contributors=given.contributors or found.contributors,
        body=tuple(body),
        related=tuple(related),
        tags=given.tags,
        boilerplate=tuple(
            Stripped(v.number, squeeze(v.text), v.rule, v.group)
            for v in judgement.verdicts
            if v.kind == "boilerplate"
        ),
        evidence=tuple(_evidence(document, judgement, found)),
        markup=document.markup,
        slug=given.slug,
        permalink=given.permalink,
        aliases=given.aliases,
        withdrawn=given.withdrawn,
        draft=given.draft,
        noindex=given.noindex,
        publish_after=given.publish_after,
        encoding=document.encoding,
        size=document.size,
        sha256=document.sha256,
    )


class _Found(Struct, frozen=True):
    """What the page and the file's name say of the article; nothing of what a correction states,
    for where that says nothing, there is nothing."""

    source: str | None = None
    date: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()


def _found(document: RawDocument, judgement: Judgement, rules: Rulepack) -> _Found:
    nameplate, imprint = judgement.nameplate, judgement.imprint
    found = _Found(
        nameplate.name if nameplate else None,
        imprint.date or date_of_path(document.path),
        imprint.updated,
        imprint.authors,
        _contributors(judgement.verdicts, rules),
    )
    corrected = set(document.corrected).intersection(_Found.__struct_fields__)
    empty = {name: getattr(_NOTHING, name) for name in corrected}
    return replace(found, **empty) if empty else found


_NOTHING = _Found()


class _Draft(Struct):
    """A block in the making: pieces to be written one after the other."""

    kind: BlockKind
    pieces: list[str]

    def add(self, between: str, piece: str) -> None:
        self.pieces.append(between)
        self.pieces.append(piece)


def _fold(document: RawDocument, judgement: Judgement) -> tuple[list[Block], list[RelatedLink]]:
    """Blocks in order, and the links with the number of blocks before each. O(characters)."""
    drafts: list[_Draft] = []
    related: list[RelatedLink] = []
    is_markdown = document.markup == "markdown"
    last: Kind = "blank"
    for at, verdict in enumerate(judgement.verdicts):
        kind = verdict.kind
        if kind == "related" and (link := judgement.links.get(at)) is not None:
            related.append(RelatedLink(link.title, len(drafts), link.source, line=verdict.number))
        elif kind in _BLOCKS:
            if is_markdown and kind == "body":
                _add_markdown(drafts, verdict)
            else:
                text = plain(verdict.text) if is_markdown else squeeze(verdict.text)
                _add_text(drafts, verdict, text, last)
        if kind != "blank":
            last = kind
    return [Block("".join(draft.pieces), draft.kind) for draft in drafts], related


def _add_markdown(drafts: list[_Draft], verdict: Verdict) -> None:
    """Markdown goes on as it was written, line for line."""
    if verdict.rule == MARKDOWN_CONTINUES and drafts:
        drafts[-1].add("\n", verdict.text)
    else:
        drafts.append(_Draft("markdown", [verdict.text]))


def _add_text(drafts: list[_Draft], verdict: Verdict, text: str, last: Kind) -> None:
    kind = _BLOCKS[verdict.kind]
    if verdict.rule == CONTINUES and drafts:
        drafts[-1].add(space_between(drafts[-1].pieces[-1], text), text)
        return
    if kind == "list":
        text = text[1:].strip() if text[:1] in BULLETS else text
        if last == "list" and drafts and drafts[-1].kind == "list":
            drafts[-1].add("\n", text)
            return
    drafts.append(_Draft(kind, [text]))


def _contributors(verdicts: Sequence[Verdict], rules: Rulepack) -> tuple[str, ...]:
    """The names in contributor notes."""
    names: list[str] = []
    for verdict in verdicts:
        if verdict.kind == "contributor":
            line = verdict.text.strip()
            for cue in rules.cues(line):
                if cue.kind == "contributor":
                    names.extend(_names_in(line[cue.start : cue.end]))
                    break
    return tuple(dict.fromkeys(names))


def _names_in(text: str) -> list[str]:
    for joint in (" and ", " und ", " et ", " y ", " e ", " en ", " i ", " och ", " og ", ";"):
        text = text.replace(joint, ",")
    return [name for part in text.split(",") if (name := squeeze(part).strip(" .:"))]


def _evidence(document: RawDocument, judgement: Judgement, found: _Found) -> Iterator[Evidence]:
    given, imprint, headline = document.given, judgement.imprint, judgement.headline
    first = document.first_line

    def stated(name: str) -> str:
        return CORRECTION if name in document.corrected else "given"

    def number(at: int | None) -> int | None:
        return None if at is None else first + at

    if given.title or headline:
        rule = stated("title") if given.title else headline.rule if headline else ""
        yield Evidence("title", rule, number(judgement.headline_line))
    if given.source:
        yield Evidence("source", stated("source"))
    elif found.source and (nameplate := judgement.nameplate):
        yield Evidence("source", nameplate.rule, number(nameplate.line))
    if judgement.language:
        yield Evidence("language", stated("language") if given.language else "language/body", None)
    if given.date:
        yield Evidence("date", stated("date"))
    elif found.date and imprint.date:
        yield Evidence("date", imprint.date_rule, number(imprint.date_line))
    elif found.date:
        yield Evidence("date", "date/file-name")
    if given.updated or found.updated:
        rule = stated("updated") if given.updated else "date/updated"
        yield Evidence("updated", rule, None if given.updated else number(imprint.updated_line))
    if given.authors or found.authors:
        rule = stated("authors") if given.authors else imprint.authors_rule
        yield Evidence("authors", rule, None if given.authors else number(imprint.authors_line))
    if document.settled:
        yield Evidence("lines", CORRECTION)
