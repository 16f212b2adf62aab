"""Make N articles, the same on every machine: scraped text, clean Markdown, or records in one file.

    python tests/benchmarks/generate.py 10000 FOLDER [--form text|markdown|jsonl]

The words are invented syllables joined with real French function words, so that the text has
the shape of prose: about 5 KB an article, Zipf-like frequencies, names in capitals, three
related links, dates over twenty years, twelve sources.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi xo za bre cli dra flo gra ple tri".split()
LITTLE = (
    "le la les de des du un une et à en que qui dans pour sur avec par ce cette il elle a est "
    "ont été plus pas au aux son sa ses leur mais selon après avant entre sous depuis"
).split()
SOURCES = [f"{kind} de {town}" for kind in ("Gazette", "Courrier", "Phare", "Écho")
           for town in ("Brévalan", "Kerrec", "Odrenne")]  # fmt: skip
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()
FIRST_DAY = date(2004, 1, 1)
DAYS = 7300


@dataclass(frozen=True)
class Sample:
    """One generated article."""

    number: int
    title: str
    source: str
    author: str
    day: date
    paragraphs: tuple[str, ...]
    related: tuple[tuple[int, str], ...]  # after which paragraph, title
    tags: tuple[str, ...]


class Press:
    """A generator of samples; `count` articles share its vocabulary."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)
        words = {self._word() for _ in range(12_000)}
        self._words = sorted(words)
        self._random.shuffle(self._words)
        self._names = [f"{self._word().title()} {self._word().title()}" for _ in range(900)]
        self._subjects = [f"{self._word()} {self._word()}" for _ in range(400)]

    def samples(self, count: int) -> Iterator[Sample]:
        titles: list[str] = []
        for number in range(count):
            sample = self._sample(number, titles)
            titles.append(sample.title)
            yield sample

    def _word(self) -> str:
        return "".join(self._random.choices(SYLLABLES, k=self._random.choice((2, 2, 3, 3, 4))))

    def _pick(self, things: list[str]) -> str:
        rank = int(len(things) ** self._random.random()) - 1
        return things[min(rank, len(things) - 1)]

    def _sentence(self) -> str:
        words = []
        for _ in range(self._random.randint(9, 24)):
            chance = self._random.random()
            if chance < 0.42:
                words.append(self._random.choice(LITTLE))
            elif chance < 0.48:
                words.append(self._pick(self._names))
            else:
                words.append(self._pick(self._words))
        sentence = " ".join(words)
        return sentence[0].upper() + sentence[1:] + "."

    def _sample(self, number: int, titles: list[str]) -> Sample:
        chance = self._random
        title = self._sentence()[:90].rpartition(" ")[0].rstrip(".")
        paragraphs = tuple(
            " ".join(self._sentence() for _ in range(chance.randint(2, 4))) for _ in range(12)
        )
        related = tuple((chance.randint(1, 10), chance.choice(titles)) for _ in range(3) if titles)
        return Sample(
            number,
            f"{title} {number}",
            chance.choice(SOURCES),
            self._pick(self._names),
            FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
            paragraphs,
            related,
            tuple(sorted({self._pick(self._subjects) for _ in range(4)})),
        )


def as_scrape(sample: Sample) -> str:
    """The article as a careless scraper leaves it."""
    head = f"{sample.title} – {sample.source}"
    day = f"{sample.day.day} {MONTHS[sample.day.month - 1]} {sample.day.year}"
    lines = [head, head, f"Par {sample.author}", f"Publié le {day} à 18h05"]
    if sample.number % 3 == 0:
        lines.append("Appuyez sur play pour écouter cet article")
    lines += [
        *_with_links(sample),
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
        "Recent News",
    ]
    return "\n\n".join(lines) + "\n"


def as_markdown(sample: Sample) -> str:
    """The article as clean Markdown with front matter, which any generator reads."""
    tags = ", ".join(f'"{tag}"' for tag in sample.tags)
    head = (
        f'---\ntitle: "{sample.title}"\ndate: {sample.day.isoformat()}\n'
        f'source: "{sample.source}"\nauthor: "{sample.author}"\ntags: [{tags}]\n'
        "language: fr\n---\n\n"
    )
    return head + "\n\n".join(sample.paragraphs) + "\n"


def as_record(sample: Sample) -> str:
    """The article as an extractor's record, its related links still between the paragraphs."""
    record = {
        "title": sample.title, "author": sample.author, "date": sample.day.isoformat(),
        "sitename": sample.source, "language": "fr",
        "url": f"https://gazette.example/{sample.number}",
        "text": "\n".join(_with_links(sample)),
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False) + "\n"


def _with_links(sample: Sample) -> Iterator[str]:
    for index, paragraph in enumerate(sample.paragraphs):
        yield paragraph
        yield from (f"Lire aussi\u00a0 {title}" for at, title in sample.related if at == index)


def write_records(folder: Path, count: int) -> int:
    """Write `count` articles as JSON Lines into one file; returns the bytes written."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(map(as_record, Press().samples(count)))
        return out.tell()


def write_articles(folder: Path, count: int, form: str = "text") -> int:
    """Write `count` articles, a thousand a folder; returns the bytes written."""
    if form == "jsonl":
        return write_records(folder, count)
    written = 0
    shape, suffix = (as_scrape, ".txt") if form == "text" else (as_markdown, ".md")
    for sample in Press().samples(count):
        place = folder / f"{sample.number // 1000:04d}"
        if sample.number % 1000 == 0:
            place.mkdir(parents=True, exist_ok=True)
        data = shape(sample).encode()
        (place / f"{sample.number:07d}{suffix}").write_bytes(data)
        written += len(data)
    return written


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--form", choices=("text", "markdown", "jsonl"), default="text")
    options = parser.parse_args()
    size = write_articles(options.folder, options.count, options.form)
    print(f"{options.count:,} articles, {size / 1e6:.1f} MB in {options.folder}")
