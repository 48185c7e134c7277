"""One commit for all who wait for one: a sync of the disk costs more than everything else an answer needs.

Whoever finds nobody at it leads: takes the turn to write, runs the actions of all who have come meanwhile, each in a
savepoint of its own, and commits once. Nobody returns before that commit is on disk; if it fails, it fails for all.
"""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

Execute = Callable[[str], object]
Transaction = Callable[[], AbstractContextManager[Execute]]


class _Waiting:
    """Somebody's action; `turn` is held until it is done, or until its owner has to lead."""

    def __init__(self, action: Callable[[], object]) -> None:
        self.action = action
        self.problem: BaseException | None = None
        self.is_done = False
        self.turn = threading.Lock()
        self.turn.acquire()


class SharedCommits:
    """The queue of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._is_led = False

    def run(self, action: Callable[[], object], transaction: Transaction) -> None:
        """Returns once `action` is committed, or raises what it raised; nothing of it is stored then.

        `transaction` begins one (and waits for the turn) and commits it at its end, for whoever leads. It gives a
        function that executes SQL. Raises also what the transaction raises.
        """
        mine = _Waiting(action)
        with self._lock:
            self._waiting.append(mine)
            leads, self._is_led = not self._is_led, True
        if not leads:
            mine.turn.acquire()
        if not mine.is_done:
            self._lead(transaction)
        if mine.problem is not None:
            raise mine.problem

    def _lead(self, transaction: Transaction) -> None:
        batch: list[_Waiting] = []
        try:
            with transaction() as execute:
                batch = self._all_waiting()
                _run(batch, execute)
        except BaseException as problem:
            batch = batch or self._all_waiting()
            for one in batch:
                one.problem = one.problem or problem
        with self._lock:
            heir = next(iter(self._waiting), None)
            self._is_led = heir is not None
        for one in batch:
            one.is_done = True
            one.turn.release()
        if heir is not None:
            heir.turn.release()

    def _all_waiting(self) -> list[_Waiting]:
        with self._lock:
            found, self._waiting = self._waiting, []
        return found


def _run(batch: list[_Waiting], execute: Execute) -> None:
    """Runs the actions. One alone needs no savepoint: what it raises undoes the transaction."""
    if len(batch) == 1:
        batch[0].action()
        return
    for one in batch:
        execute("SAVEPOINT one")
        try:
            one.action()
        except Exception as problem:
            one.problem = problem
            execute("ROLLBACK TO one")
        execute("RELEASE one")
