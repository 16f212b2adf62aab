"""A sidecar that would correct what `inspect` shows, as YAML that holds as it stands."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from hemero.errors import ConfigError
from hemero.loader.amending import SUFFIXES
from hemero.loader.corrections import number_of
from hemero.loader.explanation import Reason
from hemero.loader.readers.sidecar import KINDS
from hemero.model.article import RawDocument, Verdict
from hemero.text import squeeze

DOUBTFUL = "doubtful"
_DOUBT = (0.2, 0.7)  # scores between which the model is easily wrong
_BEGINNING = 60  # characters by which a line is named


class Wanted(NamedTuple):
    """What a line is to be."""

    line: int
    kind: str


class Proposals(NamedTuple):
    """What `--propose` asks for."""

    lines: tuple[Wanted, ...] = ()
    doubtful: bool = False  # those that are hard to judge, too


def read_wanted(said: Sequence[str]) -> Proposals:
    """The lines of `--propose LINE=KIND`. ConfigError where one names none."""
    wanted: list[Wanted] = []
    for one in said:
        line, sign, kind = one.partition("=")
        if one == DOUBTFUL:
            continue
        if not sign or not line.strip().isdecimal():
            hint = f"Write LINE=KIND, as 14=boilerplate, or {DOUBTFUL}."
            raise ConfigError(f"'{one}' names no line.", "--propose", hint)
        if kind not in KINDS:
            hint = f"Known: {', '.join(KINDS)}."
            raise ConfigError(f"'{kind}' is no kind of line.", "--propose", hint)
        wanted.append(Wanted(int(line), kind))
    return Proposals(tuple(wanted), DOUBTFUL in said)


def doubtful_lines(verdicts: Sequence[Verdict], reasons: Sequence[Reason]) -> Iterator[Wanted]:
    """The lines that the model was unsure of, as they are judged: for a person to look at."""
    judged = {verdict.number: verdict.kind for verdict in verdicts}
    for reason in reasons:
        low, high = _DOUBT
        if reason.score is not None and low < reason.score < high and judged[reason.line] in KINDS:
            yield Wanted(reason.line, judged[reason.line])


def propose(
    document: RawDocument,
    wanted: Sequence[Wanted],
    reasons: Sequence[Reason],
    existing: dict[str, Any],
    suffix: str = SUFFIXES[0],
) -> str:
    """The sidecar of the document's file with these lines settled, and all that `existing`, the
    one that is there, says already. `document` is as its file states it, uncorrected."""
    if document.article is not None:
        raise ConfigError(
            "was judged before it was exported; its lines cannot be settled.", document.path
        )
    entries = [_entry(document, one) for one in wanted]
    number = number_of(document.path)
    root = dict(existing)
    if number:
        records = dict(root.get("records") or {})
        key = next((name for name in records if _number(name) == number), number)
        own = dict(records.get(key) or {})
        if beginning := (document.given.title or document.given.url or ""):
            own = {"corrects": _beginning(squeeze(beginning)), **own}
        records[key] = _with_lines(own, entries)
        root["records"] = records
    else:
        root = _with_lines(root, entries)
    name = document.path.rpartition("#")[0] if number else document.path
    return f"# {name}{suffix}\n{_doubts(wanted, reasons)}{_written(root)}"


def write_sidecar(sidecar: Path, proposal: str, *, anew: bool) -> None:
    """Put the proposal where the next build finds it, whole or not at all. ConfigError where a
    sidecar is there and must not be written anew: what its author noted in it would be gone."""
    if not anew and os.path.lexists(sidecar):
        hint = "--force writes it anew: what it settles stays, its comments do not."
        raise ConfigError("is there already; nothing was written.", str(sidecar), hint)
    fresh = sidecar.with_name(f".{sidecar.name}.new")  # hidden: no build reads it
    try:
        fresh.write_text(proposal, "utf-8", newline="\n")
        fresh.replace(sidecar)
    finally:
        fresh.unlink(missing_ok=True)


def _number(name: object) -> int:
    number = str(name).rpartition("#")[2]
    return int(number) if number.isdecimal() else 0


def _entry(document: RawDocument, one: Wanted) -> dict[str, Any]:
    at = one.line - document.first_line
    text = squeeze(document.lines[at]) if 0 <= at < len(document.lines) else ""
    if not text:
        what = f"line {one.line} is {'blank' if 0 <= at < len(document.lines) else 'not there'}."
        raise ConfigError(what, document.path)
    return {"line": one.line, "text": _beginning(text), "kind": one.kind}


def _beginning(text: str) -> str:
    """The beginning of a line, whole words of it."""
    if len(text) <= _BEGINNING:
        return text
    head = text[:_BEGINNING]
    return head[: head.rfind(" ")] if " " in head else head


def _with_lines(fields: dict[str, Any], entries: list[dict[str, Any]]) -> dict[str, Any]:
    """A line that is settled already is settled anew."""
    new = {str(entry["line"]) for entry in entries}
    kept = [one for one in fields.get("lines") or () if str(one.get("line")) not in new]
    numbered = [{**one, "line": int(one["line"])} if one.get("line") else one for one in kept]
    return {**fields, "lines": [*numbered, *entries]}


def _doubts(wanted: Sequence[Wanted], reasons: Sequence[Reason]) -> str:
    scores = {reason.line: reason.score for reason in reasons}
    said = ((one, scores.get(one.line)) for one in wanted)
    return "".join(
        f"# line {one.line}: score {score:.2f}\n" for one, score in said if score is not None
    )


def _written(root: dict[str, Any]) -> str:
    return yaml.safe_dump(root, allow_unicode=True, sort_keys=False, width=10_000)
