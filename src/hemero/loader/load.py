"""From one document to its record and its card: judge, assemble, and what linking may see."""

import hashlib

from hemero.errors import UnreadableSource
from hemero.loader.assemble import assemble
from hemero.loader.judge import judge
from hemero.loader.rulepack import Rulepack
from hemero.model.article import Article, Card, RawDocument, Verdict
from hemero.text import count_words, cut_at_word, squeeze, title_key

_EXCERPT = 180  # characters


def structure(
    document: RawDocument, rules: Rulepack, recurring: frozenset[str] = frozenset()
) -> Article:
    """The structured article. UnreadableSource where the document has no text at all."""
    if not any(line.strip() for line in document.lines) and not document.given.title:
        raise UnreadableSource("has no text.", document.path, "Remove it, or scrape it again.")
    return assemble(document, judge(document, rules, recurring), rules)


def judge_document(
    document: RawDocument, rules: Rulepack, recurring: frozenset[str] = frozenset()
) -> tuple[Verdict, ...]:
    """Exactly one Verdict for every line of the document, in order."""
    return judge(document, rules, recurring).verdicts


def make_card(article: Article, digest: str) -> Card:
    """What linking, listing and planning may see of an article."""
    text = [block.text for block in article.body]
    return Card(
        path=article.path,
        title=article.title,
        excerpt=_excerpt(article),
        source=article.source,
        url=article.url,
        language=article.language,
        date=article.date,
        updated=article.updated,
        authors=article.authors,
        contributors=article.contributors,
        related=article.related,
        tags=article.tags,
        slug=article.slug,
        permalink=article.permalink,
        aliases=article.aliases,
        words=sum(map(count_words, text)),
        digest=digest,
        text_key=_text_key(text),
    )


def _excerpt(article: Article) -> str:
    if article.standfirst:
        return cut_at_word(squeeze(article.standfirst), _EXCERPT)
    for block in article.body:
        if block.kind in ("paragraph", "quote", "markdown") and not block.text.startswith("#"):
            return cut_at_word(squeeze(block.text[: 4 * _EXCERPT]), _EXCERPT)
    return ""


def _text_key(text: list[str]) -> str:
    """Digest of the folded words of the text: equal for copies, "" for no words."""
    key = title_key("\n".join(text))
    return hashlib.blake2b(key.encode(), digest_size=12).hexdigest() if key else ""
