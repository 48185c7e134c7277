"""Servers on one database, each started, broken and killed by itself."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.chaos.ground import Seat, lay
from tests.chaos.history import Stored
from tests.chaos.rows import read
from tests.support.servers import PORTAL, ROOT, environment, free_port, server

DATABASE = "rambutan.sqlite3"


class Site:
    """As many servers as there are folders; all have the same database and the same secret."""

    def __init__(self, folders: Sequence[Path], url: str, seats: Sequence[Seat]) -> None:
        self.ports = [free_port() for _ in folders]
        self.settings = {"DATABASE_URL": url, "SECRET_KEY": "chaos"}
        self.folder, self.url, self.seats = folders[0], url, seats
        self.leaders: dict[int, int] = {}  # process groups by server
        self._folders, self._running = folders, dict[int, ExitStack]()

    def start(self, number: int, before: Sequence[str] = ()) -> None:
        """Starts a server, under the program `before` if there is one, and waits until it answers."""
        stack = self._running[number] = ExitStack()
        made = server(self._folders[number], self.ports[number], (*before, *PORTAL), settings=self.settings)
        self.leaders[number] = stack.enter_context(made).pid

    def kill(self, number: int) -> None:
        """SIGKILL for a server's process group."""
        self._running.pop(number).close()

    def kill_all(self) -> None:
        """SIGKILL for all of them."""
        for number in list(self._running):
            self.kill(number)

    def doctor(self) -> list[str]:
        """What `flask --app wsgi doctor` says, line by line, unless all its numbers agree."""
        command = (str(Path(sys.executable).with_name("flask")), "--app", "wsgi", "doctor")
        settings = environment(self.folder, self.ports[0], **self.settings)
        told = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True)
        return (told.stdout + told.stderr).splitlines() if told.returncode else []

    def stored(self) -> Stored:
        """What the database holds now."""
        return read(self.url)


@contextmanager
def site(folders: Sequence[Path], learners: int, url: str = "") -> Iterator[Site]:
    """A site whose servers do not run yet and end with it. Its database is SQLite in the first folder, or `url`."""
    url = url or f"sqlite:///{folders[0] / DATABASE}"
    made = Site(folders, url, lay(folders[0], learners, DATABASE_URL=url))
    try:
        yield made
    finally:
        made.kill_all()
