"""What is said: reports in lines or as JSON."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hemero.commands.check import CheckReport
    from hemero.commands.publish import PublishReport
    from hemero.model.report import BuildReport, Complaint


SHOWN_WARNINGS = 20  # further ones are in the JSON report


def printable(said: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in said)


def counted(number: int, noun: str) -> str:
    """1 file, 2 files."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def summary(report: "BuildReport") -> str:
    noun = "copy" if report.copies == 1 else "copies"
    copies = f" ({report.copies:,} {noun} of another)" if report.copies else ""
    lines = [
        f"{counted(report.articles, 'article')}{copies}, "
        f"{counted(report.set_aside, 'file')} set aside{_withheld(report)}.",
        f"{counted(report.rendered, 'page')} rendered, {report.unchanged:,} unchanged, "
        f"{report.removed:,} removed in {report.seconds:.2f} s.",
        f"The site is in {report.output}{_index_hint(report)}",
    ]
    return "\n".join(lines)


def _withheld(report: "BuildReport") -> str:
    held = f", {report.held_back:,} held back" if report.held_back else ""
    return held + (f", {report.withdrawn:,} withdrawn" if report.withdrawn else "")


def _index_hint(report: "BuildReport") -> str:
    return f" (open {Path(report.output) / 'index.html'})"


def complaint_lines(report: "BuildReport") -> Iterator[str]:
    warnings = [c for c in report.complaints if c.severity != "set-aside"]
    for complaint in report.complaints:
        if complaint.severity == "set-aside":
            yield complaint_line(complaint)
    for complaint in warnings[:SHOWN_WARNINGS]:
        yield complaint_line(complaint)
    more = len(warnings) - SHOWN_WARNINGS
    if more > 0:
        verb = "is" if more == 1 else "are"
        yield f"{counted(more, 'more warning')} {verb} in .hemero/report.json."


def complaint_line(complaint: "Complaint") -> str:
    word = complaint.severity.replace("-", " ")
    said = f"{word}: {complaint.where}: {complaint.what} {complaint.hint}".rstrip()
    return printable(said)


def finding_lines(report: "CheckReport") -> Iterator[str]:
    for one in report.findings:
        place = f"{one.file or 'the site'}:{one.line}" if one.line else one.file or "the site"
        word = "" if one.weight == "fault" else "advice: "
        yield printable(f"{word}{place}: {one.rule}: {one.what} {one.hint}".rstrip())
    for rule, number in report.unsaid.items():
        yield f"{rule}: {number:,} more like these."
    many = counted(report.faults, "finding")
    found = many if report.faults else "Nothing wrong"
    advice = f", {report.advice:,} of advice" if report.advice else ""
    yield (
        f"{found}{advice} in {counted(report.files, 'file')} ({counted(report.pages, 'page')})"
        f" in {report.seconds:.2f} s."
    )


def json_text(report: object) -> str:
    import msgspec

    return msgspec.json.encode(report).decode()


def publish_lines(report: "PublishReport") -> Iterator[str]:
    if report.dry_run:
        yield from (f"send    {path}" for path in report.sent)
        yield from (f"remove  {path}" for path in report.removed)
    would = "would be " if report.dry_run else ""
    yield (
        f"{counted(len(report.sent), 'file')} {would}sent "
        f"({counted(report.sent_bytes, 'byte')}), "
        f"{report.unchanged:,} unchanged, {len(report.removed):,} {would}removed."
    )
    if not report.dry_run:
        yield f"Published at {report.target}"


def timings_table(report: "BuildReport") -> str:
    rows = [f"{'stage':<12}{'seconds':>9}{'µs an article':>16}"]
    for stage, seconds in report.timings.items():
        each = seconds * 1e6 / report.articles if report.articles else 0.0
        rows.append(f"{stage:<12}{seconds:>9.3f}{each:>16.1f}")
    return "\n".join(rows)
