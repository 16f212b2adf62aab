"""How much a count is, told so that one more hardly ever changes it, or not for many at once.

A step at 64 would make the 64th article of a subject change what the 63 before it think of the
subject. So everybody who asks has steps of his own: between 33 and 64, say, and no two the same.
An article more then changes the answer for about one of those who share its subject.
"""

import zlib

_BITS = 8  # of a number by which the steps of one who asks are moved
_MASK = (1 << _BITS) - 1


def at_least(count: int) -> int:
    """A count as lists of names give it, whose exact one stands on the name's own page: from 100
    on rounded down to its first two digits. 427 is 420 (and said as "420+")."""
    unit = int(10 ** max(len(str(count)) - 2, 0))
    return count // unit * unit


def mark_of(name: str, former: int = 0) -> int:
    """A number that stands for a name, together with `former` for both; the same everywhere."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass"), former)


def doublings(count: int, asker: int) -> int:
    """How often a count (1 or more) is the double of 1, or one more for some of those who ask.
    The mean over all askers is about log2(count) + 1/2."""
    return (count * ((1 << _BITS) + (asker & _MASK))).bit_length() - _BITS - 1
