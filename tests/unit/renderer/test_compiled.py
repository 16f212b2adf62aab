"""Compiled templates that are kept between builds."""

import shutil
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from hemero.renderer.compiled import CompiledTemplates, cache_home, compiled_templates

TEMPLATES = {"greeting.html": "Hello {{ name }}"}


def greeting(folder: Path, templates: dict[str, str] = TEMPLATES) -> str:
    """What the template says, compiled or from the folder."""
    environment = Environment(
        loader=DictLoader(templates), bytecode_cache=CompiledTemplates(folder), autoescape=True
    )
    return environment.get_template("greeting.html").render(name="Ann")


def test_what_was_compiled_is_used_again(tmp_path: Path) -> None:
    """The second time nothing is written, and the same is said."""
    assert greeting(tmp_path) == "Hello Ann"
    (file,) = tmp_path.iterdir()
    stamp = file.stat().st_mtime_ns, file.stat().st_ino
    assert greeting(tmp_path) == "Hello Ann"
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == stamp


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    """Whatever is kept under its name."""
    greeting(tmp_path)
    assert greeting(tmp_path, {"greeting.html": "Bye {{ name }}"}) == "Bye Ann"


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "foreign"])
def test_damaged_code_is_never_run(tmp_path: Path, damage: str) -> None:
    """It is compiled anew, and replaced."""
    greeting(tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    flipped = whole[:60] + bytes((whole[60] ^ 1,)) + whole[61:]
    file.write_bytes(
        {"cut": whole[:-9], "flipped": flipped, "empty": b"", "foreign": b"x" * 99}[damage]
    )
    assert greeting(tmp_path) == "Hello Ann"
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """Nor one that is gone meanwhile."""
    shutil.rmtree(tmp_path)
    assert greeting(tmp_path) == "Hello Ann"


def test_the_cache_lies_where_the_user_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """XDG_CACHE_HOME, when it is an absolute path; else below the home folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_home() == tmp_path
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert cache_home() == tmp_path / "me/.cache"


def test_no_code_is_taken_from_where_others_may_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder open to others, or a link to one, is not used."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert compiled_templates("a") is not None
    (tmp_path / "hemero/templates-a").chmod(0o777)
    assert compiled_templates("a") is None
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "hemero/templates-b").symlink_to(tmp_path / "elsewhere")
    assert compiled_templates("b") is None
    (tmp_path / "hemero").chmod(0o770)
    assert compiled_templates("c") is None


def test_few_versions_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache does not grow with every upgrade."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for number in range(20):
        assert compiled_templates(f"{number}") is not None
    assert 1 <= len(list((tmp_path / "hemero").iterdir())) <= 9
