"""Which files are read, which are passed over, and that none is dropped without a word."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from hemero.errors import ConfigError, UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.sources import note_of_pages, read_source, source_of
from hemero.loader.walk import find_sources
from hemero.model.article import RawDocument
from hemero.model.report import Source

DEFAULTS = Limits()


def write(folder: Path, *names: str, text: str = "Un titre\n\nUn texte.\n") -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def paths(content: Path) -> list[str]:
    return [source.path for source in find_sources(content)[0]]


def complaints(content: Path) -> list[tuple[str, str, str]]:
    return [(c.where, c.what, c.severity) for c in find_sources(content)[1]]


def read_one(content: Path, path: str, limits: Limits = DEFAULTS) -> RawDocument:
    (document,) = read_source(content, source_of(content, content / path), limits)
    return document


def refusal(content: Path, path: str, limits: Limits = DEFAULTS) -> UnreadableSource:
    with pytest.raises(UnreadableSource) as caught:
        list(read_source(content, Source(path, ""), limits))
    return caught.value


def test_text_and_markdown_are_found_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """Files come sorted by path, whatever the order of the directory and the case of a suffix."""
    write(tmp_path, "b.txt", "a.md", "2022/04/z.TXT", "2022/a.markdown", "B.text", "2022-a.txt")
    assert paths(tmp_path) == [
        "2022-a.txt", "2022/04/z.TXT", "2022/a.markdown", "B.text", "a.md", "b.txt",
    ]  # fmt: skip
    assert complaints(tmp_path) == []


def test_stamp_changes_with_size_and_time(tmp_path: Path) -> None:
    """A source's stamp tells an edited file from an untouched one."""
    write(tmp_path, "a.txt")
    first = source_of(tmp_path, tmp_path / "a.txt")
    assert find_sources(tmp_path)[0] == (first,)
    write(tmp_path, "a.txt", text="Autre chose.")
    assert source_of(tmp_path, tmp_path / "a.txt").stamp != first.stamp
    os.utime(tmp_path / "a.txt", ns=(1, 1))
    assert source_of(tmp_path, tmp_path / "a.txt").stamp == "1:12"


@pytest.mark.parametrize(
    "name",
    [
        ".gitignore", ".a.txt", ".git/a.txt", "._a.txt", "a.txt~", "a.txt.bak", ".a.txt.swp",
        "a.txt.orig", "#a.txt#", "__MACOSX/a.txt", "Thumbs.db",
    ],
)  # fmt: skip
def test_hidden_and_backup_files_are_passed_over_in_silence(tmp_path: Path, name: str) -> None:
    """What editors and systems leave beside articles is neither read nor complained of."""
    write(tmp_path, name)
    assert find_sources(tmp_path) == ((), ())


def test_unknown_suffixes_are_named_once_each(tmp_path: Path) -> None:
    """Images beside articles give one warning for each suffix, not one for each image."""
    write(tmp_path, "a.txt", "z.jpg", "b.JPG", "img/c.jpg", "style.css", "README", "v1.2 final")
    assert paths(tmp_path) == ["a.txt"]
    assert complaints(tmp_path) == [
        ("README", "files without a suffix are not read (2, this one first).", "warning"),
        ("b.JPG", "files ending in .jpg are not read (3, this one first).", "warning"),
        ("style.css", "files ending in .css are not read (1, this one first).", "warning"),
    ]


def test_link_within_the_content_is_read(tmp_path: Path) -> None:
    """A link to a file of the content folder is an article as well."""
    write(tmp_path, "in/a.txt")
    (tmp_path / "b.txt").symlink_to("in/a.txt")
    assert paths(tmp_path) == ["b.txt", "in/a.txt"]
    assert read_one(tmp_path, "b.txt").lines == read_one(tmp_path, "in/a.txt").lines


