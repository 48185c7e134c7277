"""A hall of learners in one quiz: all begin at the same moment and answer at their own pace, on the default server."""

import sqlite3
from pathlib import Path

from tests.benchmarks.measuring import Client, Target

SECONDS, PAUSE = 20.0, 4.0
"""For how long they sit, and how long each thinks before the next answer, half to one and a half times as long."""


def sit(client: Client, hall: Target, seconds: float = SECONDS, pause: float = PAUSE) -> list[float]:
    """How long each answer took to be saved, in order of length. Ends the program if one was refused."""
    return client.drive(hall, seconds, pause)


def answers_in(data_dir: Path) -> int:
    """How many answers are stored."""
    with sqlite3.connect(data_dir / "rambutan.sqlite3") as database:
        (count,) = database.execute("SELECT count(*) FROM answer").fetchone()
    database.close()
    return int(count)
