"""The tools whose records are known, and where each keeps what. Nothing but a table.

Keys with a dot lead into nested objects; keys that begin with "@" are our own, put there by a
reader that knows what it reads. A day of crawling is `retrieved`, whatever the tool calls it: it
is never the day of publication.
"""

from hemero.loader.readers.profile import Profile

_TITLE = ("title", "headline")
_CRAWLED = (
    "retrieved", "scraped_at", "crawled_at", "date_download", "crawl_date", "scrape_date",
    "date_crawled", "date_scraped", "fetched_at", "downloaded_at",
)  # fmt: skip

GENERIC = Profile(
    name="scrapy",
    text=(
        "text", "body", "content", "article", "article_text", "maintext", "plain_text",
        "raw_content", "article_body", "articleBody", "full_text", "fulltext", "texte", "contenu",
        "content_text", "content_html", "body_html", "paragraphs",
    ),
    fields={
        "title": ("title", "headline", "titre", "heading", "name"),
        "standfirst": ("standfirst", "subtitle", "subheadline", "lead", "chapo", "dek", "lede"),
        "description": ("description", "excerpt", "summary", "abstract", "snippet"),
        "source": (
            "source", "source.name", "site", "site_name", "sitename", "publisher",
            "publisher.name", "media_name", "newspaper", "publication", "outlet", "media",
        ),
        "hostname": ("hostname", "domain", "host", "source_domain", "domain_name"),
        "url": ("url", "link", "source_url", "canonical_link", "canonical_url", "external_url",
                "original_url", "permalink_url", "web_url", "href"),
        "language": ("language", "lang", "meta_lang", "locale"),
        "date": (
            "date", "published", "published_at", "publishedAt", "pubDate", "pubdate",
            "publish_date", "date_published", "datePublished", "publication_date",
            "publishing_date", "date_publish", "published_date", "publishedDate", "timestamp",
            "pub_date", "created_at", "datetime",
        ),
        "updated": ("updated", "modified", "date_modify", "date_modified", "dateModified",
                    "updated_at", "updatedAt", "last_modified", "lastmod"),
        "retrieved": _CRAWLED,
        "authors": ("authors", "author", "byline", "auteur", "auteurs", "creator", "writers"),
        "tags": ("tags", "topics", "categories", "keywords", "category", "section", "labels"),
        "slug": ("slug",),
    },
)  # fmt: skip