@pytest.mark.parametrize("target", ["../secret.txt", "/etc/passwd", "../content-2/a.txt"])
def test_link_out_of_the_content_is_neither_read_nor_silent(tmp_path: Path, target: str) -> None:
    """No link can make a file from elsewhere part of the site, found or opened."""
    write(tmp_path, "secret.txt", "content/a.txt", "content-2/a.txt")
    content = tmp_path / "content"
    (content / "b.txt").symlink_to(target)
    assert paths(content) == ["a.txt"]
    assert complaints(content) == [
        ("b.txt", "is a link that leads out of the content folder.", "set-aside")
    ]
    assert "out of the content folder" in refusal(content, "b.txt").message


def test_links_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    """Dangling and circular links are set aside."""
    (tmp_path / "a.txt").symlink_to("gone.txt")
    (tmp_path / "b.txt").symlink_to("b.txt")
    assert paths(tmp_path) == []
    assert [where for where, _, _ in complaints(tmp_path)] == ["a.txt", "b.txt"]
    assert "vanished" in refusal(tmp_path, "a.txt").message
    assert "circle" in refusal(tmp_path, "b.txt").message


def test_linked_folders_are_not_entered(tmp_path: Path) -> None:
    """A folder linked into itself neither hangs the walk nor doubles the archive."""
    write(tmp_path, "in/a.txt")
    (tmp_path / "in/again").symlink_to("..")
    (tmp_path / "etc").symlink_to("/etc")
    assert paths(tmp_path) == ["in/a.txt"]
    assert [(where, severity) for where, _, severity in complaints(tmp_path)] == [
        ("etc", "set-aside"),
        ("in/again", "warning"),
    ]


def test_content_may_itself_be_a_link(tmp_path: Path) -> None:
    """Only links inside the content folder are looked at askance."""
    write(tmp_path, "real/a.txt")
    (tmp_path / "real/b.txt").symlink_to("a.txt")
    (tmp_path / "content").symlink_to("real")
    assert paths(tmp_path / "content") == ["a.txt", "b.txt"]
    assert read_one(tmp_path / "content", "b.txt").lines[0] == "Un titre"


