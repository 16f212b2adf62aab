"""What `hemero inspect` shows: the verdicts of the build, their reasons, and how to mend them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import PITCH, Project, scrape, under_pitch

from hemero.commands.inspect import inspect_file, read_wanted
from hemero.errors import ConfigError, UnreadableSource
from hemero.loader.explanation import Scales, explain_lines
from hemero.loader.prose import read_model
from hemero.loader.rulepack import bundled_rules
from hemero.model.article import RawDocument

PLACES = ("Kerlouan", "Port-Blanc", "Trévec", "la pointe", "l'île Longue")


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hemero", "inspect", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


def kinds(found: Any) -> dict[int, str]:
    return {verdict.number: verdict.kind for verdict in found.verdicts}


@pytest.fixture
def pitched(project: Project) -> Project:
    """Five pages of one source, with a standing line that only the archive can tell."""
    for number, place in enumerate(PLACES):
        project.write(f"content/{number}.txt", under_pitch(place))
    return project


def test_lines_that_recur_are_judged_as_in_the_build(pitched: Project) -> None:
    """Before a build the pitch reads as text; after it, inspect knows what the ledger knows."""
    file = str(pitched.root / "content/2.txt")
    at = under_pitch(PLACES[2]).splitlines().index(PITCH)
    assert inspect_file(file).verdicts[at].kind == "body"
    pitched.build()
    found = inspect_file(file)
    assert (found.verdicts[at].kind, found.verdicts[at].rule) == (
        "boilerplate",
        "archive/recurring",
    )
    assert found.recurring == 1
    assert "Read without 1 line that recurs" in run("content/2.txt", cwd=pitched.root).stdout


def test_looking_into_the_ledger_changes_nothing(pitched: Project) -> None:
    """No lock is taken, no file is made, and a ledger that is damaged is as good as none."""
    pitched.build()
    state = pitched.root / ".hemero"
    before = {file.name: file.read_bytes() for file in state.iterdir() if file.is_file()}
    inspect_file(str(pitched.root / "content/2.txt"))
    assert {f.name: f.read_bytes() for f in state.iterdir() if f.is_file()} == before
    (state / "ledger.sqlite").write_bytes(b"SQLite format 3\0 and then nothing of use" * 50)
    assert inspect_file(str(pitched.root / "content/2.txt")).recurring == 0


def test_a_file_is_read_with_the_rules_and_the_map_of_its_project(project: Project) -> None:
    """From any folder, the verdicts are those of the build."""
    project.write("hemero.yaml", "map: {text: inhoud}\n")
    project.write(
        "rules/own.yaml", "x:\n  kind: chrome\n  group: form\n  phrases: la marée basse\n"
    )
    text = scrape("Le marché", "Gazette", "La marée basse")
    project.write("content/a.jsonl", json.dumps({"inhoud": text}) + "\n")
    found = inspect_file(str(project.root / "content/a.jsonl#1"))
    assert "own/x" in {verdict.rule for verdict in found.verdicts}


def test_a_record_is_named_by_its_number(project: Project) -> None:
    """FILE#3 is the third record, in a small file and in one that is cut in pieces."""
    for name, count in (("small.jsonl", 4), ("large.jsonl", 700)):
        lines = [
            json.dumps({"title": f"Titre {n}", "text": f"{n} {scrape('Sujet') * 9}"})
            for n in range(1, count + 1)
        ]
        file = project.write(f"content/{name}", "\n".join(lines) + "\n")
        assert inspect_file(f"{file}#3").article.title == "Titre 3"
        assert inspect_file(str(file)).article.title == "Titre 1"
        with pytest.raises(UnreadableSource, match="holds no article"):
            inspect_file(f"{file}#99999")


def test_a_form_can_be_forced(project: Project) -> None:
    """--from reads a record as a build with --from does; an unknown one is refused."""
    record = {"text": PITCH, "date": "2022-04-26", "filedate": "2023-01-01", "title": "Un titre"}
    file = project.write("content/a.json", json.dumps(record))
    assert inspect_file(str(file), form="trafilatura").article.retrieved == "2023-01-01"
    assert inspect_file(str(file)).article.retrieved is None
    with pytest.raises(ConfigError, match="no format is called"):
        inspect_file(str(file), form="nonsense")


def test_reasons_add_up_to_the_score() -> None:
    """What the features pushed, and where the trees began, is the model's own sum."""
    from hemero.loader.features import Survey
    from hemero.loader.page import read_page
    from hemero.loader.prose import load_questions
    from hemero.loader.repeats import find_repeats

    model, ask = read_model(), load_questions()
    scales = Scales(model)
    page = read_page(under_pitch("Kerlouan").splitlines(), bundled_rules())
    survey = Survey(page, find_repeats(page))
    for place in range(len(page.shapes)):
        total, pushes = scales.weigh(survey, place)
        quick = survey.quick_row(place)
        wanted, trees = ask.quick(*quick), list(model.quick)
        if ask.low < wanted < ask.high:
            wanted += ask.full(*survey.full_row(place, quick))
            trees += model.trees
        begun = sum(map(scales.average, trees))
        assert total == pytest.approx(wanted)
        assert begun + sum(push.weight for push in pushes) == pytest.approx(wanted)


def test_every_line_with_text_has_a_reason() -> None:
    """A score, or why there is none; phrases by their rule. Markdown is not scored."""
    lines = ("Un titre", "", "Lire aussi : Le port de Brest rouvre", "Leave a Reply", PITCH)
    reasons = explain_lines(RawDocument(path="a.txt", lines=lines), bundled_rules())
    assert [reason.line for reason in reasons] == [1, 3, 4, 5]
    assert all((reason.score is not None) for reason in reasons)
    assert reasons[1].phrases[0].rule == "fr/lire-aussi"
    assert "decides" in reasons[2].unasked
    markdown = RawDocument(path="a.md", lines=lines, markup="markdown")
    assert explain_lines(markdown, bundled_rules()) == ()


