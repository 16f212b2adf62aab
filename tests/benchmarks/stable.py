"""What one article more changes: the files of the site, by kind, and of other articles' pages why.

    python tests/benchmarks/stable.py [--count 3000] [--added 8] [--form text|markdown] [--list]

Articles are added one by one to an archive of `--count`; all are made by generate.py. Pages are
compared as a build does: by what they show. Menus that recur are left out of it, and no page is
rendered. Asserts nothing.
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from generate import Press, as_markdown, as_scrape
from msgspec import Struct

from hemero.archive.links import LinkOptions, link_archive
from hemero.archive.plan import plan_archive
from hemero.archive.search import plan_volumes
from hemero.loader.load import make_card, structure
from hemero.loader.rulepack import bundled_rules
from hemero.model.article import Card, RawDocument
from hemero.model.page import ArticleView, Page, Site
from hemero.renderer.searchparts import DIRECTORY, sheet_path, text_path, volume_paths

SITE = Site(
    title="Archive", language="fr", base_url="https://example.org/", has_search=True,
    has_tags=True, has_authors=True,
)  # fmt: skip
KINDS = ("article", "tag", "source", "author", "feed", "sitemap", "search")


class State(Struct, frozen=True):
    """A site as a build would publish it: path → kind and what the file's bytes follow from."""

    files: dict[str, tuple[str, bytes]]
    articles: dict[str, ArticleView]
    permalinks: Mapping[str, str]


def make_cards(count: int, form: str) -> list[Card]:
    """The cards of `count` generated articles, read as a build reads them."""
    rules, cards = bundled_rules(), []
    for sample in Press().samples(count):
        path = f"{sample.number // 1000:04}/{sample.number:07}.txt"
        text = as_scrape(sample) if form == "text" else as_markdown(sample)
        document = RawDocument(path=path, lines=tuple(text.split("\n")), size=len(text))
        cards.append(make_card(structure(document, rules), f"{sample.number:032x}"))
    return cards


def state_of(cards: Sequence[Card], permalinks: Mapping[str, str]) -> State:
    """The site of some cards; `permalinks` are those of the build before."""
    links = link_archive(cards, LinkOptions(permalinks=permalinks))
    digests = {card.path: card.digest for card in cards}
    files: dict[str, tuple[str, bytes]] = {}
    articles: dict[str, ArticleView] = {}
    for page in plan_archive(cards, links, SITE):
        files[page.path] = page.kind, _shown(page, digests)
        if isinstance(page.view, ArticleView):
            articles[page.path] = page.view
    directory = []
    for volume in plan_volumes(cards, links):
        whole = msgspec.msgpack.encode(volume)
        terms = msgspec.msgpack.encode(msgspec.structs.replace(volume, tags=()))
        head, *drawers = volume_paths(volume)
        files |= dict.fromkeys(drawers, ("search", terms)) | {head: ("search", whole)}
        files |= {sheet_path(volume, sheet): ("search", b"") for sheet in volume.sheets}
        files |= {text_path(volume, sheet): ("search", b"") for sheet in volume.texts}
        directory.append(terms)
    files[DIRECTORY] = "search", b"".join(directory)
    return State(files, articles, links.permalinks)


def _shown(page: Page, digests: Mapping[str, str]) -> bytes:
    return msgspec.msgpack.encode((page, [digests[path] for path in page.articles]))


def changes(before: State, after: State) -> list[str]:
    """Paths of the files that came or are others."""
    return sorted(path for path, what in after.files.items() if before.files.get(path) != what)


def count_kinds(paths: Sequence[str], after: State) -> Counter[str]:
    """How many of the changed files are of each kind."""
    kinds = [after.files[path][0] for path in paths]
    return Counter(kind if kind in KINDS else "other" for kind in kinds)


def reasons(paths: Sequence[str], before: State, after: State) -> Counter[str]:
    """Which fields of the views of articles that were there before are others."""
    found: Counter[str] = Counter()
    for path in paths:
        if path in before.articles and path in after.articles:
            old, new = before.articles[path], after.articles[path]
            for field in msgspec.structs.fields(ArticleView):
                if getattr(old, field.name) != getattr(new, field.name):
                    found[field.name] += 1
    return found


def measure(cards: Sequence[Card], added: int, *, listed: bool = False) -> None:
    """Print what each of the last `added` cards changes."""
    rest, more = list(cards[:-added]), cards[-added:]
    before = state_of(rest, {})
    print(f"{len(rest)} articles, {len(before.files)} files", flush=True)
    for card in more:
        rest.append(card)
        after = state_of(rest, before.permalinks)
        paths = changes(before, after)
        gone = before.files.keys() - after.files.keys()
        kinds = count_kinds(paths, after)
        by_kind = "  ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
        why = ", ".join(f"{name} {n}" for name, n in reasons(paths, before, after).most_common())
        print(
            f"{(card.date or 'undated')[:10]}: {len(paths):4} written, {len(gone)} gone  "
            f"{by_kind}   [{why}]"
        )
        if listed:
            print("\n".join(f"    {path}" for path in paths))
        before = after


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--added", type=int, default=8)
    parser.add_argument("--form", choices=("text", "markdown"), default="text")
    parser.add_argument("--list", action="store_true", help="also name the files")
    options = parser.parse_args()
    measure(
        make_cards(options.count + options.added, options.form), options.added, listed=options.list
    )
