"""The command as a person runs it: what it prints, where, and how it ends."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.conftest import Project, scrape

HEMERO = [sys.executable, "-m", "hemero"]


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [*HEMERO, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.fixture
def small(project: Project) -> Project:
    project.write("content/a.txt", scrape("Le marché du samedi revient", date="3 mai 2021"))
    project.write("content/b.txt", scrape("Une digue pour dix ans", date="4 mai 2021"))
    return project


def test_build_in_this_folder_needs_no_argument(small: Project) -> None:
    """`hemero build` builds content/ into site/ and says where to look."""
    done = run("build", cwd=small.root)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "2 articles" in done.stdout
    assert str(small.root / "site") in done.stdout


def test_quiet_prints_nothing_when_all_is_well(small: Project) -> None:
    """--quiet is silent on success."""
    done = run("build", small.root, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_set_aside_files_are_named_even_when_quiet(small: Project) -> None:
    """One line a file on standard error, whatever was asked."""
    small.write("content/empty.txt", b"")
    done = run("build", small.root, "--quiet")
    assert done.returncode == 0
    assert done.stderr.startswith("set aside: empty.txt: ")
    assert len(done.stderr.splitlines()) == 1


def test_strict_ends_with_1_when_a_file_was_set_aside(small: Project) -> None:
    """A pipeline can insist on reading everything; the rest is built all the same."""
    small.write("content/bad.txt", b"---\ntitle: [\n---\ntext\n")
    done = run("build", small.root, "--strict")
    assert done.returncode == 1
    assert (small.root / "site/index.html").exists()
    assert run("build", small.root).returncode == 0


def test_json_prints_the_report_only(small: Project) -> None:
    """--json gives one object on standard output."""
    report = json.loads(run("build", small.root, "--json").stdout)
    assert report["articles"] == report["sources"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "no-such-folder"], "no-such-folder"),
        (["build", "--jobs", "0"], "--jobs"),
        (["build", "--base-url", "example.org"], "base_url"),
        (["biuld"], "biuld"),
        (["inspect"], "FILE"),
        (["publish", ".", "s3://bucket"], "hemero publish s3://bucket ."),
        (["build", "--output", "s3://"], "s3://bucket/folder"),
    ],
)
def test_usage_faults_end_with_2_and_no_traceback(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    """A mistake is answered in words."""
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_configuration_names_its_line(small: Project) -> None:
    """hemero.yaml:2 is said, and exit is 2."""
    small.write("hemero.yaml", "title: x\nlangage: fr\n")
    done = run("build", small.root)
    assert done.returncode == 2
    assert 'hemero.yaml:2: unknown key "langage"' in done.stderr


def test_inspect_shows_every_line_with_its_rule(small: Project) -> None:
    """Each line of the file, its verdict, its rule; then the record."""
    done = run("inspect", small.root / "content/a.txt")
    assert done.returncode == 0
    assert "title" in done.stdout
    assert "Le marché du samedi revient" in done.stdout
    assert "\x1b[" not in done.stdout
    found = json.loads(run("inspect", "--json", small.root / "content/a.txt").stdout)
    lines = (small.root / "content/a.txt").read_text().splitlines()
    assert [v["number"] for v in found["verdicts"]] == list(range(1, len(lines) + 1))


def test_inspect_tells_where_tags_come_from(small: Project) -> None:
    """Given tags, and each subject that the text proposes with what speaks for it."""
    small.write(
        "content/t.md",
        "---\ntitle: Anna Moreau à Kerrec\nlanguage: fr\ntags: [ports]\n---\n\n"
        "Hier Anna Moreau a vu la Russie. Puis Moreau a parlé de l’Union des Ports (UDP) ici.\n",
    )
    said = run("inspect", small.root / "content/t.md").stdout
    assert "tags          ports   (given)" in said
    assert "subject       Anna Moreau   (name, in the title, 3 times, weight " in said
    assert "subject       Russie   (territory, once, weight " in said
    found = json.loads(run("inspect", "--json", small.root / "content/t.md").stdout)["subjects"]
    assert found[0] == {"name": "ports", "kind": "given"}
    (union,) = [subject for subject in found if subject["name"] == "Union des Ports"]
    assert union["acronym"] == "UDP"


def test_inspect_of_an_unreadable_file_says_why(small: Project) -> None:
    """A picture is named as one, exit 1, the other file still shown."""
    small.write("content/p.txt", b"\x89PNG\r\n\x1a\n\0\0")
    done = run("inspect", small.root / "content/p.txt", small.root / "content/a.txt")
    assert done.returncode == 1
    assert "PNG" in done.stderr
    assert "Le marché" in done.stdout


def test_export_prints_one_record_a_line(small: Project) -> None:
    """Every article, with the documented keys, as JSON lines."""
    small.write("content/empty.txt", b"")
    done = run("export", small.root)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["path"] for r in records] == ["a.txt", "b.txt"]
    assert set(records[0]) == {
        "path", "permalink", "title", "standfirst", "source", "url", "language", "date",
        "updated", "retrieved", "authors", "contributors", "body", "related", "tags", "boilerplate",
        "evidence", "tag_evidence", "duplicate_of", "duplicates",
    }  # fmt: skip
    assert records[0]["date"] == "2021-05-03"
    assert "empty.txt" in done.stderr
    assert not (small.root / "site").exists()


def test_export_takes_a_form_a_part_and_a_file(small: Project) -> None:
    """--to, --output and the options of choice reach the export; the old --format still does."""
    done = run("export", small.root, "--to", "ris", "--since", "2021-05-04")
    assert done.stdout.count("TY  - NEWS") == 1
    target = small.root / "out.db"
    done = run("export", small.root, "--to", "sqlite", "--output", target)
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_bytes().startswith(b"SQLite format 3")
    assert run("export", small.root, "--format", "jsonl").stdout == run("export", small.root).stdout


def test_export_reports_as_json(small: Project) -> None:
    """On standard output beside a file, on standard error beside the records."""
    small.write("content/empty.txt", b"")
    done = run("export", small.root, "--json", "--output", small.root / "out.jsonl")
    report = json.loads(done.stdout)
    assert (report["to"], report["output"]) == ("jsonl", str(small.root / "out.jsonl"))
    assert [one["where"] for one in report["complaints"]] == ["empty.txt"]
    beside = run("export", small.root, "--json")
    assert len(beside.stdout.splitlines()) == 2
    assert json.loads(beside.stderr)["output"] is None


def test_export_answers_mistakes_in_words(small: Project) -> None:
    """A form that there is not, a place that is missing, a part of a bag: exit 2 and a remedy."""
    for said, options in (
        ("csl-json", ["--to", "cls-json"]),
        ("--output", ["--to", "parquet"]),
        ("cannot be written", ["--to", "parquet", "--output", "/dev/null/a.parquet"]),
        ("--since", ["--since", "gestern"]),
        ("whole site", ["--to", "bagit", "--tag", "x", "--output", small.root / "bag"]),
    ):
        done = run("export", small.root, *options)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_exported_addresses_are_those_of_the_site(small: Project) -> None:
    """`permalink` names the published page."""
    run("build", small.root)
    for line in run("export", small.root).stdout.splitlines():
        assert (small.root / "site" / json.loads(line)["permalink"]).is_file()


def test_interrupted_build_says_so_and_leaves_the_site(small: Project) -> None:
    """INT ends with 130 and the published site as it was."""
    run("build", small.root)
    before = small.site()
    for n in range(1500):
        small.write(f"content/many/{n}.txt", scrape(f"Chronique {n} du port"))
    process = subprocess.Popen(
        [*HEMERO, "build", str(small.root)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    while process.poll() is None and not (small.root / ".hemero/staging").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"interrupted" in err
    assert b"Traceback" not in err
    assert small.site() == before


def test_version_is_said() -> None:
    """--version prints name and number."""
    assert run("--version").stdout.startswith("hemero 0.")
