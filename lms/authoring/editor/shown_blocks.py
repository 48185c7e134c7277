"""The blocks of a page as learners will see them: HTML of texts, and questions with their key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from lms.authoring.blocks.page_blocks import PageBlock
from lms.authoring.previewing import NotWanted, Previews, Setting
from lms.content.course import Document
from lms.content.lesson_parts import published_question, question_job
from lms.kernel.problems import Problem
from lms.questions.question import Question
from lms.questions.showing import KeyedQuestion, show_to_author

NOTHING = Markup()


@dataclass(frozen=True)
class BlockView:
    """A block with its HTML, or its question with the key; `problem` is what kept it from being rendered."""

    block: PageBlock
    html: Markup = NOTHING
    question: KeyedQuestion | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class Renderer:
    """Renders the texts of one page of a draft; the renderer is that of publication."""

    previews: Previews
    setting: Setting
    document: Document

    def views(self, blocks: Sequence[PageBlock], wanted: Callable[[], bool] = lambda: True) -> list[BlockView]:
        """Each block as learners will see it. Raises NotWanted as soon as `wanted` says so."""
        texts = [block.text for block in blocks if block.question is None]
        html = iter(self.previews.texts(texts, self.setting, wanted))
        found = []
        for block in blocks:
            if not wanted():
                raise NotWanted
            if block.question is None:
                outcome = next(html)
                problem = replace(outcome.problem, line=block.line) if outcome.problem else None
                found.append(BlockView(block, Markup(outcome.html), problem=problem))
            else:
                found.append(self._question(block, block.question))
        return found

    def _question(self, block: PageBlock, question: Question) -> BlockView:
        outcome = self.previews.job(question_job(self.document, question, self.setting.language), self.setting)
        if outcome.problem:
            return BlockView(block, problem=replace(outcome.problem, line=block.line))
        try:
            return BlockView(block, question=show_to_author(published_question(question, question.key, outcome)))
        except (LookupError, StopIteration):  # its answers are not whole yet; the problems of the page say how
            return BlockView(block, Markup(self.previews.texts([block.text], self.setting)[0].html))
