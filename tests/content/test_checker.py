import pytest

from lms.content.checker import check
from lms.content.course_folder import read_course
from lms.kernel.problems import Problem, Severity

COURSE = "---\ntitle: Kursus\noutcomes:\n  dengar: Mendengar\n---\n"
LESSON = "---\ntitle: A\nminutes: 5\n---\n\n## Satu {#satu}\n\nTeks.\n"
QUESTION = "## Soal: Apa? {#apa outcome=dengar}\n\n- (x) a\n- ( ) b\n"
QUIZ = "---\ntitle: Uji\nkind: quiz\n---\n\n" + QUESTION


def problems_of(**changed: str) -> tuple[Problem, ...]:
    """Problems of a sound course with some files changed: course, lesson, quiz."""
    sources = {"course": COURSE, "lesson": LESSON, "quiz": QUIZ} | changed
    files = {
        "course.md": sources["course"].encode(),
        "01-modul/01-a.md": sources["lesson"].encode(),
        "01-modul/02-uji.md": sources["quiz"].encode(),
        "media/loket.webp": b"",
    }
    return check(read_course(files, "kursus"))


def found(**changed: str) -> list[tuple[str, str, int | None]]:
    """Severity, code and line."""
    return [(problem.severity.value, problem.code, problem.line) for problem in problems_of(**changed)]


def test_sound_course_has_no_problems() -> None:
    assert problems_of() == ()


LINKS = [
    ("to a lesson", "[a](02-uji.md)", None),
    ("to a heading of a lesson", "[a](../01-modul/01-a.md#satu)", None),
    ("to a heading of this file", "[a](#satu)", None),
    ("to a question", "[a](02-uji.md#apa)", None),
    ("without .md", "[a](02-uji)", None),
    ("to the folder", "[a](../01-modul/)", None),
    ("with a title", '[a](02-uji.md "Uji")', None),
    ("in angle brackets", "[a](<../media/loket.webp>)", None),
    ("percent-encoded", "[a](%30%32-uji.md)", None),
    ("to the web", "[a](https://example.org/tiada)", None),
    ("by mail", "[a](mailto:a@example.org)", None),
    ("a picture", "![Loket](../media/loket.webp)", None),
    ("a picture in a link", "[![Loket](../media/loket.webp)](02-uji.md)", None),
    ("in code", "`[a](tiada.md)`", None),
    ("in a fence", "```\n[a](tiada.md)\n```", None),
    ("escaped", "\\[a](tiada.md)", None),
    ("over two lines", "[a\nb](tiada.md)", ("error", "link-not-there", 8)),
    ("to nothing", "[a](tiada.md)", ("error", "link-not-there", 8)),
    ("with other capitals", "[a](02-Uji.md)", ("error", "link-not-there", 8)),
    ("to no heading", "[a](02-uji.md#tiada)", ("error", "heading-not-there", 8)),
    ("to no heading here", "[a](#tiada)", ("error", "heading-not-there", 8)),
    ("outside", "[a](../../rahasia.md)", ("error", "outside-folder", 8)),
    ("a picture that is not there", "![Loket](loket.webp)", ("error", "picture-not-there", 8)),
    ("a definition", "[a]\n\n[a]: tiada.md", ("error", "link-not-there", 10)),
    ("the second of two definitions", "[a]: 02-uji.md\n[b]: tiada.md", ("error", "link-not-there", 9)),
    ("in a list", "- a\n  - [b](tiada.md)", ("error", "link-not-there", 9)),
    ("in a table", "| a |\n|---|\n| [b](tiada.md) |", ("error", "link-not-there", 10)),
    ("in a quote", "> a\n> [b](tiada.md)", ("error", "link-not-there", 9)),
    ("in a heading", "### [b](tiada.md)", ("error", "link-not-there", 8)),
    ("a picture without words", "a\n![](../media/loket.webp)", ("warning", "picture-without-words", 9)),
    (
        "a picture by reference without words",
        "![][a]\n\n[a]: ../media/loket.webp",
        ("warning", "picture-without-words", 8),
    ),
    ("a picture tag without words", '<img src="x" alt=" ">', ("warning", "picture-without-words", 8)),
    ("a picture tag with words", '<img src="x" alt="Loket">', None),
    ("a picture whose words are code", "![`a`](../media/loket.webp)", None),
]


