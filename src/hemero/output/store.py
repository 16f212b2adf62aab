"""Stores that `fsspec` knows, and what goes wrong with them in words of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hemero.errors import PublishError
from hemero.output.target import redacted, without_secrets

INSTALL = 'Install it with: pip install "hemero[publish]"'


def open_store(url: str) -> tuple[Any, str]:
    """The file system behind an address, and the place in it. PublishError without fsspec."""
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError as fault:
        raise PublishError(
            "needs a library that is not installed.", without_secrets(url), INSTALL
        ) from fault
    fs, root = url_to_fs(url)
    return fs, str(root)


@contextmanager
def store_faults(url: str) -> Iterator[None]:
    """The many kinds of faults of the many libraries behind fsspec, as one of ours. What they
    say is shown without anything secret of the address."""
    try:
        yield
    except PublishError:
        raise
    except Exception as fault:  # fsspec names no common family
        said = " ".join((str(fault) or type(fault).__name__).split())
        hint = None
        if isinstance(fault, ImportError):
            hint = INSTALL + " (S3), or the library named here with pip."
        said = redacted(said, url).rstrip(".")
        raise PublishError(f"{said}.", without_secrets(url), hint) from None
