"""From one document to its record and its card."""

from hemero.errors import UnreadableSource
from hemero.loader.assemble import assemble
from hemero.loader.card import make_card as make_card
from hemero.loader.judge import judge
from hemero.loader.restored import stated_verdicts
from hemero.loader.rulepack import Rulepack
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
    return assemble(document, judge(document, rules, recurring), rules)


def judge_document(
    document: RawDocument, rules: Rulepack, recurring: frozenset[int] = frozenset()
) -> tuple[Verdict, ...]:
    """Exactly one Verdict for every line of the document, in order."""
    if document.article is not None:
        return stated_verdicts(document, document.article)
    return judge(document, rules, recurring).verdicts
