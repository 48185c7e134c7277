"""The process that reads one file of others within bounds of memory and time, answers, and ends.

Its parsers are not ours and their food is not either: whoever started it may kill it. It gets no environment and
opens no file. In: a line of JSON with the name and the size, then the bytes. Out: a line of JSON with the problems and
the paths and sizes of the files, then their bytes in that order.
"""

import json
import resource
import signal
import sys
from dataclasses import asdict

from lms.authoring.foreign.foreign_course import ForeignCourse
from lms.authoring.foreign.reading import read_upload

MEMORY_LIMIT = 700 * 1024 * 1024
"""Bytes of address space."""


def main() -> None:
    """Reads one file; the last argument is the processor time that it may take, in seconds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.setitimer(signal.ITIMER_PROF, float(sys.argv[-1]))  # its signal ends the process, in the middle of anything
    asked = json.loads(sys.stdin.buffer.readline())
    _answer(_read(asked["name"], sys.stdin.buffer.read(asked["size"])))


def _read(name: str, data: bytes) -> ForeignCourse:
    try:
        return read_upload(name, data)
    except (MemoryError, RecursionError):
        return ForeignCourse({})  # nothing, and no reason: to whoever asked that means too much


def _answer(course: ForeignCourse) -> None:
    listed = {
        "problems": [asdict(problem) for problem in course.problems],
        "files": [[path, len(content)] for path, content in course.files.items()],
    }
    out = sys.stdout.buffer
    out.write(json.dumps(listed).encode() + b"\n")
    for content in course.files.values():
        out.write(content)
    out.flush()
