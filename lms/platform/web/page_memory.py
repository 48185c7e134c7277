"""Finished pages by everything that went into them: no page can be stale, for whatever changes is part of its key."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

from isal import igzip

ROOM = 2_000_000  # bytes of compressed pages in each process: some five hundred lessons


@dataclass(frozen=True)
class FinishedPage:
    """A page compressed, and a tag that differs whenever its text does."""

    packed: bytes
    tag: str


def _finished(text: str) -> FinishedPage:
    body = text.encode()
    return FinishedPage(igzip.compress(body, 1), tag_of(body))


def tag_of(body: bytes) -> str:
    """What an ETag says of a body."""
    return hashlib.blake2b(body, digest_size=12).hexdigest()


class PageMemory:
    """Keeps up to `room` bytes of pages; those not asked for longest go first."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._used = 0
        self._pages: OrderedDict[Hashable, FinishedPage] = OrderedDict()
        self._lock = Lock()

    def page(self, key: Hashable, make: Callable[[], str]) -> FinishedPage:
        """The page of `key`, made if it is not here. Two threads may both make it; they make the same."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
                return found
        made = _finished(make())
        with self._lock:
            if key not in self._pages:
                self._pages[key] = made
                self._used += len(made.packed)
            while self._used > self._room:
                self._used -= len(self._pages.popitem(last=False)[1].packed)
        return made

    def clear(self) -> None:
        """Forgets every page."""
        with self._lock:
            self._pages.clear()
            self._used = 0
