"""The wheel holds all that `pip install` must bring."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "-w", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("hemero-*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_theme_rules_and_licence(wheel: Path) -> None:
    """Every template, rule pack and data file of the checkout is in the wheel."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for file in (ROOT / "templates").rglob("*"):
        if file.is_file():
            assert f"hemero/theme/{file.relative_to(ROOT / 'templates').as_posix()}" in names
    for file in (ROOT / "src/hemero").rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            assert file.relative_to(ROOT / "src").as_posix() in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    schema = zipfile.ZipFile(wheel).read("hemero/hemero.schema.json")
    assert schema == (ROOT / "docs/hemero.schema.json").read_bytes()


@pytest.mark.slow
def test_an_installed_wheel_builds_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """The theme inside the wheel is found when there is no templates/ folder around."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    content = tmp_path / "project/content"
    content.mkdir(parents=True)
    (content / "a.txt").write_text("Un titre\n\nUn texte assez long pour être lu. " * 3)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r});"
        "import hemero; assert 'installed' in hemero.__file__;"
        f"sys.argv = ['hemero', 'build', {str(content.parent)!r}];"
        "from hemero.cli import main; main()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=tmp_path)
    assert (content.parent / "site/index.html").exists()


@pytest.mark.slow
def test_the_sdist_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """From the source distribution alone comes a wheel with the same files, byte for byte; and
    it carries the documentation, the sample content and the tests."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    (archive,) = tmp_path.glob("hemero-*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    (source,) = (folder for folder in tmp_path.iterdir() if folder.is_dir())
    for name in ("docs/publishing.md", "tests/conftest.py", "Makefile", "CHANGELOG.md"):
        assert (source / name).is_file(), name
    assert any((source / "content").iterdir())
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=source)
    (fresh,) = tmp_path.glob("hemero-*.whl")
    assert files_of(fresh) == files_of(wheel)


@pytest.mark.slow
def test_a_fresh_environment_builds_the_demonstration(wheel: Path, tmp_path: Path) -> None:
    """Installed as pipx does, with what the wheel itself asks for and nothing else, both commands
    run, and the site is that of the checkout, byte for byte."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    install = [str(programs / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode and ("connection" in done.stderr.lower() or "timed out" in done.stderr):
        pytest.skip("no package index can be reached from here")
    assert done.returncode == 0, done.stderr
    alone = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    sites = {}
    for name, command, env in (
        ("fresh", [str(programs / "hemero")], alone),
        ("again", [str(programs / "python"), "-m", "hemero"], alone),
        ("checkout", [sys.executable, "-m", "hemero"], {**alone, "PYTHONPATH": str(ROOT / "src")}),
    ):
        project = tmp_path / name
        shutil.copytree(ROOT / "content", project / "content")
        built = [*command, "build", "--strict", "--quiet", str(project)]
        subprocess.run(built, check=True, cwd=tmp_path, env=env)
        sites[name] = tree(project / "site")
    assert len(sites["fresh"]) > 100
    assert sites["fresh"] == sites["again"] == sites["checkout"]


def tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def files_of(wheel: Path) -> dict[str, bytes]:
    """Path → bytes, without the list of digests, whose order is not ours."""
    with zipfile.ZipFile(wheel) as archive:
        names = (name for name in archive.namelist() if not name.endswith("/RECORD"))
        return {name: archive.read(name) for name in names}
