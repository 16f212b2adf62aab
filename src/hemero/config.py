"""hemero.yaml and the command line as one typed value. No configuration is needed at all."""

import os
import re
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from hemero.configfile import convert, read_yaml
from hemero.errors import ConfigError
from hemero.model.choice import FieldMap
from hemero.model.tokens import Tokens
from hemero.model.withdrawal import WithdrawnEntry

CONFIG_NAME = "hemero.yaml"
CONFIG_BYTES = 1 << 20  # more is not a configuration
STATE = ".hemero"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://.", re.IGNORECASE)  # one letter is a drive of Windows
_FILE = "file://"


class TagsConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`tags:` of hemero.yaml."""

    aliases: dict[str, str] = {}
    """Other spelling → the tag it stands for."""
    stop: tuple[str, ...] = ()
    """Words that are never a tag."""
    floor: Annotated[int, Meta(ge=0)] = 0
    """Articles that must share a tag found in the text; 0: by the size of the archive."""
    maximum: Annotated[int, Meta(ge=0)] = 6
    """Tags an article has at most when some are found in its text; 0: none is looked for."""


class FeedsConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`feeds:` of hemero.yaml."""

    tags: bool = False
    """Whether each tag has a feed of its own, as each source has."""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of hemero.yaml, all optional."""

    title: str = ""
    """Name of the archive; else a plain "News archive" in the site's language."""
    description: str = ""
    """One sentence under the name on the front page."""
    language: str = ""
    """Language of the interface (ISO 639-1); else the commonest of the articles."""
    base_url: str = ""
    """Address the site is published at; without it no sitemap and no absolute links."""
    content: str = "content"
    """Folder of the articles, or an address such as s3://bucket/folder."""
    output: str = "site"
    """Folder the site is written to, or an address that it is sent to after each build."""
    templates: str = "templates"
    """Folder of the project's own templates, which override the bundled ones."""
    static: str = "static"
    """Folder of files that are copied into the site as they are."""
    rules: str = "rules"
    """Folder of the project's own rule packs."""
    permalinks: str = ""
    """File that keeps every article's address; else .hemero/permalinks.tsv."""
    search: bool = True
    """Whether the site has a search page and the index it needs."""
    licence: str = ""
    """Licence statement for the about page."""
    about: str = ""
    """Markdown file whose text opens the about page."""
    tags: TagsConfig = TagsConfig()
    """Aliases, stop words and limits of tags."""
    feeds: FeedsConfig = FeedsConfig()
    """Which feeds there are besides the archive's and those of sources."""
    withdrawn: tuple[WithdrawnEntry | str, ...] = ()
    """Articles that were taken down: each its path or its address, or a mapping of `article`,
    `reason` and `keep_title`."""
    theme: Tokens = Tokens()
    """Colours and faces; see theming.md."""
    map: FieldMap = FieldMap()
    """For records with odd names: our field → the record's key, or keys."""


class Config(Struct, frozen=True, kw_only=True):
    """Settings with every path absolute. `project` is the folder that holds hemero.yaml."""

    project: Path
    settings: Settings
    content: Path
    output: Path
    templates: Path
    static: Path
    rules: Path
    permalinks: Path
    about: Path | None
    form: str = ""  # the format that records are read as, whatever they look like
    as_of: str = ""  # the day or moment that embargoes are compared with; "" ends none
    content_url: str = ""  # the store that `content` is a copy of; "" where it is the user's folder
    output_url: str = ""  # the store that `output` is sent to

    @property
    def state(self) -> Path:
        """Folder of the ledger and the report."""
        return self.project / STATE


def load_config(
    project: Path,
    *,
    content: Path | str | None = None,
    output: Path | str | None = None,
    base_url: str | None = None,
    form: str = "",
    as_of: str = "",
) -> Config:
    """Read `project`/hemero.yaml, where there is one, and lay the options of the command over it.

    Raises ConfigError naming the line for anything that cannot be meant, and for folders
    that would make the build read its own output or overwrite its sources.
    """
    if not project.is_dir():
        raise ConfigError(
            f"{project} is not a folder.", hint="Name the folder that holds content/."
        )
    project = project.resolve()
    file = project / CONFIG_NAME
    settings, where = Settings(), None
    if file.is_file():
        found = read_yaml(file, CONFIG_BYTES)
        settings, where = convert(found, Settings), found.where("$.base_url")
    if base_url is not None:
        settings, where = msgspec.structs.replace(settings, base_url=base_url), None
    address = _checked_base_url(settings.base_url, where)
    settings = msgspec.structs.replace(settings, base_url=address)
    articles, content_url = _place(content, project, settings.content, "content")
    site, output_url = _place(output, project, settings.output, "site")
    config = Config(
        project=project,
        settings=settings,
        content=articles,
        output=site,
        content_url=content_url,
        output_url=output_url,
        templates=project / settings.templates,
        static=project / settings.static,
        rules=project / settings.rules,
        permalinks=project / (settings.permalinks or ".hemero/permalinks.tsv"),
        about=project / settings.about if settings.about else None,
        form=form,
        as_of=as_of,
    )
    _check_folders(config)
    return config


def _place(said: Path | str | None, project: Path, own: str, name: str) -> tuple[Path, str]:
    """The folder that the command says, else the project's `own`; and the address that either
    may be instead, whose copy lies in the state folder under `name`."""
    text = os.fspath(said or own)
    if _ADDRESS.match(text) and not text.startswith(_FILE):
        return project / STATE / name, text
    if text.endswith("://"):
        raise ConfigError(f"{text} names no place.", hint=f"Write {text}bucket/folder.")
    path = Path(text.removeprefix(_FILE))
    return (path.expanduser().absolute() if said else project / path), ""


def _checked_base_url(text: str, where: str | None) -> str:
    if not text:
        return ""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
        good = good and not parts.query and not parts.fragment and text.isprintable()
    except ValueError:
        good = False
    if not good or " " in text:
        raise ConfigError(
            f"base_url must be an address like https://example.org/archive/, not {text!r}.", where
        )
    return text.rstrip("/") + "/"


def _check_folders(config: Config) -> None:
    output, content = config.output.resolve(), config.content.resolve()
    guarded = {
        "the project folder": config.project,
        "the content folder": content,
        "the templates folder": config.templates.resolve(),
        "the static folder": config.static.resolve(),
        "your home folder": Path.home().resolve(),
    }
    for name, folder in guarded.items():
        if output == folder or output in folder.parents:
            raise ConfigError(
                f"the output folder {output} is or contains {name}.",
                hint="Choose a folder of its own with --output.",
            )
    for name in ("the content folder", "the templates folder", "the static folder"):
        if guarded[name] in output.parents:
            raise ConfigError(
                f"the output folder {output} lies inside {name}.",
                hint="Choose a folder of its own with --output.",
            )
