"""`hemero theme`: what the bundled theme holds, and a copy of one of its files to change."""

from pathlib import Path

from hemero.config import Config
from hemero.errors import ConfigError
from hemero.renderer.strings import nearest
from hemero.renderer.themefiles import bundled_theme, theme_files


def list_theme() -> tuple[str, ...]:
    """Names of the files that a project may have its own of: "article.html", "i18n/fr.yaml"."""
    return tuple(path.relative_to(bundled_theme()).as_posix() for path in theme_files())


def eject(config: Config, name: str, *, force: bool = False) -> Path:
    """Copy the bundled file `name` into the project's templates folder; where it now stands.

    From then on the copy counts, and the bundled file's later improvements do not reach the
    project. Raises ConfigError for a name that is not there, and for a file that is.
    """
    name = name.replace("\\", "/").removeprefix("hemero/").removeprefix("templates/")
    known = list_theme()
    if name not in known:
        hint = nearest(name, known) or "Known: " + ", ".join(known) + "."
        raise ConfigError(f'the theme has no file "{name}".', hint=hint)
    copy = config.templates / name
    if copy.exists() and not force:
        raise ConfigError("is there already.", str(copy), "Remove it first, or use --force.")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((bundled_theme() / name).read_bytes())
    except OSError as fault:
        raise ConfigError(f"cannot be written ({fault.strerror}).", str(copy)) from fault
    return copy
