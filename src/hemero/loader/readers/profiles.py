"""Which tool wrote a record, told from its keys or named by the user."""

from collections.abc import Iterable

from hemero.loader.readers.profile import Profile
from hemero.loader.readers.profile_table import GENERIC, PROFILES

__all__ = ["FORMS", "RESTRICTIONS", "Profile", "find_profile", "named_profile"]

# What keeps an article from readers: heeded in every record, whatever tool wrote it.
RESTRICTIONS = {
    name: (name,) for name in ("withdrawn", "keep_title", "draft", "noindex", "publish_after")
}

# What a reader put there itself ("@…") is certain.
_BY_CERTAINTY = sorted(PROFILES, key=lambda profile: not profile.marks[0].startswith("@"))
_BY_NAME = {profile.name: profile for profile in (*PROFILES, GENERIC)}
_ALIASES = {
    "newspaper": "newspaper4k", "newsplease": "news-please", "culturax": "mc4", "hf": "scrapy",
    "redpajama-v2": "redpajama", "cc_news": "scrapy", "records": "scrapy",
}  # fmt: skip
_DATABASES = frozenset(("europresse", "factiva", "nexis"))
FORMS = frozenset(_BY_NAME) | _ALIASES.keys() | _DATABASES


def find_profile(keys: Iterable[str], nested: Iterable[str] = ()) -> Profile:
    """The tool whose record has these keys; the table of common names where none is known.
    `nested` are the keys of inner objects, as "meta.warc_headers"."""
    present = frozenset(keys)
    inner = frozenset(nested)
    for profile in _BY_CERTAINTY:
        if (
            all(mark in present for mark in profile.marks)
            and (not profile.only or present <= profile.only)
            and (not profile.inner or profile.inner in inner)
        ):
            return profile
    return GENERIC


def named_profile(form: str) -> Profile | None:
    """The profile that `--from` names; None where it names no kind of record."""
    return _BY_NAME.get(_ALIASES.get(form, form))
