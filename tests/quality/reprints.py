"""How well copies and citations are found in an archive of made-up articles.

    python tests/quality/reprints.py [ARTICLES ...]

One article in twenty is a copy of another, edited in one of nine ways as reprints are; one in
twenty is a market report, each written over the same form, which are no copies. One article in
five cites the title of another, as it stands or edited, or one that no article has.
"""

import random
import sys
import time
from collections.abc import Callable, Mapping
from itertools import pairwise

from msgspec import Struct

from hemero.archive.links import LinkOptions, Links, link_archive
from hemero.loader.card import make_card
from hemero.model.article import Article, Block, RelatedLink

SYLLABLES = "ba ke li mo nu ra se ti vo zu dra ple gri sto fla men tor vel kan dis".split()
LITTLE = "le la les de des du un une et à en que qui dans pour sur avec par il elle a est".split()
PARAGRAPHS, SENTENCES = 7, 3
REPORT = (
    "La bourse de {} a terminé {} sur une note de {} points, en {} de {} pour cent.",
    "L'indice des {} valeurs a gagné {} points et se tenait à {} avant la cloche.",
    "Le titre {} a cédé {} pour cent après l'annonce de {} suppressions de postes.",
    "À l'inverse, {} prenait {} pour cent, porté par des comptes de {} au-dessus de {}.",
    "Le volume des échanges a atteint {} millions, contre {} la veille et {} en moyenne.",
    "Sur le marché des changes, la monnaie valait {} au lieu de {} à l'ouverture de {}.",
    "Le baril se négociait à {} et l'once d'or à {}, selon les courtiers de {} joints vers {}.",
    "On attend pour {} les chiffres de {} et les résultats de {}, que suivront {} maisons.",
)

Text = list[list[str]]  # paragraphs of sentences


class Made(Struct, frozen=True):
    """A made-up archive and what is true of it."""

    articles: tuple[Article, ...]
    copies: Mapping[str, tuple[str, str]]  # path of a copy → path of its model, way of editing
    cited: Mapping[str, str | None]  # path of an article → path of the one whose title it cites


