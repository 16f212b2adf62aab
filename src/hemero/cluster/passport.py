"""What must be equal on every machine for the pages to be equal: Hemero's own code and theme,
Python, and the libraries that read or write what readers see."""

import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import xxhash

import hemero
from hemero.loader.sources import readers_key
from hemero.renderer.themefiles import ThemeSpec, theme_digest

NOTHING = "none"
_FOR_EDITORS = "hemero.schema.json"  # a wheel alone has it in the package
_LIBRARIES = (
    "jinja2", "markdown-it-py", "msgspec", "pyarrow", "pycld2", "cld3-py", "python-slugify",
    "pyyaml", "xxhash", "zstandard",
)  # fmt: skip


@lru_cache(maxsize=1)
def passport() -> dict[str, str]:
    """Name → version of all that counts. Taken once: a process goes on with the code that it
    began with."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"  # decides the Unicode tables
    own = f"{hemero.__version__} (code {_code_digest()})"
    found = {"Hemero": own, "Python": python, "for saved pages and further formats": readers_key()}
    return found | {name: _version(name) for name in _LIBRARIES}


def differences(there: dict[str, str], here: dict[str, str]) -> str:
    """What is otherwise there, in words; "" where all is equal."""
    unlike = [name for name in here if there.get(name) != here[name]]
    return ", ".join(
        f"{name} {there.get(name) or NOTHING} where the builder has {here[name] or NOTHING}"
        for name in unlike
    )


def _code_digest() -> str:
    """Of the package's bytes and the bundled theme, wherever they are installed."""
    package = Path(hemero.__file__).parent
    hasher = xxhash.xxh3_64(theme_digest(ThemeSpec()).encode())
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and path.name != _FOR_EDITORS:
            name = path.relative_to(package).as_posix()
            if not name.startswith("theme/"):  # a wheel holds it inside, a checkout outside
                hasher.update(f"{name}\0".encode())
                hasher.update(path.read_bytes())
    return hasher.hexdigest()[:8]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return NOTHING
