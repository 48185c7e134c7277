"""Self-checks of a lesson: answered at once, never recorded, without a mark (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion
from lms.questions.showing import ShownQuestion, show, show_marked


class Verdict(StrEnum):
    """What is said of an answer; a self-check that was not answered yet has none."""

    NONE = ""
    MISSING = "missing"
    WRONG = "wrong"
    RIGHT = "right"
    REVEALED = "revealed"


@dataclass(frozen=True)
class SelfCheck:
    """A question in a lesson. The key is in it only when answered right or revealed."""

    shown: ShownQuestion
    verdict: Verdict = Verdict.NONE


def answered(question: PublishedQuestion, values: Sequence[str], reveal: bool) -> SelfCheck:
    """The question after an answer, or after asking for its key. Raises Unprocessable for an impossible answer."""
    kind = KINDS[question.kind]
    value = kind.read_value(question, values)
    if value is None and not reveal:
        return SelfCheck(show(question, (), None), Verdict.MISSING)
    marking = kind.mark(question, value)
    is_right = marking is not None and marking.correct
    with_key = reveal or is_right or marking is None
    verdict = Verdict.RIGHT if is_right else Verdict.REVEALED if with_key else Verdict.WRONG
    return SelfCheck(show_marked(question, (), value, marking, with_key), verdict)


def with_questions(
    parts: Iterable[tuple[str, str]], questions: Mapping[str, PublishedQuestion], given: SelfCheck | None
) -> list[tuple[str, str | SelfCheck]]:
    """The parts of a lesson with self-checks for the keys of their questions; `given` is the one just answered."""
    checks = {key: SelfCheck(show(question, (), None)) for key, question in questions.items()}
    if given is not None:
        checks[given.shown.key] = given
    return [(kind, checks[value] if kind == "question" else value) for kind, value in parts]
