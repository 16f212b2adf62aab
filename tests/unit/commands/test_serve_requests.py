"""What the preview answers, and what it refuses."""

import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest


def test_page_is_served_with_safe_headers(visitor: Any) -> None:
    """Every answer tells the browser not to guess, not to keep, and to run nothing foreign."""
    status, headers, body = visitor.ask("/ferry.html")
    assert status == 200
    assert b"Le ferry est de retour." in body
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-cache"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_folder_shows_its_index_and_never_a_listing(visitor: Any) -> None:
    """A folder answers with index.html, at an address with a final slash; else not at all."""
    assert b"avril" in visitor.ask("/2022/04/")[2]
    status, headers, _ = visitor.ask("/2022/04")
    assert (status, headers["location"]) == (302, "/2022/04/")
    assert visitor.ask("/2022/")[0] == 404
    assert visitor.ask("/ferry.html/")[0] == 404


def test_unknown_page_shows_the_sites_own_404(visitor: Any) -> None:
    """What is not there gets the site's page for that, with the status that says so."""
    status, _, body = visitor.ask("/nowhere.html")
    assert status == 404
    assert b"Rien ici." in body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/2022/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/2022/%2e%2e/%2E%2E/secret.txt",
        "/..%5csecret.txt",
        "/..%5C..%5Csecret.txt",
        "/\\..\\secret.txt",
        "/%252e%252e/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/./ferry.html",
        "/ferry.html%00.txt",
        "/ferry.html%0d%0aX-Evil:1",
        "/%zz",
        "/%",
        "/%ff",
        "//secret.txt",
        "//evil.example/..",
        "/2022//04/",
        "/.git/config",
        "/.hidden",
        "/2022/.hidden/x",
    ],
)
def test_no_path_leads_out_of_the_site(visitor: Any, path: str) -> None:
    """Dots, backslashes, escapes, empty parts and dot files never reach a file or a redirect."""
    (visitor.project / "secret.txt").write_text("SECRET")
    (visitor.site / ".hidden").write_text("SECRET")
    answer = visitor.raw(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert answer.split(b" ", 2)[1] in (b"400", b"404")
    assert b"SECRET" not in answer
    assert b"location:" not in answer.lower()
    assert str(visitor.project).encode() not in answer


def test_link_that_leads_out_is_not_followed(browser: Any, tmp_path: Path) -> None:
    """A link inside the site is followed, one to the outside is not there; nor are loops."""
    (tmp_path / "secret.html").write_text("SECRET")
    (browser.site / "inside.html").symlink_to("ferry.html")
    (browser.site / "outside.html").symlink_to(tmp_path / "secret.html")
    (browser.site / "above").symlink_to(tmp_path)
    (browser.site / "loop").symlink_to("loop")
    assert browser.ask("/inside.html")[0] == 200
    for path in ("/outside.html", "/above/secret.html", "/above/", "/loop", "/loop/x.html"):
        status, _, body = browser.ask(path)
        assert status == 404, path
        assert b"SECRET" not in body


def test_pipe_in_the_site_is_not_waited_for(browser: Any) -> None:
    """Only regular files are opened; a pipe without a writer answers at once."""
    os.mkfifo(browser.site / "pipe.html")
    started = time.monotonic()
    assert browser.ask("/pipe.html")[0] == 404
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost@evil", "[::2]"]
)
def test_foreign_host_name_is_refused(visitor: Any, host: str) -> None:
    """A stranger's name that was pointed at this machine reads nothing."""
    status, _, body = visitor.ask("/ferry.html", Host=host)
    assert status == 421
    assert b"ferry" not in body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1234", "127.0.0.1", "[::1]:8000"])
def test_own_host_names_are_answered(visitor: Any, host: str) -> None:
    """The names of this machine for itself are served, whatever port was forwarded."""
    assert visitor.ask("/ferry.html", Host=host)[0] == 200


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost:\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello",
        b"GET /\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
    ids=["none", "old", "empty", "two", "absolute", "body", "0.9", "tls"],
)
def test_malformed_request_is_refused(visitor: Any, request_: bytes) -> None:
    """A request without one plain host, or with a body, is a bad request."""
    assert visitor.raw(request_).split(b" ", 2)[1:2] in ([b"400"], [])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"])
def test_only_get_and_head_are_answered(visitor: Any, method: str) -> None:
    """Every other method is refused, and told what is allowed."""
    status, headers, _ = visitor.ask("/ferry.html", method)
    assert (status, headers["allow"]) == (405, "GET, HEAD")


def test_head_is_a_get_without_a_body(visitor: Any) -> None:
    """HEAD has the status and the headers of GET."""
    (visitor.site / "large.bin").write_bytes(bytes(range(256)) * 3000)
    for path in ("/ferry.html", "/plain.txt", "/large.bin", "/nowhere", "/2022/04"):
        got, asked = visitor.ask(path), visitor.ask(path, "HEAD")
        assert asked[0] == got[0]
        assert {**asked[1], "date": ""} == {**got[1], "date": ""}
        assert asked[2] == b""


