"""hemero.yaml: all of it optional, and every mistake pointed at."""

from pathlib import Path
from typing import get_type_hints

import pytest
from msgspec import Struct

from hemero.config import Settings, load_config
from hemero.errors import ConfigError


def fault_of(project: Path, text: str) -> str:
    (project / "hemero.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(project)
    return str(caught.value)


def test_no_configuration_is_needed(tmp_path: Path) -> None:
    """A folder without hemero.yaml builds content/ into site/."""
    config = load_config(tmp_path)
    assert config.content == tmp_path / "content"
    assert config.output == tmp_path / "site"
    assert config.permalinks == tmp_path / ".hemero" / "permalinks.tsv"


def test_empty_configuration_is_fine(tmp_path: Path) -> None:
    """A file of comments only says nothing."""
    (tmp_path / "hemero.yaml").write_text("# nothing yet\n")
    assert load_config(tmp_path).settings.title == ""


def test_settings_are_read_with_their_types(tmp_path: Path) -> None:
    """Text, lists and tables arrive as such; a date in a title stays text."""
    (tmp_path / "hemero.yaml").write_text(
        "title: 2022-04-26\nlanguage: fr\ntags:\n  aliases: {OTAN: Otan}\n  stop: [a, b]\n"
    )
    settings = load_config(tmp_path).settings
    assert settings.title == "2022-04-26"
    assert settings.tags.aliases == {"OTAN": "Otan"}
    assert settings.tags.stop == ("a", "b")


def test_unknown_key_names_its_line_and_the_nearest_known_one(tmp_path: Path) -> None:
    """A misspelt key is refused with its line and a suggestion."""
    said = fault_of(tmp_path, "title: Archive\n\nlangage: fr\n")
    assert said.startswith('hemero.yaml:3: unknown key "langage".')
    assert '"language"' in said


def test_unknown_inner_key_is_refused_too(tmp_path: Path) -> None:
    """Tables are checked like the top level."""
    said = fault_of(tmp_path, "tags:\n  alias: {}\n")
    assert said.startswith('hemero.yaml:2: unknown key "alias" in tags.')
    assert '"aliases"' in said


def test_wrong_type_names_key_and_line(tmp_path: Path) -> None:
    """A value of the wrong kind is pointed at."""
    said = fault_of(tmp_path, "title: Archive\ntags:\n  stop: word\n")
    assert said.startswith("hemero.yaml:3: tags.stop must be a list, not 'word'")


def test_broken_yaml_names_the_line(tmp_path: Path) -> None:
    """What is not YAML is said with its line."""
    assert fault_of(tmp_path, 'title: "open\n').startswith("hemero.yaml:")


def test_key_given_twice_is_refused(tmp_path: Path) -> None:
    """Two values for one key cannot both be meant."""
    assert "stands twice" in fault_of(tmp_path, "title: a\ntitle: b\n")


def test_not_utf8_is_said(tmp_path: Path) -> None:
    """A configuration in another encoding is refused in words."""
    (tmp_path / "hemero.yaml").write_bytes(b"title: caf\xe9\n")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_config(tmp_path)


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org/", "https://", "javascript:x", "https://a b/"]
)
def test_base_url_must_be_a_web_address(tmp_path: Path, address: str) -> None:
    """Only http and https addresses with a host can be published at."""
    with pytest.raises(ConfigError, match="base_url"):
        load_config(tmp_path, base_url=address)


def test_base_url_ends_in_a_slash(tmp_path: Path) -> None:
    """The address is that of a folder, however it was written."""
    config = load_config(tmp_path, base_url="https://example.org/a")
    assert config.settings.base_url == "https://example.org/a/"


@pytest.mark.parametrize("output", [".", "content", "content/site", "..", "templates/x", "~"])
def test_output_may_not_swallow_the_project(tmp_path: Path, output: str) -> None:
    """A mistyped output folder must never overwrite sources."""
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    (project / "hemero.yaml").write_text("title: x\n")
    target = Path(output).expanduser() if output == "~" else project / output
    with pytest.raises(ConfigError, match="output folder"):
        load_config(project, output=target)


def leaves(kind: type[Struct] = Settings, within: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The path of every key that holds no keys of its own."""
    found = []
    for key, hint in get_type_hints(kind).items():
        record = isinstance(hint, type) and issubclass(hint, Struct)
        found += leaves(hint, (*within, key)) if record else [(*within, key)]
    return found


def nested(keys: tuple[str, ...], value: str) -> str:
    lines = [f"{'  ' * depth}{key}:" for depth, key in enumerate(keys)]
    return "# a comment\n" + "\n".join(lines) + f" {value}\n"


@pytest.mark.parametrize("keys", leaves(), ids=".".join)
def test_every_key_points_at_its_line_when_its_value_cannot_be_meant(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    """File, line, the key with its parents, and what was expected in plain words."""
    said = fault_of(tmp_path, nested(keys, "[[1], {odd: [2]}]"))
    line = 1 + len(keys)
    assert said.startswith(f"hemero.yaml:{line}: "), said
    assert ".".join(keys) in said
    assert " must be " in said or "unknown key" in said
    assert "`str`" not in said and "`array`" not in said


@pytest.mark.parametrize("keys", leaves(), ids=".".join)
def test_every_mistyped_key_is_told_the_nearest(tmp_path: Path, keys: tuple[str, ...]) -> None:
    """At every depth, with the line."""
    typo = (*keys[:-1], keys[-1][:-1] + "x" + keys[-1][-1])
    said = fault_of(tmp_path, nested(typo, "1"))
    within = f" in {'.'.join(keys[:-1])}" if keys[:-1] else ""
    assert said.startswith(f'hemero.yaml:{1 + len(keys)}: unknown key "{typo[-1]}"{within}.')
    assert f'Did you mean "{keys[-1]}"' in said or "Known: " in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("withdrawn:\n  - a.txt\n  - articel: b.txt\n", 'hemero.yaml:3: unknown key "articel"'),
        ("theme:\n  ink: blue\n", 'hemero.yaml:2: theme.ink must be a colour like "#86190f"'),
        ("tags:\n  maximum: -1\n", "hemero.yaml:2: tags.maximum must be a whole number from 0"),
        ("title: x\nbase_url: example.org\n", "hemero.yaml:2: base_url must be an address"),
        ("tags:\n  aliases:\n    a: [b]\n", "hemero.yaml:2: tags.aliases"),
    ],
)
def test_what_stands_deep_or_has_a_form_is_pointed_at_too(
    tmp_path: Path, text: str, said: str
) -> None:
    """Records in lists, colours, bounds, addresses."""
    assert fault_of(tmp_path, text).startswith(said)


def test_a_key_without_a_value_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    """`title:` and nothing after it, as people leave a form empty."""
    (tmp_path / "hemero.yaml").write_text("title:\ntags:\n  stop:\n")
    assert load_config(tmp_path).settings == Settings()
