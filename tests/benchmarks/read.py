"""What the loader costs on one text: a scrape of paragraphs, and a whole page with its menus.

    python tests/benchmarks/read.py [--count 200] [--profile]

Prints CPU time a text (structuring; then card and search terms), how it grows with the length
of the page, and what 100,000 repeated characters of several kinds cost. Asserts nothing.
"""

import argparse
import cProfile
import pstats
import random
import time
from collections.abc import Callable, Sequence

from generate import Press, Sample, as_scrape

from hemero.loader.load import make_card, structure
from hemero.loader.rulepack import bundled_rules
from hemero.loader.scan import scan
from hemero.loader.terms import search_terms
from hemero.model.article import RawDocument

MENU = (
    "Accueil Actualité Politique Monde Économie Sport Culture Sciences Santé Opinions Régions "
    "Météo Jeux Boutique Abonnements Newsletters Vidéos Podcasts Archives Contact"
).split()
FOOT = (
    "Facebook|Twitter|Partager|Imprimer|Envoyer par e-mail|Les plus lus|À lire aussi|"
    "Mentions légales|Conditions générales|Gestion des cookies|Qui sommes-nous ?|Publicité|"
    "Inscrivez-vous à notre newsletter|© 2024 Tous droits réservés"
).split("|")
PAGE_LINES = 190
ROUNDS = 3


def as_page(sample: Sample, lines: int, chance: random.Random, teasers: Sequence[str]) -> str:
    """The whole page as text: the article among menus, teasers and footers."""
    article = as_scrape(sample).split("\n\n")
    around = max(0, lines - len(article))
    menu = [chance.choice(MENU) for _ in range(around // 3)]
    below = [chance.choice(teasers) if n % 2 else chance.choice(FOOT) for n in range(around // 2)]
    foot = [chance.choice(FOOT) for _ in range(around - len(menu) - len(below))]
    return "\n".join([article[0], *menu, *article[1:], *below, *foot])


def document(text: str) -> RawDocument:
    return RawDocument(path="page.txt", lines=tuple(text.split("\n")), size=len(text))


def cpu(work: Callable[[], object]) -> float:
    """The least CPU seconds of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def show(name: str, documents: Sequence[RawDocument]) -> None:
    rules = bundled_rules()
    read = cpu(lambda: [structure(one, rules) for one in documents])
    articles = [structure(one, rules) for one in documents]

    def note() -> None:
        for article in articles:
            text = scan(article)
            make_card(article, "", text)
            search_terms(article, text)

    lines = sum(sum(map(bool, one.lines)) for one in documents) / len(documents)
    size = sum(one.size for one in documents) / len(documents)
    each = 1000 / len(documents)
    print(
        f"{name:<28} {lines:6.0f} lines {size / 1000:6.1f} KB   structuring {read * each:6.2f} ms"
        f"   card and terms {cpu(note) * each:6.2f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--profile", action="store_true", help="say where whole pages take time")
    options = parser.parse_args()
    samples = list(Press().samples(options.count))
    teasers = [sample.title for sample in samples]
    chance = random.Random(1)
    rules = bundled_rules()
    structure(document(as_scrape(samples[0])), rules)  # what a process does once

    show("paragraphs", [document(as_scrape(sample)) for sample in samples])
    for factor in (1, 2, 4):
        lines = PAGE_LINES * factor
        pages = [document(as_page(sample, lines, chance, teasers)) for sample in samples]
        show(f"whole page x{factor}", pages[: len(pages) // factor])
    for sign in ("a", " ", "a ", "«", "-", "\u00a0", "1", "1.", "(", "字", "é", "| "):
        text = f"{samples[0].title}\n\n{sign * (100_000 // len(sign))}\n\nFin."
        one = document(text)
        taken = cpu(lambda one=one: structure(one, rules))
        print(f"100,000 characters of {sign!r:<10} {taken * 1000:8.2f} ms")
    if options.profile:
        profile = cProfile.Profile()
        profile.enable()
        for page in pages:
            structure(page, rules)
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
