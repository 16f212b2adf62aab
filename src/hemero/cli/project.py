"""The verbs around a project: init, theme, completion."""

from pathlib import Path

import click

from hemero.cli.options import FOLDER
from hemero.cli.running import faults_in_words
from hemero.cli.saying import json_text


@click.command()
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
    with faults_in_words():
        from hemero.commands.init import init_project
        from hemero.commands.settings_guide import json_schema

        if schema:
            click.echo(json_schema(), nl=False)
            return
        written = init_project(folder, workflows=not no_workflows)
    if as_json:
        click.echo(json_text({"folder": str(folder), "files": written}))
        return
    for path in written:
        click.echo(folder / path)
    click.echo(f"Next: hemero build{'' if folder == Path() else f' {folder}'}")


@click.group()
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
        click.echo(json_text(list_theme()))
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

    with faults_in_words():
        copy = eject(load_config(project), name, force=force)
    click.echo(json_text({"path": str(copy)}) if as_json else copy)


@click.command()
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
    hemero = click.get_current_context().find_root().command
    click.echo(kind(hemero, {}, "hemero", "_HEMERO_COMPLETE").source())
