"""What the search index costs: to build, to keep, and to ask.

    python tests/benchmarks/search.py [--count 200 10000 100000] [--words 500]

Articles are made of invented words whose frequencies follow the two-part law of real
vocabularies (Zipf's up to rank 10,000, a steeper one beyond), so that new words never end. For
each size it prints CPU time an article, bytes by kind of file, the largest files, and the bytes
(gzip) of questions of several kinds. Asserts nothing.
"""

import argparse
import gzip
import math
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator

from hemero.archive.links import LinkOptions, link_archive
from hemero.archive.search import drawer_key, drawer_number, fill_drawers, plan_volumes
from hemero.loader.scan import scan
from hemero.loader.terms import search_terms
from hemero.model.article import Article, Block, Card
from hemero.model.search import Volume
from hemero.renderer.searchparts import (
    directory_file,
    drawer_file,
    head_file,
    sheet_file,
)

SYLLABLES = [
    a + b for a in "b c d f g l m n p r s t v br cl tr".split() for b in "a e i o u ai".split()
]
COMMON = 10_000  # rank at which frequencies begin to fall faster
HEAD, STEEP = 0.89, 0.9  # share of the common words; steepness of the rest
SOURCES = 12
BATCH = 4  # volumes that the script reads at a time
SHOWN = 20


def word(rank: int) -> str:
    """The word of a rank, the commoner the shorter."""
    letters = [SYLLABLES[rank * 7 % 96]]
    while rank:
        rank, at = divmod(rank, len(SYLLABLES))
        letters.append(SYLLABLES[at])
    return "".join(letters)


class Press:
    """Articles without end."""

    def __init__(self, length: int, seed: int = 11) -> None:
        self._random = random.Random(seed)
        self._length = length
        self._words: dict[int, str] = {}

    def _word(self) -> str:
        chance = self._random.random()
        if chance < HEAD:
            rank = int(math.exp(chance / HEAD * math.log(COMMON)))
        else:
            rank = int(COMMON * ((1 - chance) / (1 - HEAD)) ** (-1 / STEEP))
        if rank > COMMON:
            return word(rank)
        if rank not in self._words:
            self._words[rank] = word(rank)
        return self._words[rank]

    def article(self, number: int, count: int) -> Article:
        day = 7300 * number // count
        length = int(self._length * self._random.uniform(0.4, 1.6))
        text = [self._word() for _ in range(length)]
        return Article(
            path=f"{number:07}.txt",
            title=" ".join(self._word() for _ in range(9)).capitalize(),
            source=f"Gazette {self._random.randrange(SOURCES)}",
            language="fr",
            date=f"{2004 + day // 365}-{day % 365 // 31 + 1:02}-{day % 28 + 1:02}",
            tags=(f"Tag {self._random.randrange(400)}", f"Tag {self._random.randrange(40)}"),
            body=tuple(Block(" ".join(text[at : at + 60])) for at in range(0, length, 60)),
        )


def packed(data: bytes) -> int:
    """Bytes on the wire."""
    return len(gzip.compress(data, 9))


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._last = time.process_time()

    def lap(self, stage: str) -> None:
        now = time.process_time()
        self.spent[stage] += now - self._last
        self._last = now


def measure(count: int, length: int) -> None:
    """Index `count` articles and print what it came to."""
    press, clock = Press(length), Clock()
    cards, terms, having = [], {}, Counter[str]()
    for number in range(count):
        article = press.article(number, count)
        text = scan(article)
        clock.lap("(made up)")
        found = search_terms(article, text)
        clock.lap("terms")
        terms[article.path] = found
        having.update(found.decode().split())
        cards.append(_card(article, text.count))
    links = link_archive(cards, LinkOptions())
    clock.lap("(made up)")
    volumes = list(plan_volumes(cards, links))
    clock.lap("plan")
    sizes, kinds, drawers = _write(volumes, terms, clock)
    _print(count, volumes, having, kinds, clock)
    _ask(volumes, having, sizes, drawers)


def _card(article: Article, words: int) -> Card:
    excerpt = article.body[0].text[:180]
    return Card(
        path=article.path, title=article.title, source=article.source, date=article.date,
        language="fr", tags=article.tags, excerpt=excerpt, words=words, digest=article.path,
    )  # fmt: skip


