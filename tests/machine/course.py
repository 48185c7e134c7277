"""The course that the machine publishes again and again, each time in one of these shapes."""

from dataclasses import replace

from lms.content.course import QuizRole, QuizSettings
from lms.platform.db.doors import door
from tests.assessment.quizzes import NUMBER, SINGLE, TYPED, fill_quiz, options
from tests.learning.courses import add_course, add_version
from tests.machine.model import CHANCES, Item, Version

SLUG = "ramah"
SAPA, DENGAR, CATAT = Item("sapa"), Item("keluhan/dengar"), Item("keluhan/catat")
LATIHAN, UJIAN, AKHIR = Item("keluhan/latihan", "practice"), Item("keluhan/ujian", "final"), Item("akhir", "final")
SHAPES = (
    (SAPA, DENGAR, LATIHAN, UJIAN),
    (SAPA, CATAT, LATIHAN, UJIAN),
    (SAPA, LATIHAN, UJIAN, AKHIR),
    (DENGAR, LATIHAN, AKHIR),
    (SAPA, DENGAR, Item("keluhan/latihan", "final")),
    (SAPA, LATIHAN),
)
"""Lessons and finals are added and go, and may come back; practice becomes a final."""
KEYS = sorted({item.key for shape in SHAPES for item in shape})
QUIZZES = [item.key for item in (LATIHAN, UJIAN, AKHIR)]


def publish(version: Version) -> None:
    """Publishes it, with three questions in each quiz."""
    rows = tuple(
        (item.key, item.key.rpartition("/")[0].capitalize(), "quiz" if item.role else "lesson", item.role)
        for item in version.items
    )
    made = add_version(SLUG, version.number, rows) if version.number > 1 else add_course(SLUG, rows)
    questions = (replace(SINGLE, options=options(version.right)), TYPED, NUMBER)
    with door(writes=True):
        for item in version.items:
            if item.role:
                attempts = CHANCES if item.role == "final" else None
                settings = QuizSettings(QuizRole(item.role), pass_mark=version.pass_mark, attempts=attempts)
                fill_quiz(made[item.name], settings, questions)
