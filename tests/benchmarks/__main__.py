"""Measures and prints the table of `make bench`; the exit code is 1 if a page is dearer than its ceiling."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks import bare_page
from tests.benchmarks.ground import Ground, lay
from tests.benchmarks.process_costs import cpu_seconds, processes_of, proportional_share
from tests.support.servers import ROOT, free_port, server

ROUNDS = 15
SECONDS = 0.7
CONNECTIONS = 8
CLIENTS = 64
LONGEST_WAIT = 0.060  # seconds; of 99 in 100 saves, by as many clients at once as CLIENTS
LARGEST_MEMORY = 200_000_000
BARE = "bare page"


@dataclass(frozen=True)
class Target:
    """A page of a server, asked for by several browsers. `floor` is the ratio to the bare page that it must reach."""

    name: str
    port: int
    processes: list[Path]
    requests: list[dict[str, str]]
    floor: float = 0.0


class Client:
    """The browsers, in a process of their own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.client"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def drive(self, target: Target, seconds: float) -> list[float]:
        """Asks for the target's page as fast as it answers; how long each answer took, in order of length."""
        assert self._process.stdin is not None and self._process.stdout is not None
        plan = {"port": target.port, "requests": target.requests, "seconds": seconds}
        print(json.dumps(plan), file=self._process.stdin, flush=True)
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        if set(told["statuses"]) != {"200"}:
            raise SystemExit(f"{target.name}: answers {told['statuses']}; nothing was measured")
        waits: list[float] = told["waits"]
        return waits

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.wait()


@contextmanager
def serving(folder: Path, module: tuple[str, ...] = (), **options: str) -> Iterator[tuple[int, list[Path]]]:
    """A server and its port and processes."""
    port = free_port()
    command = (sys.executable, *(module or ("wsgi.py",)))
    with server(folder, port, command, log=folder / "log", **options) as process:
        yield port, processes_of(process.pid)


def request(path: str, cookie: str, method: str = "GET", body: str = "", **headers: str) -> dict[str, str]:
    """A request as `client.py` sends it."""
    lines = {"Host": "127.0.0.1", "Accept-Encoding": "gzip", "Cookie": cookie, **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return {"head": f"{method} {path} HTTP/1.1\r\n{head}", "body": body}


def saves(port: int, ground: Ground) -> list[dict[str, str]]:
    """The request by which each learner saves an answer, as the script of the page sends it."""
    headers = {"Accept": "application/json", "Content_Type": "application/x-www-form-urlencoded"}
    headers["Host"] = f"127.0.0.1:{port}"
    headers["Origin"] = f"http://127.0.0.1:{port}"
    return [
        request(save.path, cookie, "POST", f"answer={save.answer}&token={{token}}", **headers)
        for cookie, save in zip(ground.cookies, ground.saves, strict=True)
    ]


def rates(client: Client, targets: list[Target]) -> dict[str, float]:
    """Requests per CPU second of each target's server: the median of rounds in which all take turns."""
    found: dict[str, list[float]] = {target.name: [] for target in targets}
    for number in range(ROUNDS + 1):
        for target in targets:
            before = cpu_seconds(target.processes)
            answers = len(client.drive(target, SECONDS))
            if number:  # the first round warms up
                found[target.name].append(answers / (cpu_seconds(target.processes) - before))
    return {name: median(values) for name, values in found.items()}


def main() -> int:
    """Lays the ground, measures, prints."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rambutan-bench-")))
        (folder / "portal").mkdir()
        (folder / "bare").mkdir()
        ground = lay(folder / "portal", CLIENTS)
        client = Client()
        stack.callback(client.close)
        bare = stack.enter_context(serving(folder / "bare", ("-m", "tests.benchmarks.bare_page")))
        portal = stack.enter_context(serving(folder / "portal"))
        cookies = ground.cookies[:CONNECTIONS]
        bare_requests = [request("/page/1", f"signin={bare_page.TOKEN}")] * CONNECTIONS
        targets = [
            Target(BARE, *bare, bare_requests),
            Target("lesson", *portal, [request(ground.lesson, cookie) for cookie in cookies], 0.5),
            Target("home", *portal, [request("/", cookie) for cookie in cookies], 0.7),
            Target("save", *portal, saves(portal[0], ground)[:CONNECTIONS], 0.5),
        ]
        found = rates(client, targets)
        waits = client.drive(Target("save", *portal, saves(portal[0], ground)), 5)
        memory = proportional_share(portal[1])
    print(f"save by {CLIENTS} clients: 99 in 100 within {waits[len(waits) * 99 // 100] * 1000:.0f} ms,", end=" ")
    print(f"aim {LONGEST_WAIT * 1000:.0f} ms; it depends on the machine, so it decides nothing")
    return report(targets, found, memory)


def report(targets: list[Target], found: dict[str, float], memory: int) -> int:
    """Prints the table; 1 if anything misses its floor."""
    print(f"{'':12}{'requests per CPU second':>26}{'ratio':>8}{'floor':>8}")
    failed = []
    for target in targets:
        ratio = found[target.name] / found[BARE]
        floor = f"{target.floor:.2f}" if target.floor else ""
        print(f"{target.name:12}{found[target.name]:26.0f}{ratio:8.2f}{floor:>8}")
        failed += [target.name] if ratio < target.floor else []
    print(f"memory of all processes (PSS): {memory / 1e6:.0f} MB, at most {LARGEST_MEMORY / 1e6:.0f} MB")
    failed += ["memory"] if memory > LARGEST_MEMORY else []
    print(f"Missed: {', '.join(failed)}." if failed else "All reached.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
