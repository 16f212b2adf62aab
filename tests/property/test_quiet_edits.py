"""Edits that are followed on their own: the site equals that of a clean build, whatever they do."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.conftest import Project
from tests.property.strategies import EDITS

from hemero.stages import edits

PLACES = ("Kerrec", "Trévec", "Port-Blanc", "Lannion", "Ouessant", "Brest")
PEOPLE = ("Ann Kerdoncuff", "Yves Lagadec", "Marie Trégor")
WORDS = (
    "la passerelle du port rouvre mardi après deux ans de travaux que la commune a payés seule"
    " quand le conseil a voté contre le budget du pont et les marins ont protesté devant la mairie"
    " où le préfet attendait une réponse sur la digue le phare et les bateaux de pêche"
).split()
ARTICLES = 8


def paragraph(number: int) -> str:
    """Forty words in an order of their own, with a place and a person."""
    step = number * 2 + 1
    words = [WORDS[(number * 7 + k * step) % len(WORDS)] for k in range(40)]
    words[9:9] = ["à", PLACES[number % len(PLACES)]]
    words[25:25] = [PEOPLE[number % len(PEOPLE)]]
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


def article(number: int) -> list[str]:
    title = f"La chronique de {PLACES[number % len(PLACES)]}, numéro {number}"
    cited = f"Lire aussi\u00a0 La chronique de {PLACES[(number + 1) % len(PLACES)]}, numéro"
    texts = [paragraph(number * 5 + k) for k in range(4)]
    return [
        f"{title} – Gazette", title, f"{number + 1} mars 2021",
        *texts[:2], f"{cited} {number + 1}", *texts[2:],
    ]  # fmt: skip


NUMBERS = st.integers(0, ARTICLES - 1)
LINES = st.sampled_from([3, 4, 6, 7])  # the paragraphs


class QuietEdits(RuleBasedStateMachine):
    """Edits of running text; after each, the tree equals that of a clean build."""

    @initialize()
    def begin(self) -> None:
        self.former, edits.WORTH = edits.WORTH, 1
        self.home = Path(tempfile.mkdtemp())
        self.project = Project(self.home / "edited")
        self.project.write("hemero.yaml", "base_url: https://example.org/\ntags: {floor: 2}\n")
        self.texts = {number: article(number) for number in range(ARTICLES)}
        for number in self.texts:
            self.save(number)

    def teardown(self) -> None:
        edits.WORTH = self.former
        shutil.rmtree(self.home, ignore_errors=True)

    def save(self, number: int) -> None:
        text = "\n\n".join(self.texts[number]) + "\n"
        self.project.write(f"content/{number}.txt", text)

    @rule(number=NUMBERS, line=LINES, place=st.integers(3, 30), word=st.sampled_from(WORDS))
    def put_a_word_right(self, number: int, line: int, place: int, word: str) -> None:
        words = self.texts[number][line].split(" ")
        words[min(place, len(words) - 1)] = word
        self.texts[number][line] = " ".join(words)
        self.save(number)

    @rule(number=NUMBERS, line=LINES, name=st.sampled_from(PLACES + PEOPLE))
    def add_a_sentence(self, number: int, line: int, name: str) -> None:
        self.texts[number][line] += f" C'est ce que {name} a dit, sans un mot de plus."
        self.save(number)

    @rule(number=NUMBERS, line=LINES)
    def cut_a_paragraph(self, number: int, line: int) -> None:
        words = self.texts[number][line].split(" ")
        self.texts[number][line] = " ".join(words[: max(len(words) // 2, 8)]) + "."
        self.save(number)

    @rule(number=NUMBERS, other=NUMBERS)
    def make_a_copy(self, number: int, other: int) -> None:
        self.texts[number] = self.texts[number][:3] + self.texts[other][3:]
        self.save(number)

    @rule(number=NUMBERS, other=NUMBERS, line=LINES)
    def take_a_paragraph(self, number: int, other: int, line: int) -> None:
        self.texts[number][line] = self.texts[other][line]
        self.save(number)

    @rule(number=NUMBERS)
    def write_it_anew(self, number: int) -> None:
        self.texts[number] = article(number)
        self.save(number)

    @rule(number=NUMBERS)
    def withdraw_or_not(self, number: int) -> None:
        file = self.project.root / "content" / f"{number}.txt.yaml"
        if file.exists():
            file.unlink()
        else:
            file.write_text("withdrawn: true\n")

    @rule(number=NUMBERS)
    def meddle(self, number: int) -> None:
        for file in (self.project.root / "site/2021/03").glob(f"*-{number}.html"):
            file.write_text("scribble")

    @invariant()
    def incremental_equals_clean(self) -> None:
        if not hasattr(self, "project"):
            return
        clean = self.project.unbuilt(self.home / "clean")
        report = self.project.build()
        of_clean = clean.build()
        assert clean.site() == self.project.site()
        assert report.articles == of_clean.articles
        assert report.complaints == of_clean.complaints
        assert self.project.build().rendered == 0
        shutil.rmtree(clean.root)


TestQuietEdits = QuietEdits.TestCase
TestQuietEdits.settings = EDITS


def reword(project: Project, number: int) -> None:
    """Put another word into the last paragraph of an article."""
    file = project.root / f"content/{number}.txt"
    head, word, tail = file.read_text().rpartition("protesté")
    assert word
    file.write_text(f"{head}manifesté{tail}")


@pytest.fixture
def archive(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The same articles, built; every archive counts as worth remembering."""
    monkeypatch.setattr(edits, "WORTH", 1)
    project.write("hemero.yaml", "base_url: https://example.org/\n")
    for number in range(ARTICLES):
        project.write(f"content/{number}.txt", "\n\n".join(article(number)) + "\n")
    project.build()
    return project


def test_a_word_put_right_links_nothing_anew(archive: Project) -> None:
    """Its page, the feeds with its text and its part of the search are made, nothing else."""
    before = archive.site()
    reword(archive, 4)
    report = archive.build()
    after = archive.site()
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert "link" not in report.timings
    assert report.structured == 1
    assert {path.partition("/")[0] for path in changed} <= {
        "2021",
        "feed.xml",
        "feed.json",
        "source",
        "search",
    }
    assert report.rendered == len([path for path in changed if path in after])


def test_several_edits_at_once_are_followed(archive: Project) -> None:
    """Two articles of one feed and one volume."""
    for number in (4, 6):
        reword(archive, number)
    report = archive.build()
    assert "link" not in report.timings
    assert report.structured == 2
    assert archive.build().rendered == 0


@pytest.mark.parametrize(
    "change",
    [
        ("numéro 4", "numéro quatre"),  # the title
        ("5 mars", "6 mars"),
        ("numéro 5", "numéro 7"),  # what it cites
    ],
)
def test_what_others_show_is_linked_anew(archive: Project, change: tuple[str, str]) -> None:
    """A title, a date, a citation concern other pages."""
    file = archive.root / "content/4.txt"
    file.write_text(file.read_text().replace(*change))
    report = archive.build()
    assert "link" in report.timings
    assert report.structured == 1


def test_a_new_file_and_a_removed_one_are_linked(archive: Project) -> None:
    """Beside a quiet edit too."""
    reword(archive, 4)
    archive.write("content/10.txt", "\n\n".join(article(10)))
    assert "link" in archive.build().timings
    (archive.root / "content/10.txt").unlink()
    assert "link" in archive.build().timings
