"""Where a search leads among the courses offered to a person; two statements whatever is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from lms.catalog.offer import Offer
from lms.catalog.search import Piece, marked, snippet
from lms.content.models import CourseItem, CourseRow, SearchEntry
from lms.content.searching import has_all, in_title
from lms.learning.models import Enrolment
from lms.learning.queries import UNNAMED_MODULE
from lms.platform.db.model import db

MOST_SHOWN = 20
"""Sections of lessons on one page."""

_TEXT = func.substr(SearchEntry.text, 1, 20_000).label("text")
"""What is looked at for a snippet."""


@dataclass(frozen=True)
class FoundCourse:
    """A course whose description has all words."""

    offer: Offer
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


@dataclass(frozen=True)
class FoundSection:
    """A section of a lesson that has all words; `is_open` if the lesson is in the version that the person takes.

    `module` and `item` are its places in addresses, `anchor` that of its heading, `title` the words of the heading.
    """

    slug: str
    course_title: str
    module: str
    item: str
    lesson_title: str
    anchor: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    is_open: bool


@dataclass(frozen=True)
class Found:
    """The courses, and the first `MOST_SHOWN` of `section_count` sections of lessons."""

    courses: tuple[FoundCourse, ...]
    sections: tuple[FoundSection, ...]
    section_count: int


def found_in(offers: Sequence[Offer], stems: Sequence[str], person_id: int) -> Found:
    """What has all the stems within these courses: first where most of them are in the title, then in their order."""
    by_slug = {offer.slug: offer for offer in offers}
    if not by_slug:
        return Found((), (), 0)
    matching = _matching(tuple(by_slug), stems)
    courses = db.session.execute(_courses(matching)).all()
    sections = db.session.execute(_sections(matching, person_id)).all()
    return Found(
        courses=tuple(_course(row, by_slug[row.slug], stems) for row in courses),
        sections=tuple(_section(row, by_slug[row.slug], stems) for row in sections),
        section_count=sections[0].total if sections else 0,
    )


def _matching(slugs: Sequence[str], stems: Sequence[str]) -> Select[Any]:
    """The keys of the entries, from the best to the last; the same order on both databases."""
    place = case({slug: number for number, slug in enumerate(slugs)}, value=CourseRow.slug).label("place")
    rank = in_title(stems).label("rank")
    rows = select(SearchEntry.id, CourseRow.slug, place, rank).join(CourseRow, CourseRow.id == SearchEntry.course_id)
    found = rows.where(has_all(stems), CourseRow.slug.in_(slugs))
    return found.order_by(rank.desc(), place, SearchEntry.position)


def _courses(matching: Select[Any]) -> Select[Any]:
    return matching.add_columns(SearchEntry.title, _TEXT).where(SearchEntry.item_key == "")


def _sections(matching: Select[Any], person_id: int) -> Select[Any]:
    """Texts are read of those sections only that are shown."""
    numbered = matching.add_columns(func.count().over().label("total")).where(SearchEntry.item_key != "")
    best = numbered.limit(MOST_SHOWN).subquery()
    rows = select(SearchEntry.item_key, SearchEntry.item_title, SearchEntry.anchor, SearchEntry.title, _TEXT)
    found = rows.add_columns(best.c.slug, best.c.total, _is_open(person_id).label("is_open"))
    ordered = found.join(best, best.c.id == SearchEntry.id).order_by(best.c.rank.desc(), best.c.place)
    return ordered.order_by(SearchEntry.position)


def _is_open(person_id: int) -> ColumnElement[bool]:
    """Whether the version that the person takes or has completed has the lesson of the entry."""
    held = select(Enrolment.version_id).where(
        Enrolment.person_id == person_id, Enrolment.course_id == SearchEntry.course_id, Enrolment.state != "left"
    )
    newest = held.order_by(Enrolment.sequence.desc()).limit(1).scalar_subquery()
    lessons = select(CourseItem.id).where(CourseItem.version_id == newest, CourseItem.key == SearchEntry.item_key)
    return lessons.where(CourseItem.kind == "lesson").exists()


def _course(row: Any, offer: Offer, stems: Sequence[str]) -> FoundCourse:
    return FoundCourse(offer, marked(row.title, stems), snippet(row.text, stems))


def _section(row: Any, offer: Offer, stems: Sequence[str]) -> FoundSection:
    module, _, name = row.item_key.rpartition("/")
    return FoundSection(
        slug=offer.slug,
        course_title=offer.title,
        module=module or UNNAMED_MODULE,
        item=name,
        lesson_title=row.item_title,
        anchor=row.anchor,
        title=marked(row.title, stems),
        snippet=snippet(row.text, stems),
        is_open=row.is_open,
    )