def test_special_files_are_never_read(tmp_path: Path) -> None:
    """A FIFO without a writer does not hang the walk or the reading."""
    os.mkfifo(tmp_path / "a.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "b.txt"))
        assert complaints(tmp_path) == [
            ("a.txt", "is a FIFO, no regular file.", "set-aside"),
            ("b.txt", "is a socket, no regular file.", "set-aside"),
        ]
        assert refusal(tmp_path, "a.txt").message == "is a FIFO, no regular file."
        assert refusal(tmp_path, "b.txt").message == "is no regular file."
    (tmp_path / "c.txt").mkdir()
    assert refusal(tmp_path, "c.txt").message == "is a folder, no regular file."


def run_with_less_rights(name: str) -> None:
    """Run a test of this file as a root who may not read everything."""
    if "HEMERO_LESS_RIGHTS" in os.environ or shutil.which("setpriv") is None:
        pytest.skip("root may read everything here (setpriv is wanted, to give that up)")
    done = subprocess.run(
        [
            "setpriv",
            "--bounding-set=-dac_override,-dac_read_search",
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-rs",
            f"{__file__}::{name}",
        ],
        env=os.environ | {"HEMERO_LESS_RIGHTS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.stderr.startswith("setpriv:"):
        pytest.skip(done.stderr.strip())
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_unreadable_folder_and_file_are_named(tmp_path: Path) -> None:
    """Missing permission is one line, not the end of the build."""
    write(tmp_path, "shut/a.txt", "b.txt")
    (tmp_path / "shut").chmod(0)
    (tmp_path / "b.txt").chmod(0)
    if os.access(tmp_path / "b.txt", os.R_OK):
        run_with_less_rights("test_unreadable_folder_and_file_are_named")
        return
    assert complaints(tmp_path) == [("shut", "may not be read (permission denied).", "set-aside")]
    assert "permission denied" in refusal(tmp_path, "b.txt").message
    (tmp_path / "shut").chmod(0o700)


def test_missing_content_folder_is_an_error_of_the_project(tmp_path: Path) -> None:
    """Without a folder there is nothing to build, which is no fault of a file."""
    with pytest.raises(ConfigError):
        find_sources(tmp_path / "content")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (b"caf\xe9.txt", "caf%E9.txt"),
        (b"two\nlines.txt", "two%0Alines.txt"),
        (b"-rf.txt", "-rf.txt"),
        (b"<script>alert(1)<.txt", "<script>alert(1)<.txt"),
        ("été 50% 👩\u200d🚀.txt".encode(), "été 50% 👩\u200d🚀.txt"),
        (b"a%41.txt", "a%2541.txt"),
        (b"a%4\xff.txt", "a%4%FF.txt"),
        ("e\u0301.txt".encode(), "e\u0301.txt"),
        ("\u202etxt.exe.txt".encode(), "%E2%80%AEtxt.exe.txt"),
    ],
)
def test_odd_file_names_are_shown_and_read(tmp_path: Path, name: bytes, path: str) -> None:
    """Names are bytes: each has one printable path, which leads back to the file."""
    file = os.fsencode(tmp_path) + b"/" + name
    handle = os.open(file, os.O_CREAT | os.O_WRONLY)
    os.write(handle, b"Text")
    os.close(handle)
    (source,), complaints = find_sources(tmp_path)
    assert (source.path, complaints) == (path, ())
    (document,) = read_source(tmp_path, source)
    assert (document.path, document.lines) == (path, ("Text",))


def test_vanished_file_is_set_aside(tmp_path: Path) -> None:
    """A file that goes away between the walk and the reading costs one line."""
    assert refusal(tmp_path, "a.txt").message == "vanished during the build."
    assert refusal(tmp_path, "gone/a.txt").where == "gone/a.txt"


def test_file_changed_during_the_build_is_read_with_a_warning(tmp_path: Path) -> None:
    """What was read is one state of the file, and the user is told to build again."""
    write(tmp_path, "a.txt")
    source = source_of(tmp_path, tmp_path / "a.txt")
    write(tmp_path, "a.txt", text="Plus long que le premier état du fichier.")
    (document,) = read_source(tmp_path, source)
    assert document.lines == ("Plus long que le premier état du fichier.",)
    assert [warning.what for warning in document.warnings] == ["changed during the build."]


def test_document_knows_its_file(tmp_path: Path) -> None:
    """Size and digest are those of the file's bytes, for the ledger to compare."""
    write(tmp_path, "a.txt", text="Été\r\n")
    document = read_one(tmp_path, "a.txt")
    assert document.size == (tmp_path / "a.txt").stat().st_size
    assert len(document.sha256) == 64
    assert (document.markup, document.encoding, document.first_line) == ("text", "utf-8", 1)


def test_markdown_says_so(tmp_path: Path) -> None:
    """The suffix alone makes a file Markdown."""
    write(tmp_path, "a.md", "a.txt", text="# Titre\n\n- un\n")
    assert read_one(tmp_path, "a.md").markup == "markdown"
    assert read_one(tmp_path, "a.txt").markup == "text"


def test_limits_are_named(tmp_path: Path) -> None:
    """A file over a limit is set aside with the limit in the message."""
    limits = Limits(file_bytes=1000, lines=50, line_chars=200)
    write(tmp_path, "big.txt", text="x" * 1001)
    write(tmp_path, "tall.txt", text="x\n" * 51)
    write(tmp_path, "returns.txt", text="x\r" * 51)
    write(tmp_path, "wide.txt", text="a\n" + "x" * 201)
    assert "1,001 bytes; at most 1,000" in refusal(tmp_path, "big.txt", limits).message
    assert "51 lines; at most 50" in refusal(tmp_path, "tall.txt", limits).message
    assert "51 lines; at most 50" in refusal(tmp_path, "returns.txt", limits).message
    wide = refusal(tmp_path, "wide.txt", limits)
    assert (wide.where, wide.message) == (
        "wide.txt:2",
        "a line of 201 characters; at most 200 are read.",
    )


def test_unknown_suffix_is_refused_when_asked_for(tmp_path: Path) -> None:
    """Reading a file that no reader knows says which files are articles."""
    write(tmp_path, "a.jpg")
    assert refusal(tmp_path, "a.jpg").hint.startswith("Read are text, Markdown, records")


def test_locale_and_order_of_creation_do_not_matter(tmp_path: Path) -> None:
    """Two folders with the same files give the same sources, however they came about."""
    names = ["é.txt", "e.txt", "Z.txt", "a/ü.txt", "a b.txt", "日本.txt"]
    write(tmp_path / "one", *names)
    write(tmp_path / "two", *reversed(names))
    assert paths(tmp_path / "one") == paths(tmp_path / "two") == sorted(names)


def test_very_deep_folders_do_not_stop_the_walk(tmp_path: Path) -> None:
    """A path that the system cannot name is one complaint; the other files are found."""
    write(tmp_path, "a.txt")
    deep = os.open(tmp_path, os.O_RDONLY)
    for _ in range(60):
        os.mkdir("d" * 100, dir_fd=deep)
        below = os.open("d" * 100, os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = below
    os.close(deep)
    assert paths(tmp_path) == ["a.txt"]
    ((where, what, _),) = complaints(tmp_path)
    assert what == "its path is too long for this system."
    assert where.startswith("ddd")


def test_page_of_a_reading_list_is_found_beside_its_facts(tmp_path: Path) -> None:
    """Omnivore keeps facts and pages apart; together they are one article, without a page a
    stub, and no name leads out of the folder."""
    entry = {"id": "x", "title": "Un titre", "url": "https://g.example/a", "state": "Active",
             "savedAt": "2022-04-26T06:30:00Z", "publishedAt": None, "labels": []}  # fmt: skip
    slugs = ["un-titre", "absent", "../../other", "empty"]
    (tmp_path / "list/content").mkdir(parents=True)
    data = json.dumps([entry | {"slug": slug} for slug in slugs])
    (tmp_path / "list/metadata_0_to_4.json").write_text(data)
    page = "<html lang=fr><p>Une phrase assez longue de la page.</p></html>"
    (tmp_path / "list/content/un-titre.html").write_text(page)
    (tmp_path / "list/content/empty.html").write_text("")
    (tmp_path / "other.html").write_text(page)
    assert paths(tmp_path) == ["list/metadata_0_to_4.json", "other.html"]
    source = source_of(tmp_path, tmp_path / "list/metadata_0_to_4.json")
    first, *stubs = read_source(tmp_path, source)
    assert isinstance(first, RawDocument)
    assert first.path == "list/metadata_0_to_4.json#1"
    assert first.lines == ("Un titre", "", "Une phrase assez longue de la page.")
    assert (first.given.url, first.given.language) == ("https://g.example/a", "fr")
    assert [stub.lines for stub in stubs] == [(), (), ()]


def test_pages_read_without_the_extractor_are_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same pages give another site where trafilatura is installed, so that is said."""
    pages = [Source("a.html", "1:1"), Source("b.HTM", "1:1"), Source("c.txt", "1:1")]
    monkeypatch.setattr("hemero.loader.sources.has_extractor", lambda: False)
    (told,) = note_of_pages(pages)
    assert (told.where, told.severity) == ("a.html", "warning")
    assert "(2," in told.what
    assert note_of_pages(pages[2:]) == ()
    monkeypatch.setattr("hemero.loader.sources.has_extractor", lambda: True)
    assert note_of_pages(pages) == ()
