"""The verbs that build: build, serve."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hemero.cli.arriving import bring_content
from hemero.cli.options import (
    as_of_option,
    base_url_option,
    content_option,
    from_option,
    host_names,
    jobs_option,
    output_option,
    project_argument,
)
from hemero.cli.running import faults_in_words, interruptible, progress
from hemero.cli.saying import complaint_lines, json_text, publish_lines, summary, timings_table

if TYPE_CHECKING:
    from hemero.config import Config
    from hemero.stages.stopwatch import Progress


@click.command()
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
    content: Path | str | None,
    output: Path | str | None,
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
    with faults_in_words(), interruptible():
        from hemero.build import BuildOptions
        from hemero.build import build as build_site
        from hemero.commands.staffing import crew_for
        from hemero.config import load_config

        config = load_config(
            project, content=content, output=output, base_url=base_url, form=form, as_of=as_of
        )
        options = BuildOptions(force=force, adopt=adopt_output)
        with crew_for(executor, jobs) as crew, progress(quiet or as_json) as shown:
            arrival = bring_content(config, shown)
            report = build_site(config, crew, options, shown)
            sending = _send(config, options.adopt, shown)
    for line in (*arrival.warnings, *complaint_lines(report)):
        click.echo(line, err=True)
    if as_json:
        click.echo(json_text(report))
    elif not quiet:
        for line in (*arrival.lines, summary(report), *sending):
            click.echo(line)
    if timings:
        click.echo(timings_table(report), err=as_json)
    if strict and report.set_aside:
        sys.exit(1)


def _send(config: "Config", adopt: bool, shown: "Progress") -> list[str]:
    """Publish the site where `output` is an address, and say so."""
    if not config.output_url:
        return []
    from hemero.commands.publish import PublishOptions, publish

    return list(
        publish_lines(publish(config, config.output_url, PublishOptions(adopt=adopt), shown))
    )


@click.command()
@project_argument
@content_option
@output_option
@as_of_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--as", "manner", metavar="HOST", shell_complete=host_names,
    help="Answer as this host of static sites does.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Print only what needs your attention.")
@click.option("--json", "as_json", is_flag=True, help="Print each message as a line of JSON.")
def serve(
    project: Path,
    content: Path | str | None,
    output: Path | str | None,
    as_of: str,
    host: str,
    port: int,
    manner: str | None,
    quiet: bool,
    as_json: bool,
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
            click.echo(json_text({"level": "info", "text": line}) if as_json else line)

    def warn(line: str) -> None:
        said = json_text({"level": "warning", "text": line}) if as_json else line
        click.echo(said, err=not as_json)

    with faults_in_words():
        for line in bring_content(load()).warnings:
            warn(line)
        serve_site(load, host, port, say, warn, manner=host_named(manner))
