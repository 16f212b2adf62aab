"""Rules that hold for some documents only: those of a source, or of a folder.

Knows where a document lies and whose it is. The many general rules stay compiled once; the few
limited ones that hold for a document are asked beside them.
"""

from urllib.parse import urlsplit

from hemero.loader.rulefile import Rule
from hemero.loader.rulematch import Cue
from hemero.loader.rulepack import MOST_CUES, Rulepack, longest_first
from hemero.text import fold


class ScopedRules(Rulepack):
    """The general rules of a pack, and limited ones that hold for one kind of documents."""

    def __init__(self, general: Rulepack, limited: tuple[Rule, ...]) -> None:
        super().__init__(limited, general.digest)
        self.rules = (*general.rules, *limited)
        self.limited = ()
        self._general = general

    def cues(self, line: str) -> tuple[Cue, ...]:
        """As Rulepack.cues, of both."""
        own, found = super().cues(line), self._general.cues(line)
        if not own:
            return found
        both = sorted(dict.fromkeys((*own, *found)), key=longest_first)
        return tuple(both[:MOST_CUES])


def rules_of(pack: Rulepack, path: str, source: str | None, url: str | None) -> Rulepack:
    """The rules that hold for the document at `path`, of which source and address are known or
    not. The same object for all documents for which the same rules hold."""
    holding = tuple(rule for rule in pack.limited if _holds(rule, path, source, url))
    if not holding:
        return pack
    scoped = pack.scoped.get(holding)
    if scoped is None:
        scoped = pack.scoped[holding] = ScopedRules(pack, holding)
    return scoped


def asks_for_source(pack: Rulepack) -> bool:
    """Whether a rule of the pack is limited to a source."""
    return any(rule.source for rule in pack.limited)


def _holds(rule: Rule, path: str, source: str | None, url: str | None) -> bool:
    file = path.partition("#")[0]
    if rule.folder and not any(file == at or file.startswith(f"{at}/") for at in rule.folder):
        return False
    return not rule.source or any(_is_of(name, source, url) for name in rule.source)


def _is_of(name: str, source: str | None, url: str | None) -> bool:
    """By the name of the source, or by the host of the address ("gazette.example")."""
    if source and fold(source) == fold(name):
        return True
    host = (urlsplit(url).hostname or "") if url else ""
    return host == name.lower() or host.endswith(f".{name.lower()}")
