"""What the documentation says of the command line is what the command line does."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from hemero.cli import main
from hemero.commands.settings_guide import json_schema, reference_table

ROOT = Path(__file__).parent.parent
COMMANDS = sorted(main.commands)
# Between these two lines of docs/configuration.md stands what is made from the code.
BEGIN, END = "<!-- from the typed configuration -->", "<!-- end -->"


def all_docs() -> str:
    files = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_and_option_is_documented(verb: str) -> None:
    """A verb or option that no page mentions does not exist for users."""
    docs = all_docs()
    assert f"hemero {verb}" in docs
    for parameter in main.commands[verb].params:
        if isinstance(parameter, click.Option):
            longest = max(parameter.opts, key=len)
            assert longest in docs, f"hemero {verb} {longest}"


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_shows_an_example(verb: str) -> None:
    """--help says what the verb does and shows one use."""
    text = main.commands[verb].help or ""
    assert "Example:" in text
    assert f"hemero {verb}" in text


@pytest.mark.parametrize(
    ("file", "made"),
    [("docs/configuration.md", reference_table), ("docs/hemero.schema.json", json_schema)],
)
def test_what_is_made_from_the_configuration_is_as_made_now(
    file: str, made: Callable[[], str | bytes], request: pytest.FixtureRequest
) -> None:
    """The reference of settings and the schema say what the code says
    (`pytest tests/test_docs.py --update-golden` writes them)."""
    place = ROOT / file
    text, fresh = place.read_text(encoding="utf-8"), made()
    if isinstance(fresh, bytes):
        wanted = fresh.decode()
    else:
        before, _, rest = text.partition(BEGIN)
        wanted = f"{before}{BEGIN}\n{fresh}{END}{rest.partition(END)[2]}"
    if request.config.getoption("--update-golden"):
        place.write_text(wanted, encoding="utf-8")
        return
    assert text == wanted
