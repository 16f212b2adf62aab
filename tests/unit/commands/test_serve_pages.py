"""What is put into a page on its way, and what its policy then says."""

from pathlib import Path

import pytest

from hemero.commands.preview_guard import HostNames
from hemero.commands.preview_overlay import (
    Trouble,
    Troubles,
    overlay_html,
    troubles_of_complaints,
    troubles_of_fault,
)
from hemero.commands.preview_pages import POLICY, show_page, with_self
from hemero.errors import TemplateFault
from hemero.model.report import Complaint


@pytest.mark.parametrize(
    ("policy", "widened"),
    [
        (
            "default-src 'none'; style-src 'self'",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'",
        ),
        (
            "default-src 'self'; script-src 'none'",
            "default-src 'self'; script-src 'self'",
        ),
        (
            "Default-Src https://cdn.example; connect-src",
            "default-src https://cdn.example; connect-src 'self'; "
            "script-src https://cdn.example 'self'; style-src https://cdn.example 'self'",
        ),
        ("img-src 'self'", "img-src 'self'"),
        ("", ""),
    ],
)
def test_policy_gains_only_what_the_script_needs(policy: str, widened: str) -> None:
    """Script, style and connections from 'self' are allowed; everything else stays as it was."""
    assert with_self(policy) == widened


@pytest.mark.parametrize(
    "meta",
    [
        b'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
        b"<META content='default-src &#39;none&#39;' HTTP-EQUIV=content-security-policy>",
        b'<meta\n http-equiv="content-security-policy"\n content = "default-src &#39;none&#39;"/>',
    ],
)
def test_policy_of_the_page_is_widened_however_it_is_written(meta: bytes) -> None:
    """The page's own policy is found in any spelling, and sent as the header too."""
    page = show_page(b"<head>" + meta + b"</head><body>x</body>", "b-1", "")
    wanted = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
    assert page.policy == wanted
    assert wanted.replace("'", "&#x27;").encode() in page.body


def test_page_without_a_policy_gets_ours() -> None:
    """A page that says nothing is sent with the theme's own policy."""
    assert show_page(b"<p>x", "b-1", "").policy == POLICY


def test_script_stands_before_the_end_of_the_body() -> None:
    """The script comes last in the body; at the very end where no body is marked."""
    assert show_page(b"<BODY>x</BODY></html>", "b-1", "").body == (
        b'<BODY>x<script src="/-hemero/reload.js" data-build="b-1"></script>\n</BODY></html>'
    )
    assert show_page(b"", "b-1", "").body.endswith(b"</script>\n")


@pytest.mark.parametrize("page", [b"<meta " * 20_000, b"<" * 100_000, b'content="' * 20_000])
def test_odd_pages_cost_little(page: bytes) -> None:
    """A page of any make is shown as it is, at once."""
    assert show_page(page, "b-1", "").body.startswith(page)


def test_fault_is_told_with_its_causes_and_without_local_paths() -> None:
    """File, line, message and reasons are shown; where the project lies is not."""
    fault = TemplateFault("cannot be read.", "/home/me/news/templates/a.html:3", "Mend it.")
    fault.__cause__ = OSError("no such file: /home/me/news/x")
    troubles = troubles_of_fault(fault, Path("/home/me/news"))
    assert troubles == Troubles(
        True,
        (Trouble("templates/a.html:3", "cannot be read.\nReason: no such file: x", "Mend it."),),
    )
    assert troubles.items[0].line().startswith("templates/a.html:3: cannot be read.")


def test_overlay_is_text_only() -> None:
    """Whatever a file is called and whatever is wrong with it, the overlay shows it as text."""
    evil = "<script>alert(1)</script>\x1b[2J\udcff\u202e&"
    complaints = [Complaint(evil, evil, evil), Complaint("w", "w", "", "warning")]
    shown = overlay_html(troubles_of_complaints(complaints, Path("/p")))
    shown.encode()
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\\x1b[2J\\udcff\\u202e&amp;" in shown
    assert "1 file set aside" in shown


def test_overlay_stays_short() -> None:
    """Thousands of bad files are a few lines and a count."""
    complaints = [Complaint(f"f{number}.txt", "is empty.") for number in range(3000)]
    shown = overlay_html(troubles_of_complaints(complaints, Path("/p")))
    assert "3,000 files set aside" in shown
    assert "and 2,980 more" in shown
    assert len(shown) < 5000


def test_nothing_wrong_is_no_overlay() -> None:
    """A good build leaves the page alone."""
    assert overlay_html(Troubles()) == ""


def test_names_of_a_server_on_the_network() -> None:
    """Open to the network, literal addresses and its own name are answered, no other name."""
    hosts = HostNames(frozenset({"localhost", "desk.local"}), any_address=True)
    assert all(map(hosts.accept, ("192.168.1.5:8000", "[fe80::1]", "desk.local", "localhost:1")))
    assert not any(
        map(hosts.accept, ("evil.example", "192.168.1.5.evil.example", "", "a b", "::1"))
    )
