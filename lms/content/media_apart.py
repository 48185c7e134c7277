"""Looks at media in a child process, so that what they are never costs the process that serves."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lms.kernel.problems import Problem, Severity, error

PATIENCE = 120
"""Seconds of waiting for the child, on a machine that is busy with other things."""

_PACKAGE = Path(__file__).resolve().parents[1]
_START = """
import sys, types
package = types.ModuleType("lms")
package.__path__ = [sys.argv[1]]
sys.modules["lms"] = package
from lms.content.media_child import main
main()
"""


@dataclass(frozen=True)
class Looked:
    """What a file is by its content, "" if it may not be part of a course; its size in pixels, 0 if it has none."""

    media_type: str
    width: int
    height: int
    problems: tuple[Problem, ...]


def look_apart(files: Sequence[tuple[str, Path]]) -> list[Looked]:
    """What each file is, given by the name that it has in its course and where it lies. Never raises.

    Media are judged as `lms.content.media.look_at_medium` does; what ends the child is refused, and what follows it.
    """
    asked = "".join(json.dumps({"name": name, "file": str(path)}) + "\n" for name, path in files)
    command = [sys.executable, "-c", _START, str(_PACKAGE)]
    try:
        done = subprocess.run(
            command, input=asked.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={},
            timeout=PATIENCE, check=False,
        )  # fmt: skip
        answers = done.stdout.decode().split("\n")[:-1]
    except subprocess.TimeoutExpired:
        answers = []
    found = [_looked(json.loads(answer)) for answer in answers]
    return [*found, *(_unopened(name) for name, _ in files[len(found) :])]


def _looked(answer: dict[str, Any]) -> Looked:
    medium = answer["medium"] or {"media_type": "", "width": 0, "height": 0}
    return Looked(
        medium["media_type"], medium["width"], medium["height"], tuple(_problem(one) for one in answer["problems"])
    )


def _problem(fields: dict[str, Any]) -> Problem:
    params = tuple((name, value) for name, value in fields["params"])
    return Problem(**{**fields, "severity": Severity(fields["severity"]), "params": params})


def _unopened(name: str) -> Looked:
    problem = error("picture-damaged", "The picture is damaged and cannot be opened.", "Save it again.", name)
    return Looked("", 0, 0, (problem,))
