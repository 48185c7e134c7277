"""Publishes, renders anew, recognises and withdraws courses: the only writer of their tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select, update

from lms.content.course import Course
from lms.content.course_rendering import RENDERER, PreparedItem
from lms.content.errors import CourseWithdrawn
from lms.content.item_fingerprint import item_fingerprint
from lms.content.lesson_parts import with_html_of
from lms.content.media_files import Blob
from lms.content.models import (
    CourseAuthor,
    CourseItem,
    CourseRow,
    CourseVersion,
    MediaBlob,
    QuestionRow,
    Recognition,
    RenderedItem,
    SearchEntry,
    SourceFile,
)
from lms.content.pretest_checks import pretest_count
from lms.content.publication import Prepared
from lms.content.queries import authors_with_accounts, withdrawal_of
from lms.content.search_text import SearchText
from lms.content.version_facts import authors_to_json, parts_to_json, to_json
from lms.kernel import facts
from lms.kernel.clock import local_date
from lms.kernel.errors import Conflict, NotFound
from lms.kernel.jp import Jp
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db
from lms.platform.zone import local_zone
from lms.questions.question import PublishedQuestion


@dataclass(frozen=True)
class CoursePublished:
    """A fact: a course has a new current version."""

    course_id: int
    version_id: int
    at: datetime


@dataclass(frozen=True)
class CourseClosed:
    """A fact: a course is closed to new learners."""

    course_id: int
    slug: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Published:
    """What publishing came to: the version and its number; `is_new` is False if it was current already."""

    slug: str
    version_id: int
    number: int
    is_new: bool


def publish_version(prepared: Prepared, note: str, by: str, now: datetime) -> Published:
    """Makes `prepared` the current version of its course; nothing happens if its files are those of the current one.

    Only inserts, and moves the course's pointer; what was slow is done. `note` tells learners what changed.
    Raises CourseWithdrawn.
    """
    course = _locked_course(prepared.slug, now)
    withdrawal = withdrawal_of(prepared.slug)
    if withdrawal is not None:
        raise CourseWithdrawn(local_date(withdrawal.at, local_zone()), withdrawal.by, withdrawal.reason)
    current = db.session.get(CourseVersion, course.current_version_id) if course.current_version_id else None
    if current is not None and current.fingerprint == prepared.fingerprint:
        return Published(prepared.slug, current.id, current.number, is_new=False)
    version = _add_version(course, prepared, note, by, now)
    _add_blobs(prepared.blobs, now)
    db.session.add_all(
        SourceFile(version_id=version.id, path=file.path, text=file.text, blob=file.blob) for file in prepared.files
    )
    _add_items(version.id, prepared.items)
    _renew_search(course.id, prepared.search)
    course.current_version_id = version.id
    record(by, "content.publish", prepared.slug, now, version=version.number, fingerprint=prepared.fingerprint)
    db.session.flush()
    facts.publish(CoursePublished(course.id, version.id, now))
    return Published(prepared.slug, version.id, version.number, is_new=True)


def rerender(version_id: int, prepared: Prepared, now: datetime, *, force: bool = False) -> bool:
    """Puts the HTML in `prepared`, made anew from the version's own files, in the place of what is stored.

    Source, keys, fingerprints and marks of questions stay. The size of a pre-test and the day of the next review are
    read too, for earlier releases did not store them. False if the HTML is of this renderer already and `force` does
    not ask for it all the same.
    Raises Conflict if `prepared` was made from other files.
    """
    version = db.session.scalar(lock_row(select(CourseVersion).where(CourseVersion.id == version_id)))
    if version is None:
        raise NotFound
    if version.fingerprint != prepared.fingerprint:
        raise Conflict("These are not the files of this version.")
    if version.renderer == RENDERER and not force:
        return False
    by_key = {item.key: item for item in prepared.items}
    for row in db.session.scalars(select(CourseItem).where(CourseItem.version_id == version_id)):
        _renew_item(row, by_key[row.key])
    _add_blobs(prepared.blobs, now)
    version.description_html = prepared.description_html
    version.size = prepared.size
    version.pretest = pretest_count(prepared.course)
    version.review_by = review_day(prepared.course)
    version.renderer = RENDERER
    course = db.session.get_one(CourseRow, version.course_id)
    if course.current_version_id == version.id and course.withdrawn_at is None:
        _renew_search(course.id, prepared.search)
    return True


def recognise_course(
    slug: str,
    jp: Jp,
    form: str,
    number: str,
    decided_on: date,
    decided_by: str,
    by: str,
    now: datetime,
    *,
    siasn_kind: str = "",
    issuing_body: str = "",
    signer_id: int | None = None,
) -> int:
    """Writes down what the office decided the course is worth; gives the key of the decision's row.

    `form` is the form of learning as printed, `number` that of the decision; `issuing_body` and signer stand on its
    certificates where they are given. A later decision does not change what was earned under an earlier one. Raises
    NotFound if the course has no version.
    """
    course = db.session.scalar(lock_row(select(CourseRow).where(CourseRow.slug == slug)))
    if course is None or course.current_version_id is None:
        raise NotFound
    row = Recognition(
        course_id=course.id,
        version_id=course.current_version_id,
        jp=jp,
        form_of_learning=form,
        decision_number=number,
        decision_date=decided_on,
        decided_by=decided_by,
        siasn_kind=siasn_kind,
        issuing_body=issuing_body,
        signer_id=signer_id,
        recorded_at=now,
        recorded_by=by,
    )
    db.session.add(row)
    record(by, "content.recognise", slug, now, jp=jp, decision=number)
    db.session.flush()
    return row.id


def name_authors(course_id: int, person_ids: Iterable[int], now: datetime) -> None:
    """Adds people to those who answer for a course; whoever does already stays."""
    known = set(db.session.scalars(select(CourseAuthor.person_id).where(CourseAuthor.course_id == course_id)))
    db.session.add_all(
        CourseAuthor(course_id=course_id, person_id=person_id, since=now) for person_id in sorted({*person_ids} - known)
    )
    db.session.flush()


def name_author(slug: str, person_id: int, by: str, now: datetime) -> None:
    """Lets a person answer for a course; a second time changes nothing. Audited. Raises NotFound (no such course)."""
    course_id = _course_id(slug)
    if person_id in authors_with_accounts(course_id):
        return
    name_authors(course_id, [person_id], now)
    record(by, "content.name-author", slug, now, person=person_id)


def remove_author(slug: str, person_id: int, by: str, now: datetime) -> None:
    """Ends that a person answers for a course; what they marked and answered stays. Audited.

    Raises NotFound (no such course, or not one of its authors).
    """
    course_id = _course_id(slug)
    if person_id not in authors_with_accounts(course_id):
        raise NotFound("This person does not answer for the course.")
    gone = delete(CourseAuthor).where(CourseAuthor.course_id == course_id, CourseAuthor.person_id == person_id)
    db.session.execute(gone)
    record(by, "content.remove-author", slug, now, person=person_id)


def _course_id(slug: str) -> int:
    """The key of a course, held until the transaction ends. Raises NotFound."""
    course_id: int | None = db.session.scalar(lock_row(select(CourseRow.id).where(CourseRow.slug == slug)))
    if course_id is None:
        raise NotFound
    return course_id


def withdraw_course(slug: str, reason: str, by: str, now: datetime) -> None:
    """Closes a course to new learners; who has begun may finish. Raises NotFound, or Conflict if it is closed."""
    course = db.session.scalar(lock_row(select(CourseRow).where(CourseRow.slug == slug)))
    if course is None:
        raise NotFound
    if course.withdrawn_at is not None:
        raise Conflict("This course was withdrawn before.")
    course.withdrawn_at = now
    course.withdrawn_reason, course.withdrawn_by = reason, by
    _renew_search(course.id, ())
    record(by, "content.withdraw", slug, now, reason=reason)
    db.session.flush()
    facts.publish(CourseClosed(course.id, slug, reason, now))


def reopen_course(prepared: Prepared, by: str, now: datetime) -> None:
    """Opens a withdrawn course to new learners again, with the version that it had.

    `prepared` was made from the files of that version, for the search. Raises NotFound, or Conflict if the course is
    open or has another version now.
    """
    course = db.session.scalar(lock_row(select(CourseRow).where(CourseRow.slug == prepared.slug)))
    current = db.session.get(CourseVersion, course.current_version_id) if course else None
    if course is None or current is None:
        raise NotFound
    if course.withdrawn_at is None:
        raise Conflict("This course is open already.")
    if current.fingerprint != prepared.fingerprint:
        raise Conflict("These are not the files of this version.")
    course.withdrawn_at, course.withdrawn_reason, course.withdrawn_by = None, "", None
    _renew_search(course.id, prepared.search)
    record(by, "content.reopen", prepared.slug, now)


def _locked_course(slug: str, now: datetime) -> CourseRow:
    course: CourseRow | None = db.session.scalar(lock_row(select(CourseRow).where(CourseRow.slug == slug)))
    if course is None:
        course = CourseRow(slug=slug, created_at=now)
        db.session.add(course)
        db.session.flush()
    return course


def _add_version(course: CourseRow, prepared: Prepared, note: str, by: str, now: datetime) -> CourseVersion:
    last = db.session.scalar(select(db.func.max(CourseVersion.number)).where(CourseVersion.course_id == course.id))
    version = CourseVersion(
        course_id=course.id,
        number=(last or 0) + 1,
        fingerprint=prepared.fingerprint,
        note=note,
        published_at=now,
        published_by=by,
        minutes=prepared.minutes,
        item_count=len(prepared.items),
        size=prepared.size,
        renderer=RENDERER,
        description_html=prepared.description_html,
        **_facts_of(prepared.course),
    )
    db.session.add(version)
    db.session.flush()
    return version


def _facts_of(course: Course) -> dict[str, object]:
    return {
        "title": _cut(course.title, 200),
        "summary": _cut(course.summary, 500),
        "language": _cut(course.language, 12),
        "level": _cut(course.level, 20),
        "topics": to_json(list(course.topics)),
        "authors": authors_to_json(course.authors),
        "outcomes": to_json(dict(course.outcomes)),
        "license": _cut(course.license, 60),
        "proposed_jp": course.proposed_jp,
        "pretest": pretest_count(course),
        "review_by": review_day(course),
    }


def review_day(course: Course) -> date | None:
    """The day from which the course wants to be looked at again; None if its author named none."""
    return date.fromisoformat(course.review_by) if course.review_by else None


def _cut(text: str, length: int) -> str:
    """`text` as it fits its column."""
    return text if len(text) <= length else text[: length - 1] + "…"


def _add_blobs(blobs: Iterable[Blob], now: datetime) -> None:
    wanted = {blob.sha256: blob for blob in blobs}
    stored = set(db.session.scalars(select(MediaBlob.sha256).where(MediaBlob.sha256.in_(wanted))))
    for name, blob in wanted.items():
        if name not in stored:
            db.session.add(
                MediaBlob(
                    sha256=name,
                    media_type=blob.media_type,
                    size=blob.size,
                    width=blob.width or None,
                    height=blob.height or None,
                    original=blob.original or None,
                    created_at=now,
                )
            )
            if not blob.original:
                db.session.flush()  # originals before the variants that name them


def _add_items(version_id: int, items: tuple[PreparedItem, ...]) -> None:
    rows = [_item_row(version_id, position, item) for position, item in enumerate(items, 1)]
    db.session.add_all(rows)
    db.session.flush()
    for row, item in zip(rows, items, strict=True):
        db.session.add(RenderedItem(item_id=row.id, renderer=RENDERER, parts=parts_to_json(item.parts)))
        db.session.add_all(
            QuestionRow(
                item_id=row.id,
                position=position,
                key=question.key,
                kind=question.kind,
                pool=question.pool,
                outcome=question.outcome,
                points=question.points,
                fingerprint=question.fingerprint,
                published=question.to_json(),
            )
            for position, question in enumerate(item.questions, 1)
        )


def _item_row(version_id: int, position: int, item: PreparedItem) -> CourseItem:
    title, questions = _cut(item.title, 200), [question.fingerprint for question in item.questions]
    return CourseItem(
        version_id=version_id,
        position=position,
        key=item.key,
        module_key=item.module_key,
        module_position=item.module_position,
        module_title=_cut(item.module_title, 200),
        kind=item.kind,
        role=item.role,
        title=title,
        minutes=item.minutes,
        question_count=item.question_count,
        quiz=item.quiz,
        fingerprint=item_fingerprint(title, item.quiz, item.parts, questions),
    )


def _renew_search(course_id: int, texts: Iterable[SearchText]) -> None:
    """Puts `texts` in the place of all that a search finds of the course."""
    db.session.execute(delete(SearchEntry).where(SearchEntry.course_id == course_id))
    db.session.add_all(
        SearchEntry(course_id=course_id, position=position, **vars(found)) for position, found in enumerate(texts)
    )


def _renew_item(row: CourseItem, item: PreparedItem) -> None:
    renewed = update(RenderedItem).where(RenderedItem.item_id == row.id)
    db.session.execute(renewed.values(parts=parts_to_json(item.parts), renderer=RENDERER))
    made = {question.key: question for question in item.questions}
    for stored in db.session.scalars(select(QuestionRow).where(QuestionRow.item_id == row.id)):
        if stored.key in made:
            stored.published = with_html_of(PublishedQuestion.from_json(stored.published), made[stored.key]).to_json()
