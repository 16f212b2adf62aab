"""Rule packs as files: YAML text → Rules, with errors that point at the rule and say what is known.

A pack maps rule names to what they match. Every value is text or a list of texts: YAML's own
ideas of "no", "on" or dates do not apply. What the fields mean stands in docs/rules.md.
"""

from collections.abc import Iterator

import yaml
from msgspec import Struct

from hemero.errors import RuleError

KINDS = (
    "related",
    "tail",
    "chrome",
    "section",
    "byline",
    "contributor",
    "published",
    "updated",
    "paywall",
    "credit",
    "agency",
    "source",
)
GROUPS = (
    "advertisement",
    "audio",
    "byline",
    "comments",
    "credit",
    "date",
    "embed",
    "form",
    "legal",
    "navigation",
    "newsletter",
    "paywall",
    "related",
    "share",
    "tags",
    "video",
)
PLACES = ("whole", "start", "end", "bracket", "row")
SIGNS = ("free", "optional", "required")
CASES = ("ignored", "kept")
_FIELDS = (
    "kind", "group", "at", "sign", "case", "longest", "source", "folder", "phrases", "pattern",
    "yes", "no",
)  # fmt: skip
_SIGN_BY_KIND = {"chrome": "free", "tail": "free", "section": "free"}
_SIGN_BY_KIND |= {"contributor": "free", "source": "free"}
_LONGEST = 400  # characters of a line that a rule looks at, unless it says otherwise
_MOST_LONGEST = 5_000
_LONGEST_PHRASE = 160  # characters
_DEEPEST = 3  # pack → rule → list → text

Value = str | list["Value"] | dict[str, "Value"]


class Rule(Struct, frozen=True, kw_only=True):
    """One rule as its file states it."""

    id: str  # "fr/lire-aussi"
    kind: str
    group: str
    at: tuple[str, ...] = ("whole",)
    sign: str = "free"
    case: str = "ignored"
    longest: int = _LONGEST
    source: tuple[str, ...] = ()  # names or hosts: only in articles of one of these sources
    folder: tuple[str, ...] = ()  # below the content folder: only in files there
    phrases: tuple[str, ...] = ()  # with a pattern: the words that must stand where it begins
    pattern: str | None = None
    yes: str = ""  # lines it must match, one below the other
    no: str = ""  # lines it must not match


def read_pack(name: str, text: str) -> dict[str, Rule | None]:
    """The rules of one pack by id; None where the pack turns a rule off ("read-more: off")."""
    where = f"rules/{name}.yaml"
    rules: dict[str, Rule | None] = {}
    for rule_name, fields in _read_yaml(where, text).items():
        if fields == "off":
            rules[f"{name}/{rule_name}"] = None
        elif isinstance(fields, dict):
            rules[f"{name}/{rule_name}"] = _read_rule(name, rule_name, fields)
        else:
            raise RuleError(f'rule "{rule_name}": needs its fields below it, or "off".', where)
    return rules


def rule_error(rule_id: str, what: str) -> RuleError:
    """A complaint about one rule, in the words of its file."""
    pack, _, rule_name = rule_id.partition("/")
    return RuleError(f'rule "{rule_name}": {what}', f"rules/{pack}.yaml")


def _read_rule(pack: str, name: str, fields: dict[str, Value]) -> Rule:
    rule_id = f"{pack}/{name}"
    for field in fields:
        _check_known(rule_id, "field", field, _FIELDS)
    kind = _choice(rule_id, fields, "kind", KINDS, None)
    rule = Rule(
        id=rule_id,
        kind=kind,
        group=_choice(rule_id, fields, "group", GROUPS, _default_group(kind)),
        at=_places(rule_id, fields),
        sign=_choice(rule_id, fields, "sign", SIGNS, _SIGN_BY_KIND.get(kind, "optional")),
        case=_choice(rule_id, fields, "case", CASES, "ignored"),
        longest=_length(rule_id, fields),
        source=_texts(rule_id, fields, "source"),
        folder=tuple(name.strip("/") for name in _texts(rule_id, fields, "folder")),
        phrases=_texts(rule_id, fields, "phrases"),
        pattern=_text(rule_id, fields, "pattern"),
        yes=_lines(rule_id, fields, "yes"),
        no=_lines(rule_id, fields, "no"),
    )
    if not rule.phrases:
        raise rule_error(rule_id, "has no phrases.")
    if rule.pattern is not None and rule.at != ("start",):
        raise rule_error(rule_id, 'has a pattern, which goes with "at: start" only.')
    return rule


