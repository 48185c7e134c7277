"""The process that renders: says when it is ready, reads jobs as JSON lines, answers each with one; whoever started
it may kill it.

Python-Markdown can be made to run for minutes or out of stack, and a thread cannot be killed. So rendering has a
process of its own with bounds on memory and on processor time. It gets no environment and opens no file.
"""

import json
import resource
import signal
import sys
from typing import Any

from lms.content.markdown import render_parts
from lms.content.markdown_extensions.block_nodes import NestedTooDeeply
from lms.content.targets import NOTHING_KNOWN, Targets

MEMORY_LIMIT = 512 * 1024 * 1024
"""Bytes of address space."""


def main() -> None:
    """Serves jobs from standard input until that ends, as it does when the parent dies.

    The last argument is the processor time of one job in seconds.
    """
    seconds = float(sys.argv[-1])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    targets = NOTHING_KNOWN
    _send({"ready": True})
    for line in sys.stdin.buffer:
        message = json.loads(line)
        if "targets" in message:
            targets = Targets.from_data(message["targets"])
            continue
        signal.setitimer(signal.ITIMER_PROF, seconds)  # its signal ends the process, in the middle of anything
        answer = _answer(message, targets)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(answer)


def _send(message: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def _answer(job: dict[str, Any], targets: Targets) -> dict[str, Any]:
    """`{"parts": […]}`, or `{"failure": …}` with the line if it is known."""
    texts, apart = tuple(job.pop("parts")), job.pop("apart")
    try:
        if not apart:
            return {"parts": render_parts(texts, targets=targets, **job)}
        anchor = job.pop("anchor")
        ways = [{**job, "anchor": f"{anchor}{number}-"} for number in range(len(texts))]
        return {
            "parts": [render_parts((text,), targets=targets, **way)[0] for text, way in zip(texts, ways, strict=True)]
        }
    except NestedTooDeeply as problem:
        return {"failure": "too-deep", "line": problem.line}
    except (RecursionError, MemoryError) as problem:
        return {"failure": "too-deep" if isinstance(problem, RecursionError) else "too-big"}
