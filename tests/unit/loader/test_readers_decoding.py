"""From bytes to text: marks, UTF-8, one guess, and plain words where it is no text."""

import io
import random

import pytest

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.text import read_text
from hemero.model.article import RawDocument

LIMITS = Limits()
FRENCH = (
    "Les négociations ont repris à Évian, où l’on espère une issue « honorable » d’ici à l’été.\n"
    "Le cœur du débat reste le même : qui paiera, et quand ? « Déjà vu », soupire-t-on à Bâle.\n"
)


def read(data: bytes) -> RawDocument:
    (document,) = read_text("a.txt", io.BytesIO(data), LIMITS)
    return document


def refusal(data: bytes) -> UnreadableSource:
    with pytest.raises(UnreadableSource) as caught:
        read(data)
    return caught.value


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
    ],
)
def test_byte_order_marks_are_believed(encoding: str, mark: bytes) -> None:
    """Every Unicode encoding with its mark gives the same lines, without the mark."""
    document = read(mark + FRENCH.encode(encoding))
    assert document.lines == tuple(FRENCH.splitlines())
    assert (document.encoding, document.warnings) == (encoding, ())


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_all_line_ends_end_lines(end: str) -> None:
    """LF, CR, CRLF, form feed, vertical tab, NEL, line and paragraph separators."""
    assert read(f"un{end}deux{end}{end}trois{end}".encode()).lines == ("un", "deux", "", "trois")
    assert read(f"é{end}b".encode()).lines == ("é", "b")


def test_a_tab_is_a_space() -> None:
    """Words that a tab separates stay separate."""
    assert read(b"un\tdeux\t\n").lines == ("un deux ",)


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        "Café",
        "Été à Évian",
        "“Quoted” words – and a dash…\n",
        "Die Größe der Brücke über den Fluß ist erstaunlich, sagt man „draußen“.",
        "El señor Núñez llegó mañana; ¿qué pasó? ¡Nada!",
        "A mãe não põe açúcar no café às três; só então é que vão às compras: “AMANHÃ”",
        "Þetta er íslenskur texti með ýmsum stöfum: æ, ö, ð, á, é.",
        "Smörgåsbord för alla på Öland, på lördag.",
        "The visit of Peña Nieto to the museum of São Paulo went as planned, it was said on "
        "Monday, and nobody in the delegation mentioned the quarrel about the bridge in Malmö "
        "that had kept both governments awake for most of the previous summer and autumn.",
        "L’any col·legial: això és català, però sense dubtes.",
        "Price: £5 or 4 € ½ off, 20 °C.",
    ],
)
def test_windows_1252_is_guessed_with_a_warning(text: str) -> None:
    """Western text of old systems is read as it was meant, and the user is told of the guess."""
    document = read(text.encode("cp1252"))
    assert "\n".join(document.lines) == text.rstrip("\n")
    assert document.encoding == "windows-1252"
    assert [(w.where, w.severity) for w in document.warnings] == [("a.txt", "warning")]


RUSSIAN = "Президент заявил, что переговоры продолжатся в среду утром. "
POLISH = "Zażółć gęślą jaźń. Łódź, Kraków i Śląsk mają duże kłopoty, mówi wójt. "
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy. Ústavní soud řekl své. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp866"), ("Привет", "cp1251"),
        (POLISH, "cp1250"), (POLISH, "iso8859-2"), (CZECH, "cp1250"), (CZECH, "iso8859-2"),
        ("Az árvíztűrő tükörfúrógép őrült gyűjtője űrhajós. " * 3, "cp1250"),
        ("Cumhurbaşkanı Erdoğan, İstanbul'da şöyle dedi: çok güçlüyüz.", "cp1254"),
        ("Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία.", "cp1253"),
        ("הממשלה הודיעה על צעדים חדשים", "cp1255"), ("أعلنت الحكومة عن إجراءات", "cp1256"),
        ("政府は新しい措置を発表した。", "shift_jis"), ("政府は新しい措置を発表した。", "euc_jp"),
        ("政府宣布了新的措施。", "gb18030"), ("政府宣布了新的措施。", "big5"),
        ("정부는 새로운 조치를 발표했다.", "euc_kr"),
        (FRENCH.replace("’", "'"), "cp850"), (FRENCH, "mac_roman"), ("résumé à Évian", "mac_roman"),
        ("Le cœur du débat déjà évoqué", "iso8859-15"),
    ],
)  # fmt: skip
def test_other_code_pages_are_not_mistaken(text: str, encoding: str) -> None:
    """No mojibake: what is not plausible Windows-1252 is set aside, with a remedy."""
    fault = refusal(text.encode(encoding, "replace"))
    assert fault.hint == "Save it as UTF-8."


