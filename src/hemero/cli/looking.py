"""The verbs that look and tell: inspect, export, check."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hemero.cli.arriving import bring_content
from hemero.cli.options import (
    FOLDER,
    as_of_option,
    content_option,
    from_option,
    host_names,
    jobs_option,
    project_argument,
)
from hemero.cli.running import Told, faults_in_words, interruptible
from hemero.cli.saying import complaint_line, finding_lines, json_text

if TYPE_CHECKING:
    from hemero.model.report import Complaint


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@from_option
@click.option("--explain", is_flag=True, help="Say of each line what spoke for it and against it.")
@click.option(
    "--propose", "proposals", multiple=True, metavar="LINE=KIND",
    help='Print a sidecar that makes LINE a KIND ("doubtful": all lines hard to judge).',
)  # fmt: skip
@click.option("--write", is_flag=True, help="Write what --propose proposes beside FILE.")
@click.option("--force", is_flag=True, help="With --write: although a sidecar is there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file.")
@click.option("--rules", type=FOLDER, help="Folder of rule packs (default: those of the project).")
def inspect(
    files: tuple[str, ...],
    form: str,
    explain: bool,
    proposals: tuple[str, ...],
    write: bool,
    force: bool,
    as_json: bool,
    rules: Path | None,
) -> None:
    """Show how FILEs are read: each line with its verdict and the rule, then the record.

    FILE#N is the record N of a file of many. In a project, a file is read as its build reads it.

    \b
    Example:
      hemero inspect content/some-article.txt
      hemero inspect --propose 14=boilerplate --write content/a.txt
    """
    if proposals and len(files) > 1:
        raise click.UsageError("--propose goes with one FILE.")
    if (write and not proposals) or (force and not write):
        raise click.UsageError("--write goes with --propose, --force with --write.")
    from hemero.commands.inspect import inspect_file, read_wanted, report_lines
    from hemero.commands.inspect_proposal import write_sidecar
    from hemero.loader.sources import check_form

    with faults_in_words():
        check_form(form)
        wanted = read_wanted(proposals) if proposals else None
    faults = 0
    for file in files:
        try:
            with faults_in_words():
                found = inspect_file(file, rules, form, explain=explain, wanted=wanted)
                if write:
                    write_sidecar(Path(found.sidecar), found.proposal, anew=force)
        except Told as fault:
            fault.show()
            faults += 1
            continue
        if as_json:
            click.echo(found.as_json())
            continue
        if write:
            click.echo(f"Written: {found.sidecar}")
            continue
        if proposals:
            click.echo(found.proposal, nl=False)
            continue
        for line, style in report_lines(found):
            click.secho(line, **style)
    if faults:
        sys.exit(1)


@click.command()
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
@click.option(
    "--json", "as_json", is_flag=True,
    help="Print a report as JSON; on standard error where the records go to standard output.",
)  # fmt: skip
def export(
    project: Path,
    content: Path | str | None,
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
    as_json: bool,
) -> None:
    """Give the articles of PROJECT as records: JSON lines, or another form with --to.

    \b
    Example:
      hemero export > articles.jsonl
      hemero export --to sqlite --output articles.db
      hemero export --to bibtex --tag OTAN > otan.bib
    """
    with faults_in_words(), interruptible():
        from hemero.commands.export import export_bag, export_records
        from hemero.commands.exporting.entries import choose
        from hemero.commands.exporting.formats import BAG, check_form
        from hemero.config import load_config
        from hemero.executors import Workers

        check_form(to)
        wanted = choose(tag, source, language, since, until)
        config = load_config(project, content=content, form=form, as_of=as_of)
        for line in bring_content(config).warnings:
            click.echo(line, err=True)
        complaints: tuple[Complaint, ...] = ()
        if to == BAG:
            export_bag(config, target, wanted, os.environ.get("SOURCE_DATE_EPOCH", ""))
        else:
            with Workers(jobs) as workers:
                write = sys.stdout.buffer.write
                complaints = export_records(config, workers, write, to, target, wanted)
            sys.stdout.buffer.flush()
    if as_json:
        output = str(target) if target else None
        report = {"to": to, "output": output, "complaints": complaints}
        click.echo(json_text(report), err=target is None)
        return
    for complaint in complaints:
        click.echo(complaint_line(complaint), err=True)


@click.command()
@click.argument("path", type=FOLDER, default=Path(), required=False)
@click.option("--output", type=FOLDER, help="Folder of the site (default: as the project says).")
@click.option(
    "--host", metavar="NAME", shell_complete=host_names,
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
    with faults_in_words(), interruptible():
        from hemero.commands.check import check_site, find_site, host_named

        chosen = host_named(host)
        report = check_site(find_site(path, output), chosen)
    if as_json:
        click.echo(report.as_json())
    else:
        for line in finding_lines(report):
            click.echo(line)
    if report.faults or (strict and report.advice):
        sys.exit(1)
