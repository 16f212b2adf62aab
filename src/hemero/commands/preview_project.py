"""The project under the preview: built again and again, with what is wrong with it in words."""

import threading
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

from hemero.build import build, first_look, last_report
from hemero.commands.preview_app import Showing
from hemero.commands.preview_hosts import Manner, manner_of
from hemero.commands.preview_overlay import (
    SHOWN_TROUBLES,
    Trouble,
    Troubles,
    overlay_html,
    printable,
    troubles_of_complaints,
    troubles_of_fault,
)
from hemero.commands.preview_watcher import Places
from hemero.commands.publish_site import built_site
from hemero.config import CONFIG_NAME, Config
from hemero.errors import HemeroError, OutputError
from hemero.executors import Workers
from hemero.hosts import Host
from hemero.model.report import BuildReport
from hemero.shards import rules_for

Load = Callable[[], Config]
Rebuild = Callable[[Config], BuildReport]
Say = Callable[[str], None]

LARGE = 1_000  # articles from which on what stands is shown before a build has gone over it
WORTH = 24  # batches (1,500 files): below, new processes cost more than they save
RETRY_SECONDS = 3.0  # before building again where the output could not be written


class FollowedProject:
    """A project as last built: its configuration, and what is wrong with it."""

    def __init__(
        self,
        load: Load,
        config: Config,
        say: Say,
        warn: Say,
        rebuild: Rebuild,
        host: Host | None = None,
    ) -> None:
        self.config = config
        self._host = host
        self._manner: Manner | None = None
        self.troubles = Troubles()
        self._warnings: frozenset[tuple[str, str]] = frozenset()  # said of the last build
        self._load, self._rebuild = load, rebuild
        self._say, self.warn = say, warn
        self._retry_at: float | None = None
        self._articles = 0  # of the last build that succeeded

    def places(self) -> Places:
        """All that a build reads."""
        config = self.config
        files = [config.project / CONFIG_NAME]
        if config.about is not None:
            files.append(config.about)
        folders = (config.content, config.templates, config.static, config.rules)
        return Places(folders, tuple(files))

    def showing(self) -> Showing:
        """The site and the overlay for the browser, in the manner of the host if one is set."""
        return Showing(self.config.output, overlay_html(self.troubles), self._manner_now())

    def _manner_now(self) -> Manner | None:
        """Renewed after each build; as before where what it is made of cannot be read."""
        if self._host is not None:
            with suppress(HemeroError, OSError):
                self._manner = manner_of(self._host, built_site(self.config, self._host))
        return self._manner

    def is_due(self) -> bool:
        """Whether to build again though nothing changed: the output was not to be had."""
        return self._retry_at is not None and time.monotonic() >= self._retry_at

    def stands(self) -> bool:
        """Whether there is a large site of an earlier build, to be shown while it is looked at."""
        try:
            last = last_report(self.config)
        except (HemeroError, OSError):
            return False  # the build that follows says what is wrong
        return last is not None and last.articles >= LARGE

    def show_first(self, changed: Sequence[Path]) -> bool:
        """In a large archive, show edited articles before it is built; whether that was done."""
        content = self.config.content
        is_apt = changed and all(path.is_relative_to(content) for path in changed)
        if not is_apt or self._articles < LARGE or self.troubles.failed:
            return False
        try:
            return bool(first_look(self.config, changed))
        except (HemeroError, OSError):
            return False  # the build that follows says what is wrong

    def build(self, changed: Sequence[Path] = ()) -> bool:
        """Bring the site up to date; whether there is something new to see.

        A fault leaves the last good site, and is kept in `troubles` until a build succeeds.
        """
        former = self.troubles
        report = self._attempt()
        self._tell(changed, former, report)
        is_new = report is not None and (report.rendered > 0 or report.removed > 0)
        return bool(changed) or is_new or self.troubles != former

    def _attempt(self) -> BuildReport | None:
        """One build; its troubles are noted, and there is no report when it failed."""
        self._retry_at = None
        try:
            self.config = self._load()
            report = self._rebuild(self.config)
        except Stopping:
            raise
        except (HemeroError, OSError) as fault:
            self.troubles = troubles_of_fault(fault, self.config.project)
            if isinstance(fault, OutputError | OSError):
                self._retry_at = time.monotonic() + RETRY_SECONDS
            return None
        except Exception as bug:
            # The edge of one build: whatever a bug of ours makes it do, the preview goes on.
            self.warn(traceback.format_exc())
            self.troubles = _stumbled(bug)
            return None
        self._articles = report.articles
        self.troubles = troubles_of_complaints(report.complaints, self.config.project)
        self._tell_warnings(report)
        return report

    def _tell_warnings(self, report: BuildReport) -> None:
        """What is read all the same, but not as it stands: said when it is new, and no trouble."""
        warnings = [one for one in report.complaints if one.severity == "warning"]
        known = self._warnings
        self._warnings = frozenset((one.where, one.what) for one in warnings)
        fresh = [one for one in warnings if (one.where, one.what) not in known]
        for one in fresh[:SHOWN_TROUBLES]:
            self.warn(printable(f"warning: {one.where}: {one.what} {one.hint}".rstrip()))
        if len(fresh) > SHOWN_TROUBLES:
            more = len(fresh) - SHOWN_TROUBLES
            self.warn(f"{more:,} more warnings are in .hemero/report.json.")

    def _tell(self, changed: Sequence[Path], former: Troubles, report: BuildReport | None) -> None:
        known = set(former.items)
        fresh = [trouble for trouble in self.troubles.items if trouble not in known]
        word = "" if self.troubles.failed else "set aside: "
        for trouble in fresh[:SHOWN_TROUBLES]:
            self.warn(f"{word}{trouble.line()}")
        if len(fresh) > SHOWN_TROUBLES:
            self.warn(f"{len(fresh) - SHOWN_TROUBLES:,} more are in .hemero/report.json.")
        if former.items and not self.troubles.items:
            self._say("All is well again.")
        if report is not None and (changed or report.rendered):
            self._say(f"{_named(changed, self.config.project)}{_done(report)}")


class Stopping(Exception):
    """Leaves a build under way when the preview ends."""


def stoppable_build(stop: threading.Event) -> Rebuild:
    """A build that gives up, with nothing published, once `stop` is set."""

    def heed(stage: str, done: int, total: int) -> None:
        if stop.is_set():
            raise Stopping

    def rebuild(config: Config) -> BuildReport:
        rules_for.cache_clear()  # the project's rules may be what changed
        try:
            with Workers(worth=WORTH) as workers:
                return build(config, workers, progress=heed)
        except BrokenProcessPool:
            heed("", 0, 0)  # we ended the workers ourselves
            raise

    return rebuild


def _named(changed: Sequence[Path], project: Path) -> str:
    if not changed:
        return ""
    first = changed[0]
    name = str(first.relative_to(project)) if first.is_relative_to(project) else str(first)
    more = f" and {len(changed) - 1:,} more" if len(changed) > 1 else ""
    return f"{printable(name)}{more} changed: "


def _done(report: BuildReport) -> str:
    removed = f", {report.removed:,} removed" if report.removed else ""
    pages = "page" if report.rendered == 1 else "pages"
    return f"{report.rendered:,} {pages} rendered{removed} in {report.seconds:.2f} s."


def _stumbled(bug: Exception) -> Troubles:
    frame = traceback.extract_tb(bug.__traceback__)[-1]
    what = f"Hemero stumbled ({type(bug).__name__} in {frame.name})."
    return Troubles(True, (Trouble("", what, "This is a fault of Hemero; please report it."),))
