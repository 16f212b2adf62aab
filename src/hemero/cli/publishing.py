"""The verb that sends the site away: publish."""

from pathlib import Path

import click

from hemero.cli.options import FOLDER, PLACE, base_url_option, host_names, output_option
from hemero.cli.running import faults_in_words, interruptible, progress
from hemero.cli.saying import json_text, publish_lines


@click.command()
@click.argument("target")
@click.argument("folder", type=PLACE, required=False, metavar="[PROJECT]")
@click.option("--project", type=FOLDER, default=Path(), help="The project (default: this folder).")
@output_option
@base_url_option
@click.option(
    "--host", metavar="HOST", default=None, shell_complete=host_names,
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
    folder: Path | str | None,
    project: Path,
    output: Path | str | None,
    base_url: str | None,
    host: str | None,
    dry_run: bool,
    max_deletes: int | None,
    adopt_target: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Send the built site of PROJECT to TARGET, and only what changed since the last time.

    TARGET is a folder, ssh://user@host/path (by rsync), s3://bucket/path or any other address
    that fsspec knows, git:BRANCH or git+URL#BRANCH, or a file ending in .tar or .tar.gz.

    \b
    Example:
      hemero publish --dry-run s3://my-bucket
      hemero publish git:gh-pages
    """
    if isinstance(folder, str):
        raise click.UsageError(f"TARGET comes first: hemero publish {folder} {target}")
    project = folder or project
    with faults_in_words(), interruptible("publish again to go on"):
        from hemero.commands.publish import PublishOptions
        from hemero.commands.publish import publish as publish_site
        from hemero.config import load_config

        config = load_config(project, output=output, base_url=base_url)
        options = PublishOptions(
            host=host or "", dry_run=dry_run, max_deletes=max_deletes, adopt=adopt_target
        )
        with progress(quiet or as_json) as shown:
            report = publish_site(config, target, options, shown)
    if as_json:
        click.echo(json_text(report))
        return
    for note in report.notes:
        click.echo(f"note: {note}", err=True)
    if not quiet:
        for line in publish_lines(report):
            click.echo(line)
