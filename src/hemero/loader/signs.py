"""Names in scripts that write no spaces and know no capitals (Chinese, Japanese).

A name is a sequence of signs that recurs; of those that recur equally often the longest. In
Japanese a foreign name is a run of katakana.
"""

from collections import Counter
from collections.abc import Iterator

from hemero.loader.mentions import Mention
from hemero.loader.scan import ENDS, OPENS, PAUSE, UNSPACED, Scan

CONSIDERED = 1200  # signs of a text
_LONGEST = 6  # signs of a name
_FEWEST = 3  # occurrences
_KEPT = 40


def find_sign_names(head: Scan, text: Scan) -> list[Mention]:
    """The sequences of signs that recur in a text, or stand in its title and recur once."""
    title = "".join(head.words)
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for start, run in _runs(text):
        for sequence, at in _sequences(run):
            counts[sequence] += 1
            first.setdefault(sequence, start + at)
    often = [
        (-count * (len(sequence) - 1), sequence)
        for sequence, count in counts.items()
        if count >= _FEWEST or (count > 1 and sequence in title)
    ]
    found: list[Mention] = []
    for _, sequence in sorted(often)[:_KEPT]:
        count = counts[sequence]
        if not any(_repeats(sequence, count, other) for other in found):
            found.append(Mention(sequence, first[sequence], 1, count, count, sequence in title))
    return found


def _repeats(sequence: str, count: int, other: Mention) -> bool:
    """Whether a sequence is but a part, or a longer and rarer form, of one that was taken."""
    if sequence in other.written:
        return True
    return other.written in sequence and count < other.count


def _runs(text: Scan) -> Iterator[tuple[int, str]]:
    """The unspaced signs between stops, with the place of each first sign."""
    run: list[str] = []
    start = 0
    for at, (word, mark) in enumerate(
        zip(text.words[:CONSIDERED], text.marks[:CONSIDERED], strict=True)
    ):
        if not mark & UNSPACED or mark & OPENS or at in text.starts:
            if run:
                yield start, "".join(run)
            run, start = [], at
        if mark & UNSPACED:
            if not run:
                start = at
            run.append(word)
            if mark & (ENDS | PAUSE):
                yield start, "".join(run)
                run = []
    if run:
        yield start, "".join(run)


def _sequences(run: str) -> Iterator[tuple[str, int]]:
    """Every sequence of two to six signs that may be a name, and the runs of katakana whole."""
    for at in range(len(run) - 1):
        if _is_katakana(run[at]):
            if at and _is_katakana(run[at - 1]):
                continue
            end = at
            while end < len(run) and _is_katakana(run[end]):
                end += 1
            if end - at > 2:
                yield run[at:end], at
            continue
        for length in range(2, _LONGEST + 1):
            sequence = run[at : at + length]
            if len(sequence) < length or not _is_ideograph(sequence[-1]):
                break
            if _is_ideograph(sequence[0]):
                yield sequence, at


def _is_katakana(sign: str) -> bool:
    return "\u30a1" <= sign <= "\u30fc"


def _is_ideograph(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"
