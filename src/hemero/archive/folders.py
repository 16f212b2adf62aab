"""Addresses can be cut at any slash. Where no page stands in a folder that articles are in
(a permalink kept from an earlier date, or a wanted one), a redirect leads to the next above."""

from collections.abc import Collection, Iterator

from hemero.archive.links import Links
from hemero.model.page import Page, RedirectView, Ref
from hemero.text import fold


def folder_pages(links: Links, title: str, lists: Collection[str]) -> Iterator[Page]:
    """The redirects from folders without a page. `lists`: the paths of all list pages;
    `title`: what the link is called, the archive's name."""
    taken = {*lists, *links.permalinks.values(), *map(fold, links.redirects)}
    for folder in sorted(_folders(links)):
        address = f"{folder}/index.html"
        if address not in taken:
            view = RedirectView(target=Ref(title, _page_above(folder, taken)))
            yield Page(path=address, kind="redirect", template="redirect.html", view=view)


def _folders(links: Links) -> set[str]:
    """All folders of permalinks, with those above them."""
    found = {address.rpartition("/")[0] for address in links.permalinks.values()}
    above = set(found)
    for folder in found:
        while folder := folder.rpartition("/")[0]:
            above.add(folder)
    return above - {""}


def _page_above(folder: str, taken: Collection[str]) -> str:
    while folder := folder.rpartition("/")[0]:
        if f"{folder}/index.html" in taken:
            return f"{folder}/index.html"
    return "index.html"
