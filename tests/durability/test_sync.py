"""An answer is on the disk before its learner reads "saved": the calls of the server to the kernel, in their order.

How to see it fail: write `synchronous=OFF` in `doors.install`, and the log is never synced between the request and its
answer. A kill cannot show that: what was written is kept by the kernel, and only a power cut would lose it.
"""

import http.client
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.ground import Ground
from tests.durability.writing_clients import save_answer
from tests.support.servers import PORTAL, free_port, server

CALLS = "fdatasync,fsync,pwrite64,recvfrom,recvmsg,writev,sendto,sendmsg"
LINE = re.compile(r"^(?P<process>\d+) +(?P<text>.*)$")


@dataclass(frozen=True)
class Call:
    """A call to the kernel: at which line of the trace it began and at which it was done."""

    text: str
    began: int
    done: int


def calls_of(trace: str) -> list[Call]:
    """The calls in the order in which they began; what strace tells in two parts is put together."""
    found: list[Call] = []
    open_calls: dict[str, int] = {}
    for number, line in enumerate(trace.splitlines()):
        match = LINE.match(line)
        if match is None:
            continue
        process, text = match["process"], match["text"]
        if text.startswith("<..."):
            index = open_calls.pop(process, None)
            if index is not None:
                found[index] = Call(found[index].text + text, found[index].began, number)
            continue
        if text.endswith("<unfinished ...>"):
            open_calls[process] = len(found)
        found.append(Call(text, number, number if not text.endswith("<unfinished ...>") else sys.maxsize))
    return found


def test_the_log_is_synced_before_an_answer_is_called_saved(ground: Ground, tmp_path: Path) -> None:
    assert shutil.which("strace"), "strace is missing (make test installs it): apt-get install strace"
    port = free_port()
    trace = tmp_path / "trace"
    traced = ("strace", "-f", "--seccomp-bpf", "-y", "-s", "200", "-e", f"trace={CALLS}", "-o", str(trace), *PORTAL)
    with server(tmp_path, port, traced):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        answer = save_answer(connection, ground.cookies[0], ground.saves[0], "a-token")
        connection.close()
    assert answer.startswith('200 {"saved"')
    calls = calls_of(trace.read_text(errors="replace"))
    (asked,) = [call for call in calls if '"POST /learn' in call.text]
    told = next(call for call in calls if call.began > asked.done and "HTTP/1.1 200" in call.text)
    between = [call for call in calls if asked.done <= call.began and call.done < told.began]
    written = [call for call in between if call.text.startswith("pwrite64(") and "sqlite3-wal>" in call.text]
    synced = [call for call in between if re.match(r"f(data)?sync\(\d+<[^>]*sqlite3-wal>", call.text)]
    assert written, "the answer was not written before it was called saved"
    assert any(call.began > written[-1].done for call in synced), "written, but not synced before it was called saved"
