"""Measuring servers: what a page costs their processes in CPU time, asked for by browsers in another process."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.ground import Ground
from tests.benchmarks.process_costs import cpu_seconds, processes_of
from tests.support.servers import ROOT, free_port, server

ROUNDS = 80
SECONDS = 0.15
CONNECTIONS = 8
"""How many browsers ask at once where CPU time is measured."""


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

    def drive(self, target: Target, seconds: float, pause: float = 0.0) -> list[float]:
        """Asks for the target's page for so long, each browser once it has its answer and has paused for about `pause`
        seconds; how long each answer took, in order of length."""
        assert self._process.stdin is not None and self._process.stdout is not None
        plan = {"port": target.port, "requests": target.requests, "seconds": seconds, "pause": pause}
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


def part_of(waits: list[float], hundredths: int) -> str:
    """The milliseconds within which so many of a hundred waits, given in order of length, were over."""
    return f"{waits[len(waits) * hundredths // 100] * 1000:.0f} ms"


@dataclass(frozen=True)
class Rate:
    """Requests per CPU second of a target's server, and how many times as many as of the first target's."""

    requests: float
    ratio: float


def rates(client: Client, targets: list[Target], rounds: int = ROUNDS, seconds: float = SECONDS) -> dict[str, Rate]:
    """What each target reaches: medians of short rounds in which all take turns. A ratio compares within one round, so
    what slows the machine down for longer than that slows both."""
    found: list[list[float]] = []
    for _ in range(rounds + 1):
        found.append([])
        for target in targets:
            before = cpu_seconds(target.processes)
            answers = len(client.drive(target, seconds))
            found[-1].append(answers / (cpu_seconds(target.processes) - before))
    measured = found[1:]  # the first round warms up
    return {
        target.name: Rate(median(row[place] for row in measured), median(row[place] / row[0] for row in measured))
        for place, target in enumerate(targets)
    }


def of_pages(
    server_at: tuple[int, list[Path]], ground: Ground, floors: dict[str, float], mark: str = ""
) -> list[Target]:
    """The pages that are measured; `mark` stands behind their names."""
    cookies = ground.cookies[:CONNECTIONS]
    asked = {
        "lesson": [request(ground.lesson, cookie) for cookie in cookies],
        "home": [request("/", cookie) for cookie in cookies],
        "save": saves(server_at[0], ground)[:CONNECTIONS],
    }
    return [Target(name + mark, *server_at, asked[name], floor) for name, floor in floors.items()]
