"""The headline: which lines repeat it, and where it ends and the name of the site begins.

Knows the lines of one page and where its prose begins. A title is only ever cut where the page
itself gives a reason; "Spider-Man – No Way Home" stays whole.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from hemero.loader.page import COLON, NO_END, SENTENCE, Page, Shape
from hemero.text import fold, squeeze

SEPARATOR = re.compile(r"\s+[|｜·•›»«–—:-]+\s+|\s*[|｜]\s*|(?<=\w):\s+|(?<=\S)：|,\s+")
_HARD = frozenset("|｜›»«·•")  # signs that no headline is written with
_LONGEST = 300  # characters of a headline
_SHORTEST_REPEAT = 8
_MOST_PARTS = 6
_SUFFIX_WORDS = 5  # words of the longest name of a site that is believed without other evidence
_TITLE_WORDS = 4  # words that must be left of a headline cut without other evidence
_LOOK_BACK = 24  # lines before the first prose in which a headline is looked for
_PRESS_WORDS = frozenset(
    "news times post zeitung magazin magazine online journal blog tribune herald gazette "
    "telegraph radio tv presse press daily weekly nachrichten rundschau kurier anzeiger "
    "tageblatt allgemeine noticias diario periódico nouvelles actualités info infos media "
    "dagblad nieuws avis bladet posten nyheter gazeta wiadomości portal review chronicle "
    "observer bulletin network channel actu corriere giornale jornal notícias".split()  # noqa: SIM905
)
_DOMAIN = re.compile(r"^[\w-]{1,40}(?:\.[\w-]{1,30}){0,2}\.[a-z]{2,6}$", re.IGNORECASE)
_SMALL = frozenset(
    "de du des la le les der die das den dem von und y el los las of the and for in on e o a "
    "al et & di del da do van het een na i w z au aux für am im zu zur".split()  # noqa: SIM905
)


class Headline(Struct, frozen=True):
    """The title of a page, and what was split off it."""

    title: str
    rule: str
    place: int | None  # of the line it was read from
    source: str | None = None
    repeats: frozenset[int] = frozenset()  # places of all lines that say it again


def find_repeats(page: Page) -> list[int]:
    """Places of the page's first line and of every line that repeats it or its main part."""
    if not page.shapes:
        return []
    first = page.shapes[0].text
    if len(first) > _LONGEST:
        return [0]
    whole = first.lower()
    found = [0]
    for place in range(1, len(page.shapes)):
        text = page.shapes[place].text
        if _SHORTEST_REPEAT <= len(text) <= _LONGEST and _repeats(text.lower(), whole):
            found.append(place)
    return found


def _repeats(text: str, whole: str) -> bool:
    """Whether `text` is the first line, or the larger part of it that ends at a separator."""
    if text == whole:
        return True
    if len(text) * 5 < len(whole) * 2 or " " not in text and text.isascii():
        return False
    if len(text) > len(whole):
        return text.startswith(whole) and len(text) - len(whole) < 60 and _cuts(text, len(whole))
    at = whole.find(text)
    if at < 0:
        return False
    after = at + len(text)
    return (at == 0 or _cuts_before(whole, at)) and (after == len(whole) or _cuts(whole, after))


def _cuts(whole: str, at: int) -> bool:
    return SEPARATOR.match(whole, at) is not None


def _cuts_before(whole: str, at: int) -> bool:
    before = whole[max(0, at - 4) : at].rstrip()
    return before[-1:] in "|｜·•›»«–—:-："


def find_headline(
    page: Page, repeats: Sequence[int], start: int, given: str | None, known_words: frozenset[str]
) -> Headline:
    """The headline of a page whose text begins at place `start`.

    Order of belief: the file's own statement; the main part of the first line, where a later
    line repeats it without the site; a line before the text that looks like one; the first line.
    """
    if given:
        return _given_headline(page, given)
    first = page.shapes[0]
    title_line = squeeze(first.text)[:_LONGEST]
    shorter = [p for p in repeats if len(page.shapes[p].text) < len(first.text) and p <= start]
    if shorter:
        return _from_repeat(page, repeats, shorter[-1])
    repeated = len([p for p in repeats if p <= start]) > 1
    if repeated or start == 0:
        return _from_first(page, repeats, title_line, known_words)
    place = _best_before(page, start, title_line, known_words)
    if place is not None and place > 0:
        return _from_heading(page, repeats, place, title_line)
    return _from_first(page, repeats, title_line, known_words)


def _given_headline(page: Page, given: str) -> Headline:
    title = squeeze(given)
    key = fold(title)
    places = [p for p, shape in enumerate(page.shapes[:200]) if _says(shape, key)]
    return Headline(title, "given", None, None, frozenset(places))


def _says(shape: Shape, key: str) -> bool:
    if abs(len(shape.text) - len(key)) > 60 or len(key) < 4:
        return False
    text = fold(shape.text)
    return text == key or (text.startswith(key) and _cuts(text, len(key)))


def _from_repeat(page: Page, repeats: Sequence[int], place: int) -> Headline:
    """The first line says more than a later one: what it says more is the site, or the section."""
    title = squeeze(page.shapes[place].text)
    first = squeeze(page.shapes[0].text)
    at = first.lower().find(title.lower())
    before, after = first[:at], first[at + len(title) :]
    source = _last_part(after) or _last_part(before)
    return Headline(title, "headline/repeat", place, source, frozenset(repeats))


