"""The language of an article's own text, by Compact Language Detector 2 (or 3 without it).

The chrome around a text may be in another language (a French article under an English comment
form), so only the body is asked. Undecided stays None.
"""

import re
from collections.abc import Callable
from functools import lru_cache

ENOUGH = 1_000  # characters of the body that are asked
_FEWEST = 24  # letters below which no answer is worth having
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]+")
_CODES = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "nb": "no", "nn": "no", "mo": "ro"}


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of most of the text, None where the detector is not sure. About 60 µs."""
    sample = _UNREADABLE.sub(" ", text[:ENOUGH])
    if sum(map(str.isalpha, sample[: 8 * _FEWEST])) < _FEWEST:
        return None
    found = _detector()(sample)
    if found is None:
        return None
    code = found.split("-")[0].lower()
    code = _CODES.get(code, code)
    return code if len(code) == 2 and code != "un" else None


@lru_cache(maxsize=1)
def _detector() -> Callable[[str], str | None]:
    try:
        import pycld2  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        return _third_detector()

    def detect(sample: str) -> str | None:
        try:
            reliable, _, details = pycld2.detect(sample.encode("utf-8", "ignore"))
        except pycld2.error:
            return None
        name, code, share, _ = details[0]
        sure = reliable or share >= 80
        return str(code) if sure and name != "Unknown" else None

    return detect


def _third_detector() -> Callable[[str], str | None]:
    try:
        import gcld3  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        return lambda sample: None
    identifier = gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * ENOUGH)

    def detect(sample: str) -> str | None:
        found = identifier.FindLanguage(text=sample)
        return str(found.language) if found.is_reliable else None

    return detect
