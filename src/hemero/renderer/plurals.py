"""Plural categories of whole numbers, after Unicode CLDR's rules.

A language that is not in the table takes English's rule; add a line for a new one.
"""

from collections.abc import Callable

Rule = Callable[[int], str]


def _one(n: int) -> str:
    return "one" if n == 1 else "other"


def _zero_and_one(n: int) -> str:
    return "one" if n < 2 else "other"


def _millions_from_one(n: int) -> str:
    """Spanish, Italian, European Portuguese: a million *of* things."""
    if n == 1:
        return "one"
    return "many" if n and n % 1_000_000 == 0 else "other"


def _millions_from_zero(n: int) -> str:
    """French, and Portuguese as CLDR has it without a region (Brazil's)."""
    if n < 2:
        return "one"
    return "many" if n % 1_000_000 == 0 else "other"


def _east_slavic(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else "many"


def _polish(n: int) -> str:
    return "one" if n == 1 else "many" if n % 10 == 1 else _east_slavic(n)


def _czech(n: int) -> str:
    return "one" if n == 1 else "few" if 2 <= n <= 4 else "other"


def _arabic(n: int) -> str:
    if n < 3:
        return ("zero", "one", "two")[n]
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if n % 100 >= 11 else "other"


def _hebrew(n: int) -> str:
    return "one" if n == 1 else "two" if n == 2 else "other"


def _none(_: int) -> str:
    return "other"


RULES: dict[str, Rule] = {
    "fr": _millions_from_zero,
    "pt": _millions_from_zero,
    "es": _millions_from_one,
    "it": _millions_from_one,
    "pt-pt": _millions_from_one,
    "ca": _millions_from_one,
    "hi": _zero_and_one,
    "fa": _zero_and_one,
    "bn": _zero_and_one,
    "ru": _east_slavic,
    "uk": _east_slavic,
    "be": _east_slavic,
    "pl": _polish,
    "cs": _czech,
    "sk": _czech,
    "ar": _arabic,
    "he": _hebrew,
} | dict.fromkeys(("ja", "zh", "ko", "th", "vi", "id", "ms"), _none)


def plural_rule(language: str) -> Rule:
    """The rule of `language` ("pt-BR"), else of its base ("pt"), else English's."""
    tag = language.lower().replace("_", "-")
    return RULES.get(tag) or RULES.get(tag.partition("-")[0], _one)
