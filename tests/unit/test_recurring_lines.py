"""Lines that recur are learnt from the archive, and articles are read again without them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import PITCH, Project, under_pitch

from hemero.commands.export import export_records
from hemero.config import load_config
from hemero.executors import Workers
from hemero.output.ledger import Ledger

PLACES = ("Kerlouan", "Port-Blanc", "Trévec", "la pointe", "l'île Longue")


def write_pages(project: Project, count: int) -> None:
    for number in range(count):
        project.write(f"content/{number}.txt", under_pitch(PLACES[number]))


def records(project: Project) -> list[dict[str, Any]]:
    lines: list[bytes] = []
    with Workers(1) as workers:
        export_records(load_config(project.root), workers, lines.append)
    return [json.loads(line) for line in lines]


def bodies(project: Project) -> dict[str, str]:
    return {record["path"]: "\n".join(record["body"]) for record in records(project)}


def test_a_standing_pitch_is_taken_out_of_every_article(project: Project) -> None:
    """Read alone it passes for a paragraph; four pages of one paper give it away."""
    write_pages(project, 3)
    assert all(PITCH in body for body in bodies(project).values())
    write_pages(project, 5)
    assert not any(PITCH in body for body in bodies(project).values())
    cuts = [cut for cut in records(project)[0]["boilerplate"] if cut["text"] == PITCH]
    assert [cut["rule"] for cut in cuts] == ["archive/recurring"]


def test_the_archive_grows_and_shrinks_and_equals_a_clean_build(
    project: Project, tmp_path: Path
) -> None:
    """Pages read before the pitch was known are read again, and again when it is none."""
    write_pages(project, 3)
    project.build()
    write_pages(project, 5)
    assert project.build().structured == 2 + 5
    assert project.build().structured == 0
    for number in (3, 4):
        (project.root / f"content/{number}.txt").unlink()
    assert project.build().structured == 3
    clean = Project(tmp_path / "clean")
    shutil.copytree(project.root / "content", clean.root / "content", dirs_exist_ok=True)
    clean.build()
    assert project.site() == clean.site()


def test_an_edited_page_is_read_without_the_known_lines(project: Project) -> None:
    """It alone is read, twice."""
    write_pages(project, 5)
    project.build()
    project.write("content/2.txt", under_pitch(PLACES[2]).replace("mardi", "jeudi"))
    assert project.build().structured == 2
    assert PITCH not in bodies(project)["2.txt"]


def test_records_of_one_file_share_their_lines(project: Project) -> None:
    """Lines of records recur as those of files do."""
    lines = [json.dumps({"text": under_pitch(PLACES[number])}) for number in range(5)]
    project.write("content/all.jsonl", "\n".join(lines) + "\n")
    found = bodies(project)
    assert len(found) == 5
    assert not any(PITCH in body for body in found.values())


def test_a_killed_second_reading_is_made_up_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that ends between the readings leaves its families stale."""
    write_pages(project, 5)

    def fall(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "keep_reread", fall)
        with pytest.raises(KeyboardInterrupt):
            project.build()
    project.build()
    assert not any(PITCH in body for body in bodies(project).values())


def test_what_ends_many_titles_is_cut_and_names_the_source(project: Project) -> None:
    """A site's name that a page alone does not give away, since it stands with the headline each
    time, is known by the other pages."""
    for number, place in enumerate(PLACES):
        head, _, *rest = under_pitch(place).split("\n\n")
        head = head.replace("La Gazette du port", "Trévec d'en bas")
        project.write(f"content/{number}.txt", "\n\n".join([head, head, *rest]))
        if number == 2:
            assert all(one["title"].endswith(" - Trévec d'en bas") for one in records(project))
    found = {(record["title"], record["source"]) for record in records(project)}
    assert found == {(f"Le bac de {place} reprend", "Trévec d'en bas") for place in PLACES}
