"""The command line: a thin coat over the library. The only place that prints or sets an exit code.

Imports stay inside the commands, so that `hemero --help` answers at once.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from hemero import __version__

if TYPE_CHECKING:
    from types import FrameType

    from hemero.commands.check import CheckReport
    from hemero.commands.publish import PublishReport
    from hemero.config import Config
    from hemero.model.report import BuildReport, Complaint
    from hemero.stages.stopwatch import Progress

USAGE_FAULT = 2
SHOWN_WARNINGS = 20  # further ones are in the JSON report

FOLDER = click.Path(path_type=Path, file_okay=False)

project_argument = click.argument("project", type=FOLDER, default=Path(), required=False)
content_option = click.option(
    "--content", type=FOLDER, help="Folder of the articles (default: content/ of the project)."
)
output_option = click.option(
    "--output", type=FOLDER, help="Folder to write the site to (default: site/ of the project)."
)
base_url_option = click.option(
    "--base-url", metavar="URL", help="Address the site will be published at."
)
from_option = click.option(
    "--from", "form", default="", metavar="NAME",
    help="Take every record as this tool's (docs/formats.md lists the names).",
)  # fmt: skip


def _checked_date(context: click.Context, option: click.Parameter, said: str) -> str:
    """--as-of, as dates are written in records."""
    if not said:
        return ""
    from hemero.loader.readers.stated_dates import iso_date

    date = iso_date(said)
    if date is None:
        raise click.BadParameter(f"'{said}' is no date such as 2022-04-26 or 2022-04-26T18:30Z.")
    return date


as_of_option = click.option(
    "--as-of", default="", metavar="DATE", callback=_checked_date,
    help="Publish what is embargoed until DATE (or earlier); without it no embargo ends.",
)  # fmt: skip
jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes to use (default: cores)."
)


def _host_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """For shells that complete."""
    from hemero.hosts import HOSTS

    return [name for name in HOSTS if name.startswith(incomplete)]


class _Told(click.ClickException):
    """A fault already put into words for the user."""

    exit_code = USAGE_FAULT

    def show(self, file: object = None) -> None:
        # Names of files and words of servers are in it: nothing of them may steer the terminal.
        said = "\n".join(map(_printable, self.message.split("\n")))
        click.echo(f"hemero: {said}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="hemero %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn a folder of scraped news text into a static archive.

    \b
    Quick start:
      put scraped .txt or .md files into content/
      hemero build        writes the archive into site/
      hemero serve        shows it at http://127.0.0.1:8000/ and follows your edits
    """
    if os.environ.get("NO_COLOR"):  # no-color.org
        context.color = False


@main.command()
@click.argument("folder", type=FOLDER, default=Path(), required=False, metavar="[DIR]")
@click.option("--no-workflows", is_flag=True, help="Leave out the files for GitHub and GitLab.")
@click.option("--schema", is_flag=True, help="Only print the JSON Schema of hemero.yaml.")
@click.option("--json", "as_json", is_flag=True, help="Print the files written as JSON.")
def init(folder: Path, no_workflows: bool, schema: bool, as_json: bool) -> None:
    """Make a project in DIR (default: this folder): settings, a sample article, workflows.

    hemero.yaml holds every setting, explained. Nothing is written over.

    \b
    Example:
      hemero init my-archive
    """
    with _faults_in_words():
        from hemero.commands.init import init_project
        from hemero.commands.settings_guide import json_schema

        if schema:
            click.echo(json_schema(), nl=False)
            return
        written = init_project(folder, workflows=not no_workflows)
    if as_json:
        click.echo(_as_json({"folder": str(folder), "files": written}))
        return
    for path in written:
        click.echo(folder / path)
    click.echo(f"Next: hemero build{'' if folder == Path() else f' {folder}'}")


