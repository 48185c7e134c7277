"""Makes a course ready to be published: checks, renders and hashes everything, outside any transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from lms.content.blobs import BlobStore
from lms.content.checker import check, documents_of, in_order
from lms.content.course import Course, Item, ItemKind, Reading
from lms.content.course_checks import changed_kinds
from lms.content.course_media import CourseMedia, is_medium, look_at_media, media_targets, transcript_path
from lms.content.course_rendering import PreparedItem, RenderedCourse, render_course
from lms.content.dropped_html import dropped_html
from lms.content.fingerprint import tree_fingerprint
from lms.content.keys import with_keys
from lms.content.media_files import Blob
from lms.content.render_pool import RenderJob, RenderPool
from lms.content.search_text import SearchText, course_text, lesson_texts
from lms.kernel.problems import Problem, error, has_errors

LONGEST_ITEM_KEY = 200
LONGEST_SLUG = 80


@dataclass(frozen=True)
class StoredFile:
    """A file of the folder: its text, or the hash of a blob."""

    path: str
    text: str | None
    blob: str | None


@dataclass(frozen=True)
class Prepared:
    """Everything `publish_version` inserts. Blobs are on disk already; `problems` are the warnings."""

    slug: str
    course: Course
    fingerprint: str
    description_html: str
    items: tuple[PreparedItem, ...]
    files: tuple[StoredFile, ...]
    blobs: tuple[Blob, ...]
    search: tuple[SearchText, ...]
    size: int
    problems: tuple[Problem, ...]

    @property
    def minutes(self) -> int:
        """The sum of its items' minutes."""
        return sum(item.minutes for item in self.items)


@dataclass(frozen=True)
class Refused:
    """Why a course cannot be published: every problem, warnings too."""

    problems: tuple[Problem, ...]


def lesson_address(slug: str, item_key: str) -> str:
    """The path under which the portal shows an item of a course; "-" stands for a module without name."""
    module, _, name = item_key.rpartition("/")
    return f"/learn/{slug}/{module or '-'}/{name}"


def check_course(reading: Reading) -> tuple[Problem, ...]:
    """Everything that can be said of a folder without rendering texts or converting pictures.

    What a picture weighs once it is made smaller is told at publication.
    """
    problems = [*check(reading), *_unfit_names(reading)]
    if reading.course is not None:
        problems += [*look_at_media(reading.files, {}, convert=False).problems, *_html_warnings(reading.course)]
    return in_order(problems)


def prepare_version(
    reading: Reading,
    pool: RenderPool,
    store: BlobStore,
    known: Mapping[str, Sequence[Blob]] | None = None,
    address: Callable[[str, str], str] = lesson_address,
    *,
    kinds_before: Mapping[tuple[str, str], str] = MappingProxyType({}),
    recheck: bool = True,
) -> Prepared | Refused:
    """The course in `reading` rendered and hashed, its files stored by their hash; or why it cannot be published.

    Slow, so no transaction may be open. `known` are media that are stored already, original first, by hash: they are
    neither opened nor made smaller again. `address` gives the path of an item from slug and key; `kinds_before` are
    the kinds of the current version's questions by item key and question key. Without `recheck` only what cannot be
    rendered refuses: what was published once stays so when the checker becomes stricter.
    """
    problems = [*check(reading), *_unfit_names(reading)] if recheck else []
    if reading.course is None:
        return Refused(in_order([*problems, *reading.problems]))
    course = _with_keys(reading.course)
    problems += changed_kinds(course, kinds_before)
    media = look_at_media(reading.files, known or {})
    problems += [*media.problems, *_html_warnings(course)] if recheck else []
    if has_errors(problems):
        return Refused(in_order(problems))
    pages = _pages(course, address)
    transcripts, found = _rendered_transcripts(reading, course, media, pages, pool)
    rendered = render_course(course, media_targets(media, pages, transcripts), pool)
    problems += [*found, *rendered.problems]
    if has_errors(problems):
        return Refused(in_order(problems))
    _store(media, store)
    return Prepared(
        slug=course.slug,
        course=course,
        fingerprint=tree_fingerprint(reading.files),
        description_html=rendered.description,
        items=rendered.items,
        files=tuple(stored_file(path, data, store) for path, data in sorted(reading.files.items())),
        blobs=tuple(replace(blob, data=None) for blob in media.blobs),
        search=_search(course, rendered),
        size=media.shown_size + rendered.size,
        problems=in_order(problems),
    )


