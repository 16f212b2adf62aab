"""What is wrong with the project, in words: for the terminal and over the page."""

import html
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from hemero.commands.preview_pages import STYLE_PATH
from hemero.errors import HemeroError
from hemero.model.report import Complaint

SHOWN_TROUBLES = 20  # .hemero/report.json has all of them

STYLE = """\
#hemero-overlay, #hemero-overlay * { all: revert; box-sizing: border-box; }
#hemero-overlay { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 70vh;
  overflow: auto; margin: 0; padding: 0 1rem; border-top: .3rem solid #c4320a; color: #1b1b1b;
  background: #fff8f3; box-shadow: 0 0 2rem rgb(0 0 0 / .35); line-height: 1.5;
  font: 1rem/1.5 system-ui, sans-serif; text-align: left; }
#hemero-overlay[data-kind="set-aside"] { border-color: #b58100; }
#hemero-overlay summary { padding: .7rem 0; font-weight: 600; cursor: pointer; }
#hemero-overlay ul { margin: 0; padding: 0 0 1rem; list-style: none; }
#hemero-overlay li { padding: .5rem 0; border-top: 1px solid #e6d5c8; overflow-wrap: anywhere; }
#hemero-overlay code { display: block; font: 600 .95rem/1.5 ui-monospace, monospace; }
#hemero-overlay pre { margin: 0; font: .95rem/1.5 ui-monospace, monospace;
  white-space: pre-wrap; }
#hemero-overlay p { margin: .2rem 0 0; }
.hemero-bare { max-width: 40rem; margin: 15vh auto; padding: 0 1rem;
  font: 1.1rem/1.5 system-ui, sans-serif; }
@media (prefers-color-scheme: dark) {
  #hemero-overlay { color: #f0ebe6; background: #2a211c; border-top-color: #ff8a5c; }
  #hemero-overlay li { border-color: #57463b; }
  .hemero-bare { color: #eee; background: #161616; }
}
@media print { #hemero-overlay { display: none; } }
"""


class Trouble(Struct, frozen=True):
    """One thing to mend: where, what, and how. Printable text."""

    where: str
    what: str
    hint: str = ""

    def line(self) -> str:
        """For the terminal."""
        said = f"{self.where}: {self.what}" if self.where else self.what
        return f"{said} {self.hint}".rstrip()


class Troubles(Struct, frozen=True):
    """All that one build could not do. `failed`: nothing was published."""

    failed: bool = False
    items: tuple[Trouble, ...] = ()


def troubles_of_fault(fault: HemeroError | OSError, project: Path) -> Troubles:
    """The fault that ended a build, with its causes; paths relative to `project`."""
    if isinstance(fault, HemeroError):
        where, what, hint = fault.where or "", fault.message, fault.hint or ""
    else:
        where, what, hint = str(fault.filename or ""), f"{fault.strerror or fault}.", ""
    cause = fault.__cause__
    while cause is not None:
        if str(cause) not in what:
            what += f"\nReason: {cause}"
        cause = cause.__cause__
    parts = (_plain(part, project) for part in (where, what, hint))
    return Troubles(True, (Trouble(*parts),))


def troubles_of_complaints(complaints: Sequence[Complaint], project: Path) -> Troubles:
    """The files that a build set aside; warnings are no trouble."""
    aside = (c for c in complaints if c.severity == "set-aside")
    return Troubles(
        items=tuple(
            Trouble(*(_plain(part, project) for part in (c.where, c.what, c.hint))) for c in aside
        )
    )


def overlay_html(troubles: Troubles) -> str:
    """The overlay, all text escaped; "" when there is nothing to mend."""
    if not troubles.items:
        return ""
    if troubles.failed:
        kind, heading = "fault", "The site could not be built. Mend this, and the page reloads."
    else:
        count = len(troubles.items)
        kind, heading = "set-aside", f"{count:,} file{'s' * (count > 1)} set aside"
    shown = "".join(map(_item_html, troubles.items[:SHOWN_TROUBLES]))
    if len(troubles.items) > SHOWN_TROUBLES:
        more = len(troubles.items) - SHOWN_TROUBLES
        shown += f"<li>and {more:,} more: see .hemero/report.json</li>"
    return (
        f'<link rel="stylesheet" href="{STYLE_PATH}">\n'
        f'<aside id="hemero-overlay" role="alert" lang="en" dir="ltr" data-kind="{kind}">'
        f"<details open><summary>{heading}</summary>\n<ul>{shown}</ul></details></aside>\n"
    )


def _item_html(trouble: Trouble) -> str:
    where = f"<code>{html.escape(trouble.where)}</code>" if trouble.where else ""
    hint = f"<p>{html.escape(trouble.hint)}</p>" if trouble.hint else ""
    return f"<li>{where}<pre>{html.escape(trouble.what)}</pre>{hint}</li>"


def printable(text: str) -> str:
    """`text` with whatever a terminal or a reader might stumble over shown as an escape."""
    return "".join(
        c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text
    )


def _plain(text: str, project: Path) -> str:
    """`text` without the project's own path."""
    return printable(text.replace(f"{project}/", ""))
