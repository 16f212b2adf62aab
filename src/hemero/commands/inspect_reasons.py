"""The reasons of verdicts in a few words each, for `inspect --explain`."""

from collections.abc import Sequence

from hemero.loader.body import KEEP
from hemero.loader.explanation import Phrase, Push, Reason
from hemero.model.article import Verdict

_PUSHES = 5  # features that are shown of a line
_PHRASES = 3


def reason_lines(
    reasons: Sequence[Reason], verdicts: Sequence[Verdict]
) -> dict[int, tuple[str, ...]]:
    """For the number of each line that was judged: its score with what pushed it most, the
    phrases that stand in it, and how the lines above and below were judged."""
    kinds = {verdict.number: verdict.kind for verdict in verdicts}
    said: dict[int, tuple[str, ...]] = {}
    for at, reason in enumerate(reasons):
        above = reasons[at - 1] if at else None
        below = reasons[at + 1] if at + 1 < len(reasons) else None
        neighbours = [
            f"{word} {kinds[one.line]}{_score(one)}"
            for word, one in (("above", above), ("below", below))
            if one is not None
        ]
        lines = [_model(reason), _phrases(reason.phrases), ", ".join(neighbours)]
        said[reason.line] = tuple(filter(None, lines))
    return said


def _model(reason: Reason) -> str:
    if reason.unasked:
        return f"not scored: {reason.unasked}"
    pushes = ", ".join(map(_push, reason.pushes[:_PUSHES]))
    return f"score{_score(reason)} (text from {KEEP}): {pushes}"


def _push(push: Push) -> str:
    return f"{push.feature} {push.value:.3g} ({push.weight:+.2f})"


def _score(reason: Reason) -> str:
    return "" if reason.score is None else f" {reason.score:.2f}"


def _phrases(phrases: Sequence[Phrase]) -> str:
    said = (
        f'"{one.text.strip()}" of {one.rule}{", the whole line" if one.whole else ""}'
        for one in phrases[:_PHRASES]
    )
    return f"phrases: {'; '.join(said)}" if phrases else ""