def _default_group(kind: str) -> str | None:
    """Names of the site are chrome wherever they stand; other kinds are often a group's name."""
    if kind == "source":
        return "navigation"
    return kind if kind in GROUPS else None


def _check_known(rule_id: str, what: str, value: str, known: tuple[str, ...]) -> None:
    if value in known:
        return
    import difflib  # only ever needed for an error

    near = difflib.get_close_matches(value, known, n=1, cutoff=0.5)
    meant = f'Did you mean "{near[0]}"?' if near else f"Known: {', '.join(known)}."
    raise rule_error(rule_id, f'unknown {what} "{value}". {meant}')


def _text(rule_id: str, fields: dict[str, Value], field: str) -> str | None:
    value = fields.get(field)
    if value is None or isinstance(value, str):
        return value
    raise rule_error(rule_id, f'"{field}" must be one text.')


def _texts(rule_id: str, fields: dict[str, Value], field: str) -> tuple[str, ...]:
    """A list of texts, or one text of several lines; empty ones dropped."""
    value = fields.get(field, "")
    if isinstance(value, str):
        return tuple(filter(None, value.split("\n")))
    if isinstance(value, dict) or not all(isinstance(text, str) for text in value):
        raise rule_error(rule_id, f'"{field}" must be texts, one a line.')
    return tuple(text for text in value if isinstance(text, str) and text.strip())


def _lines(rule_id: str, fields: dict[str, Value], field: str) -> str:
    """The same as one text: examples wait for the test that reads them."""
    value = fields.get(field, "")
    return value if isinstance(value, str) else "\n".join(_texts(rule_id, fields, field))


def _choice(
    rule_id: str,
    fields: dict[str, Value],
    field: str,
    known: tuple[str, ...],
    default: str | None,
) -> str:
    value = _text(rule_id, fields, field) or default
    if value is None:
        raise rule_error(rule_id, f'lacks "{field}". Known: {", ".join(known)}.')
    _check_known(rule_id, field, value, known)
    return value


def _places(rule_id: str, fields: dict[str, Value]) -> tuple[str, ...]:
    places = _texts(rule_id, fields, "at") or ("whole",)
    for place in places:
        _check_known(rule_id, "at", place, PLACES)
    return places


def _length(rule_id: str, fields: dict[str, Value]) -> int:
    value = _text(rule_id, fields, "longest")
    if value is None:
        return _LONGEST
    if not value.isdecimal() or not 0 < int(value[:9]) <= _MOST_LONGEST:
        raise rule_error(
            rule_id, f'longest must be 1 to {_MOST_LONGEST} characters, not "{value}".'
        )
    return int(value)


def _read_yaml(where: str, text: str) -> dict[str, Value]:
    """The pack as texts, lists and mappings, straight from the parser's events.

    Built by hand because the usual constructors drop repeated keys silently, turn the field
    "no" into False, follow aliases and recurse as deep as the file tells them.
    """
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
    events = iter(loader.get_event, None)
    try:
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                pack = _value(where, events, event, 0)
                if isinstance(pack, dict):
                    return pack
                raise RuleError("a rule pack maps rule names to rules.", where)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        at = f"{where}:{mark.line + 1}" if mark else where
        raise RuleError(f"{fault.problem or fault.context}.", at) from None
    except yaml.reader.ReaderError as fault:
        raise RuleError(f"{fault.reason}.", where) from None
    return {}


def _value(where: str, events: Iterator[yaml.Event], event: yaml.Event, depth: int) -> Value:
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    if depth == _DEEPEST:
        raise _misplaced(where, event, "is nested too deep.")
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(where, events, depth)
    if isinstance(event, yaml.SequenceStartEvent):
        return [
            _value(where, events, item, depth + 1) for item in _until(events, yaml.SequenceEndEvent)
        ]
    raise _misplaced(where, event, "refers to another place; write the text out.")


def _until(events: Iterator[yaml.Event], end: type[yaml.Event]) -> Iterator[yaml.Event]:
    for event in events:
        if isinstance(event, end):
            return
        yield event


def _mapping(where: str, events: Iterator[yaml.Event], depth: int) -> dict[str, Value]:
    pairs: dict[str, Value] = {}
    for event in _until(events, yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            raise _misplaced(where, event, "a name must be plain text.")
        if event.value in pairs:
            raise _misplaced(where, event, f'"{event.value}" stands here a second time.')
        pairs[event.value] = _value(where, events, next(events), depth + 1)
    return pairs


def _misplaced(where: str, event: yaml.Event, what: str) -> RuleError:
    line = event.start_mark.line + 1 if event.start_mark else 1
    return RuleError(what, f"{where}:{line}")
