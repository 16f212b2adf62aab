"""One build: under a lock, with a ledger, and only if anything changed since the last one."""

import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from hemero.config import Config
from hemero.errors import ConfigError, OutputError
from hemero.executors import Crew
from hemero.loader.walk import find_sources
from hemero.model.report import BuildReport, Complaint
from hemero.output.ledger import Ledger, OutputRow, discard
from hemero.output.lock import BuildLock
from hemero.output.publish import Publication
from hemero.renderer.themefiles import check_theme
from hemero.stages.freshness import inputs_key, settings_key, theme_spec
from hemero.stages.keys import file_digest
from hemero.stages.stopwatch import Progress, Stopwatch, silent
from hemero.text import shown_path

_decode_report = msgspec.json.Decoder(BuildReport).decode

T = TypeVar("T")

LEDGER = "ledger.sqlite"
# What reading a ledger raises whose bytes are not those that were written.
LEDGER_DAMAGE = (sqlite3.DatabaseError, zlib.error, msgspec.DecodeError)


class BuildOptions(Struct, frozen=True, kw_only=True):
    """What the command line asks of one build."""

    force: bool = False  # render everything again
    adopt: bool = False  # write into a folder that holds others' files


DEFAULTS = BuildOptions()


def build(
    config: Config,
    workers: Crew,
    options: BuildOptions = DEFAULTS,
    progress: Progress = silent,
) -> BuildReport:
    """Bring the published site up to date with the project, and say what was done.

    Nothing is published unless every page was rendered. Raises HemeroError for faults of
    configuration, templates and output; faults of content files are complaints in the report.
    """
    require_content(config)
    watch = Stopwatch(progress)
    report, odd = with_ledger(
        config, lambda ledger: _bring_up_to_date(config, workers, ledger, options, watch)
    )
    report = msgspec.structs.replace(report, complaints=(*odd, *report.complaints))
    (config.state / "report.json").write_bytes(
        msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"
    )
    return report


def with_ledger(config: Config, work: Callable[[Ledger], T]) -> tuple[T, tuple[Complaint, ...]]:
    """What `work` gives with the project's ledger, while no other build runs, and what to tell
    of the ledger. One that proves damaged on the way is begun afresh and the work done again.

    Raises OutputError when another build runs, and when a fresh ledger cannot be written.
    """
    file = config.state / LEDGER
    with BuildLock(config.state / "lock"):
        try:
            with Ledger.open(file) as ledger:
                return work(ledger), _told(ledger.note)
        except LEDGER_DAMAGE as fault:
            note = f"is damaged ({fault}); everything is read again."
        discard(file)
        try:
            with Ledger.open(file) as ledger:
                return work(ledger), _told(note)
        except sqlite3.DatabaseError as fault:
            raise OutputError(
                f"cannot be written ({fault}).", str(file), "Is the disk full, or read-only?"
            ) from fault


def _told(note: str) -> tuple[Complaint, ...]:
    return (Complaint(f".hemero/{LEDGER}", note, severity="warning"),) if note else ()


def _bring_up_to_date(
    config: Config, workers: Crew, ledger: Ledger, options: BuildOptions, watch: Stopwatch
) -> BuildReport:
    check_theme(theme_spec(config))
    known = _known_outputs(ledger, config)
    publication = Publication(config.output, config.state)
    publication.begin(known, options.adopt)
    sources, unopened = find_sources(config.content)
    settings = settings_key(config, unopened)
    key = inputs_key(sources, settings)
    watch.lap("find")
    unchanged = ledger.meta("inputs") == key + file_digest(config.permalinks)
    if unchanged and not options.force and _is_intact(publication, known):
        return _still(ledger, watch)
    # Half a second of imports, which a build that finds nothing to do need not pay for.
    from hemero.pipeline import Build, Inputs, bring_up_to_date

    inputs = Inputs(sources, unopened, key, settings)
    work = Build(config, inputs, publication, known, workers, ledger, watch)
    return bring_up_to_date(work, force=options.force)


def last_report(config: Config) -> BuildReport | None:
    """What was said of the site that stands published; None where no build of this project has
    written one to its output. Raises HemeroError when another build runs."""
    if not (config.state / LEDGER).is_file() or not (config.output / "index.html").is_file():
        return None
    return with_ledger(config, lambda ledger: _last_report(config, ledger))[0]


def _last_report(config: Config, ledger: Ledger) -> BuildReport | None:
    if ledger.meta("output") != shown_path(config.output):
        return None
    return _decode_report(ledger.meta("report"))


def first_look(config: Config, changed: Sequence[Path]) -> tuple[str, ...]:
    """Show edited articles in the published site at once, ahead of a build, and give the pages
    shown: none where that cannot be done rightly. Raises HemeroError when another build runs,
    for rules that cannot be read, and for a ledger that cannot be written."""
    if not (config.state / LEDGER).is_file():
        return ()
    from hemero.stages.firstlook import show_edits

    return with_ledger(config, lambda ledger: show_edits(config, ledger, changed))[0]


def require_content(config: Config) -> None:
    """Raises ConfigError when there is no content folder."""
    if not config.content.is_dir():
        raise ConfigError(
            f"there is no folder {config.content}.",
            hint="Put the scraped text files there, or name another folder with --content.",
        )


def _still(ledger: Ledger, watch: Stopwatch) -> BuildReport:
    """The report of a build that found nothing to do."""
    last = _decode_report(ledger.meta("report"))
    return msgspec.structs.replace(
        last,
        structured=0,
        rendered=0,
        unchanged=last.rendered + last.unchanged,
        removed=0,
        seconds=watch.seconds(),
        timings=watch.timings,
    )


def _known_outputs(ledger: Ledger, config: Config) -> dict[str, OutputRow]:
    return ledger.outputs() if ledger.meta("output") == shown_path(config.output) else {}


def _is_intact(publication: Publication, known: Mapping[str, OutputRow]) -> bool:
    present = publication.present
    return all(present.get(path) == row.stamp for path, row in known.items())
