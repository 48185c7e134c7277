"""Writes problems as lines for people and as JSON for tools (pure)."""

from collections.abc import Callable, Iterable
from typing import Any

from lms.kernel.problems import Problem, Severity


def problem_line(problem: Problem, translated: Callable[[str], str], root: str = "") -> str:
    """`path:line: error: what is wrong. How to mend it. [code]`; `translated` gives a message in the reader's words."""
    path = "/".join(part for part in (root.rstrip("/"), problem.path) if part)
    place = f"{path}:{problem.line}" if problem.line is not None else path
    message, remedy = (problem.say(translated(text)) for text in (problem.message, problem.remedy))
    return f"{place}: {translated(problem.severity.value)}: {message} {remedy} [{problem.code}]"


def problem_data(problem: Problem) -> dict[str, Any]:
    """The problem as JSON-able data, in English."""
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "path": problem.path,
        "line": problem.line,
        "message": problem.say(problem.message),
        "remedy": problem.say(problem.remedy),
    }


def sorted_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Errors before warnings, then by file and line."""
    return sorted(problems, key=lambda p: (p.severity is not Severity.ERROR, p.path, p.line or 0, p.code))
