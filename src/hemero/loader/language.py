"""The language of an article's own text, by Compact Language Detector 2 (or 3 without it).

The chrome around a text may be in another language (a French article under an English comment
form), so only the body is asked. Undecided stays None.
"""

import re
from collections.abc import Callable
from functools import lru_cache

ENOUGH = 1_000  # characters of the body that are asked
_FEWEST = 24  # letters below which no answer is worth having
_PER_SIGN = 3
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# Characters of a text of which a guess is worth hearing: in a longer one, what the detector does
# not know is a language that it does not know.
_SENTENCES = range(60, 400)
_LIKELY = (
    300  # the detector's score of a guess; of a few names 200, of a real sentence 400 and more
)
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]+")
Detect = Callable[[str, bool], str | None]
_CODES = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "nb": "no", "nn": "no", "mo": "ro"}


def detect_language(text: str, *, doubtful: bool = True) -> str | None:
    """ISO 639-1 code of most of the text, None where the detector is not sure. About 60 µs.

    `doubtful`: whether a language that nearly all of the text is in counts although the detector
    calls the text too short to rely on.
    """
    sample = _UNREADABLE.sub(" ", text[:ENOUGH])
    if not _says_enough(sample[: 8 * _FEWEST]):
        return None
    found = _detector()(sample, doubtful)
    if found is None:
        return None
    code = found.split("-")[0].lower()
    code = _CODES.get(code, code)
    return code if len(code) == 2 and code != "un" else None


def _says_enough(sample: str) -> bool:
    """Whether it has letters enough; a Chinese or Japanese sign says as much as three."""
    letters = sum(map(str.isalpha, sample))
    if letters < _FEWEST and letters * _PER_SIGN >= _FEWEST:
        letters += (_PER_SIGN - 1) * len(_SIGN.findall(sample))
    return letters >= _FEWEST


@lru_cache(maxsize=1)
def _detector() -> Detect:
    try:
        import pycld2  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        return _third_detector()

    def detect(sample: str, doubtful: bool) -> str | None:
        text = sample.encode("utf-8", "ignore")
        try:
            reliable, _, details = pycld2.detect(text)
            name, code, share, _ = details[0]
            if name == "Unknown" and len(sample) in _SENTENCES:
                _, _, details = pycld2.detect(text, bestEffort=True)
                name, code, share, score = details[0]
                reliable = share >= 90 and score >= _LIKELY
        except pycld2.error:
            return None
        sure = reliable or (doubtful and share >= 80)
        return str(code) if sure and name != "Unknown" else None

    return detect


def _third_detector() -> Detect:
    try:
        import gcld3  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        return lambda sample, doubtful: None
    identifier = gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * ENOUGH)

    def detect(sample: str, doubtful: bool) -> str | None:
        found = identifier.FindLanguage(text=sample)
        return str(found.language) if found.is_reliable else None

    return detect