def test_explain_prints_scores_phrases_and_neighbours(pitched: Project) -> None:
    """Below each line, in words; all of it in the JSON as well."""
    said = run("--explain", "content/1.txt", cwd=pitched.root).stdout
    assert "score 0." in said
    assert "above title" in said
    found = json.loads(run("--explain", "--json", "content/1.txt", cwd=pitched.root).stdout)
    assert {"feature", "value", "weight"} == found["reasons"][0]["pushes"][0].keys()
    assert run("content/1.txt", cwd=pitched.root).stdout.count("score 0.") == 0


@pytest.mark.parametrize("name", ["a.txt", "a.md", "all.jsonl#2"])
def test_what_is_proposed_holds_as_it_stands(project: Project, name: str) -> None:
    """Printed, written beside the file and inspected again: the line is what it was to be."""
    text = under_pitch("Kerlouan")
    for file in ("a.txt", "a.md"):
        project.write(f"content/{file}", text)
    records = [{"title": f"Titre: {n}", "text": f"{n}\n\n{text}"} for n in (1, 2, 3)]
    project.write("content/all.jsonl", "".join(json.dumps(one) + "\n" for one in records))
    file = str(project.root / "content" / name)
    before = inspect_file(file)
    line = next(v.number for v in before.verdicts if v.text == PITCH)
    proposal = run("--propose", f"{line}=quote", file, cwd=project.root).stdout
    sidecar = project.root / "content" / f"{name.partition('#')[0]}.yaml"
    sidecar.write_text(proposal)
    after = inspect_file(file)
    assert after.warnings == ()
    assert kinds(after)[line] == "quote"
    assert [n for n in kinds(before) if kinds(before)[n] != kinds(after)[n]] == [line]
    again = run("--propose", "1=body", "--propose", f"{line}=boilerplate", file, cwd=project.root)
    sidecar.write_text(again.stdout)
    last = inspect_file(file)
    assert (kinds(last)[1], kinds(last)[line], last.warnings) == ("body", "boilerplate", ())


def test_a_proposal_keeps_what_the_sidecar_says(project: Project) -> None:
    """Fields and lines that stand there come back, with the new line beside them."""
    file = project.write("content/a.txt", under_pitch("Kerlouan"))
    project.write(
        "content/a.txt.yaml",
        "date: 2022-04-26\ndraft: yes\nauthors:\nlines: [{text: 'Le bac', kind: title}]\n",
    )
    project.write(
        "content/a.txt.yaml", inspect_file(str(file), wanted=read_wanted(["9=list"])).proposal
    )
    found = inspect_file(str(file))
    assert (found.article.date, found.article.draft, found.article.authors) == (
        "2022-04-26",
        True,
        (),
    )
    assert [one.what for one in found.warnings] == [
        'no line of a.txt reads "Le bac"; nothing is corrected by it.'
    ]
    assert kinds(found)[9] == "list"


@pytest.mark.parametrize("suffix", [".yaml", ".yml"])
def test_a_proposal_is_written_beside_its_file(project: Project, suffix: str) -> None:
    """Nothing is asked; a sidecar that is there is left alone unless --force says otherwise, and
    then what it says comes along, under the name that it has."""
    file = project.write("content/a.txt", under_pitch("Kerlouan"))
    sidecar = file.with_name(f"a.txt{suffix}")
    if suffix == ".yml":
        sidecar.write_text("# by hand\ndraft: yes\n")
        refused = run("--propose", "9=list", "--write", file, cwd=project.root)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "is there already" in refused.stderr
        assert sidecar.read_text() == "# by hand\ndraft: yes\n"
    force = ["--force"] if suffix == ".yml" else []
    done = run("--propose", "9=list", "--write", *force, file, cwd=project.root)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Written: {sidecar}\n", "")
    assert sidecar.read_text().startswith(f"# a.txt{suffix}\n")
    found = inspect_file(str(file))
    assert (kinds(found)[9], found.article.draft) == ("list", suffix == ".yml")
    assert sorted(one.name for one in file.parent.iterdir()) == ["a.txt", sidecar.name]


def test_doubtful_lines_are_proposed_as_they_are_judged(pitched: Project) -> None:
    """With the score, for a person to change; written down, they change no verdict."""
    file = str(pitched.root / "content/1.txt")
    before = inspect_file(file, wanted=read_wanted(["doubtful"]))
    assert "score 0." in before.proposal
    pitched.write("content/1.txt.yaml", before.proposal)
    assert kinds(inspect_file(file)) == kinds(before)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--propose", "x", "a.txt"], 2, "'x' names no line"),
        (["--propose", "3=paragraph", "a.txt"], 2, "Known: body"),
        (["--propose", "2=body", "a.txt"], 1, "line 2 is blank"),
        (["--propose", "99=body", "a.txt"], 1, "line 99 is not there"),
        (["--propose", "3=body", "a.txt", "a.txt"], 2, "goes with one FILE"),
        (["--write", "a.txt"], 2, "--write goes with --propose"),
        (["--propose", "3=body", "--force", "a.txt"], 2, "--force with --write"),
        (["--from", "nonsense", "a.txt"], 2, "no format is called"),
        (["gone.txt"], 1, "no such file"),
        (["."], 1, "is a folder. Name a file in it"),
        (["a.txt#4"], 1, "holds no article"),
    ],
)
def test_mistakes_are_answered_in_words(
    tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    """Nothing is printed that could be taken for a sidecar."""
    (tmp_path / "a.txt").write_text(under_pitch("Kerlouan"))
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