def _last_part(rest: str) -> str | None:
    parts = [part.strip(" |｜·•›»«–—:-：,") for part in SEPARATOR.split(rest)]
    parts = [part for part in parts if part]
    return parts[-1] if parts else None


def _from_first(
    page: Page, repeats: Sequence[int], title_line: str, known: frozenset[str]
) -> Headline:
    title, source = split_site(title_line, page, known)
    return Headline(title, "headline/first-line", 0, source, frozenset(repeats))


def split_site(line: str, page: Page, known: frozenset[str]) -> tuple[str, str | None]:
    """Split "Title | Section – Site" into title and site, as far as there is evidence.

    Evidence: a sign no headline is written with; the part stands elsewhere on the page as a
    name of its own; it reads like the name of a site, and the text does not speak of it.
    """
    source: str | None = None
    for _ in range(_MOST_PARTS):
        cut = _last_cut(line)
        if cut is None:
            break
        left, sign, right = cut
        if not _is_site(left, sign, right, page, known, source is not None):
            break
        line, source = left, source or right
    if source is None and (cut := _first_cut(line)) is not None:
        left, sign, right = cut
        if _is_named_elsewhere(left, page) and len(right.split()) >= _TITLE_WORDS:
            return right, left
    return line, source


def _last_cut(line: str) -> tuple[str, str, str] | None:
    last = None
    for last in SEPARATOR.finditer(line):
        pass
    if last is None or last.group().strip() in ("", ","):
        return None
    left, right = line[: last.start()].strip(), line[last.end() :].strip()
    return (left, last.group().strip(), right) if left and right else None


def _first_cut(line: str) -> tuple[str, str, str] | None:
    first = SEPARATOR.search(line)
    if first is None or first.group().strip() in ("", ","):
        return None
    left, right = line[: first.start()].strip(), line[first.end() :].strip()
    return (left, first.group().strip(), right) if left and right else None


def _is_site(
    left: str, sign: str, right: str, page: Page, known: frozenset[str], nested: bool
) -> bool:
    words = right.split()
    if len(words) > 8 or len(left) < 8:
        return False
    if sign[0] in _HARD and len(words) <= _SUFFIX_WORDS + 1 and len(left.split()) >= 2:
        return True
    if _is_named_elsewhere(right, page) and len(left.split()) >= 2:
        return True
    if nested or sign in (":", "："):
        return False
    if len(left.split()) < _TITLE_WORDS or len(words) > _SUFFIX_WORDS:
        return False
    return _reads_like_a_site(right, words, known)


def _reads_like_a_site(name: str, words: Sequence[str], known: frozenset[str]) -> bool:
    if _DOMAIN.match(name) or (len(words) == 1 and name.isupper() and len(name) > 2):
        return True
    if not all(word in _SMALL or not word[0].islower() for word in words):
        return False
    folded = [word.lower() for word in words]
    if any(word in _PRESS_WORDS for word in folded):
        return True
    spoken = sum(word in known for word in words if len(word) > 2)
    return spoken == 0 and name[-1] not in "?!…" and not any(c.isdigit() for c in name)


def _is_named_elsewhere(name: str, page: Page) -> bool:
    """Whether the name stands on a line of its own, or in a line of copyright."""
    if len(name) < 3 or len(name) > 60:
        return False
    wanted = name.lower()
    for shape in page.shapes:
        text = shape.text
        if len(text) > 160 or len(text) < len(wanted):
            continue
        lowered = text.lower()
        if lowered == wanted or (("©" in text or "copyright" in lowered) and wanted in lowered):
            return True
    return False


def _from_heading(page: Page, repeats: Sequence[int], place: int, title_line: str) -> Headline:
    title = squeeze(page.shapes[place].text)
    key = title.lower()
    same = {p for p, shape in enumerate(page.shapes) if shape.text.lower() == key}
    cut = _last_cut(title_line)
    source = None
    if cut and _overlap(cut[0], title) >= 0.3 and _overlap(title_line, title) >= 0.2:
        source = cut[2] if len(cut[2].split()) <= _SUFFIX_WORDS else None
    said = set(repeats) if _overlap(title_line, title) >= 0.2 else {0}
    return Headline(title, "headline/before-text", place, source, frozenset(same | said))


def _overlap(one: str, other: str) -> float:
    a = {word for word in one.lower().split() if len(word) > 3}
    b = {word for word in other.lower().split() if len(word) > 3}
    return len(a & b) / len(a | b) if a and b else 0.0


def _best_before(
    page: Page, start: int, title_line: str, known: frozenset[str]
) -> int | None:
    """The line before the text that most looks like its headline, if one does well enough."""
    best, best_score = None, 1.2
    for place in range(max(0, start - _LOOK_BACK), start):
        score = _heading_score(page.shapes[place], start - place, title_line, known)
        if score > best_score:
            best, best_score = place, score
    return best


def _heading_score(
    shape: Shape, distance: int, title_line: str, known: frozenset[str]
) -> float:
    if not 3 <= shape.words <= 30 or len(shape.text) > 200 or shape.cues:
        return 0.0
    words = {word for word in shape.text.split() if len(word) > 4}
    spoken = sum(word in known for word in words) / len(words) if words else 0.0
    score = 1.6 * spoken + 2.5 * _overlap(title_line, shape.text)
    score += 0.5 if shape.end == NO_END else -0.7 if shape.end >= SENTENCE else 0.1
    score += 0.3 if 5 <= shape.words <= 18 else 0.0
    score -= 0.03 * distance + (0.6 if shape.bullet else 0.0)
    return score - (0.4 if shape.end == COLON else 0.0)
