"""The built site as it goes to a host: its files and the host's own, in the order of sending."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec

from hemero.commands.publish_files import FRONT_PAGE, generated_files, site_files
from hemero.commands.publish_host import Built, host_files, meant_names
from hemero.config import Config
from hemero.errors import PublishError
from hemero.hosts import Host
from hemero.model.report import BuildReport
from hemero.output.permalinks import read_permalinks
from hemero.output.publish import JOURNAL
from hemero.output.target import Outgoing


def files_to_publish(config: Config, host: Host | None) -> list[Outgoing]:
    """The site's files and those that `host` wants, in the order of sending. Raises
    PublishError when there is no site, or only part of one."""
    site = config.output.resolve()
    if not (site / FRONT_PAGE).is_file():
        raise PublishError("holds no built site.", str(site), "Run hemero build first.")
    if (config.state / JOURNAL).exists():
        raise PublishError("is half written.", str(site), "Run hemero build to finish it.")
    addresses = read_permalinks(config.permalinks)
    articles = {*addresses.permalinks.values(), *addresses.moved}
    if host is None:
        return _in_order(site_files(site, articles))
    extra = host_files(host, built_site(config, host))
    files = [
        msgspec.structs.replace(file, location=extra.locations.get(file.path, ""))
        for file in site_files(site, articles, extra.replaced)
    ]
    return _in_order([*files, *generated_files(site, extra.files)])


def built_site(config: Config, host: Host) -> Built:
    """What of the built site matters to `host`."""
    site = config.output.resolve()
    addresses = read_permalinks(config.permalinks)
    pages = set(addresses.permalinks.values())
    moved = {
        old: addresses.permalinks[path]
        for old, path in addresses.moved.items()
        if old not in pages and path in addresses.permalinks
    }
    named = (name for name in sorted(meant_names(host)) if (site / name).is_file())
    return Built(
        own={name: (site / name).read_bytes() for name in named},
        moved={
            old: new
            for old, new in moved.items()
            if (site / old).is_file() and (site / new).is_file()
        },
        withdrawn=[path for path in withdrawn_pages(config) if (site / path).is_file()],
        base=urlsplit(config.settings.base_url).path or "/",
        base_is_known=bool(config.settings.base_url),
    )


def withdrawn_pages(config: Config) -> tuple[str, ...]:
    """Addresses of articles that were taken down, as the last build reported them."""
    try:
        report = (config.state / "report.json").read_bytes()
        return msgspec.json.decode(report, type=BuildReport).gone
    except (FileNotFoundError, msgspec.DecodeError):
        return ()


def _in_order(files: Sequence[Outgoing]) -> list[Outgoing]:
    return sorted(files, key=lambda file: (file.stage, file.path == FRONT_PAGE, file.path))
