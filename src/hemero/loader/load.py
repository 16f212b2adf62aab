"""From one document to its record and its card."""

from hemero.errors import UnreadableSource
from hemero.loader.assemble import assemble
from hemero.loader.card import make_card as make_card
from hemero.loader.judge import judge
from hemero.loader.restored import stated_verdicts
from hemero.loader.rulepack import Rulepack
from hemero.loader.rulescope import asks_for_source, rules_of
from hemero.model.article import Article, RawDocument, Verdict


def structure(
    document: RawDocument, rules: Rulepack, recurring: frozenset[int] = frozenset()
) -> Article:
    """The structured article. UnreadableSource where the document has no text at all.

    A record of our own export was judged before and is taken as it stands.
    """
    if document.article is not None:
        return document.article
    given = document.given
    withdrawn = given.withdrawn is not None  # its text may have been deleted already
    if not any(line.strip() for line in document.lines) and not (given.title or withdrawn):
        raise UnreadableSource("has no text.", document.path, "Remove it, or scrape it again.")
    rules = rules_for_document(document, rules, recurring)
    return assemble(document, judge(document, rules, recurring), rules)


def judge_document(
    document: RawDocument, rules: Rulepack, recurring: frozenset[int] = frozenset()
) -> tuple[Verdict, ...]:
    """Exactly one Verdict for every line of the document, in order."""
    if document.article is not None:
        return stated_verdicts(document, document.article)
    rules = rules_for_document(document, rules, recurring)
    return judge(document, rules, recurring).verdicts


def rules_for_document(
    document: RawDocument, rules: Rulepack, recurring: frozenset[int] = frozenset()
) -> Rulepack:
    """The rules that hold for this document. Where some are limited to a source and the file does
    not state it, the page is judged without them first: it names its source itself."""
    if not rules.limited:
        return rules
    given = document.given
    known = rules_of(rules, document.path, given.source, given.url)
    if given.source or not asks_for_source(rules):
        return known
    nameplate = judge(document, known, recurring).nameplate
    return rules_of(rules, document.path, nameplate.name if nameplate else None, given.url)
