"""What is wrong with text that came from outside: where, what, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Errors stop publication or import; warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One finding. `message` and `remedy` are English message ids with `{name}` places, filled from `params`.

    `code` is stable and in kebab-case, so that tests and tools can name a finding; `line` counts from 1.
    """

    severity: Severity
    code: str
    message: str
    remedy: str
    path: str = ""
    line: int | None = None
    params: tuple[tuple[str, str], ...] = ()

    def say(self, text: str) -> str:
        """`text` (the message or the remedy, perhaps translated) with its places filled."""
        filled = text
        for name, value in self.params:
            filled = filled.replace("{" + name + "}", value)
        return filled


def error(code: str, message: str, remedy: str, path: str = "", line: int | None = None, **params: object) -> Problem:
    """A finding that stops publication."""
    return Problem(Severity.ERROR, code, message, remedy, path, line, _texts(params))


def warning(code: str, message: str, remedy: str, path: str = "", line: int | None = None, **params: object) -> Problem:
    """A finding that the author should see but that stops nothing."""
    return Problem(Severity.WARNING, code, message, remedy, path, line, _texts(params))


def has_errors(problems: "tuple[Problem, ...] | list[Problem]") -> bool:
    """Whether any finding stops publication."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _texts(params: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in params.items())
