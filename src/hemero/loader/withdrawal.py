"""What is left of an article that was taken down: what its address and its tombstone need."""

from hemero.model.article import Article
from hemero.model.withdrawal import Withdrawal
from hemero.text import title_key


def purged(article: Article, withdrawal: Withdrawal) -> Article:
    """The article without its text, names, tags and links; without its title too, unless that
    may be kept. The folded words of the title stay, for they are what its address is made of."""
    keep = withdrawal.keep_title
    return Article(
        path=article.path,
        title=article.title if keep else "",
        title_key="" if keep else title_key(article.title),
        language=article.language if keep else None,
        date=article.date,
        slug=article.slug,
        permalink=article.permalink,
        aliases=article.aliases,
        withdrawn=withdrawal,
    )
