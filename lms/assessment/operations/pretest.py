"""Keeping the answers to a pre-test; nothing is committed here. Locks the enrolment."""

from collections.abc import Sequence
from datetime import datetime

from lms.assessment.errors import PretestClosed, PretestMoved
from lms.assessment.models import Pretest, PretestAnswer
from lms.assessment.pretest_queries import standing_of
from lms.assessment.pretesting import PretestQuestion
from lms.content.version_facts import to_json
from lms.learning.operations import lock_enrolment
from lms.platform.db.model import db
from lms.questions.kinds import KINDS
from lms.questions.marking import UNANSWERED
from lms.questions.question import Value


def give_pretest(
    enrolment_id: int, number: int, answers: Sequence[tuple[PretestQuestion, Value]], now: datetime
) -> None:
    """Keeps the answers and marks them, once: a second time changes nothing. `number` is the version they are to.

    Raises PretestMoved (the enrolment is under another version now) or PretestClosed.
    """
    lock_enrolment(enrolment_id)
    standing = standing_of(enrolment_id)
    if standing.is_given:
        return
    if standing.number != number:
        raise PretestMoved
    if not standing.is_open:
        raise PretestClosed
    pretest = Pretest(enrolment_id=enrolment_id, item_id=standing.final_id, given_at=now)
    db.session.add(pretest)
    db.session.flush()
    db.session.add_all(
        PretestAnswer(
            pretest_id=pretest.id,
            position=position,
            question_id=asked.id,
            option_order=to_json(asked.order),
            fingerprint=asked.question.fingerprint,
            value=to_json(value),
            fraction=(KINDS[asked.question.kind].mark(asked.question, value) or UNANSWERED).fraction,
        )
        for position, (asked, value) in enumerate(answers, 1)
    )
    db.session.flush()
