"""What the figures of a course come to, from what the database added up (pure)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.content.lesson_parts import estimated_minutes
from lms.content.version_facts import parts_from_json
from lms.feedback.figures_queries import FiguredItem, ItemKey, Waiting
from lms.learning.minutes_spent import Median

MANY = 3
"""So many must have stopped before an item is named as the one where most do."""

_TAG, _WORD = re.compile(r"<[^>]*>"), re.compile(r"\w+")
NOBODY = Waiting(0, 0)


@dataclass(frozen=True)
class ItemLine:
    """An item with its figures. Reached are those who did it or have it before them; minutes are those that its authors
    say, those that its text and questions come to, and the median of learners."""

    number: int
    title: str
    is_lesson: bool
    reached: int
    done: int
    stopped: int
    is_worst: bool
    said: int
    counted: int
    spent: Median | None


def share(part: int, whole: int) -> int:
    """A part in percent of the whole, rounded; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


def item_lines(
    items: Sequence[FiguredItem],
    done: Mapping[ItemKey, int],
    waiting: Mapping[ItemKey, Waiting],
    spent: Mapping[str, Median],
) -> tuple[ItemLine, ...]:
    """The items of a course in order; the first of those where most stopped is named."""
    most = max((waiting.get(one.identity, NOBODY).stopped for one in items), default=0)
    lines: list[ItemLine] = []
    for one in items:
        here, made = waiting.get(one.identity, NOBODY), done.get(one.identity, 0)
        lines.append(
            ItemLine(
                number=one.item.position,
                title=one.item.title,
                is_lesson=one.item.kind == "lesson",
                reached=made + here.people,
                done=made,
                stopped=here.stopped,
                is_worst=here.stopped == most >= MANY and not any(line.is_worst for line in lines),
                said=one.item.minutes,
                counted=counted_minutes(one.parts, one.item.question_count),
                spent=spent.get(one.item.key),
            )
        )
    return tuple(lines)


def counted_minutes(parts: str, questions: int) -> int:
    """What a stored page and the questions asked in it come to."""
    texts = (text for kind, text in parts_from_json(parts or "[]") if kind == "html")
    return estimated_minutes(sum(len(_WORD.findall(_TAG.sub(" ", text))) for text in texts), questions)
