"""Matching: a table of two columns whose right cells are chosen for the left ones (pure)."""

from collections.abc import Sequence
from random import Random

from lms.kernel.problems import Problem, error
from lms.questions.blanks import mark_blanks, read_blanks
from lms.questions.kind import Answer, AnswerBlock, Input, Kind, Mark
from lms.questions.question import Blank, Option, PublishedQuestion, Question
from lms.questions.table_rows import cells_of, row_of


def read(answer: AnswerBlock) -> Answer:
    """A blank for each row with a left cell, and every right cell once as an option; a row without a left cell only
    adds an option that fits nowhere."""
    head, _rule, *rows = [(number, cells_of(line)) for number, line in enumerate(answer.lines, answer.line)]
    pairs = [(line, cells[0], cells[1]) for line, cells in rows if len(cells) == 2]
    texts = dict.fromkeys(right for _, _, right in pairs if right)
    used = {right for _, left, right in pairs if left}
    return Answer(
        options=tuple(Option(text, text in used) for text in texts),
        blanks=tuple(Blank(left, (right,), line=line) for line, left, right in pairs if left),
        columns=tuple(head[1]),
        problems=(*_shape_problems(answer.line, [head, *rows]), *_row_problems(answer.line, pairs)),
    )


def write(question: Question) -> tuple[str, ...]:
    """The canonical table: its rows, then what fits nowhere."""
    rows = [(blank.text, blank.accepted[0]) for blank in question.blanks]
    spare = [("", option.text) for option in question.options if not option.correct]
    return (row_of(question.columns), "|---|---|", *(row_of(row) for row in (*rows, *spare)))


def draw(question: PublishedQuestion, shuffle: bool, rng: Random) -> tuple[str, ...]:
    """The options in any order, whatever the quiz says of shuffling: that of the rows would tell the key."""
    ids = sorted(option.id for option in question.options)
    return tuple(rng.sample(ids, len(ids)))


def _shape_problems(line: int, rows: Sequence[tuple[int, Sequence[str]]]) -> list[Problem]:
    return [
        error(
            "not-two-columns",
            "A table to match has two columns, this row has {count}.",
            "Keep one pair in each row.",
            line=number,
            count=len(cells),
        )
        for number, cells in rows
        if len(cells) != 2
    ]


def _row_problems(line: int, pairs: Sequence[tuple[int, str, str]]) -> list[Problem]:
    lefts = [left for _, left, _ in pairs if left]
    found = [
        error("empty-option", "This row has no right cell.", "Write what fits the left one.", line=number)
        for number, _, right in pairs
        if not right
    ]
    found += [
        error(
            "same-option-twice",
            "The option “{option}” stands here twice.",
            "Change one of them or take it out.",
            line=number,
            option=left,
        )
        for place, (number, left, _) in enumerate(pairs)
        if left and left in [earlier for _, earlier, _ in pairs[:place]]
    ]
    if len(lefts) < 2 or len({right for _, _, right in pairs}) < 2:
        found.append(
            error(
                "too-few-options",
                "There is nothing to match.",
                "Write at least two rows with different right cells.",
                line=line,
            )
        )
    return found


KIND = Kind(
    name="matching",
    input=Input.BLANKS,
    answer_mark=Mark.TABLE,
    claims=lambda answer: True,
    read=read,
    write=write,
    draw=draw,
    read_value=read_blanks,
    mark=mark_blanks,
    hides_order=True,
)
