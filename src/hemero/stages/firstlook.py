"""The page of an article that was just edited, before the archive is linked anew.

A build asks for all articles what one edit changes of them, which in a large archive takes seconds.
The preview meanwhile shows the new text among what the page showed last: its subjects, neighbours
and links are those of the last build. The build that follows makes the page again.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from hemero.config import Config
from hemero.loader.names import path_of
from hemero.loader.opening import stamp_of
from hemero.loader.sources import is_cut
from hemero.model.article import Article, Card, RelatedLink
from hemero.model.page import ArticleView, RelatedCard, Site
from hemero.model.report import Source
from hemero.output.ledger import ArticleRow, Ledger
from hemero.output.publish import Publication
from hemero.shards import (
    LoaderSpec,
    ReadBatch,
    RenderBatch,
    RenderJob,
    render_shard,
    rules_key,
    structure_shard,
    unpack_record,
)
from hemero.stages.edits import MOST, article_page, is_published, pages_showing
from hemero.stages.freshness import theme_spec
from hemero.stages.reading import loader_spec
from hemero.text import shown_path

_encode = msgspec.msgpack.Encoder().encode
_decode_card = msgspec.msgpack.Decoder(Card).decode
_decode_site = msgspec.json.Decoder(Site).decode


def show_edits(config: Config, ledger: Ledger, changed: Sequence[Path]) -> tuple[str, ...]:
    """Render the pages of edited articles into the published site, and give their paths.

    Shown is only what needs no other file to be shown rightly: an article that alone makes up
    its file, was published and may still be, under rules that did not change. Raises
    HemeroError for rules that cannot be read.
    """
    if len(changed) > MOST or ledger.meta("output") != shown_path(config.output):
        return ()
    # Of a withdrawn article another key is remembered than this spec makes: it is passed over.
    spec = loader_spec(config, {})
    jobs = list(_jobs(spec, ledger, _sources(config.content, changed)))
    if not jobs:
        return ()
    publication = Publication(config.output, config.state)
    publication.abandon()
    site = _decode_site(ledger.meta("site"))
    batch = RenderBatch(theme_spec(config), site, publication.staging, tuple(jobs))
    return publication.put_ahead(one.path for one in render_shard(batch).written)


def _sources(content: Path, changed: Sequence[Path]) -> Iterator[Source]:
    for file in changed:
        try:
            found = file.lstat()
        except OSError:
            continue
        if file.is_relative_to(content) and stat.S_ISREG(found.st_mode):
            yield Source(path_of(os.fsencode(file.relative_to(content))), stamp_of(found))


def _jobs(spec: LoaderSpec, ledger: Ledger, sources: Iterator[Source]) -> Iterator[RenderJob]:
    for source in sources:
        known = ledger.source(source.path)
        planned = article_page(pages_showing(source.path, ledger))
        if known is None or planned is None or is_cut(source):
            continue
        page, view = planned
        # A sidecar is part of the key: a file that has one waits for the build.
        is_ruled_alike = known.rules == rules_key(spec, source.path, "")
        if not is_ruled_alike or ledger.articles_of(source.path) != [source.path]:
            continue
        row = _read(spec, ledger, source, known.sha256)
        card = _decode_card(row.card) if row else None
        if row is None or card is None or not is_published(card):
            continue
        former = unpack_record(ledger.records([source.path])[0])
        view = _view_of(view, former, card)
        yield RenderJob(_encode(msgspec.structs.replace(page, view=view)), (row.record,))


def _read(spec: LoaderSpec, ledger: Ledger, source: Source, sha256: str) -> ArticleRow | None:
    """The article as it is now; None where it is unchanged, gone, or no longer alone."""
    recurring = ledger.recurring(source.path)
    without = {source.path: recurring} if recurring else None
    (loaded,) = structure_shard(ReadBatch(spec, ((source, sha256),), without=without))
    if loaded.articles is None or len(loaded.articles) != 1:
        return None
    (row,) = loaded.articles
    return row if row.path == source.path else None


def _view_of(view: ArticleView, former: Article, card: Card) -> ArticleView:
    """What the page showed last of the archive, beside the text as it is now."""
    known = {_named(link): shown for link, shown in zip(former.related, view.cards, strict=False)}
    cards = tuple(known.get(_named(link)) or _unlinked(link) for link in card.related)
    return msgspec.structs.replace(view, words=card.words, cards=cards)


def _named(link: RelatedLink) -> tuple[str, str | None]:
    return link.title, link.url


def _unlinked(link: RelatedLink) -> RelatedCard:
    """A link that is new: whether the archive holds what it names, the build will tell."""
    return RelatedCard("external", url=link.url) if link.url else RelatedCard("missing")
