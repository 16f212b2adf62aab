"""What the article page shows beyond its view: the text set in type, its dates in words, where
it comes from, how to cite it."""

from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from hemero.model.article import Article
from hemero.model.page import ArticleView, RelatedCard, Site
from hemero.renderer.citation import cite
from hemero.renderer.dates import parse_date
from hemero.renderer.links import absolute, safe_url
from hemero.renderer.markdown import plain_words
from hemero.renderer.prose import Setting, text_parts
from hemero.renderer.provenance import how_known, is_estimated, removed_lines
from hemero.renderer.spacing import spacer
from hemero.renderer.strings import direction
from hemero.renderer.theme import Edition
from hemero.text import count_words, cut_at_word

_WORDS_A_MINUTE = 230  # silent reading of prose, adults
_DESCRIPTION = 160  # characters
_DAY = 10  # characters of a date: the second at which a page was saved tells readers nothing
_WITHOUT_SPACES = frozenset(("ja", "km", "lo", "my", "th", "yue", "zh"))
_MISSING = RelatedCard("missing")


class Moment(Struct, frozen=True):
    """A date in words, with its `datetime` ("" where HTML takes none) and as Scholar has it."""

    said: str
    datetime: str
    slashed: str  # "2022/04/26"
    estimated: bool = False


def article_context(
    article: Article, view: ArticleView, words: int, site: Site, edition: Edition
) -> dict[str, Any]:
    """The names that article.html gets beyond the common ones."""
    original = safe_url(article.url)
    unresolved = len(article.related) - len(view.cards)
    return {
        "article": article,
        "text_direction": direction(article.language),
        "text_tongue": edition.environment.filters["tongue"](article.language),
        "text": text_parts(
            article.body, article.related, Setting(spacer(article.language), anchors=True)
        ),
        "cards": (*view.cards, *(_MISSING,) * unresolved),
        "minutes": max(1, round(words / _WORDS_A_MINUTE)),
        "published": _moment(article.date, edition, is_estimated(article)),
        "updated": _moment(article.updated, edition, False),
        "saved": edition.strings.date(article.retrieved[:_DAY]) if article.retrieved else "",
        "original": original,
        "host": (urlsplit(original).hostname or "") if original else "",
        "words": words,
        "signed": edition.strings.comma.join(article.authors),
        "known": how_known(article, edition.strings),
        "removed": tuple(removed_lines(article.boilerplate, edition.strings)),
        "citations": cite(
            article,
            absolute(site.base_url, view.path),
            edition.strings_of(article.language or edition.strings.language),
        ),
    }


def words_of(article: Article) -> int:
    """Words of the text, by its spaces; sign by sign only in scripts that have none."""
    if (article.language or "")[:2] in _WITHOUT_SPACES:
        return sum(count_words(block.text) for block in article.body)
    return sum(block.text.count(" ") + block.text.count("\n") + 1 for block in article.body)


def describe(article: Article) -> str:
    """The beginning of the text in at most 160 characters."""
    if article.standfirst:
        return cut_at_word(article.standfirst, _DESCRIPTION)
    for block in article.body:
        if block.kind in ("paragraph", "quote", "markdown"):
            text = plain_words(block.text) if block.kind == "markdown" else block.text
            return cut_at_word(text[: 2 * _DESCRIPTION].replace("\n", " ").strip(), _DESCRIPTION)
    return article.title


def _moment(date: str | None, edition: Edition, estimated: bool) -> Moment | None:
    if not date:
        return None
    said = edition.strings.date(date, with_time=True)
    if parse_date(date) is None:
        return Moment(said, "", "", estimated)
    return Moment(said, date, date[:10].replace("-", "/"), estimated)
