"""What the tests of readers share: reading bytes as a file of some name."""

import io
import json
from collections.abc import Iterable
from typing import Any

from hemero.loader.limits import Limits
from hemero.loader.readers import read_file
from hemero.model.article import RawDocument
from hemero.model.choice import DEFAULT, Choice
from hemero.model.report import Complaint

LIMITS = Limits()
TEXT = (
    "La passerelle du vieux port a rouvert mardi matin, après onze semaines de travaux.\n"
    "Les premiers passants l'ont traversée sous la pluie, et la mairie s'en est félicitée."
)


def read(
    name: str, data: bytes | str, limits: Limits = LIMITS, choice: Choice = DEFAULT
) -> list[RawDocument | Complaint]:
    data = data if isinstance(data, bytes) else data.encode()
    return list(read_file(name, io.BytesIO(data), limits, choice))


def documents(name: str, data: bytes | str, choice: Choice = DEFAULT) -> list[RawDocument]:
    found = read(name, data, choice=choice)
    assert not [one for one in found if isinstance(one, Complaint)], found
    return [one for one in found if isinstance(one, RawDocument)]


def one(name: str, data: bytes | str, choice: Choice = DEFAULT) -> RawDocument:
    (document,) = documents(name, data, choice)
    return document


def refused(name: str, data: bytes | str) -> list[tuple[str, str]]:
    found = read(name, data)
    return [(bad.where, bad.what) for bad in found if isinstance(bad, Complaint)]


def body(document: RawDocument) -> list[str]:
    """The lines with text, without the title that opens them."""
    lines = [line for line in document.lines if line.strip()]
    return lines[1:] if document.given.title and lines else lines


def jsonl(records: Iterable[Any]) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)
