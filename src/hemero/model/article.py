"""What is known of one article, from the raw lines to the card that the archive sees.

Dates are ISO 8601 text with the precision that was written: "2022", "2022-04", "2022-04-26",
"2022-04-26T18:30", with "+02:00" or "Z" where the zone was written. Nothing is filled in.
"""

from typing import Literal

from msgspec import Struct

from hemero.model.report import Complaint
from hemero.model.withdrawal import Withdrawal

Markup = Literal["text", "markdown"]

Kind = Literal[
    "title",  # the headline, or a repetition of it
    "standfirst",
    "body",  # a paragraph
    "heading",  # a subhead inside the text
    "quote",
    "list",
    "related",  # an inline "Lire aussi" link, or its marker line
    "byline",
    "date",
    "contributor",  # "X a contribué à cet article."
    "boilerplate",
    "blank",
]

Settling = Literal[  # the kinds that a correction may give a line
    "body", "heading", "quote", "list", "boilerplate", "related", "byline", "date", "title"
]

CORRECTION = "correction"  # the rule of what a person has settled in a sidecar

BlockKind = Literal["paragraph", "heading", "list", "quote", "contributor", "markdown"]


class Given(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the file itself states (front matter, record fields): certain, never overruled."""

    title: str | None = None
    standfirst: str | None = None
    source: str | None = None
    url: str | None = None  # address of the original page, http(s) only
    language: str | None = None  # ISO 639-1, region allowed ("fr-CA")
    date: str | None = None
    updated: str | None = None
    retrieved: str | None = None  # when it was scraped, crawled or saved: never its date
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    slug: str | None = None  # a suggestion for the last part of the permalink
    permalink: str | None = None  # a wanted whole permalink, relative to the site
    aliases: tuple[str, ...] = ()  # former addresses that must redirect here
    withdrawn: Withdrawal | None = None  # taken down: nothing of the text may be kept
    draft: bool = False  # never published
    noindex: bool = False  # neither search engines nor the site's own search may list it
    publish_after: str | None = None  # held back until then


class RawDocument(Struct, frozen=True, kw_only=True):
    """One content file as decoded lines, before any judgement."""

    path: str  # relative to content/, "/" between parts
    lines: tuple[str, ...]  # without line ends; control characters removed; NFC
    given: Given = Given()
    markup: Markup = "text"
    first_line: int = 1  # number in the file of lines[0] (front matter stands before it)
    encoding: str = "utf-8"
    size: int = 0  # bytes of the file
    sha256: str = ""  # of the file's bytes, hex
    settled: dict[int, Kind] = {}  # what lines are, by index: certain, whoever judges
    corrected: tuple[str, ...] = ()  # names of what is given by a correction, not by the file
    warnings: tuple[Complaint, ...] = ()  # what was read all the same, but not as it stands
    article: "Article | None" = None  # of an export of ours: judged before, not to be judged again


class Verdict(Struct, frozen=True, gc=False):
    """What one line of the file is, and which rule or feature decided. One for every line."""

    number: int  # 1-based, in the file
    text: str
    kind: Kind
    rule: str
    group: str = ""  # the rule's group ("audio", "comments"): the reader's word for the line


class Block(Struct, frozen=True, omit_defaults=True, gc=False):
    """One piece of running text. A list holds its items, one a line, without bullets.
    kind "markdown": `text` is Markdown source (one run between blank lines)."""

    text: str
    kind: BlockKind = "paragraph"


class RelatedLink(Struct, frozen=True, omit_defaults=True, gc=False):
    """An inline link to another article, as the source printed it."""

    title: str
    position: int  # number of body blocks before it
    source: str | None = None  # from a suffix of the link's title ("… | Nouvelles du monde")
    url: str | None = None  # where the scrape kept the address
    target: str | None = None  # permalink of the article it names; null in stored records
    line: int | None = None


class Stripped(Struct, frozen=True, omit_defaults=True, gc=False):
    """One line taken out, and the rule that took it."""

    line: int
    text: str
    rule: str
    group: str = ""  # the rule's group ("audio", "comments"): the reader's word for the line


class Evidence(Struct, frozen=True, omit_defaults=True, gc=False):
    """From which line and by which rule a field was inferred ("given": the file states it)."""

    field: str
    rule: str
    line: int | None = None


class Article(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One structured article. It depends on its one file (and the rules) alone."""

    path: str
    title: str
    standfirst: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    date: str | None = None
    updated: str | None = None
    retrieved: str | None = None  # when it was scraped, crawled or saved: never its date
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()  # empty for a saved link, of which only title and address are kept
    related: tuple[RelatedLink, ...] = ()
    tags: tuple[str, ...] = ()
    boilerplate: tuple[Stripped, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    markup: Markup = "text"
    slug: str | None = None
    permalink: str | None = None
    aliases: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None  # then nothing else is kept but what gives the address
    title_key: str = ""  # of a title that is withheld: its folded words, as in the address
    draft: bool = False
    noindex: bool = False
    publish_after: str | None = None
    encoding: str = "utf-8"
    size: int = 0
    sha256: str = ""
    file: str = ""  # the scrape's own name, where it came by way of an export ("": the path)


class Card(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An Article less its body: all that linking, listing and planning may see (about 1 KB)."""

    path: str
    title: str
    excerpt: str = ""  # at most 180 characters of the text's beginning, cut at a word
    source: str | None = None
    url: str | None = None
    language: str | None = None
    date: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    tags: tuple[str, ...] = ()
    slug: str | None = None
    permalink: str | None = None
    aliases: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None
    title_key: str = ""  # of a withdrawn article whose title is withheld
    draft: bool = False
    noindex: bool = False
    publish_after: str | None = None
    words: int = 0  # of the body
    digest: str = ""  # of the whole stored record, hex
    text_key: str = ""  # digest of the body's folded words: equal for copies of one text
    sketch: bytes = b""  # a sample of the body's word sequences, about 400 bytes (loader.sketch)
    # What the article may be about, a line each, best first: a letter for the kind, how much
    # it counts, how often it occurs, a tab, the name as written (loader.subjects).
    subjects: str = ""
