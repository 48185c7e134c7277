"""Reads a file of others in a child process that is killed when it takes too long; no parser runs where people wait."""

import json
import subprocess
import threading
from contextlib import suppress
from typing import IO, Any

from lms.authoring.foreign.foreign_course import ForeignCourse, refused
from lms.kernel.bare_process import bare_command
from lms.kernel.problems import Problem, Severity, error

SECONDS = 20.0
"""Processor time that one file may take."""

_PATIENCE = 6
"""How many times `SECONDS` of wall-clock time are waited, for machines that are busy with other things."""


def import_upload(name: str, data: bytes, *, seconds: float = SECONDS) -> ForeignCourse:
    """The course that a file makes: a zip file of a folder, a document, slides or one text.

    Refused, with the reason as its only problem, for any other file and for what takes too much time or memory.
    """
    command = bare_command("lms.authoring.foreign.import_child", str(seconds))
    process = subprocess.Popen(
        command, env={}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    timer = threading.Timer(seconds * _PATIENCE, process.kill)
    timer.start()
    try:
        assert process.stdin is not None and process.stdout is not None
        _send(process.stdin, name, data)
        return _answer_from(process.stdout)
    finally:
        timer.cancel()
        process.kill()
        process.communicate()


def _send(stream: IO[bytes], name: str, data: bytes) -> None:
    with suppress(BrokenPipeError):  # it has ended, and its answer, or that there is none, says why
        stream.write(json.dumps({"name": name, "size": len(data)}).encode() + b"\n")
        stream.write(data)
        stream.flush()


def _answer_from(stream: IO[bytes]) -> ForeignCourse:
    line = stream.readline()
    if not line.endswith(b"\n"):
        return refused(_too_much())
    listed = json.loads(line)
    files = {path: stream.read(size) for path, size in listed["files"]}
    if any(len(files[path]) != size for path, size in listed["files"]):
        return refused(_too_much())
    problems = tuple(_problem(fields) for fields in listed["problems"])
    return ForeignCourse(files, problems) if files or problems else refused(_too_much())


def _problem(fields: dict[str, Any]) -> Problem:
    given = {**fields, "severity": Severity(fields["severity"]), "params": tuple(map(tuple, fields["params"]))}
    return Problem(**given)


def _too_much() -> Problem:
    return error(
        "import-too-much",
        "This file takes too much time or memory to be read.",
        "Send it in parts, or save it anew in Word or PowerPoint.",
    )
