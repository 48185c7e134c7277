"""Renders texts in child processes that are killed and replaced when a text takes too long, so nothing stalls."""

import json
import queue
import selectors
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Any, Self

from lms.content.targets import NOTHING_KNOWN, Targets
from lms.kernel.bare_process import bare_command
from lms.kernel.problems import Problem, error

SECONDS = 2.0
"""Processor time that one text may take."""

CHILDREN = 2

_PATIENCE = 15
"""How many times `SECONDS` of wall-clock time are waited, for machines that are busy with other things."""

_START_SECONDS = 120
"""Wall-clock time for a child to start, which is no text's fault."""


@dataclass(frozen=True)
class RenderJob:
    """Parts of one text (see `render_parts`), or texts that only stand together (`apart`) and share nothing.

    `path` and `line` say where they stand, for problems; `source` is the file that relative links start from.
    """

    parts: tuple[str, ...]
    path: str = ""
    line: int = 1
    source: str = ""
    definitions: str = ""
    language: str = "id"
    anchor: str = ""
    apart: bool = False


@dataclass(frozen=True)
class RenderedText:
    """Safe HTML for each part of a job, or the problem that kept it from being rendered (then no parts)."""

    parts: tuple[str, ...] = ()
    problem: Problem | None = None

    @property
    def html(self) -> str:
        """All parts together."""
        return "\n".join(self.parts)


class RenderPool:
    """Two warm children; `with RenderPool() as pool: pool.render_all(jobs)`. Safe to use from several threads."""

    def __init__(self, children: int = CHILDREN, seconds: float = SECONDS) -> None:
        self._children = [_Child(seconds) for _ in range(children)]
        self._idle: queue.SimpleQueue[_Child] = queue.SimpleQueue()
        for child in self._children:
            self._idle.put(child)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the children; waits for those that are rendering."""
        for _ in self._children:
            self._idle.get().stop()

    def rest(self) -> None:
        """Ends the children that are idle; they start again when they are needed."""
        for _ in self._children:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                return
            child.stop()
            self._idle.put(child)

    def processes(self) -> Iterator[int]:
        """The ids of the child processes that run."""
        return (child.process.pid for child in self._children if child.process is not None)

    def render_all(self, jobs: Iterable[RenderJob], targets: Targets = NOTHING_KNOWN) -> list[RenderedText]:
        """The outcome of each job, in the order of the jobs. One bad text costs `SECONDS`, and no other text."""
        with ThreadPoolExecutor(len(self._children)) as threads:
            return list(threads.map(lambda job: self.render(job, targets), jobs))

    def render(self, job: RenderJob, targets: Targets = NOTHING_KNOWN) -> RenderedText:
        """The outcome of one job; waits for a child that is free."""
        child = self._idle.get()
        try:
            answer = child.ask(job, targets)
        finally:
            self._idle.put(child)
        if "parts" in answer:
            return RenderedText(tuple(answer["parts"]))
        line = job.line + answer["line"] - 1 if "line" in answer and len(job.parts) == 1 else job.line
        return RenderedText(problem=_problem(answer["failure"], job.path, line))


class _Child:
    """A child process that is started when it is first needed, and again after it has died."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.process: subprocess.Popen[bytes] | None = None
        self._targets: Targets | None = None

    def ask(self, job: RenderJob, targets: Targets) -> dict[str, Any]:
        """The child's answer; `{"failure": "too-slow"}` when it had to be killed or died of its bounds."""
        fields = asdict(job)
        del fields["path"], fields["line"]
        try:
            process = self._running()
            if self._targets is not targets:
                _send(process, {"targets": targets.to_data()})
                self._targets = targets
            _send(process, fields)
            line = _read_line(process, self._seconds * _PATIENCE)
        except BrokenPipeError:
            line = b""
        if not line.endswith(b"\n"):
            self.stop()
            return {"failure": "too-slow"}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        """Kills the process, if there is one."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
        self.process = self._targets = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is not None and self.process.poll() is not None:
            self.stop()  # somebody else ended it while it was idle
        if self.process is None:
            command = bare_command("lms.content.render_child", str(self._seconds))
            self.process = subprocess.Popen(
                command, env={}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            if not _read_line(self.process, _START_SECONDS):
                raise RuntimeError("The process that renders does not start.")
        return self.process


def _send(process: subprocess.Popen[bytes], message: dict[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    process.stdin.flush()


def _read_line(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """The next line of the child; what came of it when the child dies or `seconds` pass without more."""
    assert process.stdout is not None
    collected = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while not collected.endswith(b"\n"):
            if not selector.select(seconds):
                break
            chunk = process.stdout.read1(1 << 16)  # type: ignore[attr-defined]  # a BufferedReader
            if not chunk:
                break
            collected += chunk
    return bytes(collected)


def _problem(failure: str, path: str, line: int) -> Problem:
    if failure == "too-deep":
        return error(
            "text-too-deep",
            "Quotations or lists are nested too deeply to be shown.",
            "Use fewer levels; nobody follows more than three or four.",
            path,
            line,
        )
    return error(
        "text-too-slow",
        "This text could not be turned into a page in the time and memory allowed.",
        "Split it into shorter lessons, or look for very long runs of brackets or of the same character.",
        path,
        line,
    )
