"""Answers of other systems put into the words of our kinds, which read and check them as an author's (pure)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from lms.kernel.problems import has_errors
from lms.questions.kind import AnswerBlock, AnswerItem, Mark
from lms.questions.kinds import kind_of
from lms.questions.question import Question
from lms.questions.table_rows import row_of

NO_RUBRIC = "Tulis di sini apa yang dinilai."
HEADS = ("Pernyataan", "Pasangan")
"""Above what is to be matched, where there were no heads."""
MOST_ANSWERS = 200
EVEN = Decimal("0.01")
"""Percent by which weights may differ and still be the same: 33.33333 three times is all."""


@dataclass(frozen=True)
class Weighted:
    """An answer with its weight in percent."""

    text: str
    weight: Decimal
    feedback: str = ""
    tolerance: str = ""


class CannotCome(Exception):
    """Why a question has no place here."""


def percent(text: str) -> Decimal:
    """A weight as it is written; 0 for what is no number."""
    try:
        value = Decimal(text.strip().replace(",", ".") or "0")
    except InvalidOperation:
        return Decimal(0)
    return value if value.is_finite() else Decimal(0)


def few_enough(answers: int) -> None:
    """Raises CannotCome for more answers than anybody gives a question."""
    if answers > MOST_ANSWERS:
        raise CannotCome(f"it has more than {MOST_ANSWERS} answers")


def answered(question: Question, mark: Mark, items: Sequence[AnswerItem] = (), lines: Sequence[str] = ()) -> Question:
    """`question` with the answer that a kind reads from the items or lines. Raises CannotCome."""
    few_enough(max(len(items), len(lines)))
    block = AnswerBlock(mark, tuple(lines), question.line, tuple(items))
    kind = kind_of(block)
    answer = kind.read(block)
    if has_errors(answer.problems):
        raise CannotCome(next(problem.say(problem.message) for problem in answer.problems).rstrip("."))
    return replace(
        question,
        kind=kind.name,
        options=tuple(replace(option, line=0) for option in answer.options),
        accepted=answer.accepted,
        ranges=answer.ranges,
        blanks=tuple(
            replace(blank, line=0, options=tuple(replace(o, line=0) for o in blank.options)) for blank in answer.blanks
        ),
        columns=answer.columns,
    )


def item(mark: Mark, text: str, checked: bool = False, feedback: str = "") -> AnswerItem:
    """An answer of a list."""
    return AnswerItem(mark, checked, text, feedback, False, 0)


def chosen(question: Question, answers: Sequence[Weighted], single: bool, losses: list[str]) -> Question:
    """Single or multiple choice. Raises CannotCome."""
    right = [answer for answer in answers if answer.weight > 0]
    if single:
        most = max((answer.weight for answer in answers), default=Decimal(0))
        best = [answer for answer in answers if answer.weight == most]
        if len(best) > 1 and right:
            raise CannotCome("several answers are right, but only one may be chosen")
        if len(right) > 1:
            losses.append("the part marks of second-best answers")
        right = best if right else []
    elif right and max(a.weight for a in right) - min(a.weight for a in right) > EVEN:
        losses.append("the different weights of right answers")
    if any(answer.weight < 0 for answer in answers) and single:
        losses.append("negative marks")
    mark = Mark.ROUND if single else Mark.SQUARE
    items = [item(mark, answer.text, answer in right, answer.feedback) for answer in answers]
    return answered(question, mark, items)


def typed(question: Question, answers: Sequence[Weighted], losses: list[str]) -> Question:
    """A typed answer: what brings all marks is accepted. Raises CannotCome."""
    full = [answer for answer in answers if answer.weight >= 100]
    plain = [answer for answer in full if "*" not in answer.text.replace("\\*", "")]
    if len(plain) < len(full):
        losses.append("accepted answers with the wildcard *")
    if any(0 < answer.weight < 100 for answer in answers):
        losses.append("the part marks of second-best answers")
    if not plain:
        raise CannotCome("no accepted answer can be told without wildcards")
    items = [item(Mark.EQUALS, answer.text.replace("\\*", "*")) for answer in plain]
    return answered(_with_verdicts(question, answers, losses), Mark.EQUALS, items)


def number(
    question: Question, answers: Sequence[Weighted], written: Callable[[Weighted], str], losses: list[str]
) -> Question:
    """A number; `written` gives an accepted one as authors write it. Raises CannotCome."""
    full = [answer for answer in answers if answer.weight >= 100]
    if any(answer.weight > 0 for answer in answers if answer not in full):
        losses.append("numbers that bring part marks")
    if not full or any(answer.text.strip() == "*" for answer in full):
        raise CannotCome("no accepted number is told")
    items = [item(Mark.EQUALS, written(answer)) for answer in full]
    return answered(_with_verdicts(question, answers, losses), Mark.EQUALS, items)


def _with_verdicts(question: Question, answers: Sequence[Weighted], losses: list[str]) -> Question:
    """What is said to the right answers alike, and to whatever is none of them, goes with the verdict."""
    full = [answer for answer in answers if answer.weight >= 100]
    others = [answer for answer in answers if answer.weight <= 0 and answer.text.strip() in ("", "*")]
    right = full[0].feedback if len({answer.feedback for answer in full}) == 1 and not question.if_correct else ""
    wrong = others[0].feedback if len(others) == 1 and not question.if_incorrect else ""
    kept = [*(full if right else []), *(others if wrong else [])]
    if any(answer.feedback for answer in answers if answer not in kept):
        losses.append("feedback to single typed answers")
    return replace(question, if_correct=question.if_correct or right, if_incorrect=question.if_incorrect or wrong)


def matched(question: Question, pairs: Sequence[tuple[str, str]], columns: Sequence[str]) -> Question:
    """Matching; a pair without a left side only adds what fits nowhere. Raises CannotCome."""
    if any("\n" in side for pair in pairs for side in pair):
        raise CannotCome("a side to match has several lines")
    return answered(question, Mark.TABLE, lines=[row_of(columns), "|---|---|", *(row_of(pair) for pair in pairs)])


def written(question: Question, rubric: str, losses: list[str]) -> Question:
    """An essay; without a rubric nobody could mark it, so a line to be replaced stands for one."""
    if not rubric:
        losses.append("a rubric, which it had none of: write one")
    return answered(replace(question, rubric=rubric or NO_RUBRIC), Mark.NONE)


def number_text(value: Decimal) -> str:
    """A number that reads in one way only: three decimals could be thousands, so they get a fourth."""
    text = f"{value:f}".replace(".", ",")
    return text + "0" if len(text.partition(",")[2]) == 3 else text


def number_answer(value: str, tolerance: str) -> str:
    """An accepted number with its tolerance as authors write it. Raises CannotCome."""
    try:
        center, margin = Decimal(value.strip()), Decimal(tolerance.strip() or "0")
    except InvalidOperation:
        raise CannotCome("an accepted number cannot be read") from None
    if not (center.is_finite() and margin.is_finite()) or max(abs(center.adjusted()), abs(margin.adjusted())) > 15:
        raise CannotCome("an accepted number cannot be read")
    return number_text(center) if not margin else f"{number_text(center - margin)} .. {number_text(center + margin)}"
