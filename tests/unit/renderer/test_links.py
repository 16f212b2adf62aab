"""Addresses of the site's files, and addresses that input brings."""

import pytest

from hemero.renderer.links import absolute, base_path, host_of, quoted, root_of, safe_url


def test_root_is_as_far_up_as_the_page_is_deep() -> None:
    """One step up for every folder."""
    assert [root_of(p) for p in ("index.html", "tag/a.html", "2022/04/a.html")] == [
        "",
        "../",
        "../../",
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2022/04/a-b.html", "2022/04/a-b.html"),
        ("2022/04/index.html#d26", "2022/04/index.html#d26"),
        ("a b/é.html", "a%20b/%C3%A9.html"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("//evil.example/x", "//evil.example/x"),
        ('a"><b>.html', "a%22%3E%3Cb%3E.html"),
        ("a\ud800.html", "a%3F.html"),
    ],
)
def test_paths_are_encoded_for_links(path: str, expected: str) -> None:
    """No path is read as a scheme or leaves its attribute; the anchor stays."""
    assert quoted(path) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=1&copy=2#c",
        "http://example.org",
        "https://example.org/%C3%A9",
        "mailto:a.b@example.org",
    ],
)
def test_plain_addresses_stay(url: str) -> None:
    """http, https and mailto lead out as they were written."""
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "/x",
        "x.html",
        "https:",
        "https://",
        "http://[",
        "https:\\\\example.org",
        "mailto:a@b?bcc=c",
        "https://example.org/" + "a" * 5000,
    ],
)
def test_all_else_is_refused(url: str | None) -> None:
    """What is not plainly one of the three leads nowhere."""
    assert safe_url(url) is None


def test_addresses_come_out_in_ascii() -> None:
    """Letters beyond ASCII are percent-encoded once."""
    assert safe_url("https://example.org/é%20à") == "https://example.org/%C3%A9%20%C3%A0"


def test_home_is_the_base_itself() -> None:
    """The canonical address of index.html is the base address; without one there is none."""
    base = "https://example.org/a/"
    assert absolute(base, "index.html") == base
    assert absolute(base, "é.html") == base + "%C3%A9.html"
    assert absolute("", "index.html") == ""
    assert (base_path(base), base_path("")) == ("/a/", "/")
    assert host_of("https://www.example.org/x") == "example.org"
