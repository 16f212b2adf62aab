"""docs/theming.md lists what templates get; this holds it to the truth."""

import re
from typing import Any

import pytest
from msgspec.structs import replace

from hemero.model.article import Article
from hemero.model.page import (
    AboutView,
    ArchiveView,
    ArticleView,
    FeedView,
    HomeView,
    IndexView,
    MissingView,
    NotFoundView,
    Page,
    PeriodView,
    RedirectView,
    Ref,
    RobotsView,
    Site,
    SitemapView,
    TopicView,
    UndatedView,
    View,
)
from hemero.renderer.context import page_context
from hemero.renderer.theme import Theme, _filters
from hemero.renderer.themefiles import bundled_theme

DOC = (bundled_theme().parent / "docs" / "theming.md").read_text(encoding="utf-8")

VIEWS: dict[str, View] = {
    "article.html": ArticleView(path="a.html"),
    "home.html": HomeView(count=0),
    "period.html": PeriodView(period="2022", count=0),
    "archive.html": ArchiveView(count=0),
    "undated.html": UndatedView(count=0),
    "topic.html": TopicView(kind="tag", name="a", count=0),
    "index.html": IndexView(kind="tag", count=0),
    "missing.html": MissingView(),
    "about.html": AboutView(count=0, sources=0),
    "404.html": NotFoundView(),
    "redirect.html": RedirectView(target=Ref("a", "a.html")),
    "feed.xml": FeedView(path="feed.xml"),
    "feed.json": FeedView(path="feed.json"),
    "sitemap.xml": SitemapView(),
    "robots.txt": RobotsView(),
}


def table(heading: str) -> dict[str, list[str]]:
    """First column → the cells of its row, of all tables under a heading."""
    section = DOC.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in section.splitlines() if line[:1] == "|"]
    cells = [[cell.strip() for cell in row] for row in rows]
    return {row[0]: row for row in cells if not row[0].startswith(("---", "name"))}


def names(cell: str) -> set[str]:
    """Names in backticks; those of blocks and macros are not of the context."""
    quoted = re.findall(r"`([^`]+)`", cell.split("blocks")[0].split("macros")[0])
    return {name for part in quoted for name in re.findall(r"[a-z_]+", part)}


@pytest.mark.parametrize("template", VIEWS)
def test_each_context_is_documented(
    template: str, theme: Theme, site: Site, article: Article
) -> None:
    """The names a template gets are those that the page lists, no more and no fewer."""
    view: Any = VIEWS[template]
    page = Page(path="x.html", kind="about", template=template, view=view)
    edition = theme.edition("fr")
    given = set(page_context(page, (article,), replace(site, about=""), edition))
    given |= edition.environment.globals.keys() - {"range", "dict", "lipsum", "cycler", "joiner"}
    common: set[str] = set().union(*map(names, table("What every template gets")))
    row = table("What each template gets besides")[f"`{template}`"]
    if template in ("feed.xml", "feed.json", "sitemap.xml", "robots.txt"):
        common -= {"heading", "head", "crumbs", "frame"}
    else:
        given |= {"frame"}  # render_page adds it
    assert given - {"namespace"} == common | names(row[2])
    assert row[1] == type(view).__name__


def test_filters_are_documented(theme: Theme) -> None:
    """Every filter of ours stands in the table, and no other."""
    said = {re.findall(r"\\\| ([a-z_]+)", row)[0] for row in table("Filters") if row != "filter"}
    assert said == _filters(theme.edition("fr")).keys()


def test_templates_and_macros_are_documented() -> None:
    """Every template of the theme, and every macro of parts.html."""
    folder = bundled_theme()
    listed = {name.strip("`") for name in table("What each template gets besides")} - {"template"}
    assert listed == {path.name for path in folder.iterdir() if path.is_file()}
    macros = set(re.findall(r"{% macro ([a-z_]+)", (folder / "parts.html").read_text()))
    row = table("What each template gets besides")["`parts.html`"]
    assert set(re.findall(r"[a-z_]+", row[2].split("`")[1])) == macros


def test_tokens_are_documented() -> None:
    """Every colour of the stylesheet that a project may set."""
    css = (bundled_theme() / "static" / "site.css").read_text()
    tokens = set(re.findall(r"(--[a-z0-4]+):", css.split("}")[0]))
    said = set(re.findall(r"`(--[a-z0-4]+)", DOC)) | {f"--h{n}" for n in range(5)}
    assert tokens - {"--wide", "--ui"} <= said | set(re.findall(r"--[a-z]+", DOC))
