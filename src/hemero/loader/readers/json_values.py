"""JSON that is no line file: one object, an array, arrays after each other, or an object of arrays.

Only brackets and strings are looked at, so that an array of any size passes through a window.
Tools break JSON in their own ways (`[{…},]{…}]`): every object that stands where a record
may stand is one, and what lies between is nobody's business.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.given import is_known
from hemero.loader.readers.json_lines import split_lines
from hemero.loader.readers.slices import Slice, too_long
from hemero.loader.readers.wide_text import as_utf8
from hemero.model.report import Complaint

_CHUNK = 1 << 20
_DEEPEST = 100  # brackets around a record; more is no data
_MARK = b"\xef\xbb\xbf"
_HEAD = 1 << 16  # bytes that decide how the file is laid out
_TOKEN = re.compile(rb'["\[\]{}]')
_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_KEYED_ARRAY = re.compile(rb'\{\s*+"([^"\\]{0,200})"\s*+:\s*+\[\s*+[{\]]')
_WRAPPED = re.compile(
    rb'"(articles|items|results|entries|documents|docs|posts|stories|records)"\s*+:\s*+\[\s*+\{'
)
_WRAPPERS = frozenset("articles items results entries documents docs posts stories records".split())
_TOP = (b"", b"[")  # brackets open where a record may begin
_INSIDE = (b"{[",)


class _Found(NamedTuple):
    data: bytes  # empty for a record that is too long
    key: str = ""  # of the array that holds it
    whole: bool = True


def split_json(path: str, file: BinaryIO, limits: Limits) -> Iterator[Slice | Complaint]:
    """Every object of the file that is a record; a file of a single object is that one."""
    file = as_utf8(file)
    head = file.read(_HEAD)
    file.seek(0)
    bare = head.removeprefix(_MARK).lstrip()
    if _is_lines(bare):
        yield from split_lines(path, file, limits)
        return
    if bare[:1] not in (b"{", b"["):
        raise UnreadableSource("holds no JSON object.", path, "It should begin with { or [.")
    yield from _number(path, _records(file, bare, limits), bare.startswith(b"{"), limits)


def split_json_lines(path: str, file: BinaryIO, limits: Limits) -> Iterator[Slice | Complaint]:
    """A file named as JSON Lines; some are one array all the same."""
    file = as_utf8(file)
    head = file.read(_HEAD)
    file.seek(0)
    if not head:
        raise UnreadableSource("the file is empty.", path)
    is_array = head.removeprefix(_MARK).lstrip()[:1] == b"["
    yield from (split_json if is_array else split_lines)(path, file, limits)


def _is_lines(head: bytes) -> bool:
    """Whether a first line that is a whole object is followed by another."""
    first, _, rest = head.partition(b"\n")
    first = first.rstrip()
    return first[:1] == b"{" and first[-1:] == b"}" and rest.lstrip()[:1] == b"{"


def _records(file: BinaryIO, head: bytes, limits: Limits) -> Iterator[_Found]:
    """The records, in an object of arrays those of all arrays that hold articles."""
    keyed = _KEYED_ARRAY.match(head)
    publishers = keyed is not None and not is_known(keyed[1].decode("utf-8", "replace"))
    publishers = publishers and keyed is not None and keyed[1].decode("latin-1") not in _WRAPPERS
    wrapped = head.startswith(b"{") and _WRAPPED.search(head.split(b"[", 1)[0] + _array_of(head))
    if not publishers and not wrapped:
        yield from _Scanner(file, _TOP, limits.record_bytes).records()
        return
    for found in _Scanner(file, _INSIDE, limits.record_bytes).records():
        if publishers or found.key in _WRAPPERS:
            yield found._replace(key=found.key if publishers else "")


def _array_of(head: bytes) -> bytes:
    """The opening of the first array, which must be the wrapper's for the file to be wrapped."""
    at = head.find(b"[")
    return head[at : at + 40] if at >= 0 else b""


def _number(
    path: str, records: Iterator[_Found], may_be_one: bool, limits: Limits
) -> Iterator[Slice | Complaint]:
    first = next(records, None)
    if first is None:
        raise UnreadableSource("holds no JSON object that could be a record.", path)
    second = next(records, None)
    if second is None:
        number = 0 if may_be_one and not first.key else 1
        yield _settle(path, number, first, limits)
        return
    yield _settle(path, 1, first, limits)
    yield _settle(path, 2, second, limits)
    for number, found in enumerate(records, 3):
        yield _settle(path, number, found, limits)


def _settle(path: str, number: int, found: _Found, limits: Limits) -> Slice | Complaint:
    if found.data:
        return Slice(number, found.data, found.key)
    if found.whole:
        return too_long(path, number, limits)
    where = f"{path}#{number}" if number else path
    return Complaint(where, "is cut off: the file ends inside it.", "Download or export it again.")


class _Scanner:
    """Finds every object that opens where `starts` is all that is open around it. Linear."""

    def __init__(self, file: BinaryIO, starts: tuple[bytes, ...], most: int) -> None:
        self.file = file
        self.starts = starts
        self.most = most
        self.data = b""  # the part of the file that is still needed
        self.at = 0  # place in it
        self.start = -1  # of the record in it, while inside one
        self.depth = 0  # brackets open inside the record
        self.around = b""  # brackets open around the place, while outside of records
        self.grown = 0  # bytes read last
        self.key = ""  # the last string at depth one: the key of the array that follows

    def records(self) -> Iterator[_Found]:
        """Records in order; an empty one, and no more, where one is too long or cut off."""
        while True:
            token = _TOKEN.search(self.data, self.at)
            if token is None:
                self.at = len(self.data)
                if not self._grow(self.at):
                    break
            elif token[0] == b'"':
                if not self._pass_string(token.start()):
                    break
            elif self._pass_bracket(token):
                yield _Found(self.data[self.start : self.at], self.key)
                self.start = -1
            elif len(self.around) > _DEEPEST:
                break
        if self.start >= 0 or len(self.around) > _DEEPEST:
            yield _Found(b"", self.key, whole=len(self.data) > self.most)

    def _pass_bracket(self, token: re.Match[bytes]) -> bool:
        """Whether the bracket closes a record."""
        sign = token[0]
        self.at = token.end()
        if self.start >= 0:
            self.depth += 1 if sign in b"[{" else -1
            return not self.depth
        if sign == b"{" and self.around in self.starts:
            self.start, self.depth = token.start(), 1
        elif sign in b"[{":
            self.around += sign
        else:
            self.around = self.around[:-1]
        return False

    def _pass_string(self, quote: int) -> bool:
        """Move past the string that opens at `quote`; False where the file ends in it."""
        begin = self.at = quote + 1
        while True:
            found = _STRING.match(self.data, self.at)
            self.at = found.end() if found else self.at
            if self.data[self.at : self.at + 1] == b'"':
                break
            before = len(self.data)
            if not self._grow(begin):
                return False
            begin -= before + self.grown - len(self.data)
        if self.start < 0 and len(self.around) == 1:
            self.key = self.data[begin : min(self.at, begin + 500)].decode("utf-8", "replace")
        self.at += 1
        return True

    def _grow(self, needed: int) -> bool:
        """Read on, dropping what stands before the record, or before `needed` outside of one."""
        keep = self.start if self.start >= 0 else needed
        if len(self.data) - keep > self.most:
            return False
        more = self.file.read(_CHUNK)
        self.data = self.data[keep:] + more
        self.at -= keep
        self.start = 0 if self.start >= 0 else -1
        self.grown = len(more)
        return bool(more)
