"""Lines of Markdown whose kind is settled by a correction. Knows verdicts, and judges no other
line: the author of Markdown has said what is what."""

from collections.abc import Mapping

from msgspec.structs import replace

from hemero.loader.headline import Headline
from hemero.loader.imprint import Imprint
from hemero.loader.judgement import Judgement
from hemero.loader.marks import BLOCK, CONTINUES, plain
from hemero.loader.page import read_page
from hemero.loader.rulepack import Rulepack
from hemero.loader.settled import GROUP, date_in, link_in, names_in
from hemero.model.article import CORRECTION, Kind, Verdict


def settle_markdown(
    verdicts: list[Verdict],
    settled: Mapping[int, Kind],
    judgement: Judgement,
    rules: Rulepack,
    *,
    title_given: bool,
) -> Judgement:
    """The judgement with the settled lines as they are; what follows one goes on by itself."""
    links = {at: link for at, link in judgement.links.items() if at not in settled}
    imprint, headline, line = judgement.imprint, judgement.headline, judgement.headline_line
    for at, kind in sorted(settled.items()):
        _settle_line(verdicts, at, kind)
        text = plain(verdicts[at].text)
        if kind == "title" and not title_given:
            headline, line = Headline(text, CORRECTION, at), at
        elif kind == "related" and (link := link_in(text, rules)) is not None:
            links[at] = link
        elif kind in ("date", "byline"):
            imprint = _read(text, kind, at, imprint, judgement.language, rules)
    return replace(
        judgement,
        verdicts=tuple(verdicts),
        headline=headline,
        imprint=imprint,
        links=links,
        headline_line=line,
    )


def _settle_line(verdicts: list[Verdict], at: int, kind: Kind) -> None:
    former = verdicts[at]
    if former.kind == kind == "body":
        return  # it may go on with the block that it stands in
    group = {"boilerplate": GROUP, "related": "related"}.get(kind, "")
    verdicts[at] = replace(former, kind=kind, rule=CORRECTION, group=group)
    if at + 1 < len(verdicts) and verdicts[at + 1].rule == CONTINUES:
        verdicts[at + 1] = replace(verdicts[at + 1], rule=BLOCK)


def _read(
    text: str, kind: Kind, at: int, imprint: Imprint, language: str | None, rules: Rulepack
) -> Imprint:
    if kind == "date":
        date = date_in(text, language)
        return replace(imprint, date=date, date_line=at, date_rule=CORRECTION) if date else imprint
    shapes = read_page([text], rules).shapes
    names = names_in(shapes[0], rules) if shapes else ()
    return replace(imprint, authors=names, authors_line=at, authors_rule=CORRECTION)
