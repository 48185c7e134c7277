"""The process that opens pictures: reads names and files as JSON lines, says of each what it is, and ends.

A picture that lies about itself can take all memory there is, and the library that opens it is large. So neither is let
into the process that serves. It has bounds on memory and on processor time, and no environment.
"""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lms.content.media import look_at_medium

MEMORY_LIMIT = 512 * 1024 * 1024
"""Bytes of address space."""

SECONDS = 20
"""Of processor time for all files together."""


def main() -> None:
    """Answers each line of standard input, `{"name": …, "file": …}`, with one of standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        print(json.dumps(_looked(json.loads(line))), flush=True)


def _looked(asked: dict[str, str]) -> dict[str, Any]:
    medium, problems = look_at_medium(asked["name"], Path(asked["file"]).read_bytes(), convert=False)
    return {"medium": asdict(medium) if medium else None, "problems": [asdict(problem) for problem in problems]}