class Newsroom:
    """Writes articles; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._words = sorted({self._word() for _ in range(20_000)})
        self.chance.shuffle(self._words)
        self._weights = [1 / (rank + 5) for rank in range(len(self._words))]
        self._edits: Mapping[str, Callable[[Text], Text]] = {
            "as it stands": lambda text: text,
            "cut short": lambda text: text[: len(text) // 2],
            "without its lead": lambda text: text[1:],
            "words changed": self._with_words_changed,
            "paragraphs swapped": lambda text: [text[1], text[0], *text[2:]],
            "more added": lambda text: [*text, self._paragraph(), self._paragraph()],
            "sentences left out": self._with_sentences_left_out,
            "set in capitals": lambda text: [[s.upper() for s in part] for part in text],
            "retouched": lambda text: self._with_words_changed([*text[:-1], self._paragraph()]),
        }

    def make(self, count: int) -> Made:
        articles: list[Article] = []
        texts: list[Text | None] = []
        copies: dict[str, tuple[str, str]] = {}
        cited: dict[str, str | None] = {}
        ways = list(self._edits)
        for number in range(count):
            path, text, model = f"{number:07}.txt", self.text(), -1
            if number % 20 == 10:
                text = self._report()
            elif number % 20 == 19:
                model = self._model(texts)
                way = ways[number // 20 % len(ways)]
                text = self._edits[way](texts[model] or [])
                copies[path] = articles[model].path, way
            related: tuple[RelatedLink, ...] = ()
            if number and number % 5 == 0:
                title, target = self._citation(articles, number // 5 % 4)
                related, cited[path] = (RelatedLink(title, 1),), target
            body = tuple(Block(" ".join(part)) for part in text)
            title = self.title()
            articles.append(
                Article(path=path, title=title, language="fr", body=body, related=related)
            )
            texts.append(text if model < 0 and number % 20 != 10 else None)
        return Made(tuple(articles), copies, cited)

    def title(self) -> str:
        words = self.chance.choices(self._words[300:], k=self.chance.randint(5, 9))
        return " ".join(words).capitalize()

    def text(self) -> Text:
        return [self._paragraph() for _ in range(PARAGRAPHS)]

    def _word(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4)))

    def _paragraph(self) -> list[str]:
        return [self._sentence() for _ in range(SENTENCES)]

    def _sentence(self) -> str:
        count = self.chance.randint(8, 20)
        words = self.chance.choices(self._words, self._weights, k=count)
        little = self.chance.choices(LITTLE, k=count)
        which = [self.chance.random() < 0.4 for _ in range(count)]
        chosen = [small if is_small else word
                  for word, small, is_small in zip(words, little, which, strict=True)]  # fmt: skip
        return " ".join(chosen).capitalize() + "."

    def _report(self) -> Text:
        """One form, other names and figures: a story of the same kind, not the same story."""
        sentences = [
            form.format(*[self._figure() for _ in range(form.count("{}"))]) for form in REPORT
        ]
        return [sentences[:3], sentences[3:5], sentences[5:]]

    def _figure(self) -> str:
        if self.chance.random() < 0.5:
            return f"{self.chance.uniform(1, 9000):.1f}".replace(".", ",")
        return self.chance.choice(self._words).capitalize()

    def _model(self, texts: list[Text | None]) -> int:
        while True:
            number = self.chance.randrange(len(texts))
            if texts[number] is not None:
                return number

    def _with_words_changed(self, text: Text) -> Text:
        """One word in twenty is another."""
        return [
            [
                " ".join(
                    self.chance.choice(self._words) if self.chance.random() < 0.05 else word
                    for word in sentence.split()
                )
                for sentence in part
            ]
            for part in text
        ]

    def _with_sentences_left_out(self, text: Text) -> Text:
        """One sentence in six is missing."""
        return [[s for s in part if self.chance.random() > 1 / 6] or part[:1] for part in text]

    def _citation(self, articles: list[Article], way: int) -> tuple[str, str | None]:
        """A title that is cited, and the path of the article that has it."""
        target = articles[self.chance.randrange(len(articles))]
        words = target.title.split()
        if way == 1:
            words[self.chance.randrange(1, len(words))] = self.chance.choice(self._words)
        elif way == 2:
            words = [*words, "|", "Le", "Phare", "de", "Kerrec"]
        elif way == 3:
            return self.title(), None
        return " ".join(words), target.path


def measure(made: Made, links: Links) -> dict[str, float]:
    """Shares from 0 to 1, by what they are shares of. A citation of a copy's title is found
    where it leads to the article that stands for the copy."""
    models = {path: model for path, (model, _) in made.copies.items()}
    joined = links.copy_of.items()
    true = sum(models.get(copy, copy) == models.get(first, first) for copy, first in joined)
    paths = {ref.permalink: path for path, ref in links.refs.items()}
    said = {path: links.related[path][0].target for path in made.cited}
    found = {path: paths[ref.permalink] for path, ref in said.items() if ref}
    wanted = {path: links.copy_of.get(to, to) for path, to in made.cited.items() if to}
    hits = sum(wanted.get(path) == links.copy_of.get(to, to) for path, to in found.items())
    return {
        "copies found": 1 - sum(map(len, missed(made, links).values())) / len(models),
        "copies right": true / max(len(joined), 1),
        "citations found": hits / len(wanted),
        "citations right": hits / max(len(found), 1),
    }


def missed(made: Made, links: Links) -> dict[str, list[str]]:
    """Way of editing → paths of the copies that were not found."""
    lost: dict[str, list[str]] = {}
    for path, (model, way) in made.copies.items():
        if links.copy_of.get(path, path) != links.copy_of.get(model, model):
            lost.setdefault(way, []).append(path)
    return lost


def measure_links(count: int = 1_500) -> dict[str, float]:
    """The figures of an archive of `count` made-up articles."""
    made = Newsroom(11).make(count)
    return measure(made, link_archive([make_card(a, "") for a in made.articles], LinkOptions()))


def main() -> None:
    for count in [int(argument) for argument in sys.argv[1:]] or [10_000]:
        made = Newsroom(11).make(count)
        times = [time.process_time()]
        cards = [make_card(article, "") for article in made.articles]
        times.append(time.process_time())
        links = link_archive(cards, LinkOptions())
        times.append(time.process_time())
        card, link = (1e6 * (end - start) / count for start, end in pairwise(times))
        sys.stdout.write(f"{count:,} articles, {card:.0f} µs a card, {link:.0f} µs for linking\n")
        for name, value in measure(made, links).items():
            sys.stdout.write(f"  {name} {value:.4f}\n")
        for way, paths in missed(made, links).items():
            sys.stdout.write(f"  missed, {way}: {len(paths)}\n")


if __name__ == "__main__":
    main()
