"""Markdown: the lines are Markdown source; raw HTML in it stays text."""

from typing import BinaryIO

from hemero.loader.limits import Limits
from hemero.loader.readers.prose import read_prose
from hemero.loader.readers.slices import READ
from hemero.model.choice import DEFAULT, Choice


def read_markdown(path: str, file: BinaryIO, limits: Limits, choice: Choice = DEFAULT) -> READ:
    """The one document of a Markdown file, with or without front matter."""
    yield read_prose(path, file, limits, "markdown")
