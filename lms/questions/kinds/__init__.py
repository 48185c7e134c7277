"""The kinds of question there are. To add one, write its module and name it in `KINDS`: `docs/question-kinds.md`."""

from collections.abc import Mapping
from types import MappingProxyType

from lms.questions.kind import AnswerBlock, Kind
from lms.questions.kinds import essay, gaps, matching, multiple_choice, number, ordering, single_choice, typed_answer

# The first kind that claims an answer gets it: a number must be asked before a typed answer.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            single_choice.KIND,
            multiple_choice.KIND,
            number.KIND,
            typed_answer.KIND,
            ordering.KIND,
            matching.KIND,
            gaps.KIND,
            essay.KIND,
        )
    }
)


def kind_of(answer: AnswerBlock) -> Kind:
    """The kind that the marks of the answer ask for; every mark has one."""
    return next(kind for kind in KINDS.values() if kind.answer_mark is answer.mark and kind.claims(answer))
