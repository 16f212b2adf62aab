"""Publishing to an object store: a real server that speaks S3, and its log of what came when."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.conftest import Project
from tests.unit.commands.publish.services import S3Server, add_article, send, stored

from hemero.errors import PublishError
from hemero.output.manifest import MANIFEST

# Libraries of others that say something of themselves, not of us.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
TARGET = f"s3://{S3Server.bucket}"


def test_a_bucket_receives_the_site_with_types_and_cache(built: Project, s3: S3Server) -> None:
    """Every object is the site's file, with its type and how long it may be kept."""
    report = send(built, TARGET)
    assert report.host == "s3"
    told = {path: headers for method, path, headers in s3.log if method == "PUT"}
    assert told["index.html"]["type"] == "text/html; charset=utf-8"
    assert told["index.html"]["cache"] == "public, max-age=0, must-revalidate"
    assert told["assets/site.css"]["type"] == "text/css; charset=utf-8"
    assert told["assets/site.css"]["cache"] == "public, max-age=300"
    assert told["feed.xml"]["type"] == "application/xml; charset=utf-8"
    assert stored(s3) == built.site()


@pytest.mark.parametrize("knows", [True, False])
def test_a_moved_page_is_an_object_that_redirects(
    built: Project, s3: S3Server, knows: bool
) -> None:
    """The object of the former address carries the new one, for the bucket's website to answer
    with 301; a store that does not know this takes the page, which leads on by itself."""
    built.write("hemero.yaml", "base_url: https://carnet.example/archive/\n")
    for slug in ("ancien", "nouveau"):
        front = f"---\ntitle: Le pont\ndate: 2021-05-09\nslug: {slug}\n---\n\n"
        built.write("content/moved.md", front + "Le pont est ouvert depuis ce matin. " * 9)
        built.build()
    s3.knows_redirects = knows
    send(built, TARGET)
    told = {path: headers["location"] for method, path, headers in s3.log if method == "PUT"}
    assert {path: where for path, where in told.items() if where} == (
        {"2021/05/ancien.html": "/archive/2021/05/nouveau.html"} if knows else {}
    )
    assert stored(s3) == built.site()
    s3.log.clear()
    assert (send(built, TARGET).sent, s3.log) == ((), [])


def test_a_second_publication_puts_nothing(built: Project, s3: S3Server) -> None:
    """Not one writing request reaches the server."""
    send(built, TARGET)
    s3.log.clear()
    assert send(built, TARGET).sent == ()
    assert s3.log == []


def test_the_server_sees_pages_before_lists_and_removals_last(built: Project, s3: S3Server) -> None:
    """The log of the server: the mark, articles, lists, feeds, front page, removals, manifest."""
    send(built, TARGET)
    s3.log.clear()
    (built.root / "content/1.txt").unlink()
    add_article(built, 8)
    built.build()
    report = send(built, TARGET)
    methods = [(method, path) for method, path, _ in s3.log]
    assert methods[0] == methods[-1] == ("PUT", MANIFEST)
    puts = [path for method, path in methods[1:-1] if method == "PUT"]
    assert set(puts) == set(report.sent)
    assert puts[-1] == "index.html"
    (article,) = [path for path in puts if "numero-8" in path]
    assert puts.index(article) < puts.index("2021/05/index.html") < puts.index("feed.xml")
    removals = [n for n, (method, _) in enumerate(methods) if method in ("POST", "DELETE")]
    assert removals and min(removals) > len(puts)
    assert stored(s3) == built.site()


def test_an_upload_that_is_refused_midway_resumes(built: Project, s3: S3Server) -> None:
    """After a fault of the server the rest is sent, and nothing of what had arrived."""
    s3.refuse = lambda writes: writes >= 8
    with pytest.raises(PublishError, match=r"No more|AccessDenied|Forbidden") as fault:
        send(built, TARGET)
    assert "hidden-secret" not in str(fault.value)
    arrived = set(s3.put_paths())
    assert arrived
    s3.refuse = lambda writes: False
    report = send(built, TARGET)
    assert set(report.sent) == set(built.site()) - arrived
    assert stored(s3) == built.site()


@pytest.mark.skipif(os.name == "nt", reason="signals are of POSIX")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_an_upload_that_is_killed_resumes(built: Project, s3: S3Server, number: int) -> None:
    """Whatever ends the process, the next publication sends only what had not arrived."""

    def slow(writes: int) -> bool:
        time.sleep(0.05)
        return False

    s3.refuse = slow
    command = [sys.executable, "-m", "hemero", "publish", TARGET, "--project", str(built.root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while len(s3.log) < 8 and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    s3.refuse = lambda writes: False
    time.sleep(0.5)  # requests that were under way come to their end
    arrived = stored(s3).keys()
    assert process.returncode == (130 if number == signal.SIGINT else -number), said
    assert 1 <= len(arrived) < len(built.site())
    again = subprocess.run([*command, "--json"], capture_output=True, check=True)
    sent = set(json.loads(again.stdout)["sent"])
    assert sent | arrived == set(built.site())
    assert not sent & arrived
    assert stored(s3) == built.site()


def test_a_bucket_that_is_not_there_is_said(built: Project, s3: S3Server) -> None:
    """In words, and no traceback."""
    with pytest.raises(PublishError, match=r"s3://no-such-bucket"):
        send(built, "s3://no-such-bucket/archive")


def test_any_store_of_fsspec_will_do(built: Project) -> None:
    """One that keeps everything in memory: sent once, nothing the second time, removed again."""
    import fsspec

    store = fsspec.filesystem("memory")
    assert set(send(built, "memory://carnet/a").sent) == set(built.site())
    assert store.cat_file("/carnet/a/index.html") == built.site()["index.html"]
    assert send(built, "memory://carnet/a").sent == ()
    store.rm_file(f"/carnet/a/{MANIFEST}")
    assert send(built, "memory://carnet/a").sent == ()
    (built.root / "content/2.txt").unlink()
    built.build()
    removed = send(built, "memory://carnet/a").removed
    assert removed and not any(store.exists(f"/carnet/a/{path}") for path in removed)


def test_a_missing_library_is_named_with_its_install_line(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line that installs what is missing."""
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(PublishError, match=r"pip install \"hemero\[publish\]\""):
        send(built, "memory://carnet/b")


def test_each_kind_of_store_is_told_type_and_cache_in_its_own_words(tmp_path: Path) -> None:
    """The arguments are those that each library's pipe_file knows, where it is installed."""
    import inspect

    from hemero.commands.publish_files import generated_files
    from hemero.output.target_store import _HEADERS

    (file,) = generated_files(tmp_path, {"a.html": b"x"})
    libraries = {
        "s3": "s3fs.S3FileSystem",
        "gs": "gcsfs.GCSFileSystem",
        "abfs": "adlfs.AzureBlobFileSystem",
    }
    assert _HEADERS.keys() == libraries.keys()
    for store, name in libraries.items():
        headers = _HEADERS[store](file)
        assert file.media_type in str(headers) and file.cache in str(headers)
        module, _, kind = name.partition(".")
        try:
            filesystem = getattr(__import__(module), kind)
        except ImportError:
            continue
        taken = inspect.signature(filesystem._pipe_file).parameters
        open_ended = any(p.kind is p.VAR_KEYWORD for p in taken.values())
        assert open_ended or headers.keys() <= taken.keys()
