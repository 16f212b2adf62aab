"""Options and arguments that several verbs share."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

FOLDER = click.Path(path_type=Path, file_okay=False)


project_argument = click.argument("project", type=FOLDER, default=Path(), required=False)


class _Place(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A folder, or an address that fsspec knows."""

    name = "folder"

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | Path:
        is_address = isinstance(value, str) and "://" in value
        return value if is_address else Path(FOLDER.convert(value, param, ctx))

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        return FOLDER.shell_complete(ctx, param, incomplete)


PLACE = _Place()


content_option = click.option(
    "--content", type=PLACE,
    help="Folder or address of the articles (default: content/ of the project).",
)  # fmt: skip


output_option = click.option(
    "--output", type=PLACE,
    help="Folder or address to write the site to (default: site/ of the project).",
)  # fmt: skip


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


def host_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """For shells that complete."""
    from hemero.hosts import HOSTS

    return [name for name in HOSTS if name.startswith(incomplete)]
