"""The files of a theme: where they lie, what they are worth together, and the static ones.

Knows folders and bytes. What a template says is `theme`'s business; this much is known without
a template engine, which a build that finds nothing to do never loads.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

import hemero
from hemero.model.tokens import Tokens
from hemero.renderer.tokens import own_rules

_PACKAGE = Path(hemero.__file__).parent
# Spaces that the bundled script can do without; none of its strings holds the like.
_SPARE = re.compile(rb"(?<=[,;{(]) | (?=[})])| (=>|[=+*<>?:&|!-]{1,3}) ")
_KINDS = frozenset((".html", ".xml", ".json", ".txt", ".yaml"))  # besides all of static/


class ThemeSpec(Struct, frozen=True):
    """What a worker needs to find the theme."""

    templates: Path | None = None  # the project's own templates folder
    tokens: Tokens = Tokens()  # its own colours and faces; they change the stylesheet alone


def bundled_theme() -> Path:
    """The bundled theme: inside the package (a wheel), else at the top of the checkout."""
    installed = _PACKAGE / "theme"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "templates"


def theme_files() -> tuple[Path, ...]:
    """Every file of the bundled theme."""
    return tuple(files_of(bundled_theme()))


def theme_folders(spec: ThemeSpec) -> tuple[Path, ...]:
    """Where templates, strings and static files are looked for, first found counting."""
    own = spec.templates
    return (own, bundled_theme()) if own and own.is_dir() else (bundled_theme(),)


def theme_digest(spec: ThemeSpec) -> str:
    """A digest of every template, string table and static file that `spec` can reach."""
    digest = hashlib.sha256()
    for folder in theme_folders(spec):
        for path in files_of(folder):
            name = path.relative_to(folder).as_posix()
            content = path.read_bytes()
            digest.update(f"{len(name)} {name} {len(content)} ".encode("utf-8", "surrogateescape"))
            digest.update(content)
        digest.update(b"\0")
    return digest.hexdigest()


def check_theme(spec: ThemeSpec) -> None:
    """Raise ConfigError now for colours and faces that `static_files` would refuse later."""
    static_files(spec)


def static_files(spec: ThemeSpec) -> tuple[tuple[str, bytes], ...]:
    """The files under static/ with their place in the site ("assets/site.css").

    The bundled stylesheet loses its comments and line ends, the script its comments and spare
    spaces; a project's files stay as they are. A project's tokens end the stylesheet.
    """
    found: dict[str, bytes] = {}
    for folder in reversed(theme_folders(spec)):
        for path in files_of(folder / "static"):
            own = folder != bundled_theme()
            content = path.read_bytes() if own else _compact(path)
            found[f"assets/{path.relative_to(folder / 'static').as_posix()}"] = content
    sheet = found["assets/site.css"]
    bundled = (bundled_theme() / "static" / "site.css").read_text(encoding="utf-8")
    rules = own_rules(spec.tokens, bundled, sheet.decode("utf-8", "replace"))
    found["assets/site.css"] = sheet + rules.encode()
    return tuple(sorted(found.items()))


def _compact(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix == ".js":
        bare = re.sub(rb"/\*.*?\*/", b"", content, flags=re.DOTALL)
        return b"/* Hemero */" + _SPARE.sub(rb"\1", re.sub(rb"\n\s*", b"\n", bare))
    if path.suffix != ".css":
        return content
    bare = re.sub(rb"/\*.*?\*/|\n\s*", b"", content, flags=re.DOTALL)
    return b"/* Hemero */" + bare.replace(b";}", b"}") + b"\n"


def files_of(folder: Path) -> Iterator[Path]:
    """The theme's files in a folder, in order; hidden and backup files are not of it."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") or part.endswith("~") for part in name.parts)
        static = folder.name == "static" or name.parts[0] == "static"
        if path.is_file() and not hidden and (static or path.suffix in _KINDS):
            yield path
