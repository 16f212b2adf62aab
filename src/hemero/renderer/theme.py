"""A theme: templates, strings and static files, a project's own before the bundled ones.

A worker builds its theme once from a small spec. `hemero/base.html` always names the bundled
template, so that a project's own base.html can extend it.
"""

import hashlib
import re
import sys
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache, partial
from keyword import iskeyword
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension

import hemero
from hemero.model.page import Crumb, Site
from hemero.renderer.compiled import compiled_templates
from hemero.renderer.dates import html_datetime
from hemero.renderer.faults import NamedUndefined
from hemero.renderer.headings import crumb_text
from hemero.renderer.links import quoted, safe_url
from hemero.renderer.safe import Markup, attributes, printed, script_json
from hemero.renderer.spacing import spaced
from hemero.renderer.strings import Strings, direction, read_strings
from hemero.renderer.themefiles import ThemeSpec, bundled_theme, files_of, theme_folders

_WORD = re.compile(r"\{\{ t\.([a-z_]+) \}\}")


class Step(NamedTuple):
    """A step of the breadcrumb in words."""

    text: str
    path: str


class Frame(NamedTuple):
    """What stands around a page's own part."""

    header: Markup
    footer: Markup


class _Template(jinja2.Template):
    """A template that prints through `printed`: half of its time would go into `escape`.

    What all templates know is one dictionary, not Jinja's chain of two, which each page would
    walk through twice.
    """

    @classmethod
    def _from_namespace(
        cls,
        environment: jinja2.Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],
    ) -> jinja2.Template:
        namespace["escape"] = printed
        return super()._from_namespace(environment, namespace, dict(globals))


class _Compiler(CodeGenerator):
    """Compiles bundled templates to faster code; a project's own are left to Jinja's ways."""

    @property
    def bundled(self) -> bool:
        return bool(self.filename) and Path(str(self.filename)).is_relative_to(bundled_theme())

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:
        """Blocks are printed whole. Jinja hands each of their pieces through every template
        that extends another, a third of its time on an article."""
        if self.bundled:
            for block in node.find_all(nodes.Block):
                at = block.lineno
                whole, shown = (nodes.Name("_block", use, lineno=at) for use in ("store", "load"))
                collected = nodes.AssignBlock(whole, None, block.body, lineno=at)
                block.body = [collected, nodes.Output([shown], lineno=at)]
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Any) -> None:
        """Attributes are read as in Python. Jinja takes an item where there is no attribute,
        four times as slow; these templates name attributes only."""
        if not self.bundled or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


def _said_at_once(words: Mapping[str, str]) -> type[Extension]:
    """Puts the interface's words into templates before they are compiled: `{{ t.skip }}` is
    then text, not a look-up on every page. What is not a plain word stays to be looked up."""

    def said(match: re.Match[str]) -> str:
        word = words.get(match[1], "{")
        return match[0] if "{" in word or "\n" in word else word

    class SaidAtOnce(Extension):
        def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
            return _WORD.sub(said, source)

    return SaidAtOnce


