"""How the answer of a question stands in a form: a value for each mark that answers can have (pure)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from lms.authoring.blocks.question_texts import QuestionTexts
from lms.authoring.blocks.rich_text import RichText
from lms.kernel.problems import Problem
from lms.questions.question import Question

Values = TypeVar("Values")


@dataclass(frozen=True)
class AnswerShape(Generic[Values]):
    """What a form knows of one way to answer.

    read: the question and its stem as the form shows it so far → the values, and the stem without marks of the answer;
        None if the form cannot show it.
    fill: a question without answer, the text of its stem, the values → the question, and what is wrong with the values.
    trim: the values without the rows that nobody filled in.
    texts: every text among them, to find words of lists that it does not have.
    to_fields, from_fields: values → fields of an HTML form, and back from whatever was sent.
    """

    empty: Values
    read: Callable[[Question, RichText, QuestionTexts], tuple[Values, RichText] | None]
    fill: Callable[[Question, RichText, Values, QuestionTexts], tuple[Question, tuple[Problem, ...]]]
    trim: Callable[[Values], Values]
    texts: Callable[[Values], Iterable[RichText]]
    to_fields: Callable[[Values], dict[str, str]]
    from_fields: Callable[[Mapping[str, str]], Values]
