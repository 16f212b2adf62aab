"""Batches with bad files in them: every good one is published, every bad one named."""

import json
import os
from pathlib import Path

import pytest
from tests.attacks import bad, heavy, inputs
from tests.attacks.running import hemero
from tests.conftest import Project

from hemero.loader.pieces import Piece
from hemero.loader.sources import is_cut
from hemero.loader.walk import find_sources
from hemero.model.report import Complaint
from hemero.shards import LoaderSpec, ReadBatch, cut_records, structure_shard

GOOD = 12
CPU_SECONDS = 2.0  # for one file, however it is made
MEGABYTES = 300
THOROUGH = os.environ.get("HEMERO_ATTACKS") == "all"


def good_files(project: Project) -> None:
    for number in range(GOOD):
        text = inputs.as_text(inputs.fields(number, text=f"Le mot secret est bon{number}x."))
        project.write(f"content/good{number}.txt", text)


def published(project: Project) -> int:
    """How many of the good articles readers find."""
    pages = b"".join(data for path, data in project.site().items() if path.endswith(".html"))
    return sum(f"bon{number}x".encode() in pages for number in range(GOOD))


def report_of(project: Project) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads(
        (project.root / ".hemero/report.json").read_text()
    )
    return found


def test_bad_bytes_are_named_and_the_rest_published(project: Project) -> None:
    """Whatever a file holds: one line on standard error and one in the report, no traceback."""
    good_files(project)
    for name, data in bad.BYTES.items():
        project.write(f"content/{name}", data)
    ran = hemero("build", project.root)
    assert ran.code == 0
    assert "Traceback" not in ran.err
    assert published(project) == GOOD
    named = {
        one["where"].partition("#")[0].partition(":")[0] for one in report_of(project)["complaints"]
    }
    assert set(bad.BYTES) - named == set()
    for name in bad.BYTES:
        assert f"set aside: {name}" in ran.err
    assert "stumbled" not in ran.err
    assert ran.memory < MEGABYTES


def test_strict_and_quiet_still_name_them(project: Project) -> None:
    """--quiet hides no bad file, --strict ends with 1 and publishes all the same."""
    good_files(project)
    project.write("content/empty.txt", b"")
    ran = hemero("build", project.root, "--quiet", "--strict")
    assert (ran.code, ran.out) == (1, "")
    assert "set aside: empty.txt" in ran.err
    assert published(project) == GOOD


def test_special_files_are_named_and_never_opened(project: Project) -> None:
    """Pipes, sockets, devices and links that lead outside are passed over with a line."""
    good_files(project)
    made = []
    for name, make in bad.special(project.root / "content").items():
        try:
            make()
        except (OSError, AttributeError):
            continue  # the system has no such file, or lets nobody make one
        made.append(name)
    ran = hemero("build", project.root)
    assert ran.code == 0
    assert "Traceback" not in ran.err
    assert published(project) == GOOD
    named = {one["where"] for one in report_of(project)["complaints"]}
    assert set(made) - named == set()
    everything = b"".join(project.site().values())
    assert b"dehors" not in everything
    assert b"root:" not in everything


def test_every_name_is_read_and_printed_safely(project: Project) -> None:
    """Odd names are names: all are read, none reaches a path, a terminal or a page as it is."""
    folder = os.fsencode(project.root / "content")
    written = []
    for number, name in enumerate(bad.NAMES):
        data = inputs.as_text(inputs.fields(number, text=f"Le mot secret est nom{number}x."))
        try:
            handle = os.open(folder + b"/" + name, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        except OSError:
            continue  # this file system does not take the name, or takes two for one
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        written.append(number)
        bad_twin = folder + b"/bad-" + name[:240] + b".json"
        Path(os.fsdecode(bad_twin)).write_bytes(b"{")
    ran = hemero("build", project.root)
    assert ran.code == 0
    assert "Traceback" not in ran.err
    pages = b"".join(data for path, data in project.site().items() if path.endswith(".html"))
    assert [n for n in written if f"nom{n}x".encode() not in pages] == []
    assert len([one for one in ran.err.splitlines() if one.startswith("set aside: bad-")]) == len(
        written
    )
    assert not any(c < " " and c != "\n" for c in ran.err)
    assert b"<img src=x onerror" not in pages
    for path in project.site():
        path.encode("ascii")
    before = project.site()
    assert hemero("build", project.root, "--force").code == 0
    assert project.site() == before


def test_deep_folders_are_no_trap(project: Project) -> None:
    """A hundred folders in each other are entered; deeper than the system allows is named."""
    good_files(project)
    project.write(f"content/{'d/' * 100}deep.txt", bad.GOOD)
    ran = hemero("build", project.root)
    assert ran.code == 0
    assert report_of(project)["articles"] == GOOD + 1


def measured(folder: Path, name: str) -> tuple[float, bytes]:
    """CPU seconds that reading one file takes, and what is said of it."""
    import time

    spec = LoaderSpec(folder, None, "key")
    sources, _ = find_sources(folder)
    said = b""
    started = time.process_time()
    for source in sources:
        if not is_cut(source):
            said += structure_shard(ReadBatch(spec, ((source, ""),)))[0].source.complaints
            continue
        for piece in cut_records(spec, source):
            if isinstance(piece, Piece):
                said += structure_shard(ReadBatch(spec, (), (piece,)))[0].source.complaints
            else:
                assert isinstance(piece, Complaint)
    return time.process_time() - started, said


EVERY = list(heavy.files())
CHOSEN = EVERY if THOROUGH else EVERY[::3]


@pytest.mark.parametrize("part", range(4))
def test_no_file_costs_more_than_it_should(tmp_path: Path, part: int) -> None:
    """Huge, deep and repetitive files are read or set aside within two seconds each (half of
    them here, all with HEMERO_ATTACKS=all), and none makes our own code stumble."""
    spec = LoaderSpec(tmp_path, None, "key")
    (tmp_path / "first.txt").write_bytes(bad.GOOD)  # loads the rules
    sources, _ = find_sources(tmp_path)
    structure_shard(ReadBatch(spec, tuple((source, "") for source in sources)))
    (tmp_path / "first.txt").unlink()
    slow = {}
    for name, make in CHOSEN[part::4]:
        file = tmp_path / name
        file.write_bytes(make())
        seconds, said = measured(tmp_path, name)
        assert b"stumbled" not in said, (name, said)
        if seconds > CPU_SECONDS:
            slow[name] = seconds
        file.unlink()
    assert slow == {}


def test_memory_stays_bounded(project: Project) -> None:
    """All heavy files in one archive: the good ones are published, and neither the program nor a
    worker takes more than 300 MB."""
    good_files(project)
    for number, (name, make) in enumerate(CHOSEN[::2]):
        project.write(f"content/{number}-{name}", make())
    ran = hemero("build", project.root, "--jobs", 1)
    assert ran.code == 0
    assert "Traceback" not in ran.err
    assert "stumbled" not in ran.err
    assert published(project) == GOOD
    assert ran.memory < MEGABYTES
