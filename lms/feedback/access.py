"""The way to a block that is reported, only within a course that the person takes; and to a fault to be answered."""

from dataclasses import dataclass

from lms.assessment.access import question_for
from lms.content.authorship import Reach
from lms.content.queries import lesson_text, parts_of, questions_of
from lms.feedback.fault import Place
from lms.feedback.page_blocks import Block, blocks_of, quoted_html
from lms.feedback.queries import FaultPage, fault_page, question_position
from lms.kernel.errors import NotFound
from lms.learning.access import step_of
from lms.learning.queries import Reading, Step


@dataclass(frozen=True)
class Reportable:
    """What a learner may point at: the blocks of a lesson, or the one question of a quiz that was asked."""

    reading: Reading
    step: Step
    item_id: int
    blocks: tuple[Block, ...]

    def block(self, number: int | None) -> Block | None:
        """The block of this number."""
        return next((block for block in self.blocks if block.number == number), None)

    def place(self, block: Block) -> Place:
        """A block as it is kept."""
        return Place(self.item_id, block.number, block.quote)


def reportable(person_id: int, course: str, module: str, item: str, question: int | None) -> Reportable:
    """The blocks of a lesson; of a quiz the question of this number in the person's newest attempt.

    Raises NotFound, also for a course that the person does not take and a question that was not asked.
    """
    found, step = step_of(course, module, item, person_id)
    if step.is_lesson:
        text = lesson_text(step.id, found.edition)
        return Reportable(found, step, step.id, blocks_of(text.parts, text.questions))
    asked = question_for(person_id, question or 0, course, module, item)
    position = question_position(asked.item_id, asked.asked.question.key) or 0
    block = Block(position, quoted_html(asked.asked.question.stem_html), question=asked.asked.question)
    return Reportable(found, step, asked.item_id, (block,))


def fault_for(fault_id: int, reach: Reach) -> FaultPage:
    """A fault of a course that the person answers for. Raises NotFound."""
    found = fault_page(fault_id, reach)
    if found is None:
        raise NotFound
    return found


def block_of(fault: FaultPage) -> Block | None:
    """The block that was reported, as the page has it; None if the page was rendered anew and begins otherwise."""
    questions = questions_of(fault.item_id)
    if not fault.is_lesson:
        at = questions[fault.block - 1] if fault.block <= len(questions) else None
        return Block(fault.block, fault.quote, question=at) if at else None
    blocks = blocks_of(parts_of(fault.item_id), {question.key: question for question in questions})
    return next((block for block in blocks if (block.number, block.quote) == (fault.block, fault.quote)), None)