@pytest.mark.parametrize(
    "data",
    [
        b"Title\n\n\xff\xfe\xfd\xfc\x81\n",
        "Été à Évian, déjà. ".encode() * 5 + b"caf\xe9",
        FRENCH.encode() + FRENCH.encode("cp1252"),
        FRENCH.encode()[:-2] + b"\xe2\x80",
        b"caf\xe9 \x1b[31m",
        b"\xc0\xaf",
        b"a\xed\xa0\x80b",
    ],
)
def test_damaged_text_is_set_aside_with_its_place(data: bytes) -> None:
    """Half UTF-8, cut sequences, overlong forms, surrogates: the first bad byte is named."""
    fault = refusal(data)
    assert fault.message.startswith("neither UTF-8 (byte ")
    assert (fault.where or "").startswith("a.txt:")


def test_place_of_a_bad_byte_is_its_line() -> None:
    """The line in the message is the line of the byte."""
    data = FRENCH.encode() * 2 + b"et \xff\xfe\xfd"
    assert refusal(data).where == "a.txt:5"


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfcaf\xe9", b"\xff\xfea", b"\xfe\xff\xd8\x00\x00a"])
def test_a_false_byte_order_mark_is_no_guess(data: bytes) -> None:
    """A file that contradicts its own mark is set aside rather than guessed at."""
    assert "its byte order mark says UTF-" in refusal(data).message


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\x00\x01\x00\x80", "a GIF image"),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"RIFF\x24\x00\x00\x00WEBP", "a WebP image"),
        (b"\x00\x00\x00\x18ftypmp42", "a video"),
        (b"{\\rtf1\\ansi Bonjour}", "an RTF document"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"a" * 257 + b"ustar\x0000", "a tar archive"),
    ],
)
def test_binary_files_are_named(data: bytes, kind: str) -> None:
    """An image named .txt is called an image."""
    assert refusal(data).message.startswith(f"looks like {kind}")


@pytest.mark.parametrize("data", [b"text\0text", b"a\0b\0", b"\xff\xfea\0\0\0"])
def test_nul_bytes_are_no_text(data: bytes) -> None:
    """Unknown binary data, and UTF-16 without its mark, are told by their NULs."""
    assert "NUL" in refusal(data).message


@pytest.mark.parametrize(
    "text", ["GIF89a=1;alert(1)", "BMW hausse ses prix", "MZ", "ID3, RIFF, OggS"]
)
def test_text_that_begins_like_a_binary_file_is_text(text: str) -> None:
    """Letters alone are never a signature."""
    assert read(text.encode()).lines == (text,)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xef\xbb\xbf", b" \n\t\r\n ", "\u00a0\u200b\ufeff\u2060\n".encode(), b"\x01\x02"],
)
def test_nothing_to_read_is_said_so(data: bytes) -> None:
    """Empty files, and those with nothing that shows, are set aside."""
    assert refusal(data).message in ("the file is empty.", "nothing but white space.")


def test_lost_characters_in_the_file_are_reported() -> None:
    """U+FFFD is never made here; where the scrape made it, the line is named."""
    document = read("un\ndeux \ufffd".encode())
    assert document.lines[1] == "deux \ufffd"
    assert [warning.where for warning in document.warnings] == ["a.txt:2"]


def test_random_bytes_are_never_text() -> None:
    """Noise above 7F is not read as Windows-1252."""
    chance = random.Random(7)
    for size in (20, 100, 1000):
        for _ in range(50):
            data = bytes(chance.randrange(0x80, 0x100) for _ in range(size))
            assert "neither UTF-8" in refusal(b"Title\n" + data).message
