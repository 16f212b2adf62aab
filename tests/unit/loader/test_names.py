"""Content paths: printable, one for each file name, and reversible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemero.loader.names import name_of, path_of


@given(st.binary(min_size=1, max_size=40))
def test_every_name_comes_back(name: bytes) -> None:
    """Whatever bytes a file name holds, its path names that file and is encodable text."""
    path = path_of(name)
    assert name_of(path) == name
    path.encode("utf-8")
    assert not any(sign in path for sign in "\n\r\t\0\x1b\u202e\u2028\ufeff")


@given(st.text(alphabet="%0123456789ABCDEFabcé\x01", max_size=12))
def test_percent_signs_come_back(text: str) -> None:
    """Names that look escaped are not mistaken for escapes."""
    assert name_of(path_of(text.encode())) == text.encode()


@pytest.mark.parametrize("name", ["Lire aussi.txt", "2022/04/été.txt", "100%.txt", "%c3%a9.txt"])
def test_ordinary_names_stay_as_they_are(name: str) -> None:
    """A clean name is its own path."""
    assert path_of(name.encode()) == name
