"""Plain text: every sign in it is meant as it stands."""

from typing import BinaryIO

from hemero.loader.limits import Limits
from hemero.loader.readers.prose import read_prose
from hemero.loader.readers.slices import READ
from hemero.model.choice import DEFAULT, Choice


def read_text(path: str, file: BinaryIO, limits: Limits, choice: Choice = DEFAULT) -> READ:
    """The one document of a text file, with or without front matter."""
    yield read_prose(path, file, limits, "text")
