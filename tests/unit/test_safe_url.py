"""Which addresses from input a page may link to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemero.text import safe_url


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/b?c=1&d=2#e", "https://a.example/b?c=1&d=2#e"),
        (" HTTP://A.example ", "HTTP://A.example"),
        ("https://a.example/b?c=1&amp;d=2", "https://a.example/b?c=1&d=2"),
        ("https://a.example:8080/", "https://a.example:8080/"),
        ("http://[::1]/x", "http://[::1]/x"),
        ("https://éa.example/é", "https://éa.example/é"),
        ("https://a.exa\nmple/b\tc", "https://a.example/bc"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a.example/b c", "https://a.example/b%20c"),
    ],
)
def test_web_addresses_are_kept(text: str, address: str) -> None:
    """http and https with a host; what no address holds is encoded or gone."""
    assert safe_url(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)",
        "\x01javascript:alert(1)", "&#106;avascript:alert(1)", "javascript&colon;alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://a.example", "//a.example",
        "/b", "b.html", "http:", "http://", "http:///b", "http:\\\\a.example", "https:a.example",
        "https://user:pass@a.example/", "https://a.example@b.example/", "https://a.example\\@b",
        "https://&#47;a", "https://a b/", "https://\"onload=x/", "http\u017f://a.example",
        "https://a.example:99999999/", "https://a.example/" + "x" * 2000, "blob:https://a.example",
        "https://a&commat;b.example/", "view-source:https://a.example",
    ],
)  # fmt: skip
def test_everything_else_is_refused(text: str) -> None:
    """Other schemes, hidden schemes, feigned hosts and endless addresses."""
    assert safe_url(text) is None


@given(st.text(max_size=60).map(lambda tail: "https://" + tail) | st.text(max_size=60))
def test_any_text_gives_a_web_address_or_none(text: str) -> None:
    """No text raises; what comes back holds nothing that could leave an attribute."""
    address = safe_url(text)
    if address is not None:
        assert address.lower().startswith(("http://", "https://"))
        assert not set(address) & set(' "<>\\`\n\t\0')
