"""What a page says of its article to reference managers and search engines, beside the record
that the archive exports: three accounts of one thing."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest

from hemero.build import build
from hemero.commands.export import export_records
from hemero.config import load_config
from hemero.executors import Workers

BASE = "https://example.org/archive/"
NOUNS = "pont rue maire marché école vote route quai bateau crue pluie digue musée train".split()
FILES = {
    "full.md": {
        "title": "\"Le pont : « rouvert » d'ici à l'été & après <10 ans>\"",
        "source": "Le Phare de Kerrec",
        "language": "fr",
        "date": "2022-04-26T18:30",
        "authors": "[Ada Lune, AFP]",
        "tags": "[pont, Kerrec]",
        "url": "https://phare.example/a?b=1&c=2",
    },
    "month.md": {"title": "A month is known", "language": "en", "date": "2022-04"},
    "year.md": {"title": "Ein Jahr ist bekannt", "language": "de", "date": "1999"},
    "bare.md": {"title": "Rien que le titre"},
    "rtl.md": {"title": '"افتتاح جسر كيريك"', "language": "ar", "authors": '["ليلى حداد"]'},
}


class Accounts(HTMLParser):
    """The meta elements of a page by name, and its JSON-LD."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self._json: str | None = None
        self._reading = False
        self.feed(page)
        self.graph: list[dict[str, Any]] = json.loads(self._json or "{}")["@graph"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := given.get("name") or given.get("property")):
            self.meta.setdefault(name, []).append(given["content"])
        if tag == "link":
            self.links.setdefault(given["rel"], given["href"])
        self._reading = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._reading:
            self._json = (self._json or "") + data

    def handle_endtag(self, tag: str) -> None:
        self._reading = False


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[dict[str, Any], Any]]:
    """File → its exported record, and what its page says."""
    project = tmp_path_factory.mktemp("project")
    (project / "content").mkdir()
    for number, (name, fields) in enumerate(FILES.items()):
        head = "".join(f"{field}: {value}\n" for field, value in fields.items())
        words = [NOUNS[(at * (2 * number + 3)) % len(NOUNS)] for at in range(80)]
        text = f"---\n{head}---\n\n{' '.join(words).capitalize()}.\n"
        (project / "content" / name).write_text(text, encoding="utf-8")
    config = load_config(project, base_url=BASE)
    lines: list[bytes] = []
    with Workers(1) as workers:
        build(config, workers)
        export_records(config, workers, lines.append)
    records = {record["path"]: record for record in map(json.loads, lines)}
    return {
        path: (record, Accounts((config.output / record["permalink"]).read_text("utf-8")))
        for path, record in records.items()
    }


@pytest.mark.parametrize("name", FILES)
def test_citation_tags_say_what_the_record_says(accounts: Any, name: str) -> None:
    """Title, authors in order, date as far as it is known, source, language and address; and
    nothing of what the record does not know."""
    record, page = accounts[name]
    said = {key: values for key, values in page.meta.items() if key.startswith("citation_")}
    date = (record["date"] or "")[:10].replace("-", "/")
    expected = {
        "citation_title": [record["title"]],
        "citation_author": record["authors"],
        "citation_publication_date": [date] if date else [],
        "citation_journal_title": [record["source"]] if record["source"] else [],
        "citation_language": [record["language"]] if record["language"] else [],
        "citation_public_url": [BASE + record["permalink"]],
    }
    assert said == {key: values for key, values in expected.items() if values}


@pytest.mark.parametrize("name", FILES)
def test_json_ld_says_what_the_record_says(accounts: Any, name: str) -> None:
    """The same, and what it is based on and about."""
    record, page = accounts[name]
    news = page.graph[0]
    assert news["@type"] == "NewsArticle"
    assert news["headline"] == record["title"]
    assert news.get("datePublished") == record["date"]
    assert news.get("inLanguage") == record["language"]
    assert [a["name"] for a in news["author"]] == (record["authors"] or [news["publisher"]["name"]])
    assert not record["source"] or news["publisher"]["name"] == record["source"]
    assert news["url"] == news["mainEntityOfPage"] == BASE + record["permalink"]
    shown = news.get("keywords", [])  # those of its tags that the archive has a page of
    assert shown == [tag for tag in record["tags"] if tag in shown]
    assert name != "full.md" or {"pont", "Kerrec"} <= set(shown)
    assert not record["url"] or news["isBasedOn"] == record["url"]


@pytest.mark.parametrize("name", FILES)
def test_open_graph_says_what_the_record_says(accounts: Any, name: str) -> None:
    """Title, moment, tags and the canonical address."""
    record, page = accounts[name]
    assert page.meta["og:title"] == [record["title"]]
    assert page.meta.get("article:published_time", [None]) == [record["date"]]
    assert page.meta.get("article:tag", []) == page.graph[0].get("keywords", [])[:6]
    assert page.meta["og:url"] == [page.links["canonical"]] == [BASE + record["permalink"]]
