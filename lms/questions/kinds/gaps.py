"""Gaps: `[[loket]]` or `[[atasan|pimpinan]]` in the text is typed, `[[(x) ya|( ) tidak]]` chosen (pure)."""

import re
from random import Random

from lms.kernel.problems import Problem, error
from lms.questions.blanks import mark_blanks, read_blanks
from lms.questions.kind import Answer, AnswerBlock, AnswerItem, Input, Kind, Mark
from lms.questions.question import Blank, Option, PublishedQuestion

_BOX = re.compile(r"\(\s*(?P<x>[xX]?)\s*\)\s*")


def read(answer: AnswerBlock) -> Answer:
    """A blank for each gap."""
    found = [_read_gap(item) for item in answer.items]
    return Answer(
        blanks=tuple(blank for blank, _ in found), problems=tuple(problem for _, some in found for problem in some)
    )


def draw(question: PublishedQuestion, shuffle: bool, rng: Random) -> tuple[str, ...]:
    """Gaps stay where the text has them."""
    return ()


def _read_gap(item: AnswerItem) -> tuple[Blank, list[Problem]]:
    parts = [part.strip() for part in item.text.split("|")]
    boxes = [_BOX.match(part) for part in parts]
    if not any(boxes):
        accepted = tuple(part for part in parts if part)
        return Blank(accepted=accepted, line=item.line), [] if accepted else [_empty(item.line)]
    options = tuple(
        Option(part[box.end() :] if box else part, bool(box and box["x"]), line=item.line)
        for part, box in zip(parts, boxes, strict=True)
    )
    return Blank(options=options, line=item.line), _choice_problems(options, all(boxes), item.line)


def _choice_problems(options: tuple[Option, ...], all_marked: bool, line: int) -> list[Problem]:
    texts = [option.text for option in options]
    right = sum(option.correct for option in options)
    if all_marked and all(texts) and len(set(texts)) == len(texts) > 1 and right == 1:
        return []
    return [
        error(
            "gap-choice-unclear",
            "This gap to choose for needs two or more different options, of which one is right.",
            "Write it as {example}.",
            line=line,
            example="[[(x) ya|( ) tidak]]",
        )
    ]


def _empty(line: int) -> Problem:
    return error(
        "empty-answer",
        "Nothing stands in this gap.",
        "Write the accepted answer in it, such as {example}.",
        line=line,
        example="[[loket]]",
    )


KIND = Kind(
    name="gaps",
    input=Input.BLANKS,
    answer_mark=Mark.GAPS,
    claims=lambda answer: True,
    read=read,
    write=lambda question: (),  # the gaps stand in the stem
    draw=draw,
    read_value=read_blanks,
    mark=mark_blanks,
)
