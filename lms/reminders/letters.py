"""Letters that remind: of assigned courses until when, of JP that are behind an even pace; each with one link."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from lms.assignments.words import address_of
from lms.notifications.letter import Facts, Kind, Letter, Words
from lms.permissions import Permission
from lms.platform.web.pages import url

REMINDED = "reminded"
BEHIND_PACE = "behind-pace"


def reminder(facts: Facts, words: Words) -> Letter:
    """`facts["courses"]`: slug, programme (instead of slug), title, due_on, is_late, is_begun, is_renewal of each."""
    courses = facts["courses"]
    lines = tuple(duty_words(one, words) for one in courses)
    if len(courses) == 1:
        one = courses[0]
        asked = "Please renew: %(course)s" if one.get("is_renewal") else "Please complete: %(course)s"
        subject = words.tell(asked, course=one["title"])
        return Letter(
            subject,
            (*lines, _next_step(one, words)),
            address_of(one["slug"], one.get("programme")),
            words.tell("To the programme") if one.get("programme") else words.tell("To the course"),
        )
    subject = words.tell_count("%(num)s course is to be completed", "%(num)s courses are to be completed", len(courses))
    last = words.tell("Begin with the first of them.")
    return Letter(subject, (*lines, last), url("home.index"), words.tell("To your courses"))


class Named(Protocol):
    """A course or programme: `slug` of the course, or the number of the programme."""

    @property
    def slug(self) -> str: ...
    @property
    def programme_id(self) -> int | None: ...
    @property
    def title(self) -> str: ...


class Due(Protocol):
    """Until when somebody is to complete it, or what they completed holds; whether they have begun."""

    @property
    def due_on(self) -> date: ...
    @property
    def is_begun(self) -> bool | None: ...
    @property
    def is_renewal(self) -> bool: ...


def course(of: Named, due: Due, today: date) -> dict[str, object]:
    """A course or programme as a letter keeps it."""
    named = {"slug": of.slug, "programme": of.programme_id, "title": of.title}
    how = {"is_late": due.due_on < today, "is_begun": bool(due.is_begun), "is_renewal": bool(due.is_renewal)}
    return {**named, "due_on": due.due_on.isoformat(), **how}


def duty_words(asked: Facts, words: Words) -> str:
    """How it stands with one course or programme."""
    day = date.fromisoformat(asked["due_on"])
    if asked.get("is_renewal") and asked["is_late"]:
        return words.tell("What you completed of “%(course)s” held until %(day)s.", course=asked["title"], day=day)
    if asked.get("is_renewal"):
        return words.tell("What you completed of “%(course)s” holds until %(day)s.", course=asked["title"], day=day)
    if asked["is_late"]:
        return words.tell(
            "“%(course)s” is not completed yet. The last day was %(day)s.", course=asked["title"], day=day
        )
    return words.tell("“%(course)s” is not completed yet. The last day is %(day)s.", course=asked["title"], day=day)


def _next_step(one: Facts, words: Words) -> str:
    if one.get("programme"):
        return words.tell("Open the programme and go on with its next course.")
    if one["is_begun"]:
        return words.tell("Open the course and go on where you stopped.")
    if one.get("is_renewal"):
        return words.tell("Open the course and take it once more. You can stop and go on at any time.")
    return words.tell("Open the course and begin with the first lesson. You can stop and go on at any time.")


def _behind(facts: Facts, words: Words) -> Letter:
    subject = words.tell(
        "Your lesson hours in %(year)s: %(jp)s of %(floor)s JP",
        year=facts["year"],
        jp=facts["jp"],
        floor=facts["floor"],
    )
    pace = words.tell("At an even pace it would be %(due)s JP by now.", due=facts["due"])
    step = words.tell("Choose a course that gives JP, and begin with its first lesson.")
    return Letter(subject, (pace, step), url("catalog.index"), words.tell("To the catalogue"))


LETTERS: Sequence[Kind] = (
    Kind(REMINDED, "You are reminded of an assigned course", Permission.LEARN, reminder),
    Kind(BEHIND_PACE, "Your lesson hours are behind an even pace", Permission.LEARN, _behind),
)
