"""Plain text: every sign in it is meant as it stands."""

from collections.abc import Iterator
from typing import BinaryIO

from hemero.loader.limits import Limits
from hemero.loader.readers.prose import read_prose
from hemero.model.article import RawDocument


def read_text(path: str, file: BinaryIO, limits: Limits) -> Iterator[RawDocument]:
    """The one document of a text file, with or without front matter."""
    yield read_prose(path, file, limits, "text")
