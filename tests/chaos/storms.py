"""What befalls a site while its learners write: kills at random, then faults; and what the judge says of it."""

import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlalchemy import create_engine, text

from tests.benchmarks.process_costs import processes_of
from tests.chaos.clients import Crowd, at_work
from tests.chaos.history import Heard, Kind, Stored
from tests.chaos.judge import judge
from tests.chaos.site import DATABASE, Site
from tests.support.faults import fill, held_by_another_process, small_disk

AFTERWARDS = 50
"""So much more is called saved once a fault is over."""
ROOM = 64 * 1024
"""Bytes that are left on a disk that is to be full, and in a file that may not grow."""


@dataclass(frozen=True)
class Fault:
    """Something that breaks. `breaks` holds it broken while inside; `before` is a program that runs the server."""

    name: str
    breaks: Callable[[Site], AbstractContextManager[None]]
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What came of a storm. `unsaid` got no answer or "not now"; `unavailable` only the latter."""

    saved: int
    answers: int  # of what was called saved
    refused: int
    unsaid: int
    unavailable: int
    violations: list[str]


def storm(place: Site, kills: int, faults: Sequence[Fault], seed: int) -> Report:
    """Lets all learners write while servers are killed and faults come and go; judges what is left; asks the doctor."""
    states: list[Stored] = []
    rng = Random(seed)
    for number in range(len(place.ports)):
        place.start(number)
    with at_work(place.seats, place.ports, seed) as crowd:
        for _ in range(kills):
            crowd.wait_for(saved=rng.randint(1, 2 * len(place.seats)))
            time.sleep(rng.random() / 2)
            states.append(_restart(place, rng.randrange(len(place.ports))))
        for fault in faults:
            states += _endure(place, crowd, fault)
    place.kill_all()
    violations = [*crowd.surprises, *judge(crowd.told, [*states, place.stored()]), *place.doctor()]
    saved = {kind: crowd.heard(Heard.SAVED, kind) for kind in Kind}
    refused, unsaid = (sum(crowd.heard(heard, kind) for kind in Kind) for heard in (Heard.REFUSED, Heard.UNSAID))
    return Report(sum(saved.values()), saved[Kind.ANSWER], refused, unsaid, crowd.unavailable(), violations)


@contextmanager
def storm_folder() -> Iterator[Path]:
    """A data folder: on a small file system of its own, so that it can be filled, for those who may make one."""
    with ExitStack() as stack:
        if os.geteuid() == 0:
            yield stack.enter_context(small_disk(64))
        else:
            yield Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rambutan-chaos-")))


def _restart(place: Site, number: int, before: Sequence[str] = ()) -> Stored:
    """Kills a server and starts it again; what the database held in between."""
    place.kill(number)
    state = place.stored()
    place.start(number, before)
    return state


def _endure(place: Site, crowd: Crowd, fault: Fault) -> list[Stored]:
    """While the fault lasts somebody reads "not now"; once it is over, everybody goes on.

    Whoever reads it is counted from before the server is started with the fault: it may come with its first writes.
    """
    before = crowd.unavailable()
    states = [_restart(place, 0, fault.before)] if fault.before else []
    try:
        crowd.wait_for(saved=1)
        with fault.breaks(place):
            crowd.wait_for_unavailable(before + 1)
        crowd.wait_for(saved=AFTERWARDS)
    except AssertionError as problem:
        raise AssertionError(f"during {fault.name}: {problem}") from problem
    return states


@contextmanager
def _full_disk(place: Site) -> Iterator[None]:
    ballast = place.folder / "ballast"
    fill(ballast, left=ROOM)
    yield
    ballast.unlink()


@contextmanager
def _full_file(place: Site) -> Iterator[None]:
    """No file of the server may grow beyond what its log has now and some room: a full disk for those without root."""
    most = (place.folder / f"{DATABASE}-wal").stat().st_size + ROOM
    for process in processes_of(place.leaders[0]):
        resource.prlimit(int(process.name), resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    yield
    for process in processes_of(place.leaders[0]):
        resource.prlimit(int(process.name), resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _held(place: Site) -> AbstractContextManager[None]:
    return held_by_another_process(place.folder / DATABASE)


@contextmanager
def _cut_off(place: Site) -> Iterator[None]:
    """PostgreSQL ends all connections, several times."""
    engine = create_engine(place.url)
    with engine.connect() as connection:
        for _ in range(5):
            others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            connection.execute(text(f"SELECT pg_terminate_backend(pid) {others}"))
            time.sleep(0.1)
    engine.dispose()
    yield


FAILING_SYNC = ("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fdatasync,fsync",
                "-e", "inject=fdatasync,fsync:error=EIO:when=4..9")  # fmt: skip
"""Of each thread the fourth to the ninth call fails."""

FAULTS = (
    Fault("a database that another program holds", _held),
    Fault("a file that may not grow", _full_file),
    *((Fault("a full disk", _full_disk),) if os.geteuid() == 0 else ()),
    Fault("a sync of the disk that fails", lambda _: nullcontext(), FAILING_SYNC),
)
CUT_OFF = Fault("connections that PostgreSQL ends", _cut_off)
