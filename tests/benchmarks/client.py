"""Many browsers in one process: keep-alive connections of which each asks again once it is answered.

Run as a process of its own, so that what the client costs is not the server's: it reads a plan as JSON from
standard input, one a line, and answers each with a line of JSON.
"""

import heapq
import json
import random
import secrets
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field


@dataclass
class Browser:
    """One connection and the request that it repeats. `{token}` in a body is new each time."""

    connection: socket.socket
    head: str
    body: str
    began: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def ask(self) -> None:
        """Sends the request."""
        body = self.body.replace("{token}", secrets.token_hex(16))
        length = f"Content-Length: {len(body)}\r\n" if self.body else ""
        self.received.clear()
        self.began = time.perf_counter()
        self.connection.sendall(f"{self.head}{length}\r\n{body}".encode())

    def hear(self) -> int:
        """Takes what has come; the status once the answer is complete, else 0."""
        chunk = self.connection.recv(65536)
        if not chunk:
            raise ConnectionError("the server closed the connection")
        self.received += chunk
        head, end, body = self.received.partition(b"\r\n\r\n")
        if not end:
            return 0
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        return int(head.split(b" ", 2)[1]) if len(body) >= int(length) else 0


def open_browser(port: int, request: dict[str, str], selector: selectors.BaseSelector) -> Browser:
    """A browser with its connection; the selector knows it by its place among all."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    selector.register(connection, selectors.EVENT_READ, len(selector.get_map()))
    return Browser(connection, request["head"], request["body"])


def drive(port: int, requests: list[dict[str, str]], seconds: float, pause: float) -> dict[str, object]:
    """Asks for `seconds`; each request has a connection of its own, and half to one and a half times `pause` seconds
    pass before it is repeated. Answers counts by status and waits in order."""
    selector = selectors.DefaultSelector()
    browsers = [open_browser(port, request, selector) for request in requests]
    waits: list[float] = []
    statuses: dict[int, int] = {}
    end = time.perf_counter() + seconds
    due: list[tuple[float, int]] = []  # when which browser asks again
    for browser in browsers:
        browser.ask()
    pending = len(browsers)
    while pending or due:
        while due and due[0][0] <= time.perf_counter():
            browsers[heapq.heappop(due)[1]].ask()
            pending += 1
        events = selector.select(max(0.0, due[0][0] - time.perf_counter()) if due else 30)
        if not events and not due:
            raise TimeoutError("the server has not answered for 30 seconds")
        for key, _ in events:
            status = browsers[key.data].hear()
            if not status:
                continue
            now = time.perf_counter()
            waits.append(now - browsers[key.data].began)
            statuses[status] = statuses.get(status, 0) + 1
            pending -= 1
            again = now + pause * random.uniform(0.5, 1.5)
            if again < end:
                heapq.heappush(due, (again, key.data))
    for browser in browsers:
        browser.connection.close()
    return {"statuses": statuses, "waits": sorted(waits)}


if __name__ == "__main__":
    for line in sys.stdin:
        plan = json.loads(line)
        print(json.dumps(drive(plan["port"], plan["requests"], plan["seconds"], plan["pause"])), flush=True)
