"""A pre-test takes only what the final of its course can spare; else the author reads where and how to mend it."""

import pytest

from lms.content.checker import check
from lms.content.course_folder import read_course
from lms.content.pretest_checks import pretest_count

FINAL = "---\nkind: quiz\nrole: final\n---\n"
DRAWING = "---\nkind: quiz\nrole: final\ndraw: 3\n---\n"


def pool(name: str, size: int, draw: int | None) -> str:
    head = f"\n## Kelompok: {name}" + (f" {{draw={draw}}}" if draw else "") + "\n"
    return head + "".join(questions(f"{name}{number}", "###") for number in range(size))


def questions(key: str, level: str = "##", answer: str = "- (x) a\n- ( ) b") -> str:
    return f"\n{level} Soal: Soal {key}? {{#{key.lower()}}}\n\n{answer}\n"


def found(pretest: int, *finals: str) -> tuple[list[tuple[str, str, int | None]], int]:
    """What the checker says of the pre-test, and how many questions a version of the course asks in it."""
    files = {"course.md": f"---\ntitle: Kursus\npretest: {pretest}\n---\n", "01-m/01-a.md": "# A\n"} | {
        f"01-m/{place}-uji{place}.md": text for place, text in enumerate(finals, 2)
    }
    reading = read_course({path: text.encode() for path, text in files.items()}, "kursus")
    assert reading.course is not None
    problems = [one for one in check(reading) if one.code.startswith("pretest")]
    assert all(one.severity.value == "error" and one.remedy for one in problems)
    return [(one.code, one.path, one.line) for one in problems], pretest_count(reading.course)


AT = ("course.md", 3)
ESSAY = questions("Uraian", "###", "> Rubrik: Jelas.")
FIVE = DRAWING + "".join(map(questions, "ABCDE"))
WITH_X = DRAWING + questions("X")
ROOM = FINAL + pool("A", 3, 1)
CASES = [
    ("pools with room", 3, ROOM + pool("B", 4, 3), None, 3),
    ("one more than they can spare", 4, ROOM + pool("B", 4, 3), "pretest-too-large", 3),
    ("no pretest", 0, FINAL + questions("A"), None, 0),
    ("no final", 1, "---\nkind: quiz\n---\n" + pool("A", 3, 1), "pretest-without-final", 0),
    ("a final that asks all", 1, FINAL + questions("A") + questions("B"), "pretest-without-draw", 0),
    ("pools without a draw", 1, FINAL + pool("A", 3, None), "pretest-without-draw", 0),
    ("pools that draw all they have", 1, FINAL + pool("A", 3, 3), "pretest-without-draw", 0),
    ("a draw of the whole quiz", 2, FIVE, None, 2),
    ("more than that draw spares", 3, FIVE, "pretest-too-large", 2),
    ("a draw over pools without their own", 2, WITH_X + pool("A", 2, None) + pool("B", 2, None), None, 2),
    ("questions that are always asked", 3, WITH_X + pool("A", 4, None), "pretest-too-large", 2),
    ("a draw over pools of both kinds", 4, DRAWING + pool("A", 3, 1) + pool("B", 4, None), None, 4),
    ("essays", 3, FINAL + pool("A", 2, 1) + ESSAY, "pretest-too-large", 2),
]


@pytest.mark.parametrize(("size", "final", "code", "count"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_a_pretest_beside(size: int, final: str, code: str | None, count: int) -> None:
    assert found(size, final) == ([(code, *AT)] if code else [], count)


def test_only_the_first_final_gives_questions() -> None:
    assert found(1, FINAL + questions("A"), ROOM) == ([("pretest-without-draw", *AT)], 0)
    assert found(1, ROOM, FINAL + questions("A")) == ([], 1)
