"""Where an inspected file stands: in a project, and then as its build reads it, or alone."""

from pathlib import Path

from msgspec import Struct

from hemero.config import CONFIG_NAME, load_config
from hemero.errors import ConfigError
from hemero.loader.sources import check_form
from hemero.model.choice import Choice
from hemero.output.glance import recurring_lines

LEDGER = ".hemero/ledger.sqlite"


class Place(Struct, frozen=True):
    """A file, or one record of it, and what a build would read it with."""

    content: Path
    file: Path
    number: int  # of the record; 0 for the file's first
    rules: Path | None
    choice: Choice
    ledger: Path | None = None  # of the project that it stands in

    def recurring(self, path: str) -> bytes:
        """The lines that the last build read the article at `path` without."""
        return recurring_lines(self.ledger, path) if self.ledger else b""


def find_place(named: str, rules: Path | None, form: str) -> Place:
    """What is meant by FILE or FILE#N. `rules`: a folder to take instead of the project's own.

    ConfigError where there is no such file, no such form, or the project's settings are broken.
    """
    check_form(form)
    file, number = _split(named)
    if file.is_dir():
        raise ConfigError("is a folder.", named, "Name a file in it.")
    if not file.is_file():
        raise ConfigError("there is no such file.", named)
    file = file.absolute()
    for folder in file.parents:
        if (folder / CONFIG_NAME).is_file() or (folder / LEDGER).is_file():
            config = load_config(folder)
            if file.is_relative_to(config.content):
                own = config.rules if config.rules.is_dir() else None
                choice = Choice(form, config.settings.map)
                ledger = config.state / "ledger.sqlite"
                return Place(config.content, file, number, rules or own, choice, ledger)
    return Place(file.parent, file, number, rules, Choice(form))


def _split(named: str) -> tuple[Path, int]:
    """A file may have "#" in its own name."""
    path, sign, number = named.rpartition("#")
    if sign and number.isdecimal() and not Path(named).is_file():
        return Path(path), int(number)
    return Path(named), 0
