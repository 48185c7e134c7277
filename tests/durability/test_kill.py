"""The server is killed five times while twenty people save their answers.

How to see it fail: answer before the commit (in `doors.door`, leave `db.session.commit()` to a timer), or drop the
check of the token in `assessment.operations.attempts._append` together with its unique key.
"""

import sqlite3
import time
from pathlib import Path

import pytest

from tests.benchmarks.ground import Ground
from tests.durability.writing_clients import Phone, phones
from tests.support.servers import free_port, server

KILLS = 5
SAVED_BETWEEN_KILLS = 100


def wait_until_heard(clients: list[Phone], answers: int) -> None:
    """Waits until so many answers were called saved since the beginning; at most half a minute."""
    end = time.monotonic() + 30
    while sum(len(client.heard) for client in clients) < answers:
        surprises = [client.surprises for client in clients if client.surprises]
        assert surprises == [] and time.monotonic() < end, f"not even {answers} answers were called saved: {surprises}"
        time.sleep(0.05)


@pytest.mark.slow
def test_what_was_called_saved_is_there_once_after_five_kills(ground: Ground, tmp_path: Path) -> None:
    port = free_port()
    with phones(port, ground) as clients:
        for number in range(KILLS):
            with server(tmp_path, port):  # its end is SIGKILL for the whole group
                wait_until_heard(clients, SAVED_BETWEEN_KILLS * (number + 1))
    heard = [token for client in clients for token in client.heard]
    sent = {token for client in clients for token in client.sent}
    with sqlite3.connect(tmp_path / "rambutan.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        stored = [token for (token,) in database.execute("SELECT token FROM answer")]
    assert set(heard) - set(stored) == set(), "called saved, but lost"
    assert len(stored) == len(set(stored)), "stored twice"
    assert set(stored) <= sent
    assert len(stored) - len(heard) <= len(clients), "each phone waits for its answer, so at most one is unheard"
