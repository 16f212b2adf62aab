"""`hemero publish`: the built site goes to where people read it, and only what changed of it.

The target keeps a manifest of what was published. It is marked before the first file is sent and
settled after the last one, so that a publication that was cut short goes on where it stopped.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from hemero.commands.checking.limits import limit_findings
from hemero.commands.publish_files import FRONT_PAGE, STAGES, generated_files
from hemero.commands.publish_site import files_to_publish
from hemero.commands.publish_target import host_of, open_target
from hemero.config import Config
from hemero.errors import PublishError
from hemero.hosts import Host
from hemero.output.lock import BuildLock
from hemero.output.manifest import MANIFEST, Manifest, read_manifest, write_manifest
from hemero.output.publish import MARK, MARK_WITHIN
from hemero.output.target import Outgoing, Target
from hemero.stages.stopwatch import Progress, silent

DELETED_SHARE, DELETED_LEAST = 10, 100  # without --max-deletes: a tenth of the files, or 100
GROUP_BYTES = 64 << 20  # what is sent, and held in memory, at a time
SHOWN = 5  # findings that are named


class PublishOptions(Struct, frozen=True, kw_only=True):
    """What the command line asks of one publication."""

    host: str = ""
    dry_run: bool = False
    max_deletes: int | None = None
    adopt: bool = False  # write among files that Hemero did not put there


class Plan(Struct, frozen=True):
    """What is to be done at the target."""

    files: Sequence[Outgoing]
    changed: Sequence[Outgoing]  # in the order of sending
    gone: Sequence[str]
    certain: Mapping[str, str]  # path → SHA-256 of what stands there and stays as it is
    is_settled: bool  # whether the manifest there says all this already

    @property
    def is_done(self) -> bool:
        """Whether nothing at all is to be done."""
        return not self.changed and not self.gone and self.is_settled


class PublishReport(Struct, frozen=True, kw_only=True):
    """What a publication did, or with `dry_run` would do."""

    target: str
    host: str
    files: int
    bytes: int
    sent: tuple[str, ...]
    sent_bytes: int
    unchanged: int
    removed: tuple[str, ...]
    dry_run: bool
    notes: tuple[str, ...] = ()


def publish(
    config: Config, text: str, options: PublishOptions, progress: Progress = silent
) -> PublishReport:
    """Bring the target that `text` names up to date with the built site.

    Raises PublishError, before the first byte is sent, when there is no whole site, when the
    host would refuse part of it, when the target holds others' files or when more would be
    deleted than the user allowed.
    """
    with BuildLock(config.state / "lock"):
        host = host_of(text, options.host, config)
        files = files_to_publish(config, host)
        if host is not None:
            _refuse_excess(host, files)
        target = open_target(text, config)
        try:
            plan = _make_plan(target, files, options)
            _refuse_deletions(plan, options.max_deletes)
            if not options.dry_run and not plan.is_done:
                _carry_out(target, plan, progress)
        finally:
            target.abandon()
    sent = plan.files if target.whole and plan.changed else plan.changed
    return PublishReport(
        target=target.shown,
        host=host.name if host else "",
        files=len(files),
        bytes=sum(file.size for file in files),
        sent=tuple(file.path for file in sent),
        sent_bytes=sum(file.size for file in sent),
        unchanged=len(files) - len(sent),
        removed=tuple(plan.gone),
        dry_run=options.dry_run,
        notes=tuple(_notes(config, host, files)),
    )


# what the host takes


def _refuse_excess(host: Host, files: Sequence[Outgoing]) -> None:
    found = limit_findings({file.path: file.size for file in files}, host)
    faults = [one for one in found if one.weight == "fault"]
    if not faults:
        return
    lines = [f"{one.file or 'the site'} {one.what} {one.hint}" for one in faults[:SHOWN]]
    if len(faults) > SHOWN:
        lines.append(f"and {len(faults) - SHOWN:,} more: hemero check --host {host.name}.")
    raise PublishError("nothing was sent. " + "\n  ".join(lines), host.title)


def _notes(config: Config, host: Host | None, files: Sequence[Outgoing]) -> Iterator[str]:
    base = config.settings.base_url
    if all(file.path != "sitemap.xml" for file in files):
        yield "The site was built without base_url: no sitemap, no absolute addresses."
    if host is not None and not host.subpath and urlsplit(base).path not in ("", "/"):
        yield f"{host.title} shows sites at the top of a domain; base_url names a folder: {base}"


# what is there already


def _make_plan(target: Target, files: Sequence[Outgoing], options: PublishOptions) -> Plan:
    data = target.read(MANIFEST)
    there = read_manifest(data) if data is not None else Manifest()
    wanted = {file.path: file for file in files}
    known = dict(there.files)
    if data is None and not target.is_empty():
        if not options.adopt:
            _refuse_foreign(target)
        uncertain: Collection[str] = wanted.keys()
    else:
        uncertain = there.sending & wanted.keys()
    if looked_at := [wanted[path] for path in sorted(uncertain)]:
        known |= {path: wanted[path].sha256 for path in target.same(looked_at)}
    changed = [file for file in files if known.get(file.path) != file.sha256]
    gone = sorted((there.files.keys() | there.sending) - wanted.keys())
    settled = data is not None and not there.sending
    kept = known.keys() - {file.path for file in changed} - set(gone)
    return Plan(files, changed, gone, {path: known[path] for path in kept}, settled)


def _refuse_foreign(target: Target) -> None:
    """Files without a manifest are ours when the front page among them is, as after a copy by
    other means. What is not in the manifest is never deleted, but may be written over."""
    front = target.read(FRONT_PAGE)
    if front is None or MARK not in front[:MARK_WITHIN]:
        raise PublishError(
            "holds files that Hemero did not put there.",
            target.shown,
            "Choose another place, or say --adopt-target to publish among them.",
        )


def _refuse_deletions(plan: Plan, allowed: int | None) -> None:
    if allowed is None:
        allowed = max(DELETED_LEAST, len(plan.files) // DELETED_SHARE)
    if len(plan.gone) > allowed:
        raise PublishError(
            f"nothing was sent: {len(plan.gone):,} files would be removed there, such as "
            f"{plan.gone[0]}, and at most {allowed:,} may be.",
            hint=f"Look with --dry-run; if it is meant, say --max-deletes {len(plan.gone)}.",
        )


# the way there


def _carry_out(target: Target, plan: Plan, progress: Progress) -> None:
    """Send and remove in order. Whatever ends it early leaves a manifest at the target that
    names what is certain and what is not."""
    files = plan.files if target.whole else plan.changed
    certain = dict(plan.certain)
    pending = {file.path for file in files} | set(plan.gone)
    if not target.at_once:
        target.send([_manifest(plan, certain, pending)])
    try:
        done = 0
        for group in _groups(files, target.group_files):
            target.send(group)
            certain |= {file.path: file.sha256 for file in group}
            pending.difference_update(certain)
            done += len(group)
            progress(f"send {STAGES[group[0].stage]}", done, len(files))
        if plan.gone:
            target.remove(plan.gone)
        target.send([_manifest(plan, certain, ())])
        target.finish()
    except BaseException:
        if not target.at_once:
            _note_what_stands(target, _manifest(plan, certain, pending))
        raise


def _note_what_stands(target: Target, manifest: Outgoing) -> None:
    """As well as it can be done now: without it, the next publication looks for itself."""
    try:
        target.send([manifest])
    except (PublishError, OSError):
        return


def _groups(files: Sequence[Outgoing], most: int) -> Iterator[list[Outgoing]]:
    """Files of one stage, at most `most` of them and no more bytes than may be held."""
    group: list[Outgoing] = []
    size = 0
    for file in files:
        full = len(group) >= most or size + file.size > GROUP_BYTES
        if group and (full or file.stage != group[0].stage):
            yield group
            group, size = [], 0
        group.append(file)
        size += file.size
    if group:
        yield group


def _manifest(plan: Plan, files: Mapping[str, str], sending: Collection[str]) -> Outgoing:
    root = plan.files[0].root
    return generated_files(root, {MANIFEST: write_manifest(files, sending)})[0]