# The most telling first.
PROFILES: tuple[Profile, ...] = (
    Profile(
        name="hemero",  # our own export
        marks=("permalink", "body", "boilerplate", "evidence"),
        text=("body",),
        fields={
            "title": ("title",), "standfirst": ("standfirst",), "source": ("source",),
            "url": ("url",), "language": ("language",), "date": ("date",),
            "updated": ("updated",), "retrieved": ("retrieved",), "authors": ("authors",),
            "contributors": ("contributors",), "tags": ("tags",), "permalink": ("permalink",),
        },
        links=True,
    ),
    Profile(
        name="trafilatura",
        marks=("fingerprint", "hostname", "text"),
        text=("text",),
        fields={
            "title": _TITLE, "description": ("excerpt",), "source": ("source-hostname",),
            "hostname": ("hostname",), "url": ("source",), "language": ("language",),
            "date": ("date",), "retrieved": ("filedate",), "authors": ("author",),
            "tags": ("tags", "categories"),
        },
    ),
    Profile(
        name="trafilatura-bare",
        marks=("text", "comments"),
        only=frozenset(("text", "comments", "raw_text")),
        text=("text",),
        fields={},
    ),
    Profile(
        name="newspaper4k",
        marks=("publish_date", "meta_lang", "text"),
        text=("text",),
        fields={
            "title": _TITLE, "description": ("meta_description",), "source": ("meta_site_name",),
            "url": ("canonical_link", "url"), "language": ("meta_lang",), "date": ("publish_date",),
            "authors": ("authors",), "tags": ("tags", "meta_keywords"),
        },
    ),
    Profile(
        name="news-please",
        marks=("maintext", "date_publish"),
        text=("maintext", "text"),
        fields={
            "title": ("title", "title_page", "title_rss"), "description": ("description",),
            "hostname": ("source_domain",), "url": ("url",), "language": ("language",),
            "date": ("date_publish",), "updated": ("date_modify",),
            "retrieved": ("date_download",), "authors": ("authors",),
        },
        utc=True,
    ),
    Profile(
        name="fundus",
        marks=("publishing_date", "body"),
        text=("body", "plaintext"),
        fields={
            "title": _TITLE, "standfirst": ("body.summary",), "source": ("publisher",),
            "url": ("url", "html.requested_url"), "language": ("lang",),
            "date": ("publishing_date",), "authors": ("authors",), "tags": ("topics",),
        },
    ),
    Profile(
        name="oscar",
        marks=("content", "warc_headers"),
        text=("content",),
        fields={
            "url": ("warc_headers.warc-target-uri",),
            "language": (
                "metadata.identification.label",
                "warc_headers.warc-identified-content-language",
            ),
            "retrieved": ("warc_headers.warc-date",),
        },
    ),
    Profile(
        name="oscar-hf",
        marks=("text", "meta"),
        inner="meta.warc_headers",
        text=("text",),
        fields={
            "url": ("meta.warc_headers.warc-target-uri",),
            "language": (
                "meta.identification.label",
                "meta.warc_headers.warc-identified-content-language",
            ),
            "retrieved": ("meta.warc_headers.warc-date",),
        },
    ),
    Profile(
        name="glotcc",
        marks=("content", "warc-target-uri"),
        text=("content",),
        fields={
            "url": ("warc-target-uri",),
            "language": ("identification-language", "warc-identified-content-language"),
            "retrieved": ("warc-date",),
        },
    ),
    Profile(
        name="fineweb",
        marks=("text", "dump", "file_path"),
        text=("text",),
        fields={"url": ("url",), "language": ("language",), "retrieved": ("date",)},
    ),
    Profile(
        name="redpajama",
        marks=("raw_content", "date_download"),
        text=("raw_content",),
        fields={
            "title": _TITLE, "hostname": ("source_domain",), "url": ("url",),
            "language": ("language",), "retrieved": ("date_download",),
        },
    ),
    Profile(
        name="mc4",
        marks=("text", "timestamp", "url"),
        only=frozenset(("text", "timestamp", "url", "source", "id")),
        text=("text",),
        fields={"url": ("url",), "retrieved": ("timestamp",)},
    ),
    Profile(
        name="wallabag",
        links=True,
        marks=("is_archived", "content", "url"),
        text=("content",),
        fields={
            "title": _TITLE, "hostname": ("domain_name",), "url": ("url", "origin_url"),
            "language": ("language",), "date": ("published_at",), "retrieved": ("created_at",),
            "authors": ("published_by",), "tags": ("tags",),
        },
        html=True,
    ),
    Profile(
        name="omnivore",
        links=True,
        marks=("savedAt", "slug", "url"),
        text=("content",),
        fields={
            "title": _TITLE, "description": ("description",), "url": ("url",),
            "date": ("publishedAt",), "retrieved": ("savedAt",), "authors": ("author",),
            "tags": ("labels",), "slug": ("slug",),
        },
        html=True,
    ),
    Profile(
        name="pocket",
        links=True,
        marks=("time_added", "url", "status"),
        text=(),
        fields={
            "title": _TITLE, "url": ("url",), "retrieved": ("time_added",), "tags": ("tags",),
        },
    ),
    Profile(
        name="instapaper",
        links=True,
        marks=("URL", "Title", "Selection", "Folder"),
        text=(),
        fields={
            "title": ("Title",), "url": ("URL",), "retrieved": ("Timestamp",), "tags": ("Tags",),
        },
    ),
    Profile(
        name="readwise",
        links=True,
        marks=("Title", "URL", "Saved date"),
        text=(),
        fields={
            "title": ("Title",), "url": ("URL",), "retrieved": ("Saved date",),
            "tags": ("Document tags",),
        },
    ),
    Profile(
        name="rss",
        marks=("@rss",),
        text=("content:encoded", "description"),
        fields={
            "title": _TITLE, "description": ("description",), "source": ("@source",),
            "url": ("link",), "language": ("dc:language", "@language"),
            "date": ("pubDate", "dc:date"), "updated": ("atom:updated", "dcterms:modified"),
            "authors": ("author",), "tags": ("tags",),
        },
        html=True,
        links=True,
    ),
    Profile(
        name="wxr",
        marks=("@wxr",),
        text=("content:encoded",),
        fields={
            "title": _TITLE, "standfirst": ("excerpt:encoded",), "source": ("@source",),
            "url": ("link",), "language": ("@language",), "date": ("pubDate", "wp:post_date"),
            "authors": ("author",), "tags": ("tags",), "slug": ("wp:post_name",),
        },
        html=True,
    ),
    Profile(
        name="atom",
        marks=("@atom",),
        text=("content", "summary"),
        fields={
            "title": _TITLE, "description": ("summary",), "source": ("@source",),
            "url": ("link",), "date": ("published", "updated"), "updated": ("updated",),
            "authors": ("authors",), "tags": ("tags",),
        },
        html=True,
        links=True,
    ),
    Profile(
        name="trafilatura-xml",
        marks=("@doc",),
        text=("text",),
        fields={
            "title": _TITLE, "description": ("description", "excerpt"), "source": ("sitename",),
            "hostname": ("hostname",), "url": ("url", "source"), "language": ("language",),
            "date": ("date",), "retrieved": ("filedate",), "authors": ("author",),
            "tags": ("tags", "categories"),
        },
        html=True,
    ),
    Profile(
        name="tei",
        marks=("@tei",),
        text=("text",),
        fields={
            "title": _TITLE, "description": ("abstract",), "source": ("publisher",),
            "url": ("url",), "date": ("date",), "retrieved": ("retrieved",),
            "authors": ("author",), "tags": ("tags",),
        },
        html=True,
    ),
    Profile(
        name="factiva-xml",
        marks=("headline", "leadParagraph"),
        text=("leadParagraph", "tailParagraphs"),
        join=True,
        fields={
            "title": ("headline",), "source": ("sourceName",), "language": ("baseLanguage",),
            "date": ("publicationDate.date", "publicationDate"), "authors": ("byline",),
            "tags": ("newsSubject", "region"),
        },
    ),
    Profile(
        name="jsonfeed",
        marks=("id", "date_published"),
        text=("content_text", "content_html"),
        fields={
            "title": _TITLE, "description": ("summary",), "url": ("url", "external_url"),
            "language": ("language",), "date": ("date_published",), "updated": ("date_modified",),
            "authors": ("authors", "author"), "tags": ("tags",),
        },
    ),
)  # fmt: skip
