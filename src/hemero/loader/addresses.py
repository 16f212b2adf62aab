"""The domains that a text names: in addresses of pages and of people, or as a name of their own.

Knows the text's characters only. Hosts that every site links to (networks, mail) are left out.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

_ENDINGS = """
com org net info biz online news blog tv edu gov eu io co de at ch fr be nl lu it es pt pl cz sk hu
ro gr se no dk fi is ie uk us ca au nz za in jp kr cn tw hk sg id ph my th vn tr il ae eg ma ru ua
by rs hr si bg lt lv ee br mx ar cl pe uy ve ec bo cr pa cat
"""
_HOSTS = """
facebook twitter instagram youtube youtu google linkedin whatsapp pinterest tiktok amazon wordpress
telegram apple flickr xing wikipedia github vimeo reddit gravatar gmx blogspot outlook hotmail
yahoo gmail creativecommons akismet disqus spotify goo bit fb web tumblr soundcloud medium t x
"""
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "ac", "gov", "edu", "gob", "gouv"))
_DOMAIN_END = re.compile(rf"\.(?:{'|'.join(_ENDINGS.split())})(?![\w-]|\.[a-z])")
_LABEL = re.compile(r"[\w-]{1,40}\Z")
_MOST = 400  # ends of domains that are looked at in one text
_LOOK_BACK = 60  # characters
_FAMILIAR = frozenset(_HOSTS.split())


class Domain(Struct):
    """A domain of a text."""

    written: str  # as it first stands: "Example.com"
    times: int = 0
    mails: int = 0  # times behind "@"


def find_domains(lines: Iterable[str]) -> dict[str, Domain]:
    """Domains by their name without end and signs ("example"), in order. O(characters)."""
    text = "\n".join(lines)
    small = text.lower()
    if len(small) != len(text):  # a letter that has two small ones
        text = small
    found: dict[str, Domain] = {}
    for number, end in enumerate(_DOMAIN_END.finditer(small)):
        if number >= _MOST:
            break
        if text[end.start() + 1].isupper() and not text[end.start() + 2].isupper():
            continue  # "He came.It rained"
        start = _start_of_label(small, end.start())
        label = small[start : end.start()]
        if label in _SECOND_LEVEL and small[start - 1 : start] == ".":
            outer = start
            start = _start_of_label(small, outer - 1)
            label = small[start : outer - 1]
        key = label.replace("-", "").replace("_", "")
        if len(key) < 2 or label in _FAMILIAR or key.isdecimal():
            continue
        domain = found.setdefault(key, Domain(text[start : end.end()]))
        domain.times += 1
        domain.mails += small[start - 1 : start] == "@"
    return found


def _start_of_label(text: str, end: int) -> int:
    found = _LABEL.search(text[max(0, end - _LOOK_BACK) : end])
    return end - len(found[0]) if found else end
