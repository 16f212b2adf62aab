"""The page's title line, and the lines that say it again.

Most scrapes begin with the page's title, the site's name behind it; the headline comes again
below, without that name.
"""

from hemero.loader.page import SENTENCE, Page, Shape
from hemero.loader.sitename import SEPARATOR

LONGEST = 300  # characters of a headline
_LONGEST_SENTENCE = 18  # words of a headline that ends with a full stop
_SHORTEST = 8  # characters of a repetition
_BELOW_MENU = 5  # lines in which a title line is looked for below "Home" or "Skip to content"
_NEAR = 30  # lines in which such a line must be said again


def is_sentences(shape: Shape) -> bool:
    """Whether a line is a paragraph, and so no headline, however near it stands."""
    return shape.mass > _LONGEST_SENTENCE and shape.end == SENTENCE and shape.text[-1] not in "?!"


def title_line(page: Page) -> int:
    """The place of the page's title: the first line, but for a menu that begins above it."""
    shapes = page.shapes
    if shapes[0].alone is None:
        return 0
    for place in range(1, min(_BELOW_MENU, len(shapes))):
        whole = shapes[place].text.lower()
        if shapes[place].alone is None and _SHORTEST <= len(whole) <= LONGEST:
            near = shapes[place + 1 : place + _NEAR]
            if any(len(s.text) < len(whole) and says(s.text.lower(), whole) for s in near):
                return place
    return 0


def find_repeats(page: Page) -> list[int]:
    """Places of the page's title line and of every line that repeats it or its main part; none
    where the page begins with its text."""
    if not page.shapes:
        return []
    head = title_line(page)
    first = page.shapes[head]
    if is_sentences(first):
        return []
    if len(first.text) > LONGEST:
        return [head]
    whole = first.text.lower()
    found = [head]
    for place in range(head + 1, len(page.shapes)):
        text = page.shapes[place].text
        if _SHORTEST <= len(text) <= LONGEST and says(text.lower(), whole):
            found.append(place)
    return found


def says(text: str, whole: str) -> bool:
    """Whether `text` is the title line, or the larger part of it that ends at a separator."""
    if text == whole:
        return True
    if len(text) * 5 < len(whole) * 2 or (" " not in text and text.isascii()):
        return False
    if len(text) > len(whole):
        return text.startswith(whole) and len(text) - len(whole) < 60 and is_seam(text, len(whole))
    at = whole.find(text)
    if at < 0:
        return False
    after = at + len(text)
    begins = at == 0 or whole[max(0, at - 4) : at].rstrip()[-1:] in "|｜·•›»«–—:-："
    return begins and (after == len(whole) or is_seam(whole, after))


def is_seam(text: str, at: int) -> bool:
    """Whether a separator stands at `at`."""
    return SEPARATOR.match(text, at) is not None or text.startswith(", ", at)
