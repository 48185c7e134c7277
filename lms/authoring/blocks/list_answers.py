"""Answers that are lists: options to choose from, accepted answers, lines in order, pairs to match (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lms.authoring.blocks.answer_shape import AnswerShape
from lms.authoring.blocks.form_rows import row_fields, rows_of
from lms.authoring.blocks.question_texts import QuestionTexts
from lms.authoring.blocks.rich_text import EMPTY, RichText, rich_fields, rich_from
from lms.kernel.problems import Problem
from lms.questions.question import Blank, Option, Question


@dataclass(frozen=True)
class Choice:
    """An option: whether it is right, what is said to whoever picks it, whether it stays last."""

    text: RichText = EMPTY
    right: bool = False
    feedback: RichText = EMPTY
    last: bool = False


@dataclass(frozen=True)
class Choices:
    """Options to choose from."""

    choices: tuple[Choice, ...] = (Choice(), Choice(), Choice())


@dataclass(frozen=True)
class Accepted:
    """Answers that count as right when typed: words, numbers, or ranges such as "10 .. 12"."""

    answers: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class Steps:
    """Lines in their right order."""

    steps: tuple[RichText, ...] = (EMPTY, EMPTY, EMPTY)


@dataclass(frozen=True)
class Pair:
    """What fits together; without a left side it fits nothing."""

    left: RichText = EMPTY
    right: RichText = EMPTY


@dataclass(frozen=True)
class Pairs:
    """Pairs to match under two heads."""

    heads: Pair = Pair()
    pairs: tuple[Pair, ...] = (Pair(), Pair(), Pair())


@dataclass(frozen=True)
class NoAnswer:
    """Nothing: a person marks it."""


def _choices(question: Question, stem: RichText, texts: QuestionTexts) -> tuple[Choices, RichText]:
    found = (Choice(texts.read(o.text), o.correct, texts.read(o.feedback), o.last) for o in question.options)
    return Choices(tuple(found)), stem


def _with_choices(
    question: Question, stem: RichText, values: Choices, texts: QuestionTexts
) -> tuple[Question, tuple[Problem, ...]]:
    options = (Option(texts.write(c.text), c.right, texts.write(c.feedback), c.last) for c in values.choices)
    return replace(question, options=tuple(options)), ()


def _filled_choices(values: Choices) -> Choices:
    return Choices(tuple(c for c in values.choices if c.right or not (c.text.is_empty and c.feedback.is_empty)))


def _choice_texts(values: Choices) -> Iterable[RichText]:
    return (text for choice in values.choices for text in (choice.text, choice.feedback))


def _choice_fields(values: Choices) -> dict[str, str]:
    rows = (
        {
            **rich_fields("", choice.text),
            **rich_fields("feedback", choice.feedback),
            "right": "1" if choice.right else "",
            "last": "1" if choice.last else "",
        }
        for choice in values.choices
    )
    return row_fields("choice", rows)


def _choices_from(fields: Mapping[str, str]) -> Choices:
    """`choice-N`, `choice-N.feedback`, `choice-N.right`, `choice-N.last`; instead of `right` for each row, a group of
    radio buttons may send one field `right` with the number of the row."""
    rows = rows_of(with_right_rows(fields), "choice")
    return Choices(
        tuple(
            Choice(rich_from(row, ""), bool(row.get("right")), rich_from(row, "feedback"), bool(row.get("last")))
            for row in rows
        )
    )


def with_right_rows(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields with the one right option said in its row, so that it stays right when rows move."""
    number = fields.get("right")
    others = {name: value for name, value in fields.items() if name != "right"}
    return others if number is None else others | {f"choice-{number}.right": "1"}


def _accepted(question: Question, stem: RichText, texts: QuestionTexts) -> tuple[Accepted, RichText]:
    return Accepted(question.accepted), stem


def _with_accepted(
    question: Question, stem: RichText, values: Accepted, texts: QuestionTexts
) -> tuple[Question, tuple[Problem, ...]]:
    return replace(question, accepted=values.answers), ()


def _accepted_from(fields: Mapping[str, str]) -> Accepted:
    return Accepted(tuple(" ".join(row.get("", "").split()) for row in rows_of(fields, "answer")))


