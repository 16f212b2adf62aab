"""One family of errors that speak to the user: *Where: what, with the value. Hint.*"""


class HemeroError(Exception):
    """Something the user can mend.

    `message` says what is wrong with the value in it, `where` names file and place
    ("hemero.yaml:7"), `hint` says what to do. Positional, so that it survives pickling
    between processes.
    """

    def __init__(self, message: str, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(message, where, hint)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        said = f"{self.where}: {self.message}" if self.where else self.message
        return f"{said} {self.hint}" if self.hint else said


class ConfigError(HemeroError):
    """hemero.yaml or an option cannot be understood."""


class RuleError(HemeroError):
    """A rule pack is malformed."""


class TemplateFault(HemeroError):
    """A template cannot be rendered: nothing is published."""


class OutputError(HemeroError):
    """The output folder cannot or must not be written."""


class UnreadableSource(HemeroError):
    """One content file cannot be read as an article; the rest of the build goes on."""


class PublishError(HemeroError):
    """The target of a publication cannot be reached, or must not be written."""


class ClusterError(HemeroError):
    """The machines that should share the work cannot be reached, or differ from this one."""
