"""The way to a quiz, only within a course that the person takes or has completed; and to an essay of somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.assessment.errors import NoEssay, NotHandedIn, NothingToMark, OwnEssay
from lms.assessment.marking_queries import Essay, essay_to_mark
from lms.assessment.pretest_queries import Standing, standing_of
from lms.assessment.queries import AskedFor, asked_for
from lms.assessment.remarking_queries import Corrected, corrected_question
from lms.content.authorship import Reach
from lms.kernel.errors import NotFound
from lms.learning.access import step_of
from lms.learning.queries import Reading, Step, key_of, reading


@dataclass(frozen=True)
class Quiz:
    """A quiz of a course that a person takes; `address` holds its parts of a path."""

    reading: Reading
    step: Step
    address: Mapping[str, str]

    @property
    def enrolment_id(self) -> int:
        """The enrolment in which it is taken."""
        return self.reading.enrolment.id

    @property
    def is_final(self) -> bool:
        """Whether it decides completion; else it is practice."""
        return self.step.role == "final"


def quiz_for(person_id: int, course: str, module: str, item: str) -> Quiz:
    """The quiz at an address. Raises NotFound, also for a lesson and for a course that the person does not take."""
    reading, step = step_of(course, module, item, person_id)
    if step.is_lesson:
        raise NotFound
    return Quiz(reading, step, {"course": course, "module": module, "item": item})


def question_for(person_id: int, number: int, course: str, module: str, item: str) -> AskedFor:
    """The question of the person's newest attempt at the quiz of an address. Raises NotFound."""
    found = asked_for(person_id, course, key_of(module, item), number)
    if found is None:
        raise NotFound
    return found


def essay_for(asked_id: int, marker: Reach) -> Essay:
    """An essay that this person may mark, or whose mark they may correct.

    Raises NoEssay (also of a course that they do not answer for), OwnEssay, NotHandedIn or NothingToMark.
    """
    found = essay_to_mark(asked_id, marker)
    if found is None:
        raise NoEssay
    if found.author_id == marker.person_id:
        raise OwnEssay
    if found.submitted_at is None:
        raise NotHandedIn
    if not found.text and not found.marks:
        raise NothingToMark
    return found


def corrected_for(slug: str, question_id: int) -> Corrected:
    """A question of a final of the course's current version. Raises NotFound, also for one of another version."""
    found = corrected_question(question_id)
    if found is None or found.slug != slug:
        raise NotFound
    return found


@dataclass(frozen=True)
class PretestPlace:
    """A course that a person takes and how they stand with its pre-test."""

    reading: Reading
    standing: Standing

    @property
    def enrolment_id(self) -> int:
        """The enrolment in which it is taken."""
        return self.reading.enrolment.id


def pretest_for(person_id: int, course: str) -> PretestPlace:
    """The pre-test of a course. Raises NotFound: it has none, or the person does not take it; both look the same."""
    found = reading(course, person_id)
    standing = standing_of(found.enrolment.id) if found else None
    if found is None or standing is None or not (standing.count or standing.is_given):
        raise NotFound
    return PretestPlace(found, standing)
