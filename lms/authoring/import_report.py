"""What an import could not carry over, as a draft keeps it: problems as JSON, in no language yet (pure)."""

import json
from collections.abc import Iterable

from lms.kernel.problems import Problem, Severity

MOST = 500
"""Problems that are kept; whoever has more reads the first ones."""


def to_json(problems: Iterable[Problem]) -> str:
    """The problems as text."""
    rows = [
        {"severity": one.severity, "code": one.code, "message": one.message, "remedy": one.remedy, "path": one.path,
         "line": one.line, "params": one.params}
        for one in problems
    ]  # fmt: skip
    return json.dumps(rows[:MOST], ensure_ascii=False)


def from_json(text: str) -> tuple[Problem, ...]:
    """The problems of a text that `to_json` made."""
    return tuple(
        Problem(
            severity=Severity(row["severity"]),
            code=row["code"],
            message=row["message"],
            remedy=row["remedy"],
            path=row["path"],
            line=row["line"],
            params=tuple((name, value) for name, value in row["params"]),
        )
        for row in json.loads(text)
    )
