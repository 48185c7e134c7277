"""What answers to pre-tests are worth, counted anew from the answers and the keys of the questions."""

from collections.abc import Iterator
from json import loads

from sqlalchemy import select

from lms.assessment.grading import STORED
from lms.assessment.models import PretestAnswer
from lms.content.models import QuestionRow
from lms.platform.db.recounting import Difference, streamed
from lms.questions.kinds import KINDS
from lms.questions.marking import UNANSWERED
from lms.questions.question import PublishedQuestion


def pretest_differences() -> Iterator[Difference]:
    """Answers whose stored share of the points is not what their value earns."""
    rows = select(PretestAnswer.id, PretestAnswer.value, PretestAnswer.fraction, QuestionRow.published)
    rows = rows.join(QuestionRow, QuestionRow.id == PretestAnswer.question_id).order_by(PretestAnswer.id)
    for row_id, value, stored, published in streamed(rows):
        question = PublishedQuestion.from_json(published)
        counted = (KINDS[question.kind].mark(question, loads(value)) or UNANSWERED).fraction
        if abs(stored - counted) > STORED:
            yield Difference("pretest_answer", row_id, "fraction", str(stored), str(counted))
