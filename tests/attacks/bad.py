"""Files that are no article, and names that are no ordinary ones."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.attacks import inputs

GOOD = inputs.as_text(inputs.fields(0))

BYTES = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n\xc2\xa0\n",
    "invisible.txt": "\u200b\u200d\u2060\n".encode(),
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "jpeg.md": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200),
    "pdf.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "zip.txt": b"PK\x03\x04" + bytes(100),
    "program.txt": b"\x7fELF\x02\x01\x01" + bytes(100),
    "nul.txt": b"Un texte\0 avec un octet nul.\n",
    "noise.txt": bytes((n * 73 + 41) % 256 for n in range(4000)),
    "c1.txt": b"Un texte \x81\x8d\x8f\x90\x9d qui n'est d'aucun jeu de signes.",
    "utf-16 without mark.txt": "Un texte de journal tout entier.".encode("utf-16-le"),
    "overlong.txt": b"Un texte \xc0\xaf\xe0\x80\xaf\xed\xa0\x80 mal fait",
    "cut.txt": b"\xff\xfe" + "Un texte".encode("utf-16-le") + b"\x41",
    "open front.md": b"---\ntitle: x\nUn texte sans fin de chapeau.",
    "list front.md": b"---\n- a\n- b\n---\nUn texte.",
    "bad front.md": b"---\ntitle: [\n---\nUn texte.",
    "alias front.md": b"---\na: &a x\ntitle: *a\n---\nUn texte.",
    "tag front.md": b"---\ntitle: !!python/object/apply:os.system ['id']\n---\nUn texte.",
    "only front.md": b"---\ntitle: Un titre\n---\n",
    "two fronts.md": b"---\ntitle: x\n--- !!set\n---\n%YAML 9.9\n---\n",
    "broken.json": b'{"title": "x", "text": ',
    "nan.json": b'{"title": "x", "text": "y", "date": NaN}',
    "big number.json": b'{"title": "x", "text": "y", "n": ' + b"9" * 5000 + b"}",
    "no object.json": b"42",
    "no text.json": b'{"title": "x", "a": 1}',
    "empty array.json": b"[]",
    "latin1.json": '{"text": "été"}'.encode("latin-1"),
    "broken.jsonl": b'{"text": "x"\n',
    "header only.csv": b"title,text\n",
    "no columns.csv": b"a,b\n1,2\n",
    "broken.xml": b"<rss><channel><item><title>x</channel></rss>",
    "no articles.xml": b"<urlset><url><loc>x</loc></url></urlset>",
    "empty.html": b"<html><body></body></html>",
    "no table.parquet": b"PAR1nothingPAR1",
    "no gzip.jsonl.gz": b"\x1f\x8b\x08\x00nothing at all",
    "no docx.docx": b"PK\x03\x04nothing",
    "long line.txt": b"a" * 1_000_001,
    "many lines.txt": b"x\n" * 100_001,
    "large.txt": b"Un mot. " * 1_300_000,
    "doubtful.md": b"---\ndraft: perhaps\n---\nUn texte.",
}  # fmt: skip
"""Each must be set aside under its name, or under its name and a record."""

NAMES = (
    b"ordinary.txt", b"--force.txt", b"-rf.txt", b"a b  c.txt", b" leading.txt", b"trailing .txt",
    b"line\nend.txt", b"tab\tand\rreturn.txt", b"\x1b[2Jterminal.txt", b"quote\"'`.txt",
    b"<img src=x onerror=alert(1)>.txt", b"&lt;b&gt;&amp;.txt", b"$(reboot) `id`.txt",
    b"{{ 7*7 }}.txt", b"%2e%2e%2f%00.txt", b"a;b|c&d.txt", b"glob*?[x].txt", b"back\\slash.txt",
    b"CON.txt", b"aux.md", b"NUL.txt", b"com1.txt", b"Case.txt", b"case.txt", b"CASE.TXT",
    b"latin-\xe9\xff.txt", b"half-\xed\xa0\x80.txt", b"cut-\xc3.txt", "é.txt".encode(),
    "e\u0301.txt".encode(), "\u202etxt.elif.txt".encode(), "zero\u200bwidth.txt".encode(),
    "👩‍👩‍👧.txt".encode(), "日本語.txt".encode(), b"x" * 251 + b".txt", b"#hash.txt",
    b"a#1.txt", b"question?.txt", b"colon:.txt", b"index.txt", b"feed.txt", b"2022.txt",
    b"__init__.txt", b"many.dots.in.it.txt", b"UPPER.MD", b"null.txt",
)  # fmt: skip
"""File names, as bytes: what they hold is an article like any other (hidden ones aside)."""


def special(folder: Path) -> dict[str, Callable[[], object]]:
    """What is no regular file: name → how it is made. Those that the system refuses are left
    out by whoever makes them."""
    outside = folder.parent / "outside.txt"
    outside.write_bytes(b"Ce texte est dehors et ne doit jamais paraitre.")
    inside = folder / "target.txt"
    inside.write_bytes(GOOD)
    return {
        "fifo.txt": lambda: os.mkfifo(folder / "fifo.txt"),
        "socket.txt": lambda: _socket(folder / "socket.txt"),
        "null.json": lambda: os.mknod(folder / "null.json", 0o20666, os.makedev(1, 3)),
        "endless.txt": lambda: os.mknod(folder / "endless.txt", 0o20666, os.makedev(1, 5)),
        "out.txt": lambda: (folder / "out.txt").symlink_to(outside),
        "password.txt": lambda: (folder / "password.txt").symlink_to("/etc/passwd"),
        "device.txt": lambda: (folder / "device.txt").symlink_to("/dev/zero"),
        "loop.txt": lambda: (folder / "loop.txt").symlink_to("loop.txt"),
        "nowhere.txt": lambda: (folder / "nowhere.txt").symlink_to("absent.txt"),
        "root": lambda: (folder / "root").symlink_to("/"),
        "up": lambda: (folder / "up").symlink_to(".."),
        "memory.txt": lambda: (folder / "memory.txt").symlink_to("/proc/self/mem"),
    }


def _socket(file: Path) -> None:
    here = os.getcwd()  # noqa: PTH109 - an address of a socket is at most 108 bytes long
    os.chdir(file.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(file.name)
    finally:
        os.chdir(here)
