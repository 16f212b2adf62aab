"""From a record to its article: what the tool stated is kept, its text is judged like any other."""

import json

import pytest
from tests.unit.loader.reading import documents, jsonl
from tests.unit.loader.test_readers_press import europresse
from tests.unit.loader.test_readers_records import FUNDUS, NEWS_PLEASE, NEWSPAPER, TRAFILATURA

from hemero.loader.load import structure
from hemero.loader.rulepack import load_rules
from hemero.model.article import Article

TEXT = [
    "La passerelle du vieux port a rouvert mardi matin, après onze semaines de travaux que la "
    "commune avait annoncés pour six.",
    "Les premiers passants l'ont traversée sous la pluie, et la mairie s'en est félicitée.",
    "« Nous avons tenu bon », a dit le maire, Jean Morel, devant une trentaine d'habitants.",
    "Les travaux ont coûté 1,2 million d'euros, soit le double de ce que prévoyait le budget.",
]
LINES, PARAGRAPHS = "\n".join(TEXT), "\n\n".join(TEXT)
HTML = "".join(f"<p>{text}</p>" for text in TEXT)
FUNDUS_BODY = {
    "summary": ["Onze semaines de travaux."],
    "sections": [
        {"headline": [], "paragraphs": TEXT[:2]},
        {"headline": ["Une mairie soulagée"], "paragraphs": TEXT[2:]},
    ],
}
TITLE = "La passerelle rouvre"

FILES = {
    "trafilatura.json": json.dumps(TRAFILATURA | {"text": f"{TITLE}\n{LINES}"}),
    "newspaper.json": json.dumps([NEWSPAPER | {"text": PARAGRAPHS}]),
    "news-please.json": json.dumps(NEWS_PLEASE | {"maintext": LINES}),
    "scrapy.jsonl": jsonl([{"title": TITLE, "body": HTML}]),
    "scrapy.csv": f'title,text\n{TITLE},"{PARAGRAPHS}"\n',
    "mc4.jsonl": jsonl([{"text": f"{TITLE} - La Gazette\n{TITLE}\n{LINES}", "url": "https://g.example",
                         "timestamp": "2019-04-25T12:57:54Z"}]),
    "trafilatura.xml": f'<doc title="{TITLE}" sitename="G"><main>{HTML}</main></doc>',
    "feed.rss": f"<rss><channel><title>G</title><item><title>{TITLE}</title>"
                f"<description><![CDATA[{HTML}]]></description></item></channel></rss>",
    "page.html": f"<title>{TITLE} | La Gazette</title><nav>Menu</nav><h1>{TITLE}</h1>{HTML}",
    "europresse.html": europresse(TITLE).replace('<div class="DocText clearfix">',
                                                 f'<div class="DocText clearfix">{HTML}<!--')
                                        .replace("<br></div>", "--></div>"),
}  # fmt: skip


def article(name: str, data: str | bytes) -> Article:
    (document,) = documents(name, data)
    return structure(document, load_rules(None))


@pytest.mark.parametrize("name", FILES)
def test_every_paragraph_of_the_text_is_kept(name: str) -> None:
    """Title, paragraphs and nothing else, whatever the file."""
    found = article(name, FILES[name])
    assert found.title == TITLE
    assert [(block.kind, block.text) for block in found.body] == [("paragraph", t) for t in TEXT]


def test_sections_of_fundus_keep_their_headings() -> None:
    """A heading stands between the paragraphs it parted."""
    found = article("fundus.json", json.dumps([FUNDUS | {"body": FUNDUS_BODY}]))
    assert [block.kind for block in found.body] == [
        "paragraph", "paragraph", "heading", "paragraph", "paragraph",
    ]  # fmt: skip
    assert found.standfirst == "Onze semaines de travaux."


def test_day_of_the_crawl_reaches_the_record_as_such() -> None:
    """`retrieved` is kept, the date stays unknown."""
    found = article("mc4.jsonl", FILES["mc4.jsonl"])
    assert (found.date, found.retrieved) == (None, "2019-04-25T12:57Z")


def test_saved_link_is_a_stub() -> None:
    """Title, address and tags, and no text."""
    data = "title,url,time_added,tags,status\nUn titre,https://g.example/a,1650954600,port,unread\n"
    found = article("pocket.csv", data)
    assert (found.title, found.url, found.tags) == ("Un titre", "https://g.example/a", ("port",))
    assert found.body == ()