@main.command()
@project_argument
@content_option
@output_option
@base_url_option
@from_option
@as_of_option
@jobs_option
@click.option(
    "--executor", metavar="WHERE", default="",
    help="Who works: serial, local[:N] or dask://HOST:PORT (docs/scale.md).",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Render every page again.")
@click.option("--strict", is_flag=True, help="Exit with 1 when any file was set aside.")
@click.option("--adopt-output", is_flag=True, help="Write into a folder that holds other files.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what needs your attention.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--timings", is_flag=True, help="Print the seconds spent in each stage.")
def build(
    project: Path,
    content: Path | None,
    output: Path | None,
    base_url: str | None,
    form: str,
    as_of: str,
    jobs: int | None,
    executor: str,
    force: bool,
    strict: bool,
    adopt_output: bool,
    quiet: bool,
    as_json: bool,
    timings: bool,
) -> None:
    """Build the archive of PROJECT (default: this folder) into its site/.

    Only what changed since the last build is read and written again. Files that cannot be
    read are named and set aside; the rest is built.

    \b
    Example:
      hemero build --base-url https://example.org/archive/
    """
    with _faults_in_words(), _interruptible():
        from hemero.build import BuildOptions
        from hemero.build import build as build_site
        from hemero.commands.staffing import crew_for
        from hemero.config import load_config

        config = load_config(
            project, content=content, output=output, base_url=base_url, form=form, as_of=as_of
        )
        options = BuildOptions(force=force, adopt=adopt_output)
        with crew_for(executor, jobs) as crew, _progress(quiet or as_json) as progress:
            report = build_site(config, crew, options, progress)
    for line in _complaint_lines(report):
        click.echo(line, err=True)
    if as_json:
        click.echo(_as_json(report))
    elif not quiet:
        click.echo(_summary(report))
    if timings:
        click.echo(_timings_table(report), err=as_json)
    if strict and report.set_aside:
        sys.exit(1)


@main.command()
@project_argument
@content_option
@output_option
@as_of_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--as", "manner", metavar="HOST", shell_complete=_host_names,
    help="Answer as this host of static sites does.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Print only what needs your attention.")