@pytest.mark.parametrize("path", ["/plain.txt", "/ferry.html"])
def test_known_bytes_are_not_sent_again(browser: Any, path: str) -> None:
    """An entity tag that still holds gets 304; after a change of the file it does not."""
    tag = browser.ask(path)[1]["etag"]
    for sent in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        status, headers, body = browser.ask(path, If_None_Match=sent)
        assert (status, headers["etag"], body) == (304, tag, b"")
    (browser.site / path[1:]).write_text("changed")
    assert browser.ask(path, If_None_Match=tag)[0] == 200


@pytest.mark.parametrize("path", ["/plain.txt", "/ferry.html", "/large.bin"])
def test_one_range_of_bytes_is_served(visitor: Any, path: str) -> None:
    """First, last and open ranges are parts of the whole; one past the end is refused."""
    (visitor.site / "large.bin").write_bytes(bytes(range(256)) * 3000)
    whole = visitor.ask(path)[2]
    size = len(whole)
    for asked, part, first in (
        ("bytes=2-5", whole[2:6], 2),
        ("bytes=4-", whole[4:], 4),
        ("bytes=-3", whole[-3:], size - 3),
        ("bytes=0-999999", whole, 0),
    ):
        status, headers, body = visitor.ask(path, Range=asked)
        assert (status, body) == (206, part)
        assert headers["content-range"] == f"bytes {first}-{first + len(part) - 1}/{size}"
        assert headers["content-length"] == str(len(part))
    status, headers, _ = visitor.ask(path, Range="bytes=999999-")
    assert (status, headers["content-range"]) == (416, f"bytes */{size}")


@pytest.mark.parametrize(
    "asked",
    ["bytes=0-1,3-4", "bytes=5-2", "bytes=-", "lines=1-2", "bytes=a-b", "bytes=" + "9" * 50],
)
def test_any_other_range_is_ignored(visitor: Any, asked: str) -> None:
    """Several ranges, and what is no range, get the whole file."""
    status, _, body = visitor.ask("/plain.txt", Range=asked)
    assert (status, body) == (200, b"0123456789")


def test_range_of_a_former_file_is_ignored(visitor: Any) -> None:
    """If-Range with another tag gets the whole file as it is now."""
    status, _, _ = visitor.ask("/plain.txt", Range="bytes=0-1", If_Range='"old"')
    assert status == 200


def test_oversized_requests_are_refused(visitor: Any) -> None:
    """A long address, a big header and a header of many lines are each turned away."""
    start = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
    long_line = b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
    many = start + b"".join(b"X-%d: 1\r\n" % n for n in range(200)) + b"\r\n"
    big = start + b"X-Big: " + b"a" * 20_000 + b"\r\n\r\n"
    endless = start + b"X-Big: " + b"a" * 2_000_000
    assert visitor.raw(long_line).split(b" ", 2)[1] == b"414"
    assert visitor.raw(many).split(b" ", 2)[1] == b"431"
    assert visitor.raw(big).split(b" ", 2)[1] in (b"400", b"431")
    with socket.create_connection(("127.0.0.1", visitor.port), timeout=5) as client:
        try:
            client.sendall(endless)
            assert client.recv(1000).split(b" ", 2)[1] == b"400"
        except ConnectionError:
            pass  # dropped while it was still sending: just as well


def test_slow_clients_do_not_hold_up_others(visitor: Any) -> None:
    """With 150 clients in the middle of their header, a page comes as fast as ever."""
    slow = [socket.create_connection(("127.0.0.1", visitor.port)) for _ in range(150)]
    try:
        for client in slow:
            client.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        visitor.ask("/ferry.html")
        started = time.monotonic()
        assert visitor.ask("/ferry.html")[0] == 200
        assert time.monotonic() - started < 0.5
    finally:
        for client in slow:
            client.close()


def test_more_connections_than_allowed_drop_the_oldest_idle_one(visitor: Any) -> None:
    """However many clients sit idle, a new one is answered."""
    idle = [socket.create_connection(("127.0.0.1", visitor.port)) for _ in range(450)]
    try:
        assert visitor.ask("/ferry.html")[0] == 200
        idle[0].settimeout(5)
        with pytest.raises(ConnectionError):
            idle[0].recv(1)
            raise ConnectionResetError  # an orderly end is an end too
    finally:
        for client in idle:
            client.close()


def test_many_requests_at_once_are_all_answered(visitor: Any) -> None:
    """200 parallel requests get 200 whole pages."""
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: visitor.ask("/ferry.html"), range(200)))
    assert {answer[0] for answer in answers} == {200}
    assert len({answer[2] for answer in answers}) == 1
