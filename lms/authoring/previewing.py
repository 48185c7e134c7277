"""Texts of drafts as learners will see them: rendered in a child process, each text once, and only while wanted.

The renderer is the one of publication. The child ends when nobody has written for a while: it costs memory.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lms.content.render_pool import RenderedText, RenderJob, RenderPool
from lms.content.targets import Targets

MOST_BYTES = 4_000_000
"""Of HTML that a process remembers."""

CHUNK = 60
"""Texts rendered in one go; between two chunks a preview that nobody waits for any more ends."""

IDLE_SECONDS = 300


class NotWanted(Exception):
    """A newer text arrived; nobody waits for this one."""


@dataclass(frozen=True)
class Setting:
    """What decides of a text's HTML beside its words: the file it stands in, its definitions, what links lead to."""

    source: str
    language: str
    definitions: str
    targets: Targets
    edition: str  # names `targets`: equal editions lead to the same

    def job(self, texts: Sequence[str]) -> RenderJob:
        """The job that renders texts of this setting, one after the other."""
        return RenderJob(
            tuple(texts), self.source, source=self.source, definitions=self.definitions, language=self.language
        )


class Previews:
    """The HTML of texts that people are writing. Safe to use from several threads."""

    def __init__(self) -> None:
        self._pool = RenderPool(children=1)
        self._known: OrderedDict[tuple[str, ...], RenderedText] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._idle: threading.Timer | None = None

    def texts(
        self, texts: Sequence[str], setting: Setting, wanted: Callable[[], bool] = lambda: True
    ) -> list[RenderedText]:
        """The HTML of each text, or the problem that kept it from being rendered.

        Raises NotWanted as soon as `wanted` says so.
        """
        missing = iter([text for text in dict.fromkeys(texts) if self._remembered(text, setting) is None])
        made: dict[str, RenderedText] = {}
        while chunk := list(islice(missing, CHUNK)):
            if not wanted():
                raise NotWanted
            made.update(zip(chunk, self._render(setting.job(chunk), setting.targets), strict=True))
        for text, outcome in made.items():
            self._remember(text, setting, outcome)
        return [made.get(text) or self._remembered(text, setting) or RenderedText() for text in texts]

    def job(self, job: RenderJob, targets: Targets) -> RenderedText:
        """The outcome of one job, such as that of a question."""
        return self._in_child(job, targets)

    def _render(self, job: RenderJob, targets: Targets) -> Iterator[RenderedText]:
        """The outcome of each part; where one fails, the halves are tried, so that no text costs another."""
        outcome = self._in_child(job, targets)
        if outcome.problem is None:
            yield from (RenderedText((html,)) for html in outcome.parts)
        elif len(job.parts) == 1:
            yield outcome
        else:
            middle = len(job.parts) // 2
            yield from self._render(replace(job, parts=job.parts[:middle]), targets)
            yield from self._render(replace(job, parts=job.parts[middle:]), targets)

    def _in_child(self, job: RenderJob, targets: Targets) -> RenderedText:
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
            self._idle = threading.Timer(IDLE_SECONDS, self.rest)
            self._idle.daemon = True
            self._idle.start()
        return self._pool.render(job, targets)

    def rest(self) -> None:
        """Ends the child; it starts again when it is needed."""
        self._pool.rest()

    def _remembered(self, text: str, setting: Setting) -> RenderedText | None:
        with self._lock:
            found = self._known.get(_key(text, setting))
            if found is not None:
                self._known.move_to_end(_key(text, setting))
            return found

    def _remember(self, text: str, setting: Setting, outcome: RenderedText) -> None:
        with self._lock:
            key = _key(text, setting)
            self._bytes += _size(key, outcome) - (_size(key, self._known[key]) if key in self._known else 0)
            self._known[key] = outcome
            while self._bytes > MOST_BYTES:
                old, dropped = self._known.popitem(last=False)
                self._bytes -= _size(old, dropped)


def _key(text: str, setting: Setting) -> tuple[str, ...]:
    return text, setting.source, setting.language, setting.definitions, setting.edition


def _size(key: tuple[str, ...], outcome: RenderedText) -> int:
    return sum(map(len, key)) + sum(map(len, outcome.parts))
