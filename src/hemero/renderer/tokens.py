"""A project's own colours and faces as a rule at the end of the stylesheet.

Text must be readable on the page and on notes: WCAG 2.2 asks a contrast of 4.5:1 of text
(1.4.3) and of 3:1 of what else is needed to see a control (1.4.11). Less is refused.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from hemero.errors import ConfigError
from hemero.model.tokens import Palette, Tokens

TEXT, EDGE = 4.5, 3.0  # the least contrast of text, and of edges
_GOOD = 7.0  # of text in a scheme whose colour is made from the other's: AAA, as the theme's own
_LEAST = {
    **dict.fromkeys(("ink", "muted", "link", "visited", "accent"), TEXT),
    **dict.fromkeys(("edge", "focus"), EDGE),
}
_HEAT = {"h0": 0.0, "h1": 0.3, "h2": 0.5, "h3": 0.75, "h4": 1.0}  # share of the accent in a day
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_FACES = re.compile(r"""(?:[\w-]+|"[\w .-]+"|'[\w .-]+'|[ ,])+""")
_SET = re.compile(r"--([a-z0-4]+):(#[0-9a-f]{6})")
_ROOTS = re.compile(r"(?:@media([^{}]*)\{\s*)?:root\s*\{([^}]*)\}")
# Print is black on white, and who asks for more contrast gets the theme's own.
_SCREEN = "screen and (prefers-contrast:no-preference)"
_STEPS = 20  # between a colour and black or white, when a readable one is looked for

Scheme = dict[str, str]


def own_rules(tokens: Tokens, *sheets: str) -> str:
    """The rules that set `tokens`, for the end of a stylesheet. They stand on the tokens that
    `sheets` set, the later ones counting more.

    Raises ConfigError for what is no colour or face, or cannot be read.
    """
    if tokens == Tokens():
        return ""
    base = _base(sheets)
    schemes = dict(zip(("", "dark."), _schemes(tokens, base), strict=True))
    for name, (scheme, given) in schemes.items():
        _check(name, scheme, given)
    (light, _), (dark, _) = schemes.values()
    faces = {name: _faces(name, getattr(tokens, name)) for name in ("serif", "sans", "mono")}
    rules = (
        _rule({name: stack for name, stack in faces.items() if stack}),
        _rule(_changed(light, base[0]), _SCREEN),
        _rule(_changed(dark, base[1]), f"{_SCREEN} and (prefers-color-scheme:dark)"),
    )
    return "".join(rules)


def _base(sheets: Iterable[str]) -> tuple[Scheme, Scheme]:
    """The colours that the sheets set in their first rules, and in their dark ones."""
    light: Scheme = {}
    dark: Scheme = {}
    for sheet in sheets:
        first, _, rest = sheet.partition("@media (prefers-color-scheme:dark)")
        light |= dict(_SET.findall(first.partition("}")[0]))
        dark |= dict(_SET.findall(rest.partition("}")[0]))
    return light, light | dark


def _changed(scheme: Scheme, base: Scheme) -> Scheme:
    return {name: colour for name, colour in scheme.items() if base.get(name) != colour}


def _rule(values: Mapping[str, str], medium: str = "") -> str:
    said = ";".join(f"--{name}:{value}" for name, value in values.items())
    rule = f":root{{{said}}}" if said else ""
    return f"@media {medium}{{{rule}}}" if rule and medium else rule


def _schemes(
    tokens: Tokens, base: tuple[Scheme, Scheme]
) -> tuple[tuple[Scheme, Scheme], tuple[Scheme, Scheme]]:
    """Both schemes whole, each with the colours that were given for it."""
    light = {n: _colour(f"theme.{n}", getattr(tokens, n)) for n in Palette.__struct_fields__}
    dark = {
        n: _colour(f"theme.dark.{n}", getattr(tokens.dark, n)) for n in Palette.__struct_fields__
    }
    light, dark = _given(light), _given(dark)
    night = base[1] | dark
    made = {n: _readable(c, night, _GOOD) for n, c in light.items() if _LEAST.get(n) and n != "ink"}
    return (
        (_with_heat(base[0] | light, light), light),
        (_with_heat(night | made | dark, made | dark), dark),
    )


def _given(colours: Scheme) -> Scheme:
    return {name: colour for name, colour in colours.items() if colour}


def _with_heat(scheme: Scheme, given: Scheme) -> Scheme:
    """The calendar goes from the paper to the accent, where a project has set either."""
    if not {"accent", "paper"} & given.keys():
        return scheme
    empty = _mixed(scheme["paper"], scheme["ink"], 0.08)
    return scheme | {n: _mixed(empty, scheme["accent"], share) for n, share in _HEAT.items()}


def _colour(key: str, text: str) -> str:
    """ "#ABC" → "#aabbcc"."""
    if text and not _COLOUR.fullmatch(text):
        raise ConfigError(f'{key} must be a colour like "#86190f", not {text!r}.', "hemero.yaml")
    digits = text.lower().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return f"#{digits}" if digits else ""


def _faces(name: str, text: str) -> str:
    if text and not _FACES.fullmatch(text):
        hint = 'Separate names by commas, put those of several words in "quotation marks".'
        raise ConfigError(f"theme.{name} must name faces, not {text!r}.", "hemero.yaml", hint)
    return text.strip(" ,")


def _check(prefix: str, scheme: Scheme, given: Scheme) -> None:
    """Each pair of which one colour was given must have its contrast."""
    for name, least in _LEAST.items():
        for ground in ("paper", "surface"):
            found = contrast(scheme[name], scheme[ground])
            if found >= least or not {name, ground} & given.keys():
                continue
            better = _readable(scheme[name], scheme, least)
            raise ConfigError(
                f"theme.{prefix}{name} ({scheme[name]}) on {ground} ({scheme[ground]}) has a"
                f" contrast of {found:.1f}:1; {least:g}:1 is the least that can be read.",
                "hemero.yaml",
                f'Try "{better}".' if better != scheme[name] else "Set one of them otherwise.",
            )


def _readable(colour: str, scheme: Scheme, least: float) -> str:
    """`colour`, or the nearest to it on the way to black or white that has the contrast."""
    grounds = (scheme["paper"], scheme["surface"])
    end = max(("#000000", "#ffffff"), key=lambda c: min(contrast(c, g) for g in grounds))
    for step in range(_STEPS + 1):
        better = _mixed(colour, end, step / _STEPS)
        if all(contrast(better, ground) >= least for ground in grounds):
            return better
    return colour


class WeakPair(NamedTuple):
    """A text and its ground that are too alike."""

    scheme: str  # "" or "dark."
    name: str
    colour: str
    ground: str
    below: str  # its colour
    found: float
    least: float


def weak_pairs(sheet: str) -> Iterator[WeakPair]:
    """The pairs of a whole stylesheet that have too little contrast.

    Its tokens are those of every `:root` rule that a screen takes, later ones counting more;
    rules for print, for forced colours and for readers who ask for more contrast are passed over.
    """
    light: Scheme = {}
    dark: Scheme = {}
    for medium, values in _ROOTS.findall(sheet):
        said = medium.replace(" ", "").replace("prefers-contrast:no-preference", "")
        if any(word in said for word in ("print", "contrast", "forced-colors")):
            continue
        (dark if "color-scheme:dark" in said else light).update(_SET.findall(values))
    yield from _weak("", light, light)
    yield from _weak("dark.", light | dark, dark)


def _weak(prefix: str, scheme: Scheme, given: Scheme) -> Iterator[WeakPair]:
    """The weak pairs of a scheme of which one colour at least is among those given."""
    for name, least in _LEAST.items():
        for ground in ("paper", "surface"):
            if not {name, ground} <= scheme.keys() or not {name, ground} & given.keys():
                continue
            found = contrast(scheme[name], scheme[ground])
            if found < least:
                yield WeakPair(prefix, name, scheme[name], ground, scheme[ground], found, least)


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _mixed(one: str, other: str, share: float) -> str:
    """`one` with a share of `other`."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02x}" for a, b in pairs)
