"""Writing clients: each goes its learner's way, asks until it hears, and keeps a log of what it was told."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from urllib.parse import urlencode

from tests.chaos.ground import Seat
from tests.chaos.history import Heard, Kind, Told
from tests.chaos.way import Step, way

UNAVAILABLE = "Portal belum dapat menyimpan saat ini"
PATIENCE = 180  # seconds for one answer, and for what a test waits for; a log is overwritten before it grows


class Client(threading.Thread):
    """One learner's browser. `surprises` are answers that it should not have got."""

    def __init__(self, seat: Seat, ports: Sequence[int], ended: threading.Event, rng: Random) -> None:
        super().__init__(daemon=True)
        self._seat, self._ports, self._ended, self._rng = seat, ports, ended, rng
        self._connection = http.client.HTTPConnection("127.0.0.1", rng.choice(ports), timeout=PATIENCE)
        self.told: list[Told] = []
        self.surprises: list[str] = []

    def run(self) -> None:
        """Goes the way; at times it asks once more for what was done, as a second tap does."""
        for step in way(self._seat.learner, self._rng):
            for _ in range(2 if self._rng.random() < 0.2 and step.act.kind is not Kind.START else 1):
                self._ask_until_heard(step)
            if self._ended.is_set() or self.surprises:
                return

    def _ask_until_heard(self, step: Step) -> None:
        while not self._ended.is_set() and not self.surprises:
            heard = self._ask(step)
            self.told.append(Told(step.act, heard))
            if heard is not Heard.UNSAID:
                if heard is not step.due:
                    self.surprises.append(f"{heard} instead of {step.due}: {step}")
                return
            time.sleep(0.1)
            self._connection.close()
            self._connection = http.client.HTTPConnection("127.0.0.1", self._rng.choice(self._ports), timeout=PATIENCE)

    def _ask(self, step: Step) -> Heard:
        """Sends the step as the page's script does, and reads what its learner would read."""
        headers = {
            "Cookie": self._seat.cookie,
            "Origin": f"http://127.0.0.1:{self._connection.port}",
            "Accept": "application/json" if step.act.kind is Kind.ANSWER else "text/html",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            self._connection.request("POST", step.path, urlencode(step.fields), headers)
            response = self._connection.getresponse()
            body = response.read().decode()
        except (OSError, http.client.HTTPException):
            return Heard.UNSAID
        if response.status == 303 or (response.status == 200 and body.startswith('{"saved"')):
            return Heard.SAVED
        if response.status == 503 and UNAVAILABLE in body:
            self.unavailable += 1
            return Heard.UNSAID
        if response.status == 409:
            return Heard.REFUSED
        self.surprises.append(f"{response.status} {body[:300]!r} to {step}")
        return Heard.UNSAID

    unavailable = 0
    """How often it read that the portal cannot save right now."""


class Crowd:
    """All clients, and what they know together."""

    def __init__(self, clients: Sequence[Client]) -> None:
        self._clients = clients

    @property
    def told(self) -> list[Told]:
        """The logs."""
        return [told for client in self._clients for told in tuple(client.told)]

    @property
    def surprises(self) -> list[str]:
        """What nobody should have been answered."""
        return [words for client in self._clients for words in client.surprises]

    def saved(self) -> int:
        """How often something was called saved."""
        return sum(told.heard is Heard.SAVED for told in self.told)

    def heard(self, heard: Heard, kind: Kind) -> int:
        """How often acts of a kind got this answer."""
        return sum((told.heard, told.act.kind) == (heard, kind) for told in self.told)

    def unavailable(self) -> int:
        """How often somebody read "not now"."""
        return sum(client.unavailable for client in self._clients)

    def wait_for(self, saved: int) -> None:
        """Waits until so much more was called saved. Raises AssertionError when patience ends, or for a surprise."""
        self._wait(self.saved, self.saved() + saved)

    def wait_for_unavailable(self, count: int) -> None:
        """Waits until "not now" was read so often in all. Raises as `wait_for`."""
        self._wait(self.unavailable, count)

    def _wait(self, counted: Callable[[], int], count: int) -> None:
        end = time.monotonic() + PATIENCE
        while counted() < count:
            assert not self.surprises, self.surprises
            assert time.monotonic() < end, f"{counted.__name__}: {counted()} instead of {count} after {PATIENCE} s"
            time.sleep(0.02)


@contextmanager
def at_work(seats: Sequence[Seat], ports: Sequence[int], seed: int) -> Iterator[Crowd]:
    """A client for each seat, asking until the end."""
    ended = threading.Event()
    clients = [Client(seat, ports, ended, Random(f"{seed} {seat.learner}")) for seat in seats]
    for client in clients:
        client.start()
    try:
        yield Crowd(clients)
    finally:
        ended.set()
        for client in clients:
            client.join(PATIENCE)