def serve(
    project: Path,
    content: Path | None,
    output: Path | None,
    as_of: str,
    host: str,
    port: int,
    manner: str | None,
    quiet: bool,
) -> None:
    """Build PROJECT, show it at http://127.0.0.1:8000/ and follow your edits.

    When content, templates or configuration change, the site is built again and open
    browsers reload. When something is wrong, the last good site stays and the page says
    what to mend.

    \b
    Example:
      hemero serve --port 8080
      hemero serve --as github
    """
    from hemero.commands.check import host_named
    from hemero.commands.serve import serve as serve_site
    from hemero.config import load_config

    # A host shows the site where base_url says; a plain preview is at the top of its address.
    base_url = None if manner else ""

    def load() -> "Config":
        return load_config(project, content=content, output=output, base_url=base_url, as_of=as_of)

    def say(line: str) -> None:
        if not quiet:
            click.echo(line)

    def warn(line: str) -> None:
        click.echo(line, err=True)

    with _faults_in_words():
        serve_site(load, host, port, say, warn, manner=host_named(manner))


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@from_option
@click.option("--explain", is_flag=True, help="Say of each line what spoke for it and against it.")
@click.option(
    "--propose", "proposals", multiple=True, metavar="LINE=KIND",
    help='Print a sidecar that makes LINE a KIND ("doubtful": all lines hard to judge).',
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file.")
@click.option("--rules", type=FOLDER, help="Folder of rule packs (default: those of the project).")
def inspect(
    files: tuple[str, ...],
    form: str,
    explain: bool,
    proposals: tuple[str, ...],
    as_json: bool,
    rules: Path | None,
) -> None:
    """Show how FILEs are read: each line with its verdict and the rule, then the record.

    FILE#N is the record N of a file of many. In a project, a file is read as its build reads it.

    \b
    Example:
      hemero inspect content/some-article.txt
      hemero inspect --propose 14=boilerplate content/a.txt > content/a.txt.yaml
    """
    if proposals and len(files) > 1:
        raise click.UsageError("--propose goes with one FILE.")
    from hemero.commands.inspect import inspect_file, read_wanted, report_lines
    from hemero.loader.sources import check_form

    with _faults_in_words():
        check_form(form)
        wanted = read_wanted(proposals) if proposals else None
    faults = 0
    for file in files:
        try:
            with _faults_in_words():
                found = inspect_file(file, rules, form, explain=explain, wanted=wanted)
        except _Told as fault:
            fault.show()
            faults += 1
            continue
        if as_json:
            click.echo(found.as_json())
            continue
        if proposals:
            click.echo(found.proposal, nl=False)
            continue
        for line, style in report_lines(found):
            click.secho(line, **style)
    if faults:
        sys.exit(1)


@main.command()
@project_argument
@content_option
@from_option
@as_of_option
@jobs_option
@click.option(
    "--to",
    "--format",
    "to",
    metavar="FORM",
    default="jsonl",
    show_default=True,
    help="jsonl, archive, csv, parquet, sqlite, tei, iramuteq, txm, bibtex, ris, csl-json; "
    "bagit puts the built site into a bag.",
)
@click.option(
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help="File or folder to write (default: standard output, where the form allows).",
)
@click.option("--tag", multiple=True, metavar="TAG", help="Only articles with this tag.")
@click.option("--source", multiple=True, metavar="NAME", help="Only articles of this source.")
@click.option("--language", multiple=True, metavar="CODE", help="Only articles in this language.")
@click.option("--since", metavar="DATE", default="", help="Only articles of this date or later.")
@click.option("--until", metavar="DATE", default="", help="Only articles of this date or earlier.")
def export(
    project: Path,
    content: Path | None,
    form: str,
    as_of: str,
    jobs: int | None,
    to: str,
    target: Path | None,
    tag: tuple[str, ...],
    source: tuple[str, ...],
    language: tuple[str, ...],
    since: str,
    until: str,
) -> None:
    """Give the articles of PROJECT as records: JSON lines, or another form with --to.

    \b
    Example:
      hemero export > articles.jsonl
      hemero export --to sqlite --output articles.db
      hemero export --to bibtex --tag OTAN > otan.bib
    """
    with _faults_in_words(), _interruptible():
        from hemero.commands.export import export_bag, export_records
        from hemero.commands.exporting.entries import choose
        from hemero.commands.exporting.formats import BAG, check_form
        from hemero.config import load_config
        from hemero.executors import Workers

        check_form(to)
        wanted = choose(tag, source, language, since, until)
        config = load_config(project, content=content, form=form, as_of=as_of)
        complaints: tuple[Complaint, ...] = ()
        if to == BAG:
            export_bag(config, target, wanted, os.environ.get("SOURCE_DATE_EPOCH", ""))
        else:
            with Workers(jobs) as workers:
                write = sys.stdout.buffer.write
                complaints = export_records(config, workers, write, to, target, wanted)
            sys.stdout.buffer.flush()
    for complaint in complaints:
        click.echo(_complaint_line(complaint), err=True)


@main.command()
@click.argument("path", type=FOLDER, default=Path(), required=False)
@click.option("--output", type=FOLDER, help="Folder of the site (default: as the project says).")
@click.option(
    "--host", metavar="NAME", shell_complete=_host_names,
    help="Hold it against what this host allows, too.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with 1 for advice, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def check(path: Path, output: Path | None, host: str | None, strict: bool, as_json: bool) -> None:
    """Look a built site over: links, markup, feeds, sitemap, colours, and the host's limits.

    PATH is a project or the folder of a built site. Exits with 1 when something is found.

    \b
    Example:
      hemero check --host github
    """
    with _faults_in_words(), _interruptible():
        from hemero.commands.check import check_site, find_site, host_named

        chosen = host_named(host)
        report = check_site(find_site(path, output), chosen)
    if as_json:
        click.echo(report.as_json())
    else:
        for line in _finding_lines(report):
            click.echo(line)
    if report.faults or (strict and report.advice):
        sys.exit(1)


@main.command()
@click.argument("target")
@click.option("--project", type=FOLDER, default=Path(), help="The project (default: this folder).")
@output_option
@base_url_option
@click.option(
    "--host", metavar="HOST", default=None, shell_complete=_host_names,
    help="Publish as this host wants it.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be sent and removed; send nothing.")
@click.option(
    "--max-deletes", type=click.IntRange(0), metavar="N",
    help="Remove at most N files there (default: a tenth, at least 100).",
)  # fmt: skip
@click.option("--adopt-target", is_flag=True, help="Publish among files Hemero did not put there.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what needs your attention.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def publish(
    target: str,
    project: Path,
    output: Path | None,
    base_url: str | None,
    host: str | None,
    dry_run: bool,
    max_deletes: int | None,
    adopt_target: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Send the built site to TARGET, and only what changed since the last time.

    TARGET is a folder, ssh://user@host/path (by rsync), s3://bucket/path or any other address
    that fsspec knows, git:BRANCH or git+URL#BRANCH, or a file ending in .tar or .tar.gz.

    \b
    Example:
      hemero publish --dry-run s3://my-bucket
      hemero publish git:gh-pages
    """
    with _faults_in_words(), _interruptible("publish again to go on"):
        from hemero.commands.publish import PublishOptions
        from hemero.commands.publish import publish as publish_site
        from hemero.config import load_config

        config = load_config(project, output=output, base_url=base_url)
        options = PublishOptions(
            host=host or "", dry_run=dry_run, max_deletes=max_deletes, adopt=adopt_target
        )
        with _progress(quiet or as_json) as progress:
            report = publish_site(config, target, options, progress)
    if as_json:
        click.echo(_as_json(report))
        return
    for note in report.notes:
        click.echo(f"note: {note}", err=True)
    if not quiet:
        for line in _publish_lines(report):
            click.echo(line)


@main.group()
def theme() -> None:
    """Look at the bundled theme, and copy files of it to change.

    \b
    Example:
      hemero theme eject article.html
    """


@theme.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the names as JSON.")
def theme_list(as_json: bool) -> None:
    """Name the files that a project may have its own of."""
    from hemero.commands.theme import list_theme

    if as_json:
        click.echo(_as_json(list_theme()))
        return
    for name in list_theme():
        click.echo(name)


@theme.command("eject")
@click.argument("name")
@click.option("--project", type=FOLDER, default=Path(), help="The project (default: this folder).")
@click.option("--force", is_flag=True, help="Write over a file of that name.")
@click.option("--json", "as_json", is_flag=True, help="Print the path of the copy as JSON.")
def theme_eject(name: str, project: Path, force: bool, as_json: bool) -> None:
    """Copy the bundled file NAME into the project's templates/."""
    from hemero.commands.theme import eject
    from hemero.config import load_config

    with _faults_in_words():
        copy = eject(load_config(project), name, force=force)
    click.echo(_as_json({"path": str(copy)}) if as_json else copy)


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete verbs, options and names of hosts.

    \b
    Example:
      hemero completion bash > ~/.local/share/bash-completion/completions/hemero
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # the choice above names only those that click knows
    click.echo(kind(main, {}, "hemero", "_HEMERO_COMPLETE").source())


# what is said


def _summary(report: "BuildReport") -> str:
    copies = f" ({report.copies:,} copies of another)" if report.copies else ""
    lines = [
        f"{report.articles:,} articles{copies}, {report.set_aside:,} files set aside"
        f"{_withheld(report)}.",
        f"{report.rendered:,} pages rendered, {report.unchanged:,} unchanged, "
        f"{report.removed:,} removed in {report.seconds:.2f} s.",
        f"The site is in {report.output}{_index_hint(report)}",
    ]
    return "\n".join(lines)


def _withheld(report: "BuildReport") -> str:
    held = f", {report.held_back:,} held back" if report.held_back else ""
    return held + (f", {report.withdrawn:,} withdrawn" if report.withdrawn else "")


def _index_hint(report: "BuildReport") -> str:
    return f" (open {Path(report.output) / 'index.html'})"


def _complaint_lines(report: "BuildReport") -> Iterator[str]:
    warnings = [c for c in report.complaints if c.severity != "set-aside"]
    for complaint in report.complaints:
        if complaint.severity == "set-aside":
            yield _complaint_line(complaint)
    for complaint in warnings[:SHOWN_WARNINGS]:
        yield _complaint_line(complaint)
    if len(warnings) > SHOWN_WARNINGS:
        yield f"{len(warnings) - SHOWN_WARNINGS:,} more warnings are in .hemero/report.json."


def _complaint_line(complaint: "Complaint") -> str:
    word = complaint.severity.replace("-", " ")
    said = f"{word}: {complaint.where}: {complaint.what} {complaint.hint}".rstrip()
    return _printable(said)


def _printable(said: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in said)


def _finding_lines(report: "CheckReport") -> Iterator[str]:
    for one in report.findings:
        place = f"{one.file or 'the site'}:{one.line}" if one.line else one.file or "the site"
        word = "" if one.weight == "fault" else "advice: "
        yield _printable(f"{word}{place}: {one.rule}: {one.what} {one.hint}".rstrip())
    for rule, number in report.unsaid.items():
        yield f"{rule}: {number:,} more like these."
    many = f"{report.faults:,} finding{'s' if report.faults > 1 else ''}"
    found = many if report.faults else "Nothing wrong"
    advice = f", {report.advice:,} of advice" if report.advice else ""
    yield (
        f"{found}{advice} in {report.files:,} files ({report.pages:,} pages)"
        f" in {report.seconds:.2f} s."
    )


def _as_json(report: object) -> str:
    import msgspec

    return msgspec.json.encode(report).decode()


def _publish_lines(report: "PublishReport") -> Iterator[str]:
    if report.dry_run:
        yield from (f"send    {path}" for path in report.sent)
        yield from (f"remove  {path}" for path in report.removed)
    would = "would be " if report.dry_run else ""
    yield (
        f"{len(report.sent):,} files {would}sent ({report.sent_bytes:,} bytes), "
        f"{report.unchanged:,} unchanged, {len(report.removed):,} {would}removed."
    )
    if not report.dry_run:
        yield f"Published at {report.target}"


def _timings_table(report: "BuildReport") -> str:
    rows = [f"{'stage':<12}{'seconds':>9}{'µs an article':>16}"]
    for stage, seconds in report.timings.items():
        each = seconds * 1e6 / report.articles if report.articles else 0.0
        rows.append(f"{stage:<12}{seconds:>9.3f}{each:>16.1f}")
    return "\n".join(rows)


@contextmanager
def _progress(quiet: bool) -> Iterator["Progress"]:
    """A moving line on a terminal; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: _heed()
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def show(stage: str, done: int, total: int) -> None:
            _heed()
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=None)
            bar.update(tasks[stage], completed=done, total=total or None)

        yield show


# how it ends


@contextmanager
def _faults_in_words() -> Iterator[None]:
    """What the user can mend is said in a line or two, causes one below the other."""
    from hemero.errors import HemeroError

    try:
        yield
    except HemeroError as fault:
        lines = [str(fault)]
        cause = fault.__cause__
        while cause is not None:
            if str(cause) not in lines[-1]:
                lines.append(f"  Reason: {cause}")
            cause = cause.__cause__
        raise _Told("\n".join(lines)) from fault
    except OSError as fault:
        place = f"{fault.filename}: " if fault.filename else ""
        raise _Told(f"{place}{fault.strerror or fault}.") from fault


@contextmanager
def _interruptible(then: str = "the published site is whole") -> Iterator[None]:
    """INT, TERM and HUP end the work cleanly, with the exit codes that shells expect. The
    first is heeded; those that follow do not disturb what is cleared up."""
    from hemero.executors import ENDING

    def stop(number: int, frame: "FrameType | None") -> NoReturn:
        for one in ENDING:
            signal.signal(one, signal.SIG_IGN)
        _asked.append(number)
        raise _Stopped(number)

    # nohup has HUP ignored on purpose; that is kept.
    heeded = [s for s in ENDING if s == signal.SIGINT or signal.getsignal(s) != signal.SIG_IGN]
    former = {s: signal.signal(s, stop) for s in heeded}
    try:
        yield
    except _Stopped as stopped:
        with suppress(OSError):  # a terminal that hung up hears nothing
            click.echo(f"hemero: interrupted; {then}.", err=True)
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(128 + stopped.number)  # all is cleared up; threads of the pool may still talk
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


_asked: list[int] = []  # the signal by which the end was asked for


def _heed() -> None:
    """Raise again what was lost, as it is where Python ignores exceptions (in finalizers)."""
    if _asked:
        raise _Stopped(_asked[0])


class _Stopped(BaseException):
    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
