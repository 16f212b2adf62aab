"""Parts of an HTML page by tag or class, for exports whose markup is known."""

from collections.abc import Iterable, Iterator

from hemero.loader.readers.html_events import Event, attributes
from hemero.loader.readers.html_lines import lines_of


def elements(events: Iterable[Event], name: str) -> Iterator[list[Event]]:
    """The events inside of each element called `name`, outermost ones only."""
    inside: list[Event] = []
    nested = 0
    for event in events:
        if event.name == name and event.kind == "<":
            nested += 1
            if nested == 1:
                inside = [event]
                continue
        elif event.name == name and event.kind == "/" and nested:
            nested -= 1
            if not nested:
                yield inside
                continue
        if nested:
            inside.append(event)
    if nested:
        yield inside


class _Capture:
    def __init__(self, name: str) -> None:
        self.name = name  # of the element that opened it
        self.nested = 1
        self.events: list[Event] = []

    def take(self, event: Event) -> bool:
        """Whether the element goes on."""
        if event.name == self.name:
            self.nested += (event.kind == "<") - (event.kind == "/")
        if self.nested:
            self.events.append(event)
        return self.nested > 0


def lines_by_class(events: Iterable[Event], wanted: frozenset[str]) -> dict[str, list[list[str]]]:
    """For each class of `wanted`, the lines of every element that has it, in order."""
    found: dict[str, list[_Capture]] = {}
    active: list[_Capture] = []
    for event in events:
        active = [capture for capture in active if capture.take(event)]
        if event.kind == "<" and "class" in event.text:
            classes = wanted.intersection(attributes(event.text).get("class", "").split())
            for one in sorted(classes):
                capture = _Capture(event.name)
                found.setdefault(one, []).append(capture)
                active.append(capture)
                if len(active) > 50:
                    active.pop(0)  # nothing is nested so deeply on purpose
    return {name: [lines_of(c.events) for c in captures] for name, captures in found.items()}
