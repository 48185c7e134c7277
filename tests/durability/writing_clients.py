"""Phones that save answers to a final for as long as they are let, and remember what they were told.

Each sends an answer until it hears that it is saved, with the same token every time, and only then the next one.
"""

import http.client
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from tests.benchmarks.ground import Ground, Save


class Phone(threading.Thread):
    """One learner's phone. `heard` are the tokens of the answers of which it heard that they are saved."""

    def __init__(self, port: int, cookie: str, save: Save, ended: threading.Event) -> None:
        super().__init__(daemon=True)
        self._port, self._cookie, self._save, self._ended = port, cookie, save, ended
        self.heard: list[str] = []
        self.sent: list[str] = []
        self.surprises: list[str] = []

    def run(self) -> None:
        """Saves, hears, saves again; waits a moment whenever the server is gone."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        while not self._ended.is_set():
            if len(self.sent) == len(self.heard):
                self.sent.append(secrets.token_hex(16))
            try:
                answer = save_answer(connection, self._cookie, self._save, self.sent[-1])
            except (OSError, http.client.HTTPException):
                connection.close()
                time.sleep(0.1)
                continue
            if answer.startswith('200 {"saved"'):
                self.heard.append(self.sent[-1])
            else:
                self.surprises.append(answer)
                return


def save_answer(connection: http.client.HTTPConnection, cookie: str, save: Save, token: str) -> str:
    """Sends one answer as the script of the page does; status and body of what comes back."""
    headers = {
        "Cookie": cookie,
        "Origin": f"http://127.0.0.1:{connection.port}",
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", save.path, urlencode({"answer": save.answer, "token": token}), headers)
    response = connection.getresponse()
    return f"{response.status} {response.read().decode()}"


@contextmanager
def phones(port: int, ground: Ground) -> Iterator[list[Phone]]:
    """A phone for each learner of the ground, saving until the end."""
    ended = threading.Event()
    made = [Phone(port, cookie, save, ended) for cookie, save in zip(ground.cookies, ground.saves, strict=True)]
    for phone in made:
        phone.start()
    try:
        yield made
    finally:
        ended.set()
        for phone in made:
            phone.join(30)
