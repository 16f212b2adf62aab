"""Files made to cost: name → bytes. Each is far larger, deeper or odder than its kind ever is."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator

N = 100_000

REPEATED = {
    "spaces": " ", "no-break spaces": "\u00a0", "mixed spaces": " \t\u00a0", "line ends": "\n",
    "carriage returns": "\r", "letters": "a", "capitals": "A", "digits": "1", "dashes": "–",
    "bars": "|", "pairs of bars": " | ", "quotes": '"', "guillemets": "« ", "brackets": "(",
    "square": "[", "braces": "{", "angles": "<", "ampersands": "&", "stars": "*", "ticks": "`",
    "backslashes": "\\", "underscores": "_", "tildes": "~", "hashes": "#", "colons": ":",
    "commas": ",", "full stops": ".", "ellipses": "…", "at signs": "a@", "addresses": "http://a/",
    "days": "3 mars 2021 ", "times": "18h30 ", "published": "Publié le ", "by": "Par ",
    "by names": "Par Anne Le Goff et ", "read also": "Lire aussi ", "read more": "Read more: ",
    "marks": "\u0301", "viramas": "\u094d\u0915", "joiners": "👩\u200d", "flags": "🇫🇷",
    "tags": "\U000e0061", "han": "日", "thai": "ก", "arabic": "ال ", "hebrew": "ה",
    "voicing": "\uff76\uff9e", "ligatures": "ﷺ", "surrogate pairs": "𠀀", "soft hyphens": "a\u00ad",
    "bidi": "\u202e\u202d", "html": "<b>", "closed html": "<b></b>", "entities": "&amp;lt;",
    "template": "{{", "comments": "<!--", "question": "?! ", "names": "Jean Dupont, ",
    "two words": "un deux ", "headings": "# x\n", "short lines": "x\n", "blank pairs": "\n\nx",
    "copyright": "© 2021 AFP ", "numbers with dots": "1.", "roman": "XIV ",
}  # fmt: skip

MARKDOWN = {
    "open links": "[", "images": "![](", "nested links": "[a](b", "emphasis": "*a **b ",
    "underlines": "_a ", "ticks": "`a``", "html": "<a b=c ", "angles": "<" * 2, "escapes": "\\*",
    "table": "|a", "rules": "- ", "references": "[a]: b\n", "entities": "&#1;", "pipes": "|-|\n",
    "strikes": "~~a", "autolinks": "<http://a", "fences": "```\n", "tabs": "\t-",
    "numbers": "1. ", "plus": "+ ", "setext": "a\n=\n",
}  # fmt: skip

Make = Callable[[], bytes]


def files() -> Iterator[tuple[str, Make]]:
    """Every file of the collection; the bytes are made when they are asked for."""
    for name, unit in REPEATED.items():
        yield f"{name}.txt", lambda unit=unit: _repeat(unit, 1_000_000)
        yield f"between {name}.txt", lambda unit=unit: _between(_repeat(unit, 200_000))
        head = f"---\ntitle: {json.dumps(unit * 3000)}\n---\nUn texte."
        yield f"title of {name}.md", lambda head=head: head.encode("utf-8", "replace")
    for name, unit in MARKDOWN.items():
        yield f"{name}.md", lambda unit=unit: _repeat(unit, 200_000)
    yield "quotes.md", lambda: b"> " * 20_000 + b"x"
    yield "lists.md", lambda: b"\n".join(b" " * 2 * n + b"- x" for n in range(500))
    yield from _front_matter()
    yield from _json()
    yield from _tables()
    yield from _xml()
    yield from _pages()
    yield from _packed()


def _front_matter() -> Iterator[tuple[str, Make]]:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    yield "aliases.md", lambda: _front(f"a0: &a0 x\n{levels}")
    yield "merges.md", lambda: _front("a: &a {b: c}\n" + "d: {<<: *a}\n" * 5000)
    yield "deep flow.md", lambda: _front("a: " + "[" * 30_000)
    yield "deep maps.md", lambda: _front("a: " + "{b: " * 10_000)
    yield "deep lines.md", lambda: _front("\n".join(" " * n + "a:" for n in range(300)))
    yield "keys.md", lambda: _front("".join(f"k{n}: v\n" for n in range(6000)))
    yield "same keys.md", lambda: _front("title: v\n" * 6000)
    yield "tags.md", lambda: _front("tags: [" + "a, " * 20_000 + "]")
    yield "object.md", lambda: _front("title: !!python/object/apply:os.system [id]")
    yield "unclosed.md", lambda: b"---\ntitle: x\n" + b"a: b\n" * N
    yield "long key.md", lambda: _front("? " + "a" * 60_000 + "\n: b")
    yield "block.md", lambda: _front("title: |\n" + "  x\n" * 15_000)


def _json() -> Iterator[tuple[str, Make]]:
    yield "deep lists.json", lambda: b'{"text": ' + b"[" * N + b"]" * N + b"}"
    yield "deep objects.json", lambda: b'{"a":' * N + b"1" + b"}" * N
    yield "unclosed.json", lambda: b'{"text": "' + b"a" * 3_000_000
    yield "digits.json", lambda: b'{"text": ' + b"9" * 1_000_000 + b"}"
    yield "exponent.json", lambda: b'{"text": "x", "date": 1e999999999}'
    yield "nan.json", lambda: b'{"text": NaN}'
    yield "values.json", lambda: b'{"text": [' + b"1," * 500_000 + b"1]}"
    yield "same keys.json", lambda: b'{"text": "x"' + b', "text": "y"' * N + b"}"
    yield "empty objects.json", lambda: b"[" + b"{}," * N + b"{}]"
    yield "escapes.json", lambda: b'{"text": "' + b"\\u0000\\ud800" * N + b'"}'
    yield "quotes.json", lambda: b'{"' * N
    yield "broken lines.jsonl", lambda: b'{"text":\n' * N
    yield "arrays.json", lambda: b"[" * N + b"{}"


def _tables() -> Iterator[tuple[str, Make]]:
    yield "one field.csv", lambda: b"title,text\nx," + b"a" * 5_000_000
    yield "columns.csv", lambda: b",".join(b"c%d" % n for n in range(N)) + b"\n" + b"," * N
    yield "open quote.csv", lambda: b'title,text\nx,"' + b"a\n" * 1_000_000
    yield "quotes.csv", lambda: b"title,text\n" + b'"' * 1_000_000
    yield "rows.csv", lambda: b"title,text\n" + b"\n" * N
    yield "nul.csv", lambda: b"title,text\nx,a\0b\n"
    yield "ragged.csv", lambda: b"title,text\n" + b"a,b,c,d\n" * 20_000


def _xml() -> Iterator[tuple[str, Make]]:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "x">{names}]><rss><channel><item><title>&a9;</title>'
    yield "entities.xml", lambda: f"{bomb}</item></channel></rss>".encode()
    long = f'<!DOCTYPE rss [<!ENTITY a "{"x" * N}">]><rss><channel><item><title>{"&a;" * 9000}'
    yield "long entity.xml", lambda: long.encode()
    outside = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>'
    yield "outside.xml", lambda: f"{outside}&a;</title></item></channel></rss>".encode()
    yield "deep.xml", lambda: b"<rss>" + b"<a>" * N
    attributes = " ".join(f'a{n}="b"' for n in range(20_000))
    yield "attributes.xml", lambda: f"<rss {attributes}><channel/></rss>".encode()
    yield "comment.xml", lambda: b"<!--" + b"-" * 1_000_000
    yield "items.xml", lambda: b"<rss><channel>" + b"<item/>" * N + b"</channel></rss>"
    yield "cdata.xml", lambda: b"<rss><channel><item><title>" + b"<![CDATA[" * N


def _pages() -> Iterator[tuple[str, Make]]:
    for name, unit in {
        "nested": "<div>", "open": "<b>x", "closed": "</p>", "tables": "<table><tr><td>",
        "lists": "<ul><li>", "links": "<a href=x>y</a>", "breaks": "<br>", "comments": "<!--x",
        "comments closed": "<!-- x -->", "angles": "<", "attributes": "<a b", "quotes": '<a b="',
        "entities": "&lt;&#99999999;", "scripts": "<script>", "styles": "<style>x</style>",
        "titles": "<title>x", "formats": "<i><b>", "paragraphs": "<p>un mot", "forms": "<form>",
        "declarations": "<!x", "instructions": "<?x", "frames": "<iframe>", "meta": "<meta a=b>",
    }.items():  # fmt: skip
        page = f"<html><body><article><p>{'Le conseil a voté. ' * 30}</p>"
        yield (
            f"{name}.html",
            lambda page=page, unit=unit: (page + unit * (600_000 // len(unit))).encode(),
        )
    data = '<html><head><script type="application/ld+json">' + "[" * 50_000 + "</script>"
    yield "data.html", lambda: data.encode()


def _packed() -> Iterator[tuple[str, Make]]:
    yield "zeros.jsonl.gz", lambda: gzip.compress(bytes(50_000_000))
    yield "line.jsonl.gz", lambda: gzip.compress(b'{"text": "' + b"a" * 50_000_000)
    yield "cut.jsonl.gz", lambda: gzip.compress(b'{"text": "un texte"}\n' * 1000)[:-20]
    yield "twice.jsonl.gz", lambda: gzip.compress(gzip.compress(b'{"text": "un texte"}\n'))
    yield "bomb.docx", lambda: _archive({"word/document.xml": b"<w:p>" * 10_000_000})
    yield "many.docx", lambda: _archive({f"word/{n}.xml": b"x" for n in range(5000)})
    yield "outside.docx", lambda: _archive({"../../word/document.xml": b"<w:p/>"})
    yield "deep.rtf", lambda: b"{\\rtf1" + b"{" * 1_000_000
    yield "words.rtf", lambda: b"{\\rtf1 " + b"\\u8364 " * N
    yield "length.warc", lambda: b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nx"
    yield "headers.warc", lambda: b"WARC/1.0\r\n" + b"a: b\r\n" * N
    yield "table.parquet", lambda: b"PAR1" + b"\xff" * 1000 + b"\xff\xff\xff\x7fPAR1"


def _repeat(unit: str, size: int) -> bytes:
    data = unit.encode("utf-8", "surrogatepass")
    return data * (size // len(data))


def _between(data: bytes) -> bytes:
    prose = "Le conseil a voté le budget du pont après une longue séance de nuit. ".encode() * 4
    return b"\n\n".join([b"Un titre de journal", prose, data, prose])


def _front(text: str) -> bytes:
    return f"---\n{text}\n---\nUn texte de journal.".encode()


def _archive(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()
