"""What the documentation says of the command line is what the command line does."""

from pathlib import Path

import click
import pytest

from hemero.cli import main
from hemero.config import Settings

ROOT = Path(__file__).parent.parent
COMMANDS = sorted(main.commands)


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


def test_every_setting_is_documented() -> None:
    """docs/configuration.md names every key of hemero.yaml."""
    text = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    for key in Settings.__struct_fields__:
        assert f"`{key}`" in text, key
