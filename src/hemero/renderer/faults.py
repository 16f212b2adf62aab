"""What is wrong in a template, told with its file, line and the nearest known name."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2
import msgspec

from hemero.errors import TemplateFault
from hemero.renderer.strings import nearest

# What a template's expression can raise; a fault of ours inside it is told the same way.
EXPRESSION_FAULTS = (
    jinja2.TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)


class UnknownName(jinja2.UndefinedError):
    """A template used a name that is not there; `known` are those that are."""

    def __init__(self, message: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name = name
        self.known = known


class NamedUndefined(jinja2.StrictUndefined):
    """An undefined value that fails by name, whatever is done with it."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        name, owner = str(self._undefined_name), self._undefined_obj
        if owner is jinja2.utils.missing:
            raise UnknownName(f'"{name}" is not defined', name, ())
        raise UnknownName(f'{type(owner).__name__} has no "{name}"', name, _names_of(owner))

    __iter__ = __str__ = __len__ = _fail_with_undefined_error
    __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _fail_with_undefined_error
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _fail_with_undefined_error
    __mod__ = __rmod__ = __pow__ = __rpow__ = __pos__ = __neg__ = _fail_with_undefined_error
    __call__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = _fail_with_undefined_error
    __int__ = __float__ = __complex__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._fail_with_undefined_error()


def _names_of(owner: object) -> tuple[str, ...]:
    if isinstance(owner, msgspec.Struct):
        return owner.__struct_fields__
    if isinstance(owner, dict):
        return tuple(str(key) for key in owner)
    return tuple(name for name in getattr(owner, "__dict__", ()) if not name.startswith("_"))


def template_fault(
    fault: BaseException, template: str, folders: Iterable[Path], known: Iterable[str], on: str
) -> TemplateFault:
    """`fault` as the user should read it: templates/article.html:12: what, on which page. Hint."""
    where = _where(fault, tuple(folders)) or f"templates/{template}"
    message, hint = _said(fault, tuple(known))
    return TemplateFault(f"{message}, on {on}.", where, hint)


def _said(fault: BaseException, known: tuple[str, ...]) -> tuple[str, str | None]:
    if isinstance(fault, UnknownName):
        return str(fault), nearest(fault.name, fault.known or known)
    if isinstance(fault, jinja2.TemplateNotFound):
        return f'there is no template "{fault.name}"', None
    if isinstance(fault, RecursionError):
        return "templates extend or include each other in a circle", None
    if isinstance(fault, TemplateFault):
        return fault.message.rstrip("."), fault.hint
    if isinstance(fault, AttributeError) and fault.name:
        owner = type(fault.obj).__name__
        return f'{owner} has no "{fault.name}"', nearest(fault.name, _names_of(fault.obj))
    text = str(fault).rstrip(".")
    return (
        text if isinstance(fault, jinja2.TemplateError) else f"{type(fault).__name__}: {text}"
    ), None


def _where(fault: BaseException, folders: tuple[Path, ...]) -> str | None:
    """The innermost template line that the fault came from."""
    if isinstance(fault, jinja2.TemplateSyntaxError) and fault.filename:
        return _shown(fault.filename, fault.lineno, folders)
    found, step = None, fault.__traceback__
    while isinstance(step, TracebackType):
        shown = _shown(step.tb_frame.f_code.co_filename, step.tb_lineno, folders)
        found = shown or found
        step = step.tb_next
    return found


def _shown(filename: str, line: int, folders: tuple[Path, ...]) -> str | None:
    for at, folder in enumerate(folders):
        path = Path(filename)
        if path.is_relative_to(folder):
            prefix = "templates" if at < len(folders) - 1 or len(folders) == 1 else "hemero"
            return f"{prefix}/{path.relative_to(folder).as_posix()}:{line}"
    return None
