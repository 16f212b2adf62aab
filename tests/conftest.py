"""What several kinds of tests need: small projects on disk and a look at what was built."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from hemero.build import BuildOptions, build
from hemero.config import load_config
from hemero.executors import Workers
from hemero.model.report import BuildReport

# No test asserts wall time, and a failure must come again when it is looked for.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

PARAGRAPH = (
    "La passerelle du vieux port a rouvert mardi matin, après onze semaines de travaux que la "
    "commune avait annoncés pour six, et les premiers passants l'ont traversée sous la pluie."
)


def scrape(title: str, source: str = "Gazette", *lines: str, date: str = "") -> str:
    """A short scraped article as the tests need it."""
    head = [f"{title} – {source}", f"{title} – {source}"]
    if date:
        head.append(date)
    return "\n\n".join([*head, PARAGRAPH, *lines, f"{PARAGRAPH} {title}."]) + "\n"


PITCH = (
    "Sans publicité ni actionnaire, la rédaction vit de ses lecteurs, et chaque don compte "
    "pour que nos reporters restent sur le terrain."
)


def under_pitch(place: str, pitch: str = PITCH) -> str:
    """A page of its own words but for a standing paragraph in the middle, which read alone
    passes for text."""
    title = f"Le bac de {place} reprend"
    lines = [
        f"{title} - La Gazette du port",
        title,
        f"Le bac de {place} a repris mardi matin, après des semaines d'attente et de réunions.",
        f"Les habitants de {place} disent avoir espéré ce moment depuis l'hiver dernier.",
        f"Il partira de {place} toutes les heures, et plus souvent les jours de grande marée.",
        pitch,
        f"Son pilote, né à {place}, a promis devant le conseil de ne plus manquer un passage.",
    ]
    return "\n\n".join(line for line in lines if line) + "\n"


@pytest.fixture(scope="session", autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of the tests' own; what they compile is not the user's."""
    folder = tmp_path_factory.mktemp("cache")
    former = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    yield folder
    if former is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = former


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden`: take what is built now as what tests/golden expects."""
    parser.addoption("--update-golden", action="store_true", help="Accept what is built now.")


class Project:
    """A project on disk, and its builds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "content").mkdir(parents=True, exist_ok=True)

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file below the project, its folders too."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def build(
        self,
        *,
        jobs: int = 1,
        force: bool = False,
        base_url: str = "",
        worth: int = 6,
        as_of: str = "",
    ) -> BuildReport:
        """Build it as `hemero build` does."""
        config = load_config(self.root, base_url=base_url or None, as_of=as_of)
        with Workers(jobs, worth=worth) as workers:
            return build(config, workers, BuildOptions(force=force))

    def site(self) -> Mapping[str, bytes]:
        """The published tree: path → bytes."""
        root = self.root / "site"
        return {
            file.relative_to(root).as_posix(): file.read_bytes()
            for file in sorted(root.rglob("*"))
            if file.is_file()
        }

    def unbuilt(self, root: Path) -> "Project":
        """A copy that was never built, but for the addresses that readers know."""
        made = (".hemero", "site")
        shutil.copytree(
            self.root, root, ignore=lambda folder, _: made if Path(folder) == self.root else ()
        )
        copy = Project(root)
        permalinks = self.root / ".hemero/permalinks.tsv"
        copy.write(
            ".hemero/permalinks.tsv", permalinks.read_bytes() if permalinks.exists() else b""
        )
        return copy

    def page(self, path: str) -> str:
        """One published page as text."""
        return (self.root / "site" / path).read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project."""
    return Project(tmp_path / "project")


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[[str], Project]:
    """Projects by name."""
    return lambda name: Project(tmp_path / name)
