"""A gateway to phones on this machine, as an adapter of an operator would be."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from flask import Flask

from lms.notifications.sweeping import sweep_messages

TOKEN = "rahasia"


@dataclass
class Taken:
    """What arrived, and how it is answered: a status for all, or for one number; seconds of waiting."""

    messages: list[Mapping[str, str]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    status: int = 200
    of_number: dict[str, int] = field(default_factory=dict)
    wait: float = 0


@contextmanager
def gateway(app: Flask, taken: Taken) -> Iterator[str]:
    """A gateway to which the application sends; its address."""

    class Adapter(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            taken.messages.append(body)
            taken.headers.append(dict(self.headers))
            time.sleep(taken.wait)
            self.send_response(taken.of_number.get(body["to"], taken.status))
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Adapter) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{listening.server_address[1]}/kirim"
        with sending_to(app, address):
            yield address
        listening.shutdown()


@contextmanager
def sending_to(app: Flask, address: str) -> Iterator[None]:
    """Lets the application send messages to an address, whoever may listen there."""
    before, pages = app.extensions["settings"], app.extensions["pages"]
    settings = replace(before, gateway_url=address, gateway_token=TOKEN)
    app.extensions["settings"], app.extensions["pages"] = settings, replace(pages, settings=settings)
    try:
        yield
    finally:
        app.extensions["settings"], app.extensions["pages"] = before, pages


def messages_at(at: datetime) -> Mapping[str, int]:
    """What a sweep of messages at that time came to."""
    counts: Counter[str] = sweep_messages(clock=lambda: at)
    return dict(counts)
