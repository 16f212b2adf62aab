"""What linking costs: python tests/benchmarks/link.py [ARTICLES ...]

Cards are made up: titles and texts of words by Zipf's law, one text in a hundred an edited copy,
one article in three with a related title, half of those edited. Prints CPU by stage, the
memory that stays, and how many planted copies and citations were found.
"""

import random
import resource
import sys
import time
from array import array
from collections.abc import Callable
from typing import TypeVar

from hemero.archive.duplicates import find_copies
from hemero.archive.permalinks import settle_addresses
from hemero.archive.related import resolve_related
from hemero.archive.tags import TagOptions, settle_tags
from hemero.loader.card import make_card
from hemero.model.article import Article, Block, Card, RelatedLink
from hemero.model.page import Ref
from hemero.text import title_key

T = TypeVar("T")
SYLLABLES = "ba ke li mo nu ra se ti vo zu dra ple gri sto fla men tor vel kan dis".split()


class World:
    """Words, names and titles, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = sorted({self._word(2, 4) for _ in range(30_000)})
        self.chance.shuffle(self.words)
        self.weights = [1 / (rank + 3) for rank in range(len(self.words))]
        self.names = [f"{self._word(2, 3).title()} {self._word(2, 3).title()}" for _ in range(8000)]

    def _word(self, fewest: int, most: int) -> str:
        count = self.chance.randint(fewest, most)
        return "".join(self.chance.choice(SYLLABLES) for _ in range(count))

    def text(self, words: int) -> list[str]:
        return self.chance.choices(self.words, self.weights, k=words)

    def title(self) -> str:
        return " ".join(self.chance.choices(self.words[200:], k=self.chance.randint(5, 9)))

    def edited(self, title: str) -> str:
        words = title.split()
        at = self.chance.randrange(1, len(words))
        if self.chance.random() < 0.5:
            del words[at]
        else:
            words[at] = self.chance.choice(self.words)
        return " ".join(words)

    def sample(self) -> bytes:
        """The sketch of a text that is like no other."""
        samples = sorted(self.chance.getrandbits(29) << 3 for _ in range(100))
        return b"\3" + array("I", samples).tobytes()

    def copied(self, sketch: bytes) -> bytes:
        """The sketch of an edited copy: two thirds of the samples are the same."""
        samples = array("I", sketch[1:])
        kept = [s if self.chance.random() < 0.7 else self.chance.getrandbits(29) << 3
                for s in samples]  # fmt: skip
        return b"\3" + array("I", sorted(kept)).tobytes()

    def subjects(self) -> str:
        names = {min(int(self.chance.paretovariate(0.4)), 7999) for _ in range(12)}
        last = len(self.words) - 1
        themes = {min(int(self.chance.paretovariate(0.4)), last) for _ in range(12)}
        lines = [f"N{40 - at} 2s\t{self.names[name]}" for at, name in enumerate(sorted(names))]
        lines += [f"T{40 - at} 2s\t{self.words[word]}" for at, word in enumerate(sorted(themes))]
        return "\n".join(lines)


def make_cards(world: World, count: int) -> tuple[list[Card], dict[str, str], dict[str, str]]:
    """Cards, planted copies (path → path) and planted citations (path → path)."""
    cards: list[Card] = []
    copies: dict[str, str] = {}
    cited: dict[str, str] = {}
    for number in range(count):
        path, sketch = f"{number:07}.txt", world.sample()
        if number and number % 100 == 0:
            model = cards[world.chance.randrange(number)]
            copies[path], sketch = model.path, world.copied(model.sketch)
        related: tuple[RelatedLink, ...] = ()
        if number and number % 3 == 0:
            target = cards[world.chance.randrange(number)]
            cited[path] = target.path
            title = target.title if number % 2 else world.edited(target.title)
            related = (RelatedLink(title, 1),)
        cards.append(
            Card(
                path=path, title=world.title(), date=f"{2000 + number % 24}-01-01", language="en",
                words=800, text_key=path, related=related, sketch=sketch,
                subjects=world.subjects(),
            )
        )  # fmt: skip
    return cards, copies, cited


def timed(name: str, count: int, work: Callable[[], T]) -> T:
    """The result of `work`; prints its CPU time an article and the peak memory so far."""
    started = time.process_time()
    result = work()
    spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = 1e6 * spent / count
    print(f"  {name:10} {spent:8.2f} s  {each:7.1f} µs an article  peak {peak:6.0f} MiB")
    return result


def link(world: World, count: int) -> None:
    print(f"{count:,} articles")
    cards, copies, cited = timed("make up", count, lambda: make_cards(world, count))
    keys = {card.path: title_key(card.title) for card in cards}
    addresses = settle_addresses(cards, keys, {}, {})
    refs = [Ref(card.title, addresses.permalinks[card.path]) for card in cards]
    rows = {card.path: row for row, card in enumerate(cards)}
    found = timed("copies", count, lambda: find_copies(cards, keys))
    tags = timed("tags", count, lambda: settle_tags(cards, frozenset(), TagOptions()))
    related = timed(
        "related", count,
        lambda: resolve_related(cards, list(keys.values()), range(count), refs),
    )  # fmt: skip
    together = {frozenset((first, copy)) for first, others in found.items() for copy in others}
    hits = sum(frozenset(pair) in together for pair in copies.items())
    links = [(path, related.cards[rows[path]][0].target) for path in cited]
    right = sum(bool(ref) and ref == refs[rows[cited[path]]] for path, ref in links)
    wrong = sum(bool(ref) and ref != refs[rows[cited[path]]] for path, ref in links)
    print(f"  copies found {hits} of {len(copies)}; pairs in all {len(together)}")
    print(f"  citations found {right} of {len(cited)}, wrong {wrong}")
    print(f"  tags with a page {len(tags.names)}")


def card(world: World, count: int = 300) -> None:
    articles = [
        Article(
            path=f"{n}", title=world.title().capitalize(), language="en",
            body=tuple(
                Block(f"In {world.chance.choice(world.names)} {' '.join(world.text(78))}.")
                for _ in range(10)
            ),
        )
        for n in range(count)
    ]  # fmt: skip
    size = sum(len(block.text) for article in articles for block in article.body) / count
    print(f"cards of articles of {size:,.0f} characters")
    for run in ("first", "again"):
        timed(run, count, lambda: [make_card(article, "") for article in articles])


if __name__ == "__main__":
    world = World(1)
    card(world)
    for size in [int(argument) for argument in sys.argv[1:]] or [2_000, 20_000]:
        link(world, size)
