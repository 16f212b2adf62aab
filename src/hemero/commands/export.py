"""Every article of a project as one record a line."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from hemero.archive.links import Links
from hemero.build import LEDGER, LEDGER_DAMAGE, link_project, with_ledger
from hemero.config import Config
from hemero.errors import OutputError
from hemero.executors import Workers
from hemero.model.article import Article
from hemero.model.page import RelatedCard
from hemero.model.report import Complaint
from hemero.output.ledger import Ledger
from hemero.shards import unpack_record


def export_records(
    config: Config, workers: Workers, write: Callable[[bytes], object]
) -> tuple[Complaint, ...]:
    """Write one JSON object a line for each article, by path; returns the complaints of files.

    Reads only files that changed since the last build or export; writes no page.
    """
    complaints, odd = with_ledger(config, lambda ledger: _export(config, workers, ledger, write))
    return (*odd, *complaints)


def _export(
    config: Config, workers: Workers, ledger: Ledger, write: Callable[[bytes], object]
) -> tuple[Complaint, ...]:
    project = link_project(config, workers, ledger)
    encode = msgspec.json.Encoder().encode
    try:
        for card in project.cards:
            article = unpack_record(ledger.records((card.path,))[0])
            write(encode(export_record(article, project.links)) + b"\n")
    except LEDGER_DAMAGE as fault:  # records were printed: beginning again would repeat them
        raise OutputError(
            f"is damaged ({fault}); the export is not whole.",
            str(config.state / LEDGER),
            "Delete it and export again.",
        ) from fault
    return project.complaints


def export_record(article: Article, links: Links) -> Mapping[str, Any]:
    """The public record of one article: what the file gave, and what the archive adds."""
    cards = links.related.get(article.path, ())
    return {
        "path": article.path,
        "permalink": links.permalinks[article.path],
        "title": article.title,
        "standfirst": article.standfirst,
        "source": article.source,
        "url": article.url,
        "language": article.language.partition("-")[0] if article.language else None,
        "date": article.date,
        "updated": article.updated,
        "retrieved": article.retrieved,
        "authors": article.authors,
        "contributors": article.contributors,
        "body": [block.text for block in article.body],
        "related": [
            {
                "title": link.title,
                "source": link.source,
                # In the record: the block that the link follows, counted from 0; -1 before all.
                "position": link.position - 1,
                "target": _target(card),
                "state": card.state,
                "method": card.method or None,
                "score": card.score or None,
            }
            for link, card in zip(article.related, cards, strict=True)
        ],
        "tags": links.tags.get(article.path, ()),
        "tag_evidence": [
            {"kind": origin.kind, "count": origin.count, "in_title": origin.in_title}
            for origin in links.tag_origins.get(article.path, ())
        ],
        "duplicate_of": links.copy_of.get(article.path),
        "duplicates": links.copies.get(article.path, ()),
        "boilerplate": article.boilerplate,
        "evidence": article.evidence,
    }


def _target(card: RelatedCard) -> str | None:
    return card.target.permalink if card.target else None
