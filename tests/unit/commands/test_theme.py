"""Copies of the theme's files for a project to change."""

from pathlib import Path

import pytest

from hemero.build import build
from hemero.commands.theme import eject, list_theme
from hemero.config import Config, load_config
from hemero.errors import ConfigError, TemplateFault
from hemero.executors import Workers
from hemero.renderer.themefiles import bundled_theme


@pytest.fixture
def config(tmp_path: Path) -> Config:
    content = tmp_path / "content"
    content.mkdir()
    for name in ("un", "deux"):
        text = f"Le titre {name} – La Gazette\n\n" + "Une phrase assez longue pour un texte. " * 8
        (content / f"{name}.txt").write_text(text, encoding="utf-8")
    return load_config(tmp_path)


def site(config: Config) -> dict[str, bytes]:
    with Workers(1) as workers:
        build(config, workers)
    files = (path for path in config.output.rglob("*") if path.is_file())
    return {path.relative_to(config.output).as_posix(): path.read_bytes() for path in files}


def test_every_file_of_the_theme_is_listed() -> None:
    """By the name that ejects it."""
    assert {"article.html", "frame.html", "i18n/fr.yaml", "static/site.css"} <= set(list_theme())
    assert all((bundled_theme() / name).is_file() for name in list_theme())


def test_an_ejected_file_is_the_bundled_one(config: Config) -> None:
    """In the project's templates folder, which is made where it is missing."""
    copy = eject(config, "i18n/fr.yaml")
    assert copy == config.templates / "i18n" / "fr.yaml"
    assert copy.read_bytes() == (bundled_theme() / "i18n" / "fr.yaml").read_bytes()
    assert eject(config, "hemero/article.html").name == "article.html"


def test_ejected_templates_give_the_same_pages(config: Config) -> None:
    """Until they are changed, the site stays as it was."""
    before = site(config)
    for name in list_theme():
        if name.endswith((".html", ".xml", ".json", ".txt")):
            eject(config, name)
    assert site(config) == before
    article = config.templates / "article.html"
    article.write_text(article.read_text().replace('class="rail"', 'class="rail own"'))
    after = site(config)
    changed = {path for path, page in after.items() if page != before[path]}
    assert changed and all(b'data-page="article"' in after[path] for path in changed)


def test_an_own_file_is_not_overwritten(config: Config) -> None:
    """Unless that is asked for."""
    copy = eject(config, "404.html")
    copy.write_text("own")
    with pytest.raises(ConfigError, match="already"):
        eject(config, "404.html")
    assert copy.read_text() == "own"
    assert eject(config, "404.html", force=True).read_text() != "own"


@pytest.mark.parametrize("name", ["artcle.html", "../pyproject.toml", "/etc/passwd", "nothing"])
def test_only_files_of_the_theme_can_be_ejected(config: Config, name: str) -> None:
    """A name that is not there is told with the nearest, or with all."""
    with pytest.raises(ConfigError, match="the theme has no file") as refused:
        eject(config, name)
    assert "article.html" in str(refused.value) if name[0] == "a" else refused.value.hint
    assert not config.templates.exists()


def test_a_fault_in_an_own_template_is_told_by_the_build(config: Config) -> None:
    """Template, line, page, article and the nearest known name; the last good site stays."""
    before = site(config)
    copy = eject(config, "article.html")
    lines = copy.read_text().splitlines()
    at = next(n for n, line in enumerate(lines) if 'class="p-name' in line)
    lines[at] = lines[at].replace("article.title", "article.titel")
    copy.write_text("\n".join(lines))
    with pytest.raises(TemplateFault) as told, Workers(1) as workers:
        build(config, workers)
    said = str(told.value)
    assert said.startswith(f"templates/article.html:{at + 1}: Article has no")
    assert '"titel"' in said and ".txt" in said and 'Did you mean "title"?' in said
    pages = {path: (config.output / path).read_bytes() for path in before}
    assert pages == before
