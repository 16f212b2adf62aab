"""The one place that declares markup safe."""

import json
import re
from pathlib import Path

import markupsafe
from hypothesis import given
from hypothesis import strategies as st

import hemero.renderer
from hemero.renderer.safe import (
    Markup,
    attributes,
    escaped,
    printed,
    script_json,
    without_controls,
    xml_text,
)


@given(st.text())
def test_escaped_equals_markupsafe(text: str) -> None:
    """Our cheaper escape gives what MarkupSafe's gives."""
    assert escaped(text) == str(markupsafe.escape(text))


def test_only_markup_is_printed_as_it_is() -> None:
    """Text and numbers are escaped, markup is not escaped again."""
    assert printed("<b>") == "&lt;b&gt;"
    assert printed(Markup("<b>")) == "<b>"
    assert printed(3) == "3"


@given(st.text())
def test_script_data_cannot_leave_its_element(text: str) -> None:
    """No sign that an HTML parser or an old JavaScript would act on; the data is the same."""
    data = script_json({"a": text.encode("utf-8", "replace").decode()})
    assert not re.search("[<>&\u2028\u2029]", data)
    assert json.loads(data) == {"a": text.encode("utf-8", "replace").decode()}


def test_attributes_are_escaped() -> None:
    """A value cannot close its attribute; an empty one is left out."""
    assert attributes(lang='a"><b>', dir="") == ' lang="a&#34;&gt;&lt;b&gt;"'


def test_xml_takes_no_character_it_cannot_hold() -> None:
    """Controls, lone surrogates and noncharacters go; letters, tabs and emoji stay."""
    assert xml_text("a\x00\x0b\ud800\ufffe\tb\U0001f4f0\n") == "a\tb\U0001f4f0\n"


def test_pages_hold_no_control_characters() -> None:
    """What a loader missed is dropped from the bytes; other letters are whole."""
    assert without_controls("a\x00\x08\x0cé\x7f\n\t".encode()) == "aé\n\t".encode()


def test_markup_is_declared_in_one_place() -> None:
    """`Markup(…)` stands in safe.py alone, `as_html` is called by prose.py alone, and no
    template turns escaping off."""
    package = Path(hemero.renderer.__file__).parent
    sources = {path.name: path.read_text() for path in package.glob("*.py")}
    assert [n for n, s in sources.items() if re.search(r"\bMarkup\(", s)] == ["safe.py"]
    callers = {n for n, s in sources.items() if re.search(r"\bas_html\(", s)}
    assert callers == {"safe.py", "prose.py"}
    templates = package.parents[2] / "templates"
    for path in (*templates.glob("*.html"), *templates.glob("*.xml")):
        assert not re.search(r"\|\s*safe|autoescape", path.read_text()), path.name
