"""Starting, answering and handing in attempts. Locks: enrolment, then attempt; nothing is committed here."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from random import Random, SystemRandom

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, insert, select, update

from lms.assessment.drawing import rules_of
from lms.assessment.errors import AttemptClosed, AttemptWaits, NoAttemptNow, TimeIsUp, WentOn
from lms.assessment.grading import chances
from lms.assessment.models import Answer, Attempt, AttemptQuestion, ExtraTime
from lms.assessment.operations.settling import settle
from lms.assessment.practising import CHECK, REVEAL, SAVE, Practised, practised
from lms.assessment.pretest_queries import pretested_keys
from lms.assessment.queries import AskedFor, Drawable, asked_all, extra_time_of, handed_in, newest_sheet
from lms.assessment.timing import end_of, is_up
from lms.assessment.versions import attempts_at
from lms.content.course import QuizRole
from lms.content.models import CourseItem
from lms.content.version_facts import QuizFacts, to_json
from lms.kernel.errors import Unprocessable
from lms.learning.models import Enrolment
from lms.learning.operations import lock_enrolment, record_quiz_result, wait_for_marks
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.hot_statements import HotInsert, HotRead
from lms.platform.db.model import db
from lms.questions.kinds import KINDS
from lms.questions.pretest_draw import left_for_final
from lms.questions.question import Value
from lms.questions.quiz_draw import draw_quiz

LONGEST_TOKEN = 40


def start(
    enrolment_id: int,
    item_id: int,
    facts: QuizFacts,
    questions: Sequence[Drawable],
    now: datetime,
    rng: Random | None = None,
) -> None:
    """Begins an attempt with its own draw, unless one is open.

    Raises NoAttemptNow, AttemptWaits, AttemptClosed (course over) or WentOn (the quiz is of a version left meanwhile).
    """
    is_final = facts.settings.role is QuizRole.FINAL
    enrolment = lock_enrolment(enrolment_id)
    if enrolment.state not in _open_states(is_final):
        raise AttemptClosed
    if db.session.get_one(CourseItem, item_id).version_id != enrolment.version_id:
        raise WentOn
    before = newest_sheet(enrolment_id, item_id)
    if before is not None and not before.is_over:
        return
    if before is not None and before.waits:
        raise AttemptWaits
    if is_final:
        _require_a_chance(enrolment_id, item_id, facts, now)
    minutes = facts.settings.time_minutes if is_final else None
    attempt = Attempt(
        enrolment_id=enrolment_id,
        item_id=item_id,
        sequence=before.sequence + 1 if before else 1,
        started_at=now,
        ends_at=end_of(now, minutes, extra_time_of(enrolment.person_id)) if minutes else None,
    )
    db.session.add(attempt)
    db.session.flush()
    pretested = pretested_keys(enrolment_id) if is_final else frozenset[str]()
    db.session.add_all(_drawn(attempt.id, facts, questions, pretested, rng or SystemRandom()))
    db.session.flush()


def save(asked_for: AskedFor, value: Value, unsure: bool, token: str, now: datetime) -> None:
    """Appends an answer to a final, with hot statements only, and says nothing. Raises AttemptClosed or TimeIsUp."""
    _lock_open(asked_for, now)
    _append(asked_for.asked.id, SAVE, (value, unsure, None), token, now)


def check(asked_for: AskedFor, value: Value, token: str, now: datetime) -> None:
    """Appends an answer to practice, marked; the last one ends the attempt. Nothing is added to a settled question.

    What a person would have to mark is compared with the explanation by whoever wrote it: its key is shown.
    Raises AttemptClosed, or Unprocessable without an answer.
    """
    if value is None:
        raise Unprocessable("Give an answer first, then check it.")
    question = asked_for.asked.question
    marking = KINDS[question.kind].mark(question, value)
    if marking is None:
        _practise(asked_for, REVEAL, value, None, token, now)
    else:
        _practise(asked_for, CHECK, value, marking.fraction, token, now)


def reveal(asked_for: AskedFor, token: str, now: datetime) -> None:
    """Records a look at the key of a practice question; the last one ends the attempt. Raises AttemptClosed."""
    _practise(asked_for, REVEAL, None, None, token, now)


def submit(enrolment_id: int, item_id: int, facts: QuizFacts, now: datetime) -> None:
    """Marks the open attempt at a final and hands its result on; a second time changes nothing.

    While a person has to mark an answer of it, it has no mark, and nothing is handed on.
    Raises AttemptClosed if the course is over, and what `record_quiz_result` raises.
    """
    enrolment = lock_enrolment(enrolment_id)
    attempt = _locked_attempt(enrolment_id, item_id)
    if attempt is None:
        return
    if enrolment.state != "active":
        raise AttemptClosed
    _mark_all(attempt.id)
    attempt.submitted_at = now
    if settle(attempt, facts.settings.pass_mark, now):
        record_quiz_result(enrolment_id, item_id, mark=attempt.mark, passed=bool(attempt.passed), now=now)
    else:
        wait_for_marks(enrolment_id, item_id, now)


def grant_extra_time(person_id: int, percent: int, reason: str, by: str, now: datetime) -> None:
    """From now on the person has `percent` more time in quizzes with a limit, 0 to 300; 0 takes it back. Audited.

    An attempt that is open keeps its end.
    """
    row = ExtraTime(person_id=person_id, percent=percent, reason=reason, granted_by=by, granted_at=now)
    db.session.add(row)
    record(by, "assessment.extra-time", str(person_id), now, percent=percent, reason=reason)


def _open_states(is_final: bool) -> tuple[str, ...]:
    """Practice may be repeated after completion, a final not."""
    return ("active",) if is_final else ("active", "completed")


def _require_a_chance(enrolment_id: int, item_id: int, facts: QuizFacts, now: datetime) -> None:
    settings = facts.settings
    found = chances(handed_in(enrolment_id, item_id), settings.attempts, settings.wait_minutes)
    if found.left == 0 or found.is_waiting(now):
        raise NoAttemptNow


def _drawn(
    attempt_id: int, facts: QuizFacts, questions: Sequence[Drawable], pretested: Collection[str], rng: Random
) -> list[AttemptQuestion]:
    rules = rules_of(facts)
    by_key = {one.question.key: one for one in questions}
    left = left_for_final([one.question for one in questions], rules, pretested)
    return [
        AttemptQuestion(
            attempt_id=attempt_id,
            position=position,
            question_id=by_key[drawn.key].id,
            option_order=to_json(drawn.options),
            fingerprint=by_key[drawn.key].question.fingerprint,
        )
        for position, drawn in enumerate(draw_quiz(left, rules, rng), 1)
    ]


def _lock_open(asked_for: AskedFor, now: datetime) -> str:
    """Locks enrolment and attempt in one statement; the enrolment's state. Raises AttemptClosed or TimeIsUp."""
    (found,) = _OPEN.rows(attempt_id=asked_for.attempt_id)
    state, submitted_at, ends_at = found
    if submitted_at is not None or state not in _open_states(not asked_for.is_practice):
        raise AttemptClosed
    if is_up(ends_at, now):
        raise TimeIsUp
    return str(state)


