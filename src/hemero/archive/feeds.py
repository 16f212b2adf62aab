"""Feeds: the newest articles of the archive (Atom and JSON Feed), of each source and, where
wanted, of each tag, with their text."""

from collections.abc import Iterable, Iterator, Sequence

from hemero.archive.catalogue import Catalogue, listed
from hemero.archive.links import Links
from hemero.archive.topics import Topic, feed_path
from hemero.model.page import FeedItem, FeedView, Page, Site

FEED_ITEMS = 30


def feed_pages(
    catalogue: Catalogue, links: Links, topics: Iterable[Topic], site: Site
) -> Iterator[Page]:
    """feed.xml and feed.json, then those of topics that have one."""
    for path in ("feed.xml", "feed.json"):
        yield _feed(catalogue, links, path, range(len(catalogue.cards)), "", "index.html")
    for topic in topics:
        if own := feed_path(topic, site):
            yield _feed(catalogue, links, own, topic.rows, topic.name.name, topic.path)


def _feed(
    catalogue: Catalogue, links: Links, path: str, rows: Sequence[int], title: str, home: str
) -> Page:
    newest = listed(catalogue, rows)[:FEED_ITEMS]
    items = tuple(_item(catalogue, links, row, number) for number, row in enumerate(newest))
    return Page(
        path=path,
        kind="feed",
        template="feed.json" if path.endswith(".json") else "feed.xml",
        view=FeedView(path=path, title=title, home=home, items=items),
        articles=tuple(catalogue.cards[row].path for row in newest),
    )


def _item(catalogue: Catalogue, links: Links, row: int, number: int) -> FeedItem:
    card = catalogue.cards[row]
    return FeedItem(
        ref=catalogue.refs[row],
        article=number,
        updated=card.updated or card.date,
        cards=links.related.get(card.path, ()),
        tags=tuple(tag.name for tag in catalogue.tags[row]),
        authors=card.authors,
    )