class Edition:
    """The theme in one language: a Jinja environment whose globals speak it."""

    def __init__(self, language: str, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self.strings = read_strings(language, folders)
        self._others = {language: self.strings}
        self._templates: dict[str, jinja2.Template] = {}
        self.environment = _environment(folders, vars(self.strings.words))
        self.environment.globals.update(_globals(self))
        self.environment.filters.update(_filters(self))
        self.steps = lru_cache(maxsize=4096)(self._steps)
        self.frame = lru_cache(maxsize=4096)(self._frame)

    def template(self, name: str) -> jinja2.Template:
        """A compiled template; kept, as each is used for many pages."""
        if name not in self._templates:
            self._templates[name] = self.environment.get_template(name)
        return self._templates[name]

    def _steps(self, crumbs: tuple[Crumb, ...]) -> tuple[Step, ...]:
        """The breadcrumb in words."""
        return tuple(Step(crumb_text(crumb, self.strings), crumb.path) for crumb in crumbs)

    def _frame(
        self, site: Site, root: str, kind: str, section: str, steps: tuple[Step, ...]
    ) -> Frame:
        """Header, breadcrumb and footer: the same for all articles of a month."""
        macros: Any = self.template("frame.html").module
        return Frame(macros.header(site, root, kind, section, steps), macros.footer(site, root))

    def strings_of(self, language: str) -> Strings:
        """The words of another language, for what is said in an article's own."""
        if language not in self._others:
            self._others[language] = read_strings(language, self.folders)
        return self._others[language]


class Theme:
    """Where the theme's files are, and its editions as they are asked for."""

    def __init__(self, spec: ThemeSpec) -> None:
        self.folders = theme_folders(spec)
        self._editions: dict[str, Edition] = {}

    def edition(self, language: str) -> Edition:
        """The theme in the interface's language."""
        if language not in self._editions:
            self._editions[language] = Edition(language, self.folders)
        return self._editions[language]


def _environment(folders: tuple[Path, ...], words: Mapping[str, str]) -> jinja2.Environment:
    loaders: list[jinja2.BaseLoader] = [jinja2.FileSystemLoader(folder) for folder in folders]
    bundled = jinja2.FileSystemLoader(folders[-1])
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([*loaders, jinja2.PrefixLoader({"hemero": bundled})]),
        autoescape=True,
        undefined=NamedUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        extensions=[_said_at_once(words)],
        bytecode_cache=compiled_templates(_compiler_key(words)),
    )
    environment.template_class = _Template
    environment.code_generator_class = _Compiler
    return environment


def _compiler_key(words: Mapping[str, str]) -> str:
    """What compiled code depends on besides the template: who compiles, and the words put in."""
    said = "\n".join(f"{name} {word}" for name, word in sorted(words.items()))
    parts = hemero.__version__, jinja2.__version__, sys.version, str(bundled_theme()), said
    hasher = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    hasher.update(Path(__file__).read_bytes())
    return hasher.hexdigest()[:16]


def _globals(edition: Edition) -> dict[str, object]:
    """What every template and macro knows; listed in docs/theming.md."""
    strings = edition.strings
    return {
        "t": strings.words,
        "lang": strings.language,
        "dir": direction(strings.language),
        "comma": strings.comma,
        "final": strings.final,
    }


def _filters(edition: Edition) -> dict[str, Callable[..., object]]:
    """What templates say values with; listed in docs/theming.md."""
    strings = edition.strings
    return {
        "url": lambda path, root: root + quoted(path),
        "web_address": safe_url,
        "date": strings.date,
        "step": strings.step,
        "iso": html_datetime,
        "number": strings.number,
        "counted": lambda n, key, said="": strings.count(key, n, said),
        "rounded": strings.rounded,
        "spaced": lru_cache(maxsize=2048)(spaced),
        "tongue": lru_cache(maxsize=64)(partial(_tongue, strings.language)),
        "json": script_json,
        "language_name": strings.language_name,
        "locale": lambda language: edition.strings_of(language).locale if language else "",
    }


def _tongue(interface: str, language: str | None) -> Markup:
    """The attributes of text that may be in another language than the interface's."""
    if language == interface:
        return attributes()
    if not language:
        return attributes(dir="auto")
    side = direction(language)
    return attributes(lang=language, dir="" if side == direction(interface) else side)


def load_theme(spec: ThemeSpec) -> Theme:
    """The theme of `spec`, built once a process and again when a file of it changed."""
    return _built(spec, _stamp(spec))


@lru_cache(maxsize=4)
def _built(spec: ThemeSpec, stamp: tuple[tuple[str, int, int], ...]) -> Theme:
    return Theme(spec)


def _stamp(spec: ThemeSpec) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of each file: some 30 of them, 0.3 ms."""
    stats = [(str(p), p.stat()) for folder in theme_folders(spec) for p in files_of(folder)]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def default_title(spec: ThemeSpec, language: str) -> str:
    """What an archive is called that was given no name."""
    return str(read_strings(language, theme_folders(spec)).plain.archive_title)
