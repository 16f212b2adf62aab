"""The card of an article: what linking, listing and planning may see of it."""

import hashlib

from hemero.loader.marks import plain
from hemero.loader.scan import Scan, scan
from hemero.loader.sketch import sketch
from hemero.loader.subjects import find_subjects
from hemero.model.article import Article, Card
from hemero.text import cut_at_word, squeeze

_EXCERPT = 180  # characters


def make_card(
    article: Article, digest: str, text: Scan | None = None, *, tags: bool = True
) -> Card:
    """What the archive may see of an article; `digest` is that of its stored record, `text`
    the scan of its body where the caller has one. What it may be about is left out without
    `tags`."""
    text = text or scan(article)
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
        withdrawn=article.withdrawn,
        title_key=article.title_key,
        draft=article.draft,
        noindex=article.noindex,
        publish_after=article.publish_after,
        words=text.count,
        digest=digest,
        text_key=_text_key(text),
        sketch=sketch(text),
        subjects=find_subjects(article.title, text, article.language) if tags else "",
    )


def _excerpt(article: Article) -> str:
    if article.standfirst:
        return cut_at_word(squeeze(article.standfirst), _EXCERPT)
    for block in article.body:
        if block.kind in ("paragraph", "quote", "markdown") and not block.text.startswith("#"):
            text = block.text[: 4 * _EXCERPT]
            return cut_at_word(plain(text) if block.kind == "markdown" else squeeze(text), _EXCERPT)
    return ""


def _text_key(text: Scan) -> str:
    """Digest of the folded words of the text: equal for copies, "" for no words."""
    if not text.words:
        return ""
    key = " ".join(text.words).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(key, digest_size=12).hexdigest()
