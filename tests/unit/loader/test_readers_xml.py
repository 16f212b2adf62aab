"""XML of spiders, feeds, WordPress, trafilatura and TEI, each as its maker writes it."""

import io
from html import escape

import pytest
from tests.unit.loader.reading import LIMITS, TEXT, body, documents, one, read, refused

from hemero.errors import UnreadableSource
from hemero.loader.readers import read_file
from hemero.model.article import RawDocument

LINES = TEXT.split("\n")
HTML = f"<p>{LINES[0]}</p>\n<p>{LINES[1]}</p>"

WXR = f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/">
<channel><title>Le Carnet</title><link>https://carnet.example</link><language>fr-FR</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login><![CDATA[ana]]></wp:author_login>
<wp:author_display_name><![CDATA[Ana Prat]]></wp:author_display_name></wp:author>
<item><title><![CDATA[La passerelle rouvre]]></title>
<link>https://carnet.example/2022/passerelle/</link>
<pubDate>Tue, 26 Apr 2022 06:30:00 +0000</pubDate><dc:creator><![CDATA[ana]]></dc:creator>
<content:encoded><![CDATA[{LINES[0]}

[caption id="a"]<img src="x"/> La passerelle[/caption]

{LINES[1]}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_name><![CDATA[passerelle]]></wp:post_name><wp:status><![CDATA[publish]]></wp:status>
<wp:post_type><![CDATA[post]]></wp:post_type>
<category domain="category" nicename="port"><![CDATA[Port]]></category>
<category domain="post_tag" nicename="travaux"><![CDATA[Travaux]]></category></item>
<item><title>photo</title><wp:post_type>attachment</wp:post_type></item>
<item><title>brouillon</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
</channel></rss>"""


def test_items_of_a_spider_are_records() -> None:
    """Lists are <value> elements; the text None is nothing."""
    data = f"""<?xml version="1.0" encoding="utf-8"?>
<items>
<item><title>Un titre</title><body>{TEXT}</body><date>None</date>
<author><value>Ana Prat</value><value>Luc Morel</value></author></item>
<item><title>Un autre</title><body>{TEXT}</body><date>2022-04-26</date><author/></item>
</items>"""
    first, second = documents("a.xml", data)
    assert (first.path, second.path) == ("a.xml#1", "a.xml#2")
    assert first.given.authors == ("Ana Prat", "Luc Morel")
    assert (first.given.date, second.given.date) == (None, "2022-04-26")
    assert body(first) == LINES


def test_wordpress_export_gives_its_published_posts() -> None:
    """Attachments and drafts are counted in one warning; blank lines part paragraphs."""
    post, warning = read("a.xml", WXR)
    assert warning.severity == "warning"
    assert warning.what.startswith("2 entries of it are no published articles")
    given = post.given
    assert (given.title, given.source, given.language) == (
        "La passerelle rouvre", "Le Carnet", "fr-FR",
    )  # fmt: skip
    assert (given.date, given.authors, given.slug) == (
        "2022-04-26T06:30+00:00", ("Ana Prat",), "passerelle",
    )  # fmt: skip
    assert given.tags == ("Port", "Travaux")
    assert body(post) == LINES


def test_feed_gives_the_full_text_or_the_description() -> None:
    """RSS items hold either; one with a title and a link alone stays a saved link."""
    data = f"""<rss version="2.0"><channel><title>La Gazette</title><language>fr</language>
<item><title>Un</title><link>https://g.example/1</link><pubDate>Tue, 26 Apr 2022 08:30:00 +0200
</pubDate><author>a@g.example (Ana Prat)</author><category>Port</category>
<description>&lt;p&gt;Résumé.&lt;/p&gt;</description>
<content:encoded><![CDATA[{HTML}]]></content:encoded></item>
<item><title>Deux</title><guid>https://g.example/2</guid><description>{LINES[0]}&nbsp;</description>
</item><item><title>Trois</title><link>https://g.example/3</link></item></channel></rss>"""
    first, second, third = documents("feed.rss", data)
    assert body(first) == LINES
    assert first.given.date == "2022-04-26T08:30+02:00"
    assert (first.given.authors, first.given.tags) == (("Ana Prat",), ("Port",))
    assert (first.given.source, first.given.language) == ("La Gazette", "fr")
    assert second.given.url == "https://g.example/2"
    assert body(second) == [LINES[0]]
    assert (third.given.title, third.given.url, third.lines) == ("Trois", "https://g.example/3", ())


def test_atom_content_may_be_html_or_elements() -> None:
    """Both kinds give the same lines."""
    entries = [
        f'<content type="html">{escape(HTML)}</content>',
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content>',
    ]
    for content in entries:
        data = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>La Gazette</title>
<entry><title>Un titre</title><link href="https://g.example/1"/><link rel="self" href="x"/>
<published>2022-04-26T08:30:00+02:00</published><updated>2022-04-27T00:00:00Z</updated>
<author><name>Ana Prat</name></author><category term="port"/>{content}</entry></feed>"""
        found = one("a.atom", data)
        assert body(found) == LINES
        assert found.path == "a.atom#1"
        assert (found.given.url, found.given.date) == (
            "https://g.example/1", "2022-04-26T08:30+02:00",
        )  # fmt: skip
        assert (found.given.authors, found.given.tags) == (("Ana Prat",), ("port",))


def test_trafilatura_xml_names_its_facts_otherwise() -> None:
    """Attributes of <doc>; comments are no text, headings and lists keep their lines."""
    data = f"""<doc sitename="La Gazette" title="Un titre" author="Ana Prat; Luc Morel"
 date="2022-04-26" url="https://g.example/1" hostname="g.example" categories="" tags="a, b"
 fingerprint="e1"><main><p>{LINES[0]}</p><head rend="h2">Sous-titre</head>
<list rend="ul"><item>Un</item><item>Deux</item></list><p>{LINES[1]}</p></main>
<comments><p>Bravo</p></comments></doc>"""
    found = one("a.xml", data)
    assert found.path == "a.xml"
    assert body(found) == [LINES[0], "Sous-titre", "• Un", "• Deux", LINES[1]]
    assert found.given.source == "La Gazette"
    assert found.given.authors == ("Ana Prat", "Luc Morel")
    assert found.given.tags == ("a", "b")


def test_tei_tells_the_day_of_the_download_from_the_date() -> None:
    """The header's biblFull describes the original; the download is when it was retrieved."""
    data = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="main">Un titre</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><biblFull><titleStmt><title type="main">Un titre</title><author>Ana Prat</author>
</titleStmt><publicationStmt><publisher>La Gazette</publisher>
<ptr type="URL" target="https://g.example/1"/><date>2022-04-26</date></publicationStmt></biblFull>
</sourceDesc></fileDesc><profileDesc><creation><date type="download">2023-01-09</date></creation>
</profileDesc></teiHeader><text><body><div type="entry"><p>{LINES[0]}</p>
<ab rend="h1" type="header">Sous-titre</ab><p>{LINES[1]}</p></div>
<div type="comments"><p>Bravo</p></div></body></text></TEI>"""
    found = one("a.xml", data)
    assert (found.given.date, found.given.retrieved) == ("2022-04-26", "2023-01-09")
    assert (found.given.source, found.given.url) == ("La Gazette", "https://g.example/1")
    assert body(found) == [LINES[0], "Sous-titre", LINES[1]]


def test_factiva_xml_joins_lead_and_tail() -> None:
    """The text stands in two places."""
    data = f"""<articles><article><headline>Un titre</headline><byline>By Ana Prat</byline>
<leadParagraph>{LINES[0]}</leadParagraph><tailParagraphs><paragraph>{LINES[1]}</paragraph>
</tailParagraphs><publicationDate><date>2022-04-26</date></publicationDate>
<sourceName>La Gazette</sourceName><baseLanguage>fr</baseLanguage></article></articles>"""
    found = one("a.xml", data)
    assert body(found) == LINES
    assert (found.given.date, found.given.source) == ("2022-04-26", "La Gazette")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;">]>'
    "<items><item><title>&l2;</title></item></items>"
)
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><items><item><a>&e;</a></item></items>'
)


@pytest.mark.parametrize("data", [BOMB, OUTSIDE])
def test_entities_of_a_file_of_its_own_are_refused(data: str) -> None:
    """Nothing is expanded and nothing fetched."""
    with pytest.raises(UnreadableSource, match="declares an entity of its own"):
        read("a.xml", data)


def test_file_cut_off_gives_the_items_before() -> None:
    """What is whole is read, then the place is named."""
    item = f"<item><title>T</title><body>{TEXT}</body></item>"
    found = read_file("a.xml", io.BytesIO(f"<items>{item}{item[:40]}".encode()), LIMITS)
    assert isinstance(document := next(found), RawDocument)
    assert document.path == "a.xml#1"
    with pytest.raises(UnreadableSource, match="not well-formed XML"):
        next(found)


def test_sitemap_is_no_archive() -> None:
    """XML of another kind is named for what it is."""
    with pytest.raises(UnreadableSource, match="is a sitemap, not articles"):
        read("sitemap.xml", "<urlset><url><loc>https://g.example/</loc></url></urlset>")


def test_item_without_text_is_set_aside() -> None:
    """An empty item is a complaint under its number."""
    data = f"<items><item><title>T</title></item><item><body>{TEXT}</body></item></items>"
    assert refused("a.xml", data) == [("a.xml#1", "has no text.")]
