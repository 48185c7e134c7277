"""Texts of drafts as learners will see them: rendered in a child process, each text once, and only while wanted.

The renderer is the one of publication. The child ends when nobody has written for a while: it costs memory.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from flask import current_app

from lms.content.render_pool import RenderedText, RenderJob, RenderPool
from lms.content.targets import Targets

MOST_BYTES = 4_000_000
"""Of HTML that a process remembers."""

CHUNK = 60
"""Texts rendered in one go; between two chunks a preview that nobody waits for any more ends."""

IDLE_SECONDS = 300


_Key = tuple[RenderJob, str]


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
        self._known: OrderedDict[_Key, RenderedText] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._idle: threading.Timer | None = None

    def texts(
        self, texts: Sequence[str], setting: Setting, wanted: Callable[[], bool] = lambda: True
    ) -> list[RenderedText]:
        """The HTML of each text, or the problem that kept it from being rendered.

        Raises NotWanted as soon as `wanted` says so.
        """
        missing = iter([text for text in dict.fromkeys(texts) if self._remembered(_key(text, setting)) is None])
        made: dict[str, RenderedText] = {}
        while chunk := list(islice(missing, CHUNK)):
            if not wanted():
                raise NotWanted
            made.update(zip(chunk, self._render(setting.job(chunk), setting.targets), strict=True))
        for text, outcome in made.items():
            self._remember(_key(text, setting), outcome)
        return [made.get(text) or self._remembered(_key(text, setting)) or RenderedText() for text in texts]

    def job(self, job: RenderJob, setting: Setting) -> RenderedText:
        """The outcome of one job that leads where `setting` says, such as that of a question."""
        key = (job, setting.edition)
        found = self._remembered(key)
        if found is None:
            found = self._in_child(job, setting.targets)
            self._remember(key, found)
        return found

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

    def _remembered(self, key: _Key) -> RenderedText | None:
        with self._lock:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
            return found

    def _remember(self, key: _Key, outcome: RenderedText) -> None:
        with self._lock:
            self._bytes += _size(outcome) - (_size(self._known[key]) if key in self._known else 0)
            self._known[key] = outcome
            while self._bytes > MOST_BYTES:
                _, dropped = self._known.popitem(last=False)
                self._bytes -= _size(dropped)


def previews() -> Previews:
    """The previews of this process."""
    made: Previews = current_app.extensions.setdefault("previews", Previews())
    return made


def _key(text: str, setting: Setting) -> _Key:
    return setting.job([text]), setting.edition


def _size(outcome: RenderedText) -> int:
    """Bytes that remembering it costs, roughly: its source is about as long as its HTML."""
    return 200 + 2 * sum(map(len, outcome.parts))
