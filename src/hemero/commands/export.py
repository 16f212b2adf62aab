"""Every article of a project as a record, in the form that is asked for."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from hemero.archive.links import Links
from hemero.build import LEDGER, LEDGER_DAMAGE, require_content, with_ledger
from hemero.commands.exporting.bagit import write_bag
from hemero.commands.exporting.destination import whole_file, whole_folder
from hemero.commands.exporting.entries import Archive, Entry, Selection, make_entry, select
from hemero.commands.exporting.formats import FORMATS, Folder, Stream
from hemero.config import Config
from hemero.errors import ConfigError, OutputError
from hemero.executors import Workers
from hemero.model.article import Article
from hemero.model.page import RelatedCard
from hemero.model.report import Complaint
from hemero.output.ledger import Ledger
from hemero.pipeline import link_project
from hemero.shards import unpack_record

EVERYTHING = Selection()


def export_records(
    config: Config,
    workers: Workers,
    write: Callable[[bytes], object],
    form: str = "jsonl",
    target: Path | None = None,
    wanted: Selection = EVERYTHING,
) -> tuple[Complaint, ...]:
    """Give the articles that are wanted, by path, in the form; returns the complaints of files.

    They go to `target`, whole or not at all; without one, to `write`, which only forms take that
    are written from beginning to end. Reads only files that changed since the last build or
    export; writes no page.
    """
    if target is None and not isinstance(FORMATS[form], Stream):
        what = "folder" if isinstance(FORMATS[form], Folder) else "file"
        raise ConfigError(f"--to {form} needs a {what}.", None, f"Name one with --output {what}.")

    require_content(config)

    def work(ledger: Ledger) -> tuple[Complaint, ...]:
        project = link_project(config, workers, ledger)
        archive = _archive_of(config)
        cards = select(project.cards, project.links, wanted)
        entries = _entries(config, ledger, (card.path for card in cards), project.links, archive)
        _give(entries, archive, write, form, target)
        return project.complaints

    complaints, odd = with_ledger(config, work)
    return (*odd, *complaints)


def export_bag(config: Config, target: Path | None, wanted: Selection, epoch: str) -> None:
    """Put the built site into a bag for deposit, in the new folder `target`.

    `epoch`: what SOURCE_DATE_EPOCH says, or "". Raises ConfigError where only a part is wanted.
    """
    if wanted != EVERYTHING:
        raise ConfigError("--to bagit takes the whole site; it has no parts to choose.")
    if target is None:
        raise ConfigError("--to bagit needs a folder.", None, "Name one with --output FOLDER.")
    with whole_folder(target) as folder:
        write_bag(folder, config.output, _archive_of(config), epoch)


def _archive_of(config: Config) -> Archive:
    return Archive(config.settings.title or "News archive", config.settings.base_url)


def _give(
    entries: Iterator[Entry],
    archive: Archive,
    write: Callable[[bytes], object],
    form: str,
    target: Path | None,
) -> None:
    chosen = FORMATS[form]
    if isinstance(chosen, Folder):
        assert target is not None
        with whole_folder(target) as folder:
            chosen.write(folder, entries, archive)
    elif isinstance(chosen, Stream):
        if target is None:
            for line in chosen.lines(entries, archive):
                write(line)
            return
        with whole_file(target) as file, file.open("wb") as out:
            out.writelines(chosen.lines(entries, archive))
    else:
        assert target is not None
        with whole_file(target) as file:
            chosen.write(file, entries, archive)


def _entries(
    config: Config, ledger: Ledger, paths: Iterator[str], links: Links, archive: Archive
) -> Iterator[Entry]:
    try:
        for path in paths:
            article = unpack_record(ledger.records((path,))[0])
            yield make_entry(article, export_record(article, links), archive)
    except LEDGER_DAMAGE as fault:  # records were printed: beginning again would repeat them
        raise OutputError(
            f"is damaged ({fault}); the export is not whole.",
            str(config.state / LEDGER),
            "Delete it and export again.",
        ) from fault


def export_record(article: Article, links: Links) -> Mapping[str, Any]:
    """The public record of one article: what the file gave, and what the archive adds."""
    cards = links.related.get(article.path, ())
    record = {
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
    return record | {"noindex": True} if article.noindex else record


def _target(card: RelatedCard) -> str | None:
    return card.target.permalink if card.target else None
