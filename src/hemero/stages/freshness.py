"""What a build depends on, as one digest. Knows no article, so that a build which finds nothing
to do loads neither the loader nor a template engine."""

from collections.abc import Sequence

import msgspec
import xxhash

from hemero.config import Config
from hemero.loader.rulefolder import rules_digest
from hemero.loader.sources import readers_key
from hemero.model.choice import Choice, Use
from hemero.model.report import Complaint, Source
from hemero.output.sinks import DirectorySink
from hemero.renderer.themefiles import ThemeSpec, theme_digest
from hemero.stages.keys import code_key, digest, file_digest

_encode = msgspec.msgpack.Encoder().encode


def theme_spec(config: Config) -> ThemeSpec:
    """What workers need to find this project's templates."""
    own = config.templates if config.templates.is_dir() else None
    return ThemeSpec(templates=own, tokens=config.settings.theme)


def use_of_texts(config: Config) -> Use:
    """What this project's site makes of its texts."""
    return Use(tags=config.settings.tags.maximum > 0, search=config.settings.search)


def reading_key(config: Config) -> str:
    """What the reading of a content file depends on besides the file."""
    rules = config.rules if config.rules.is_dir() else None
    choice = _encode((Choice(config.form, config.settings.map), use_of_texts(config)))
    return f"{rules_digest(rules)}:{code_key()}:{readers_key()}:{digest(choice)}"


def inputs_key(sources: Sequence[Source], settings: str) -> str:
    """A digest of all that a build depends on: equal key, nothing to do."""
    hasher = xxhash.xxh3_128(settings.encode())
    for source in sources:
        hasher.update(
            f"{source.path}\0{source.stamp}\0{source.sidecar}\n".encode("utf-8", "surrogateescape")
        )
    return hasher.hexdigest()


def settings_key(config: Config, unopened: Sequence[Complaint]) -> str:
    """A digest of all that a build depends on besides the content files that it reads."""
    hasher = xxhash.xxh3_128()
    for complaint in unopened:
        hasher.update(_encode(complaint))
    hasher.update(repr(config).encode("utf-8", "surrogateescape"))
    hasher.update(theme_digest(theme_spec(config)).encode())
    hasher.update(reading_key(config).encode())
    for path, stamp in sorted(DirectorySink(config.static).paths()):
        hasher.update(f"{path}\0{stamp}\n".encode("utf-8", "surrogateescape"))
    if config.about is not None:
        hasher.update(file_digest(config.about).encode())
    return hasher.hexdigest()
