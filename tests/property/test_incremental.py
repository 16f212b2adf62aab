"""Whatever is edited, in whatever order: an incremental build equals a clean one."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.conftest import Project, scrape, under_pitch
from tests.property.strategies import EDITS

NAMES = st.sampled_from([f"a{n}.txt" for n in range(8)] + ["sub/b.txt", "2021-03-04-c.txt"])
TITLES = st.sampled_from([f"Titre numéro {n} de la côte" for n in range(6)])
SOURCES = st.sampled_from(["Gazette", "Courrier du port", "Phare"])
DATES = st.sampled_from(["", "3 mars 2021", "4 mars 2021", "12 avril 2022", "1er mai 2023"])
TAGS = st.lists(st.sampled_from(["Pont", "Crue", "pont", "Budget"]), max_size=3)


class Edits(RuleBasedStateMachine):
    """Random edits on one project; after each, its tree equals that of a clean build."""

    @initialize()
    def begin(self) -> None:
        self.home = Path(tempfile.mkdtemp())
        self.project = Project(self.home / "edited")

    def teardown(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)

    @rule(name=NAMES, title=TITLES, source=SOURCES, date=DATES, cited=TITLES)
    def write(self, name: str, title: str, source: str, date: str, cited: str) -> None:
        text = scrape(title, source, f"Lire aussi\u00a0 {cited}", date=date)
        self.project.write(f"content/{name}", text)

    @rule(names=st.sets(NAMES, min_size=3), number=st.integers(0, 9))
    def write_under_a_pitch(self, names: set[str], number: int) -> None:
        """Several pages at once, so that their standing line comes and goes as one that recurs."""
        for name in names:
            text = under_pitch(f"{name.partition('.')[0]} {number}")
            self.project.write(f"content/{name}", text)

    @rule(name=NAMES, title=TITLES, tags=TAGS)
    def write_with_front_matter(self, name: str, title: str, tags: list[str]) -> None:
        head = f"---\ntitle: {title}\ntags: [{', '.join(tags)}]\n---\n\n"
        self.project.write(f"content/{name}", head + scrape(title))

    @rule(
        name=NAMES,
        fields=st.dictionaries(
            st.sampled_from(["title", "source", "tags"]), st.sampled_from(["Port", "Crue"])
        ),
        place=st.sampled_from([5, 7]),
        kind=st.sampled_from(["boilerplate", "heading", "quote"]),
        text=st.sampled_from(["La passerelle", "Le bac", "Sans publicité"]),
        draft=st.booleans(),
    )
    def correct(
        self, name: str, fields: dict[str, str], place: int, kind: str, text: str, draft: bool
    ) -> None:
        lines = f"lines:\n  - {{line: {place}, text: {text}, kind: {kind}}}\n"
        stated = "".join(f"{key}: {value}\n" for key, value in fields.items())
        sidecar = f"{stated}{lines}" + ("draft: true\n" if draft else "")
        self.project.write(f"content/{name}.yaml", sidecar)

    @rule(name=NAMES, text=st.sampled_from(["", "title: [", "titel: x", "records: {3: {tags: a}}"]))
    def spoil_the_sidecar(self, name: str, text: str) -> None:
        self.project.write(f"content/{name}.yaml", text)

    @rule(name=NAMES)
    def withdraw_the_correction(self, name: str) -> None:
        (self.project.root / "content" / f"{name}.yaml").unlink(missing_ok=True)

    @rule(name=NAMES)
    def spoil(self, name: str) -> None:
        self.project.write(f"content/{name}", b"\x89PNG\r\n\x1a\n\0\0")

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        (self.project.root / "content" / name).unlink(missing_ok=True)

    @rule(name=NAMES, other=NAMES)
    def rename(self, name: str, other: str) -> None:
        place = self.project.root / "content"
        if (place / name).exists():
            (place / other).parent.mkdir(exist_ok=True)
            (place / name).replace(place / other)

    @rule(title=st.sampled_from(["Archive", "Mémoire du port"]))
    def retitle(self, title: str) -> None:
        self.project.write("hemero.yaml", f"title: {title}\n")

    @rule(text=st.sampled_from(["p{color:red}", "p{color:blue}"]))
    def restyle(self, text: str) -> None:
        self.project.write("templates/static/site.css", text)

    @rule(name=NAMES, title=TITLES)
    def lose_the_ledger_and_write(self, name: str, title: str) -> None:
        self.project.write(f"content/{name}", scrape(title))
        self.lose_the_ledger()

    @rule(name=NAMES, said=st.sampled_from(["withdrawn: true", "draft: true", "noindex: true"]))
    def restrict(self, name: str, said: str) -> None:
        text = f"---\n{said}\n---\n{scrape('Un titre à part de la côte')}"
        self.project.write(f"content/{name}", text)

    @rule(name=NAMES)
    def withdraw(self, name: str) -> None:
        self.project.write("hemero.yaml", f"withdrawn: [{name}]\n")

    @rule()
    def lose_the_ledger(self) -> None:
        (self.project.root / ".hemero/ledger.sqlite").unlink(missing_ok=True)

    @rule(path=st.sampled_from(["index.html", "archive.html", "tags.html"]))
    def meddle(self, path: str) -> None:
        file = self.project.root / "site" / path
        if file.exists():
            file.write_text("scribble")

    @invariant()
    def incremental_equals_clean(self) -> None:
        if not hasattr(self, "project"):
            return
        clean = self.project.unbuilt(self.home / "clean")
        report = self.project.build()
        kept_from_readers = report.set_aside + report.withdrawn + report.held_back
        assert report.sources == report.articles + kept_from_readers
        clean.build()
        assert clean.site() == self.project.site()
        shutil.rmtree(clean.root)


TestEdits = Edits.TestCase
TestEdits.settings = EDITS