@pytest.mark.parametrize(("text", "problem"), [row[1:] for row in LINKS], ids=[row[0] for row in LINKS])
def test_link(text: str, problem: tuple[str, str, int] | None) -> None:
    lesson = LESSON.replace("Teks.", text)

    assert found(lesson=lesson) == ([problem] if problem else [])


def test_links_within_questions_are_checked_too() -> None:
    quiz = QUIZ.replace("- (x) a", "- (x) a\n  > [b](tiada.md)") + "\n> Penjelasan: ![](x.webp)\n"

    assert found(quiz=quiz) == [
        ("error", "link-not-there", 9),
        ("warning", "picture-without-words", 12),
        ("error", "picture-not-there", 12),
    ]


QUIZZES = [
    ("no questions", "---\nkind: quiz\n---\n", ("error", "quiz-without-questions", 1)),
    ("an outcome not declared", QUIZ.replace("=dengar", "=tiada"), ("error", "outcome-not-declared", 6)),
    ("a draw too large", QUIZ.replace("kind: quiz", "kind: quiz\ndraw: 2"), ("error", "draw-too-large", 4)),
    (
        "a pool too small",
        QUIZ + "\n## Kelompok: K {draw=2}\n\n" + QUESTION.replace("##", "###").replace("#apa", "#b"),
        ("error", "draw-too-large", 11),
    ),
    ("a pool without questions", QUIZ + "\n## Kelompok: K\n", ("warning", "pool-without-questions", 11)),
    (
        "a draw below what is always asked",
        QUIZ.replace("kind: quiz", "kind: quiz\ndraw: 1")
        + "\n"
        + QUESTION.replace("#apa", "#b")
        + "\n## Kelompok: K\n\n### Soal: C {#c}\n\n- (x) a\n- ( ) b\n",
        ("error", "draw-too-small", 4),
    ),
    (
        "an essay without a rubric in a final",
        QUIZ.replace("kind: quiz", "kind: quiz\nrole: final") + "\n## Soal: Uraikan. {#b}\n\nDua alasan.\n",
        ("error", "no-answers", 12),
    ),
    ("two equal keys", QUIZ + "\n" + QUESTION, ("error", "same-key-twice", 11)),
    ("no key", QUIZ.replace("#apa ", ""), ("warning", "question-without-key", 6)),
    (
        "a final that answers at once",
        QUIZ.replace("kind: quiz", "kind: quiz\nrole: final\nfeedback: question"),
        ("warning", "feedback-during-final", 5),
    ),
]


@pytest.mark.parametrize(("quiz", "problem"), [row[1:] for row in QUIZZES], ids=[row[0] for row in QUIZZES])
def test_quiz_with(quiz: str, problem: tuple[str, str, int]) -> None:
    assert problem in found(quiz=quiz)
    assert len([one for one in found(quiz=quiz) if one[1] != "outcome-not-tested"]) == 1


def test_an_essay_with_a_rubric_stands_in_a_final() -> None:
    essay = "\n## Soal: Uraikan. {#b outcome=dengar points=10}\n\n> Rubrik: menyebut dua alasan\n"
    assert found(quiz=QUIZ.replace("kind: quiz", "kind: quiz\nrole: final") + essay) == []