_OPEN = HotRead(
    lock_row(
        select(Enrolment.state, Attempt.submitted_at, Attempt.ends_at)
        .select_from(Enrolment)
        .join(Attempt, Attempt.enrolment_id == Enrolment.id)
        .where(Attempt.id == bindparam("attempt_id"))
    )
)


def _locked_attempt(enrolment_id: int, item_id: int) -> Attempt | None:
    rows = select(Attempt).where(attempts_at(enrolment_id, item_id), Attempt.submitted_at.is_(None))
    locked = lock_row(rows).execution_options(populate_existing=True)
    found: Attempt | None = db.session.scalar(locked)
    return found


def _append(asked_id: int, act: str, given: tuple[Value, bool, Decimal | None], token: str, now: datetime) -> bool:
    """Inserts an answer unless it is there: by its token or, from a page without script, as the newest one.

    `given` is value, whether unsure, fraction. Says whether it was inserted.
    """
    if len(token) > LONGEST_TOKEN or not token.isascii():
        raise Unprocessable("This answer could not be read. Load the page again and repeat.")
    value, unsure, fraction = to_json(given[0]), given[1], given[2]
    row = {
        "attempt_question_id": asked_id,
        "token": token or secrets.token_hex(16),
        "act": act,
        "value": value,
        "unsure": unsure,
        "fraction": fraction,
        "given_at": now,
    }
    return (_APPEND if token else _APPEND_WITHOUT_TOKEN).run(**row) > 0


_NEW = {column.name: bindparam(column.name, type_=column.type) for column in Answer.__table__.c if column.name != "id"}


def _append_unless(known: ColumnElement[bool]) -> HotInsert:
    again = exists().where(Answer.attempt_question_id == _NEW["attempt_question_id"], known)
    return HotInsert(insert(Answer).from_select(list(_NEW), select(*_NEW.values()).where(~again)))


_NEWEST = select(func.max(Answer.id)).where(Answer.attempt_question_id == _NEW["attempt_question_id"])
_APPEND = _append_unless(Answer.token == _NEW["token"])
_APPEND_WITHOUT_TOKEN = _append_unless(
    and_(
        Answer.id == _NEWEST.correlate(None).scalar_subquery(),
        *(getattr(Answer, name) == _NEW[name] for name in ("act", "value", "unsure")),
    )
)


def _practise(asked_for: AskedFor, act: str, value: Value, fraction: Decimal | None, token: str, now: datetime) -> None:
    state = _lock_open(asked_for, now)
    sheet = newest_sheet(asked_for.enrolment_id, asked_for.item_id)
    assert sheet is not None  # it holds the question
    states = {place.number: place.given.state for place in sheet.places}
    number = asked_for.asked.number
    before = sheet.places[number - 1].given
    given = (before.value if value is None else value, False, fraction)
    if states[number].is_settled or not _append(asked_for.asked.id, act, given, token, now):
        return
    states[number] = practised(before.tries + 1, act, fraction)
    if not all(one.is_settled for one in states.values()):
        return
    mark = sum(one is Practised.RIGHT for one in states.values()) * 100 // len(states)
    closed = {"submitted_at": now, "marked_at": now, "passed_at": now, "mark": mark, "passed": True}
    db.session.execute(update(Attempt).where(Attempt.id == asked_for.attempt_id).values(**closed))
    if state == "active":
        record_quiz_result(asked_for.enrolment_id, asked_for.item_id, mark=None, passed=True, now=now)


def _mark_all(attempt_id: int) -> None:
    """Marks each question by its newest answer and keeps the fractions; what a person has to mark is left open."""
    asked = asked_all(attempt_id)
    markings = [KINDS[one.question.kind].mark(one.question, one.given.value) for one in asked]
    rows = [
        {"id": one.id, "fraction": marking.fraction if marking else None}
        for one, marking in zip(asked, markings, strict=True)
    ]
    db.session.execute(update(AttemptQuestion), rows)
