"""Content that is kept in a store: fetched before a verb reads it, and told of in words."""

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from hemero.config import Config
    from hemero.stages.stopwatch import Progress


class Arrival(Struct, frozen=True):
    """What to say of a fetch; nothing where the content is a folder."""

    lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def bring_content(config: "Config", shown: "Progress | None" = None) -> Arrival:
    """Fetch what changed in the store, where the content is in one."""
    if not config.content_url:
        return Arrival()
    from hemero.commands.fetching import fetch_content
    from hemero.stages.stopwatch import silent

    found = fetch_content(config, shown or silent)
    if found is None:
        return Arrival()
    said = f"{found.files:,} files in {found.source}: {found.fetched:,} fetched"
    said += f", {found.removed:,} gone." if found.removed else "."
    what = "cannot be the name of a file here; it is left out."
    return Arrival(
        (said,), tuple(f"warning: {found.source}/{path} {what}" for path in found.left_out)
    )
