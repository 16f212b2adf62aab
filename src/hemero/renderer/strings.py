"""The interface's words, as data: one YAML table a language, English where one is missing.

Templates have the strings escaped already, so that filling one in (`t.by.format(a=…)`) takes
markup as it is and escapes all else. No sentence is built by joining.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace

import msgspec
import yaml
from msgspec import Struct

from hemero.errors import TemplateFault
from hemero.renderer.dates import Calendar, say_date, say_step
from hemero.renderer.plurals import plural_rule
from hemero.renderer.safe import Phrase, escape
from hemero.renderer.spacing import spacer

FALLBACK = "en"
LEAST_ROUNDED = 100  # archive/magnitude rounds from here on
_TAG = re.compile(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8}){0,3}")  # after BCP 47
_RTL = frozenset("ar arc ckb dv fa he ks ku nqo ps sd ug ur yi".split())


class Numbers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a language groups digits."""

    group: str = ","
    least: int = 4  # digits a number must have before it is grouped (es: 5)


class _Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of i18n/."""

    locale: str = ""  # for og:locale: "fr_FR"
    comma: str = ""  # between the names of a list
    final: str = ""  # before the last of them
    calendar: Calendar | None = None
    numbers: Numbers | None = None
    words: dict[str, str] = {}
    counts: dict[str, dict[str, str]] = {}  # name → plural category → text with {n}
    groups: dict[str, str] = {}  # what was removed, by the rule's group
    languages: dict[str, str] = {}  # names of languages


class Strings:
    """One language's words: `plain` for code, `words` (`t` in templates) for HTML.

    `missing` names what English lent.
    """

    def __init__(self, language: str, own: tuple[_Table, ...], english: tuple[_Table, ...]) -> None:
        chain = (*own, *english)
        self.language = language
        self.locale = next((t.locale for t in own if t.locale), "")
        self.comma = next((t.comma for t in chain if t.comma), ", ")
        self.final = next((t.final for t in chain if t.final), ", ")
        self.calendar = next(t.calendar for t in chain if t.calendar)
        self.numbers = next((t.numbers for t in chain if t.numbers), Numbers())
        self.plain = SimpleNamespace()
        self.groups: dict[str, str] = {}
        self.languages: dict[str, str] = {}
        self.counts: dict[str, dict[str, str]] = {}
        for table in (*reversed(english), *reversed(own)):
            typeset = spacer(language if table in own else FALLBACK) or str
            vars(self.plain).update(_typeset(table.words, typeset))
            self.groups |= _typeset(table.groups, typeset)
            self.languages |= table.languages
            self.counts |= {key: _typeset(forms, typeset) for key, forms in table.counts.items()}
        self.words = SimpleNamespace(**{k: Phrase(escape(v)) for k, v in vars(self.plain).items()})
        said = {key for table in own for key in (*table.words, *table.counts)}
        self.missing = tuple(sorted({*vars(self.words), *self.counts} - said))
        self._rule = plural_rule(language)
        self.date = lru_cache(maxsize=4096)(partial(say_date, words=self.calendar))
        self.count = lru_cache(maxsize=4096)(self._count)

    def number(self, n: int) -> str:
        """`n` with its digits grouped: "12 345"."""
        if len(str(n)) < self.numbers.least:
            return str(n)
        return f"{n:,}".replace(",", self.numbers.group)

    def rounded(self, n: int) -> str:
        """`n` as one that was rounded down (from 100 on) is said: "12", "420+"."""
        return self.number(n) if n < LEAST_ROUNDED else f"{self.number(n)}+"

    def _count(self, key: str, n: int, said: str = "") -> str:
        """`n` things in the plural form they take: count("articles", 12) → "12 articles"; with
        another way to say the number, that."""
        forms = self.counts.get(key)
        if forms is None:
            hint = nearest(key, self.counts)
            raise TemplateFault(f'there is no counted string "{key}".', None, hint)
        form = forms.get(self._rule(n)) or forms["other"]
        return form.format(n=said or self.number(n))

    def step(self, period: str) -> str:
        """The last part of a period alone: "avril", "mardi 26 avril"."""
        return say_step(period, self.calendar)

    def language_name(self, code: str | None) -> str:
        """The name of a language in this language; its code where that is not known."""
        if not code:
            return ""
        return self.languages.get(code.lower().partition("-")[0], code)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest known name; None where nothing is near."""
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f'Did you mean "{close[0]}"?' if close else None


def direction(language: str | None) -> str:
    """ "rtl" or "ltr" for a language tag; "auto" where the language is not known."""
    if not language:
        return "auto"
    return "rtl" if language.lower().partition("-")[0] in _RTL else "ltr"


def read_strings(language: str, folders: tuple[Path, ...]) -> Strings:
    """The words of `language` from `i18n/` in each folder, the first folder counting most.

    "fr-CA" takes what fr-CA.yaml says, then fr.yaml, then English.
    """
    tags = dict.fromkeys((language, language.partition("-")[0]))
    own = [_read(folder, tag) for tag in tags for folder in folders]
    english = [_read(folder, FALLBACK) for folder in folders]
    return Strings(language, tuple(filter(None, own)), tuple(filter(None, english)))


def _read(folder: Path, tag: str) -> _Table | None:
    path = folder / "i18n" / f"{tag}.yaml"
    if not _TAG.fullmatch(tag) or not path.is_file():  # a tag may come from an article
        return None
    where = f"templates/i18n/{path.name}"
    try:
        given = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        table = msgspec.convert(given or {}, _Table)
    except yaml.YAMLError as fault:
        raise TemplateFault(f"not YAML: {fault}.", where) from fault
    except msgspec.ValidationError as fault:
        raise TemplateFault(f"{fault}.", where) from fault
    if any("other" not in forms for forms in table.counts.values()):
        raise TemplateFault('every entry of "counts" needs the form "other".', where)
    return table


def _typeset(table: dict[str, str], typeset: Callable[[str], str]) -> dict[str, str]:
    """The strings of a table with their language's white space."""
    return {key: typeset(text) for key, text in table.items()}
