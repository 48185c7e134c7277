"""A draft as a course: what its files say, and what its links lead to while it is not published."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from lms.authoring.contents import texts_of
from lms.authoring.draft import FileLine
from lms.authoring.previewing import Setting
from lms.authoring.queries import DraftFacts, files_of
from lms.content.course import Course, Document, Item, Reading
from lms.content.course_folder import read_course
from lms.content.media_files import ENDINGS, media_address
from lms.content.targets import Picture, Recording, Targets


@dataclass(frozen=True, eq=False)
class DraftCourse:
    """The files of a draft at one revision, and the course in them (None if there is no Markdown at all)."""

    slug: str
    files: tuple[FileLine, ...]
    reading: Reading

    @property
    def course(self) -> Course | None:
        """The course, as far as it can be read."""
        return self.reading.course

    @property
    def language(self) -> str:
        """The language of its texts."""
        return self.course.language if self.course else "id"

    def file(self, path: str) -> FileLine | None:
        """One of its files."""
        return next((line for line in self.files if line.path == path), None)

    def item(self, path: str) -> Item | None:
        """The lesson or quiz that stands in a file."""
        items = self.course.items if self.course else ()
        return next((item for item in items if item.document.path == path), None)

    def setting(self, document: Document, address: Callable[[str], str]) -> Setting:
        """What decides of the HTML of the texts in `document`; `address` gives the page of a Markdown file by path."""
        targets, edition = _targets(self.files, tuple(address(line.path) for line in self.files))
        return Setting(document.path, self.language, document.definitions, targets, edition)


def draft_course(draft: DraftFacts) -> DraftCourse:
    """A draft as it is at the revision that `draft` names, read once per process."""
    return _read(draft.id, draft.revision, draft.slug)


@lru_cache(maxsize=16)
def _read(draft_id: int, revision: int, slug: str) -> DraftCourse:
    files = files_of(draft_id, revision)
    return DraftCourse(slug, files, read_course(texts_of(files), slug))


@lru_cache(maxsize=64)
def _targets(files: Sequence[FileLine], addresses: Sequence[str]) -> tuple[Targets, str]:
    """Pictures have no sizes here: a page that is being written may move while it loads."""
    pages: dict[str, str] = {}
    pictures: dict[str, Picture] = {}
    recordings: dict[str, Recording] = {}
    others: dict[str, str] = {}
    blobs = {line.path: line.content for line in files if line.content.blob}
    for line, address in zip(files, addresses, strict=True):
        path, ending = line.path, PurePosixPath(line.path).suffix.lower()
        media_type, content = ENDINGS.get(ending, ""), line.content
        if content.blob is None or not media_type:
            if ending == ".md":
                pages[path] = address
        elif media_type.startswith("image/"):
            pictures[path] = Picture(media_address(content.blob, media_type), 0, 0)
        elif media_type.startswith(("audio/", "video/")):
            spoken = blobs.get(str(PurePosixPath(path).with_suffix(".vtt")))
            captions = media_address(spoken.blob, "text/vtt") if spoken and spoken.blob else ""
            recordings[path] = Recording(media_address(content.blob, media_type), media_type, content.size, captions)
        else:
            others[path] = media_address(content.blob, media_type)
    named = "\n".join(
        f"{line.path} {line.content.blob or ''} {address}" for line, address in zip(files, addresses, strict=True)
    )
    return Targets(pages, pictures, recordings, others), hashlib.sha256(named.encode()).hexdigest()
