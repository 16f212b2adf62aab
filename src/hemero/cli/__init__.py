"""The command line: a thin coat over the library. The only room that prints or sets an exit code.

One module a family of verbs. Imports of what does the work stay inside the verbs, so that
`hemero --help` answers at once.
"""

import os

import click

from hemero import __version__
from hemero.cli.building import build, serve
from hemero.cli.looking import check, export, inspect
from hemero.cli.project import completion, init, theme
from hemero.cli.publishing import publish


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


for verb in (init, build, serve, inspect, export, check, publish, theme, completion):
    main.add_command(verb)
