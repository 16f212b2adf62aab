"""A project to begin with: what is in it works, and nothing of it can go stale."""

import json
import os
import pty
import re
import shlex
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from hemero.commands.init import SAMPLE, init_project
from hemero.commands.settings_guide import commented_file, json_schema, settings
from hemero.config import Settings, load_config
from hemero.errors import ConfigError

ROOT = Path(__file__).parents[3]
HEMERO = [sys.executable, "-m", "hemero"]


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [*HEMERO, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_a_new_project_builds_at_once(tmp_path: Path) -> None:
    """Its sample article is read as a scrape should be: title, source, author, date, link, text."""
    assert run("init", tmp_path / "new").returncode == 0
    assert run("build", "--strict", tmp_path / "new").returncode == 0
    (record,) = map(json.loads, run("export", tmp_path / "new").stdout.splitlines())
    assert record["title"] == "The ferry turns round"
    assert record["source"] == "The Saltmarsh Post"
    assert record["authors"] == ["Ida Harrow"]
    assert record["date"] == "2024-05-14"
    assert [link["title"] for link in record["related"]] == ["Who left a piano on the quay?"]
    assert len(record["body"]) == 4
    # Addresses are kept where they can be committed: a fresh machine must give the same ones.
    assert (tmp_path / "new/permalinks.tsv").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """One file that is there already, and nothing at all is written."""
    (tmp_path / ".gitignore").write_text("mine")
    done = run("init", tmp_path)
    assert done.returncode == 2
    assert ".gitignore is there already" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == [".gitignore"]
    assert (tmp_path / ".gitignore").read_text() == "mine"


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    """A dangling link of one of the names is something that is there."""
    (tmp_path / "new").mkdir()
    (tmp_path / "new/hemero.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(ConfigError, match=r"hemero\.yaml is there"):
        init_project(tmp_path / "new")
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_a_folder_of_scrapes_gets_no_sample(tmp_path: Path) -> None:
    """Whoever has texts already needs none of ours among them."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/mine.txt").write_text("Mine")
    assert SAMPLE not in init_project(tmp_path)
    assert [file.name for file in (tmp_path / "content").iterdir()] == ["mine.txt"]


def test_workflows_can_be_left_out(tmp_path: Path) -> None:
    """--no-workflows; and --json names what was written."""
    done = run("init", "--no-workflows", "--json", tmp_path)
    files = json.loads(done.stdout)["files"]
    assert {path for path in files if "git" in path} == {".gitignore", "templates/.gitkeep"}
    assert all((tmp_path / path).is_file() for path in files)


def test_the_commands_of_the_workflows_work(tmp_path: Path) -> None:
    """Every hemero line of both files, run as it stands there."""
    init_project(tmp_path)
    github = yaml.safe_load((tmp_path / ".github/workflows/pages.yml").read_text())
    gitlab = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text())
    lines = [step.get("run", "") for step in github["jobs"]["publish"]["steps"]]
    environment = os.environ | {"BASE_URL": "https://a.example/b", "CI_PAGES_URL": "https://c.d/e"}
    for script in (lines, gitlab["pages"]["script"]):
        ours = [line for line in script if line.startswith("hemero ")]
        assert len(ours) == 2
        for line in ours:
            words = [os.path.expandvars(word) for word in shlex.split(line)]
            words = [re.sub(r"\$(\w+)", lambda m: environment[m[1]], word) for word in words]
            done = run(*words[1:], cwd=tmp_path)
            assert done.returncode == 0, done.stderr
    published = (tmp_path / "public/sitemap.xml").read_text()
    assert "https://c.d/e/" in published


def test_every_setting_stands_in_the_file_with_its_default() -> None:
    """With every sign taken away the file says just what holds without it."""
    text = re.sub(r"(?m)^#(?! \S)", "", commented_file(meant={}))
    told = yaml.safe_load(text)
    assert tuple(told) == Settings.__struct_fields__
    assert json.loads(json.dumps(told)) == told


def test_the_file_in_full_use_means_the_defaults(tmp_path: Path) -> None:
    """Hemero reads it so, too."""
    text = re.sub(r"(?m)^#(?! \S)", "", commented_file(meant={}))
    (tmp_path / "hemero.yaml").write_text(text)
    assert load_config(tmp_path).settings == Settings()


def test_every_setting_is_explained() -> None:
    """At every depth a sentence, and none twice the same within one group."""

    def check(group: tuple[object, ...]) -> None:
        says = [one.says for one in group]  # type: ignore[attr-defined]
        assert all(says) and len(set(says)) == len(says)
        for one in group:
            check(one.inner)  # type: ignore[attr-defined]

    check(settings())


@pytest.fixture
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(json_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize(
    "file",
    [*ROOT.glob("hemero.yaml"), *(ROOT / "tests/golden").glob("*/hemero.yaml")],
    ids=lambda file: file.parent.name,
)
def test_projects_pass_the_schema(file: Path, validator: jsonschema.Draft202012Validator) -> None:
    """The settings of our own archives are valid for an editor as they are for Hemero."""
    validator.validate(yaml.safe_load(file.read_text()))


@pytest.mark.parametrize(
    "text",
    [
        "titel: x", "search: maybe", "tags: {stop: word}", "theme: {ink: blue}",
        "theme: {dark: {inc: '#fff'}}", "withdrawn: [{articel: a}]", "tags: {floor: -1}",
        "map: {title: {a: b}}",
    ],
)  # fmt: skip
def test_schema_and_hemero_refuse_the_same(
    text: str, tmp_path: Path, validator: jsonschema.Draft202012Validator
) -> None:
    """What the editor underlines is what a build would stop at."""
    assert not validator.is_valid(yaml.safe_load(text))
    (tmp_path / "hemero.yaml").write_text(text)
    with pytest.raises(ConfigError):
        load_config(tmp_path)


def test_the_file_points_editors_at_its_schema(tmp_path: Path) -> None:
    """The first line names the schema beside it, which is what --schema prints."""
    init_project(tmp_path)
    first = (tmp_path / "hemero.yaml").read_text().splitlines()[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert (tmp_path / name).read_bytes() == json_schema()
    assert run("init", "--schema").stdout.encode() == json_schema()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_completion(shell: str) -> None:
    """The script asks hemero itself, by the variable that click looks for."""
    if shell == "bash" and not Path("/bin/bash").exists():
        pytest.skip("bash is not installed")
    done = run("completion", shell)
    assert done.returncode == 0
    assert f"_HEMERO_COMPLETE={shell}_complete" in done.stdout


def test_verbs_options_and_hosts_are_completed() -> None:
    """What a shell would ask, and what it is told."""
    code = "import sys; sys.argv = ['hemero']; from hemero.cli import main; main()"

    def completed(line: str) -> set[str]:
        words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
        environment = os.environ | words | {"_HEMERO_COMPLETE": "bash_complete"}
        command = [sys.executable, "-c", code.replace("main()", "main(prog_name='hemero')")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return {answer.partition(",")[2] for answer in done.stdout.split()}

    assert completed("hemero pu") == {"publish"}
    assert "--max-deletes" in completed("hemero publish --")
    assert completed("hemero publish --host ne") == {"netlify", "neocities"}


@pytest.mark.parametrize(("value", "coloured"), [("", True), ("1", False)])
def test_no_color_is_heeded_on_a_terminal(tmp_path: Path, value: str, coloured: bool) -> None:
    """On a real terminal `inspect` is coloured, unless NO_COLOR says otherwise."""
    (tmp_path / "a.txt").write_text("A title\n\nA text that is long enough to be read. " * 4)
    ours, theirs = pty.openpty()
    environment = os.environ | {"NO_COLOR": value, "TERM": "xterm"}
    process = subprocess.Popen(
        [*HEMERO, "inspect", str(tmp_path / "a.txt")], stdout=theirs, env=environment
    )
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 4096):
            said += part
    except OSError:  # Linux says so when the other end is closed
        pass
    process.wait(30)
    os.close(ours)
    assert (b"\x1b[" in said) == coloured