def _with_keys(course: Course) -> Course:
    """The course with a key in each of its questions, as they are stored."""
    return replace(course, modules=tuple(replace(m, items=tuple(map(_keyed, m.items))) for m in course.modules))


def _keyed(item: Item) -> Item:
    return replace(item, document=replace(item.document, blocks=with_keys(item.document.blocks)))


def _pages(course: Course, address: Callable[[str, str], str]) -> dict[str, str]:
    """Where every Markdown file of the course is read: its items, and its description on the page of the course."""
    pages = {item.document.path: address(course.slug, item.key) for item in course.items}
    for module in course.modules:
        if module.document and module.items:
            pages[module.document.path] = address(course.slug, module.items[0].key)
    return pages | {course.document.path: f"/courses/{course.slug}"}


def _rendered_transcripts(
    reading: Reading, course: Course, media: CourseMedia, pages: Mapping[str, str], pool: RenderPool
) -> tuple[dict[str, str], list[Problem]]:
    """The transcripts of recordings, by the recording's path; the lessons that show them get finished HTML."""
    recordings = [
        path
        for path, blob in media.originals.items()
        if blob.media_type.startswith(("audio/", "video/")) and transcript_path(path) in reading.files
    ]
    texts = [reading.files[transcript_path(path)].decode("utf-8", "replace") for path in recordings]
    jobs = [
        RenderJob((text,), transcript_path(path), source=transcript_path(path), language=course.language)
        for path, text in zip(recordings, texts, strict=True)
    ]
    outcomes = pool.render_all(jobs, media_targets(media, pages, {}))
    html = {path: outcome.html for path, outcome in zip(recordings, outcomes, strict=True)}
    return html, [outcome.problem for outcome in outcomes if outcome.problem]


def _search(course: Course, rendered: RenderedCourse) -> tuple[SearchText, ...]:
    authors = [f"{author.name} {author.institution}" for author in course.authors]
    about = [*course.outcomes.values(), *course.topics, *authors]
    texts = [course_text(course.title, course.summary, rendered.description, about)]
    for item in rendered.items:
        if item.kind == ItemKind.LESSON:
            texts += lesson_texts(item.key, item.title, item.parts)
    return tuple(texts)


def _html_warnings(course: Course) -> list[Problem]:
    found: list[Problem] = []
    for document in documents_of(course):
        text = "".join(block.text for block in document.blocks)
        found += dropped_html(text, document.path, document.blocks[0].line if document.blocks else 1)
    return found


def _unfit_names(reading: Reading) -> list[Problem]:
    """Keys that are longer than can be stored; the reader looks at paths."""
    course = reading.course
    if course is None:
        return []
    found = [_too_long(item.document.path) for item in course.items if len(item.key) > LONGEST_ITEM_KEY]
    return [*found, _too_long(course.document.path)] if len(course.slug) > LONGEST_SLUG else found


def _too_long(path: str) -> Problem:
    return error("name-too-long", "The names of this file and its folders are too long.", "Shorten them.", path)


def _store(media: CourseMedia, store: BlobStore) -> None:
    for blob in media.blobs:
        if blob.data is not None:
            store.put(blob.data)


def stored_file(path: str, data: bytes, store: BlobStore) -> StoredFile:
    """A file as it is stored; what is no text of UTF-8 goes to the blob store, durably."""
    text = None if is_medium(path) else _as_text(data)
    return StoredFile(path, text, None) if text is not None else StoredFile(path, None, store.put(data))


def _as_text(data: bytes) -> str | None:
    """`data` as a text column can hold it; None if it is no UTF-8, or has the one character PostgreSQL refuses."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