LESSONS = [
    ("a skipped level", LESSON + "\n#### Empat\n", ("warning", "heading-level-skipped", 10)),
    ("a first heading too deep", LESSON.replace("## Satu", "### Satu"), ("warning", "heading-level-skipped", 6)),
    ("too many minutes", LESSON.replace("minutes: 5", "minutes: 16"), ("warning", "lesson-too-long", 3)),
    ("a long text", LESSON + "\n" + "kata " * 2001, ("warning", "text-over-10-kb", 1)),
    ("a year that became a list", LESSON + "\n1986. Tahun itu\n", ("warning", "number-became-list", 10)),
    ("an unknown setting", LESSON.replace("minutes", "menit"), ("warning", "unknown-setting", 3)),
    ("two equal anchors", LESSON + "\n## Dua {#satu}\n", ("error", "same-key-twice", 10)),
    ("too deep nesting", LESSON + "\n" + "> " * 60 + "a\n", ("error", "nested-too-deeply", 10)),
]


@pytest.mark.parametrize(("lesson", "problem"), [row[1:] for row in LESSONS], ids=[row[0] for row in LESSONS])
def test_lesson_with(lesson: str, problem: tuple[str, str, int]) -> None:
    assert found(lesson=lesson) == [problem]


def test_same_words_in_two_headings_are_no_problem() -> None:
    assert found(lesson=LESSON + "\n## Satu\n\n## Dua\n\n## Dua\n") == []


def test_outcome_that_nothing_tests_is_told_at_its_line() -> None:
    assert found(course=COURSE.replace("Mendengar\n", "Mendengar\n  catat: Mencatat\n")) == [
        ("warning", "outcome-not-tested", 5)
    ]


def test_outcome_that_the_final_leaves_out_is_told_at_the_final() -> None:
    lesson = LESSON + "\n" + QUESTION
    final = QUIZ.replace("kind: quiz", "kind: quiz\nrole: final").replace(" outcome=dengar", "")

    problems = problems_of(lesson=lesson, quiz=final)

    assert [(p.code, p.path) for p in problems] == [("final-leaves-outcome-out", "01-modul/02-uji.md")]


@pytest.mark.parametrize(("minutes", "told"), [(30, True), (34, False), (45, False), (56, False), (57, True)])
def test_minutes_that_do_not_fit_the_jp_are_told(minutes: int, told: bool) -> None:
    quiz = QUIZ.replace("kind: quiz", f"kind: quiz\nminutes: {minutes - 5}")

    codes = [problem.code for problem in problems_of(course=COURSE.replace("title", "jp: 1\ntitle"), quiz=quiz)]

    assert codes == (["minutes-beside-jp"] if told else [])


def test_two_lessons_with_the_same_key_are_an_error_that_names_both() -> None:
    files = {"course.md": b"", "1-a/1-x.md": b"", "1-a/2-x.md": b"", "2-a/1-y.md": b""}

    problems = check(read_course(files, "k"))

    assert [(p.code, p.path) for p in problems] == [
        ("same-item-key-twice", "1-a/2-x.md"),
        ("same-module-key-twice", "2-a/1-y.md"),
    ]
    assert "1-a/1-x.md" in problems[0].say(problems[0].message)


def test_course_without_lessons_is_an_error() -> None:
    assert [p.code for p in check(read_course({"course.md": b""}, "k"))] == ["course-without-lessons"]


def test_problems_stand_in_the_order_of_files_and_lines_and_say_how_to_mend_them() -> None:
    problems = problems_of(lesson=LESSON + "\n[a](x.md)\n", quiz=QUIZ.replace("#apa ", "") + "\n[b](y.md)\n")

    assert [(p.path, p.line) for p in problems] == sorted((p.path, p.line or 0) for p in problems)
    assert all(p.message and p.remedy and p.severity in Severity for p in problems)


def test_no_place_in_a_sentence_stays_unfilled() -> None:
    quiz = QUIZ.replace("#apa ", "").replace("=dengar", "=tiada").replace("kind: quiz", "kind: quiz\ndraw: 9\npass: x")
    lesson = LESSON.replace("5", "99") + "\n#### x {#satu}\n\n1986. a\n\n[a](#z) ![](../../b) [c](d)\n"

    for problem in problems_of(quiz=quiz, lesson=lesson):
        text = problem.say(problem.message + problem.remedy)
        filled = all("{" + name + "}" not in text or value == "{" + name + "}" for name, value in problem.params)
        assert filled, text
