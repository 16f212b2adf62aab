"""Where rule packs lie, and what they are worth together. Understands none of them."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from hemero.errors import RuleError

_MOST_BYTES = 1_000_000  # of one rule file


def rules_digest(directory: Path | None) -> str:
    """The digest that `load_rules(directory)` would have, without compiling anything."""
    return digest_of(bundled_packs() + own_packs(directory))


def digest_of(sources: Iterable[tuple[str, str]]) -> str:
    digest = hashlib.sha256()
    for name, text in sources:
        digest.update(f"{name}\0{text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def own_packs(directory: Path | None) -> tuple[tuple[str, str], ...]:
    if directory is None:
        return ()
    return tuple((path.stem, _read(path)) for path in sorted(directory.glob("*.yaml")))


@lru_cache(maxsize=1)
def bundled_packs() -> tuple[tuple[str, str], ...]:
    folder = Path(__file__).with_name("rules")
    return tuple((path.stem, _read(path)) for path in sorted(folder.glob("*.yaml")))


def _read(path: Path) -> str:
    where = f"rules/{path.name}"
    try:
        raw = path.read_bytes()
        if len(raw) > _MOST_BYTES:
            raise RuleError(f"is larger than {_MOST_BYTES} bytes.", where)
        return raw.decode("utf-8")
    except OSError as fault:
        raise RuleError(f"cannot be read: {fault.strerror}.", where) from None
    except UnicodeDecodeError as fault:
        raise RuleError(f"is not UTF-8 (byte {fault.start}).", where) from None
