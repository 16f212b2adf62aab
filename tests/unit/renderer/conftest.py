"""Made-up views and articles, and a reader of the pages they give."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hemero.model.article import Article, Block
from hemero.model.page import ArticleView, Page, Site, View
from hemero.renderer.render import render_page
from hemero.renderer.theme import Theme, load_theme
from hemero.renderer.themefiles import ThemeSpec

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Reader(HTMLParser):
    """Elements with their attributes, and the text, as a browser's parser would find them."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"{tag} closes what was not open"

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        wanted = attributes.items()
        return [found for name, found in self.elements if name == tag and wanted <= found.items()]

    def links(self) -> list[str]:
        return [attributes["href"] or "" for attributes in self.all("a")]


@pytest.fixture(scope="session")
def read() -> type[Reader]:
    return Reader


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme(ThemeSpec())


@pytest.fixture
def site() -> Site:
    return Site(
        title="Archive d’essai",
        language="fr",
        base_url="https://example.org/a/",
        version="9.9",
        has_tags=True,
        has_authors=True,
    )


@pytest.fixture
def article() -> Article:
    return Article(
        path="a.txt",
        title="Un titre",
        source="La Gazette",
        language="fr",
        date="2022-04-26",
        authors=("Ada Lune",),
        body=(Block("Premier paragraphe."), Block("Second paragraphe.")),
        sha256="ab" * 32,
        size=120,
    )


Show = Callable[..., Reader]


@pytest.fixture
def show(theme: Theme, site: Site) -> Show:
    """Render a view as its kind's page and read it back."""

    def render(
        view: View,
        template: str,
        *articles: Article,
        kind: str = "about",
        path: str = "x/y.html",
        of: Site = site,
    ) -> Reader:
        page = Page(
            path=path,
            kind=kind,  # type: ignore[arg-type]
            template=template,
            view=view,
            articles=tuple(a.path for a in articles),
        )
        return Reader(render_page(page, articles, of, theme))

    return render


@pytest.fixture
def show_article(show: Show, site: Site) -> Show:
    def render(article: Article, view: ArticleView | None = None, of: Site = site) -> Reader:
        path = "2022/04/un-titre.html"
        view = view or ArticleView(path=path)
        return show(view, "article.html", article, kind="article", path=path, of=of)

    return render


@pytest.fixture
def own_theme(tmp_path: Path) -> Callable[[dict[str, str]], Theme]:
    """The theme of a project with the given files in its templates folder."""

    def write(files: dict[str, str]) -> Theme:
        folder = tmp_path / "templates"
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_theme(ThemeSpec(templates=folder))

    return write
