"""A shard as it travels: what goes along, what is refused, and what comes back. Real batches of a
real build, sent as bytes within this process; the cluster itself is in test_dask.py."""

import pickle
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from tests.conftest import Project, scrape

from hemero.build import build
from hemero.cluster.crew import _Courier, _marked, _unpack
from hemero.cluster.errands import Errand, Parcel, mark_file, run_errand
from hemero.cluster.luggage import pack_content
from hemero.cluster.passport import differences, passport
from hemero.config import load_config
from hemero.errors import ClusterError, TemplateFault
from hemero.loader.walk import find_sources
from hemero.shards import ReadBatch, RenderBatch

R = TypeVar("R")
Batch = TypeVar("Batch")
MARK = "0123"


class Post:
    """A crew whose every batch is made an errand, goes as bytes, and comes back as bytes."""

    def __init__(self, *, ships: bool, shares: bool) -> None:
        self.ships, self.shares = ships, shares
        self.sent: list[Errand] = []
        self.parcels: list[Parcel] = []

    def run(self, shard: Callable[[Batch], R], batches: Iterable[Batch]) -> Iterator[R]:
        courier = None
        for batch in batches:
            folder: Path | None = getattr(batch, "folder", None)
            ships = self.ships and isinstance(batch, ReadBatch)
            courier = courier or _Courier(shard, MARK, ships=ships)
            errand = courier.errand(batch)
            assert errand is not None
            with _marked(folder if self.shares else None, MARK):
                parcel = pickle.loads(pickle.dumps(run_errand(pickle.loads(pickle.dumps(errand)))))
            self.sent.append(errand)
            self.parcels.append(parcel)
            if folder is not None:
                _unpack(parcel, folder)
            yield parcel.given


def fill(project: Project) -> Project:
    for number in range(12):
        text = scrape(f"Le bac numéro {number}", "Gazette", date=f"{number + 1} mars 2021")
        project.write(f"content/{number}.txt", text)
    project.write("content/3.txt.yml", "title: Le bac numéro trois\n")
    project.write("hemero.yaml", "base_url: https://gazette.example/\n")
    project.write(
        "templates/article.html",
        '{% extends "hemero/article.html" %}'
        "{% block main %}<p>Bac</p>{{ super() }}{% endblock %}\n",
    )
    return project


@pytest.fixture
def local(make_project: Callable[[str], Project]) -> Mapping[str, bytes]:
    """The site as it is built without errands."""
    project = fill(make_project("local"))
    project.build()
    assert any(b"<p>Bac</p>" in data for data in project.site().values())
    return project.site()


@pytest.mark.parametrize("ships", [True, False])
@pytest.mark.parametrize("shares", [True, False])
def test_errands_give_the_bytes_of_a_local_build(
    project: Project, local: Mapping[str, bytes], ships: bool, shares: bool
) -> None:
    """Whether texts travel or are seen, whether pages are written there or come back in parcels."""
    fill(project)
    post = Post(ships=ships, shares=shares)
    build(load_config(project.root), post)
    assert project.site() == local
    assert {"le-bac-numero-trois.html" in path for path in project.site()} == {True, False}
    reading = [one for one in post.sent if isinstance(one.batch, ReadBatch)]
    assert reading and all((one.content is not None) == ships for one in reading)
    rendered = [
        parcel
        for errand, parcel in zip(post.sent, post.parcels, strict=True)
        if isinstance(errand.batch, RenderBatch)
    ]
    assert rendered and all(bool(parcel.files) != shares for parcel in rendered)
    assert not list((project.root / ".hemero").glob("*.mark"))


@pytest.fixture
def errands(project: Project) -> list[Errand]:
    """The errands of one build."""
    fill(project)
    post = Post(ships=False, shares=False)
    build(load_config(project.root), post)
    return post.sent


def of_kind(errands: list[Errand], kind: type) -> Errand:
    return next(one for one in errands if isinstance(one.batch, kind))


@pytest.mark.parametrize("name", ["Hemero", "Python", "jinja2", "pyarrow"])
def test_an_errand_of_another_outfit_is_refused(errands: list[Errand], name: str) -> None:
    """Whatever differs is named, with both versions, and nothing is done."""
    other = msgspec.structs.replace(errands[0], passport=passport() | {name: "0.0.0"})
    with pytest.raises(ClusterError) as told:
        run_errand(other)
    here = passport()[name]
    assert f"this worker has {name} {here} where the builder has 0.0.0." in str(told.value)
    assert "Install the same on every machine" in str(told.value)


def test_a_passport_differs_where_something_is_missing() -> None:
    """A library that one machine lacks is said to be none there."""
    assert differences({"jinja2": "3"}, {"jinja2": "3", "pyarrow": "20"}) == (
        "pyarrow none where the builder has 20"
    )
    assert differences({"jinja2": "3", "more": "1"}, {"jinja2": "3"}) == ""


def test_content_out_of_sight_is_told(project: Project, errands: list[Errand]) -> None:
    """A worker that came too late for texts to travel names the folder and the remedy; a fault
    survives the way back."""
    shutil.rmtree(project.root / "content")
    with pytest.raises(ClusterError) as told:
        run_errand(of_kind(errands, ReadBatch))
    assert f"does not see the folder {project.root / 'content'}" in str(told.value)
    assert str(pickle.loads(pickle.dumps(told.value))) == str(told.value)


@pytest.mark.parametrize("mark", [None, "of another build"])
def test_a_folder_without_the_builders_mark_is_not_written(
    errands: list[Errand], tmp_path: Path, mark: str | None
) -> None:
    """A folder of that name may be anybody's: the pages come back in the parcel."""
    errand = of_kind(errands, RenderBatch)
    folder = tmp_path / "staging"
    folder.mkdir()
    if mark is not None:
        mark_file(folder).write_text(mark)
    batch = msgspec.structs.replace(errand.batch, folder=folder)  # type: ignore[type-var]
    parcel = run_errand(msgspec.structs.replace(errand, batch=batch))
    assert len(parcel.files) == len(parcel.given.written)
    assert list(folder.iterdir()) == []


def test_a_template_fault_comes_back_as_one(project: Project) -> None:
    """It ends the build with its place in the template, as it does without a cluster."""
    fill(project)
    project.write("templates/article.html", "\n{{ page.nothing.at_all }}\n")
    with pytest.raises(TemplateFault, match=r"templates/article\.html:2"):
        build(load_config(project.root), Post(ships=True, shares=False))
    assert project.site() == {}


def test_what_had_better_be_read_here_does_not_travel(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too much for one message, gone meanwhile, or a file that others belong to."""
    fill(project)
    content = project.root / "content"
    sources, _ = find_sources(content)
    packed = pack_content(content, sources)
    assert packed is not None
    assert {one.name for one in packed} == {
        *(f"{n}.txt".encode() for n in range(12)), b"3.txt.yml",
    }  # fmt: skip
    monkeypatch.setattr("hemero.cluster.luggage.MOST_BYTES", 100)
    assert pack_content(content, sources) is None
    monkeypatch.undo()
    (content / "5.txt").unlink()
    assert pack_content(content, sources) is None