def _steps(question: Question, stem: RichText, texts: QuestionTexts) -> tuple[Steps, RichText]:
    return Steps(tuple(texts.read(option.text) for option in question.options)), stem


def _with_steps(
    question: Question, stem: RichText, values: Steps, texts: QuestionTexts
) -> tuple[Question, tuple[Problem, ...]]:
    return replace(question, options=tuple(Option(texts.write(step), False) for step in values.steps)), ()


def _pairs(question: Question, stem: RichText, texts: QuestionTexts) -> tuple[Pairs, RichText] | None:
    if len(question.columns) != 2:
        return None
    heads = Pair(texts.read_cell(question.columns[0]), texts.read_cell(question.columns[1]))
    fitting = [Pair(texts.read_cell(blank.text), texts.read_cell(blank.accepted[0])) for blank in question.blanks]
    spare = [Pair(EMPTY, texts.read_cell(option.text)) for option in question.options if not option.correct]
    return Pairs(heads, (*fitting, *spare)), stem


def _with_pairs(
    question: Question, stem: RichText, values: Pairs, texts: QuestionTexts
) -> tuple[Question, tuple[Problem, ...]]:
    rows = [(texts.write_cell(pair.left), texts.write_cell(pair.right)) for pair in values.pairs]
    used = {right for left, right in rows if left}
    rights = dict.fromkeys(right for _, right in rows)
    return replace(
        question,
        columns=(texts.write_cell(values.heads.left), texts.write_cell(values.heads.right)),
        blanks=tuple(Blank(left, (right,)) for left, right in rows if left),
        options=tuple(Option(right, right in used) for right in rights),
    ), ()


def _filled_pairs(values: Pairs) -> Pairs:
    """Pairs first, then what fits nothing: so they stand in the table."""
    filled = [pair for pair in values.pairs if not (pair.left.is_empty and pair.right.is_empty)]
    return Pairs(values.heads, tuple(sorted(filled, key=lambda pair: pair.left.is_empty)))


def _pair_texts(values: Pairs) -> Iterable[RichText]:
    return (text for pair in (values.heads, *values.pairs) for text in (pair.left, pair.right))


def _pair_fields(values: Pairs) -> dict[str, str]:
    heads = {**rich_fields("head-left", values.heads.left), **rich_fields("head-right", values.heads.right)}
    rows = ({**rich_fields("left", pair.left), **rich_fields("right", pair.right)} for pair in values.pairs)
    return heads | row_fields("pair", rows)


def _pairs_from(fields: Mapping[str, str]) -> Pairs:
    rows = rows_of(fields, "pair")
    heads = Pair(rich_from(fields, "head-left"), rich_from(fields, "head-right"))
    return Pairs(heads, tuple(Pair(rich_from(row, "left"), rich_from(row, "right")) for row in rows))


CHOICES = AnswerShape(Choices(), _choices, _with_choices, _filled_choices, _choice_texts, _choice_fields, _choices_from)
ACCEPTED = AnswerShape(
    Accepted(),
    _accepted,
    _with_accepted,
    trim=lambda values: Accepted(tuple(filter(None, values.answers))),
    texts=lambda values: (),
    to_fields=lambda values: row_fields("answer", ({"": text} for text in values.answers)),
    from_fields=_accepted_from,
)
STEPS = AnswerShape(
    Steps(),
    _steps,
    _with_steps,
    trim=lambda values: Steps(tuple(step for step in values.steps if not step.is_empty)),
    texts=lambda values: values.steps,
    to_fields=lambda values: row_fields("step", (rich_fields("", step) for step in values.steps)),
    from_fields=lambda fields: Steps(tuple(rich_from(row, "") for row in rows_of(fields, "step"))),
)
PAIRS = AnswerShape(Pairs(), _pairs, _with_pairs, _filled_pairs, _pair_texts, _pair_fields, _pairs_from)
NO_ANSWER = AnswerShape(
    NoAnswer(),
    read=lambda question, stem, texts: (NoAnswer(), stem),
    fill=lambda question, stem, values, texts: (question, ()),
    trim=lambda values: values,
    texts=lambda values: (),
    to_fields=lambda values: {},
    from_fields=lambda fields: NoAnswer(),
)
