"""Random input of every kind: what it is made into is clean and bounded, and nothing raises but
the faults that are told in words. `make fuzz` runs the same for longer, with new input."""

import os
import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from tests.property import strategies

from hemero.archive.names import path_segment
from hemero.errors import RuleError
from hemero.loader.names import name_of, path_of
from hemero.loader.rulepack import compile_rules
from hemero.loader.walk import find_sources
from hemero.output.sinks import contained
from hemero.shards import LoaderSpec, ReadBatch, structure_shard, unpack_record

EXAMPLES = int(os.environ.get("HEMERO_EXAMPLES", "40"))
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
HOSTILE = settings(
    max_examples=EXAMPLES, deadline=None, derandomize="HEMERO_FUZZ" not in os.environ
)


def read(name: str, data: bytes) -> None:
    """One file through all of the loader; what comes of it is clean, or a word in its stead."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        sources, _ = find_sources(Path(folder))
        spec = LoaderSpec(Path(folder), None, "key")
        (loaded,) = structure_shard(ReadBatch(spec, tuple((source, "") for source in sources)))
    assert b"stumbled" not in loaded.source.complaints, loaded.source.complaints
    assert loaded.articles or len(loaded.source.complaints) > len(b"[]")
    for row in loaded.articles or ():
        article = unpack_record(row.record)
        texts = [article.title, *(block.text for block in article.body), *article.tags]
        texts += [*article.authors, article.source or "", *(link.title for link in article.related)]
        assert not [text for text in texts if UNSEEN.search(text)]


@HOSTILE
@given(strategies.SCRAPES)
def test_scraped_text(text: str) -> None:
    """Whatever was scraped."""
    read("a.txt", text.encode("utf-8", "surrogatepass"))


@HOSTILE
@given(strategies.FRONT_MATTER)
def test_front_matter(text: str) -> None:
    """Whatever stands between two lines of dashes."""
    read("a.md", text.encode("utf-8", "surrogatepass"))


@HOSTILE
@given(strategies.RECORDS)
def test_records(text: str) -> None:
    """Whatever a record holds, in whatever field."""
    read("a.jsonl", text.encode())


@HOSTILE
@given(strategies.MARKUP)
def test_saved_pages(text: str) -> None:
    """Whatever tags a page is made of."""
    read("a.html", text.encode("utf-8", "surrogatepass"))


@HOSTILE
@given(strategies.NAMES)
def test_names(name: bytes) -> None:
    """A name comes back from its content path as it was, and reaches a path only as a segment."""
    path = path_of(name)
    assert not UNSEEN.search(path)
    assert len(path.splitlines()) == 1
    assert name_of(path) == name
    segment = path_segment(path, path)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,86}", segment)
    assert contained(f"{segment}.html")


@HOSTILE
@given(strategies.PACKS)
def test_rule_packs(text: str) -> None:
    """A pack is compiled, or refused with its rule and the reason."""
    try:
        rules = compile_rules([("own", text)])
    except RuleError as fault:
        assert str(fault)
        return
    rules.cues("Lire aussi : un titre (AFP)")