Sizes = dict[str, int]


def _write(
    volumes: list[Volume], terms: dict[str, bytes], clock: Clock
) -> tuple[Sizes, dict[str, list[int]], list[list[dict[str, list[int]]]]]:
    sizes: Sizes = {"index": packed(directory_file([(volume, "0" * 8) for volume in volumes]))}
    kinds: dict[str, list[int]] = {"drawers": [], "heads": [], "sheets": []}
    places = []
    clock.lap("(measured)")
    for volume in volumes:
        filled = fill_drawers([terms[path] for path in volume.paths], volume.drawers)
        clock.lap("invert")
        files = [
            ("heads", "head", head_file(volume, "0" * 8)),
            *(("sheets", f"s{s.start}", sheet_file(volume, s)) for s in volume.sheets),
            *(
                ("drawers", str(n), drawer_file(volume, n, "0" * 8, d))
                for n, d in enumerate(filled)
            ),
        ]
        clock.lap("bytes")
        for kind, name, data in files:
            sizes[f"{volume.name}/{name}"] = packed(data)
            kinds[kind].append(packed(data))
        if len(places) < BATCH:
            places.append([dict(zip(d.terms, d.places, strict=True)) for d in filled])
        clock.lap("(measured)")
    return sizes, kinds, places


def _print(
    count: int,
    volumes: list[Volume],
    having: Counter[str],
    kinds: dict[str, list[int]],
    clock: Clock,
) -> None:
    print(f"\n{count:,} articles: {len(volumes)} volumes, {len(having):,} terms, "
          f"{sum(having.values()) / count:.0f} terms an article")  # fmt: skip
    for stage, seconds in clock.spent.items():
        if not stage.startswith("("):
            print(f"  {stage:8} {seconds / count * 1e6:6.0f} µs an article")
    for kind, found in kinds.items():
        print(f"  {kind:8} {len(found):6} files, {sum(found) / count:6.0f} B an article, "
              f"median {statistics.median(found):7,.0f} B, largest {max(found):7,} B")  # fmt: skip


def _questions(having: Counter[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    ranked = having.most_common()

    def near(times: float) -> str:
        return min(ranked, key=lambda item: (abs(math.log(item[1] / times)), item[0]))[0]

    total = len(ranked)
    most = ranked[0][1]
    yield "a word of one article", (ranked[total - 1][0],)
    yield "a word of 1 %", (near(max(most * 0.01, 2)),)
    yield "a word of 20 %", (near(most * 0.2),)
    yield "words of 1 % and 5 %", (near(max(most * 0.01, 2)), near(most * 0.05))
    yield "three words of 10 %", (near(most * 0.1), near(most * 0.12), near(most * 0.14))


def _ask(
    volumes: list[Volume],
    having: Counter[str],
    sizes: Sizes,
    drawers: list[list[dict[str, list[int]]]],
) -> None:
    """Bytes of the index parts that each question reads, first results shown."""
    newest = list(zip(volumes, drawers, strict=False))
    for kind, words in _questions(having):
        wire, hits, files = sizes["index"], 0, 1
        for volume, filled in newest:
            numbers = {w: drawer_number(drawer_key(w), volume.drawers) for w in words}
            parts = {"head", *map(str, numbers.values())}
            found = set.intersection(
                *({p // 4 for p in filled[n].get(w, ())} for w, n in numbers.items())
            )
            shown = sorted(found)[: max(SHOWN - hits, 0)]
            hits += len(found)
            parts |= {
                f"s{next(s.start for s in reversed(volume.sheets) if s.start <= place)}"
                for place in shown
            }
            wire += sum(sizes[f"{volume.name}/{part}"] for part in parts)
            files += len(parts)
        print(f"  {kind:24} {wire / 1000:6.1f} kB in {files} files, "
              f"{hits} found in {len(newest)} of {len(volumes)} volumes")  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, nargs="+", default=[200, 10_000])
    parser.add_argument("--words", type=int, default=500, help="of an article, on average")
    options = parser.parse_args()
    for size in options.count:
        measure(size, options.words)
