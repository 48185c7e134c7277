from datetime import date
from typing import Any

import pytest

from lms.content.course import Author, FeedbackRule, QuizRole
from lms.content.front_fields import CourseFields, LessonFields, QuizFields, read_fields
from lms.content.front_matter import plain_value, read_front, split_front, unclosed_front


def front(settings: str) -> str:
    return f"---\n{settings}\n---\n"


SPLIT = [
    ("settings and text", "---\na: 1\n---\ntext\n", "---\na: 1\n---\n"),
    ("no settings", "text\n", ""),
    ("CR LF", "---\r\na: 1\r\n---\r\ntext", "---\r\na: 1\r\n---\r\n"),
    ("closed by dots", "---\na: 1\n...\ntext", "---\na: 1\n...\n"),
    ("a byte order mark", "\ufeff---\na: 1\n---\ntext", "\ufeff---\na: 1\n---\n"),
    ("a byte order mark alone", "\ufefftext", "\ufeff"),
    ("empty settings", "---\n---\ntext", "---\n---\n"),
    ("a rule, not settings", "---\nJust a sentence.\n\n---\n", ""),
    ("a rule above a heading", "---\n\n## a: b\n", ""),
    ("never closed", "---\na: 1\ntext\n", ""),
    ("nothing", "", ""),
    ("settings to the end of the file", "---\na: 1\n---", "---\na: 1\n---"),
]


@pytest.mark.parametrize(("source", "expected"), [row[1:] for row in SPLIT], ids=[row[0] for row in SPLIT])
def test_front_matter_is_cut_off_without_losing_a_character(source: str, expected: str) -> None:
    found, rest = split_front(source)

    assert found == expected
    assert found + rest == source


def test_front_matter_without_end_is_noticed() -> None:
    assert unclosed_front("---\ntitle: x\n\ntext\n")
    assert not unclosed_front("---\ntitle: x\n---\n")
    assert not unclosed_front("---\n\n---\n")


TEXT_STAYS_TEXT = ["12:30", "No", "yes", "1.10", "2024", "0o17", "~", "1e3", "2027-11-01", "007", "off", "=", "null"]


@pytest.mark.parametrize("typed", TEXT_STAYS_TEXT)
def test_text_stays_as_its_author_typed_it(typed: str) -> None:
    fields, problems = read_fields(read_front(front(f"title: {typed}")), CourseFields)

    assert fields.title == typed
    assert problems == []


PLAIN = [
    ("12", 12),
    ("-3", -3),
    ("1.5", 1.5),
    ("true", True),
    ("null", None),
    ("2027-11-01", date(2027, 11, 1)),
    ("No", "No"),
    ("12:30", "12:30"),
    ("007", "007"),
    ("2027-13-01", "2027-13-01"),
    ("9" * 30, "9" * 30),
]


@pytest.mark.parametrize(("typed", "value"), PLAIN, ids=[typed for typed, _ in PLAIN])
def test_settings_that_no_field_reads_are_guessed_carefully(typed: str, value: Any) -> None:
    assert plain_value(typed) == value


def test_course_settings_are_read() -> None:
    source = front(
        "title: Pelayanan\nsummary: Ringkas\nlanguage: id\njp: 4\noutcomes:\n  dengar: Mendengar\nlevel: dasar\n"
        "topics: [pelayanan publik]\ncompetencies: {pelayanan-publik: 2}\n"
        "authors: [{name: Budi, institution: X}, Sari]\n"
        "license: CC-BY-SA-4.0\nprerequisites: [etika-asn]\npass: 75 %\npretest: 3\nreview_by: 2027-11-01"
    )

    fields, problems = read_fields(read_front(source), CourseFields)

    assert problems == []
    assert (fields.jp, fields.pass_mark, fields.pretest, fields.review_by) == (4, 75, 3, "2027-11-01")
    assert fields.outcomes == {"dengar": "Mendengar"}
    assert fields.authors == (Author("Budi", "X"), Author("Sari"))
    assert (fields.topics, fields.competencies) == (("pelayanan publik",), {"pelayanan-publik": 2})


def test_quiz_settings_are_read() -> None:
    source = front(
        "kind: quiz\nrole: final\npass: 75\nattempts: 3\nwait: 1 h\ndraw: 5\nfeedback: passed\n"
        "shuffle: [questions, options]\ntime: 20 min"
    )

    quiz = read_fields(read_front(source), QuizFields)[0].settings(60)

    assert (quiz.role, quiz.pass_mark, quiz.attempts, quiz.wait_minutes, quiz.draw) == (QuizRole.FINAL, 75, 3, 60, 5)
    assert (quiz.feedback, quiz.time_minutes) == (FeedbackRule.PASSED, 20)
    assert (quiz.shuffle_questions, quiz.shuffle_options) == (True, True)


def test_absent_quiz_settings_come_from_the_course_and_the_role() -> None:
    practice = read_fields(read_front(front("kind: quiz")), QuizFields)[0].settings(60)
    final = read_fields(read_front(front("kind: quiz\nrole: final")), QuizFields)[0].settings(60)

    assert (practice.pass_mark, practice.feedback, practice.attempts) == (60, FeedbackRule.QUESTION, None)
    assert final.feedback is FeedbackRule.SUBMISSION


DURATIONS = [
    ("20 min", 20),
    ("20 menit", 20),
    ("1 h", 60),
    ("1 jam", 60),
    ("1 jam 30 menit", 90),
    ("7", 7),
    ("2 hari", 2880),
]


@pytest.mark.parametrize(("typed", "minutes"), DURATIONS, ids=[typed for typed, _ in DURATIONS])
def test_lengths_of_time_are_read_as_people_write_them(typed: str, minutes: int) -> None:
    assert read_fields(read_front(front(f"minutes: {typed}")), LessonFields)[0].minutes == minutes


def test_all_wrong_settings_are_told_at_once_with_their_lines_and_leave_defaults() -> None:
    source = front("title: [a]\njp: empat\npass: 170\nlevel: sulit\nreview_by: besok\nsummary: Baik\ntopics: {a: b}")

    fields, problems = read_fields(read_front(source), CourseFields)

    assert {problem.code for problem in problems} == {"wrong-setting"}
    assert sorted(problem.line or 0 for problem in problems) == [2, 3, 4, 5, 6, 8]
    assert (fields.summary, fields.jp, fields.pass_mark) == ("Baik", None, 70)
    assert all("{" not in problem.say(problem.message + problem.remedy) for problem in problems)


@pytest.mark.parametrize(
    "typed",
    ["wait: sebentar", "wait: 1 abad", "draw: 0", "attempts: -1", "feedback: never", "shuffle: all", "role: exam"],
)
def test_wrong_quiz_setting_is_an_error(typed: str) -> None:
    problems = read_fields(read_front(front(f"kind: quiz\n{typed}")), QuizFields)[1]

    assert [(problem.code, problem.line) for problem in problems] == [("wrong-setting", 3)]


def test_unknown_settings_are_kept_and_warned_about_with_their_line() -> None:
    read = read_front(front("title: x\nwarna: biru\nauthors:\n  - {name: A, email: b}"))
    problems = read_fields(read, CourseFields)[1]

    assert [(problem.code, problem.line, problem.severity) for problem in problems] == [
        ("unknown-setting", 3, "warning"),
        ("unknown-setting", 5, "warning"),
    ]
    assert read.tree["warna"] == "biru"


REFUSED = [
    ("an anchor", "a: &x 1", "front-matter-beyond-subset", 2),
    ("an alias", "b: 1\na: *x", "front-matter-beyond-subset", 3),
    ("a tag", "a: !!python/object:os.system 1", "front-matter-beyond-subset", 2),
    ("a billion laughs", "a: &a [x]\nb: [*a, *a]", "front-matter-beyond-subset", 2),
    ("a list", "{}: 1", "front-matter-bad-name", 2),
    ("nesting", "a: " + "{b: " * 11 + "c" + "}" * 11, "front-matter-too-deep", 2),
    ("deep brackets", "a: " + "[" * 20_000, "front-matter-too-deep", 2),
    ("a colon in a value", "title: a: b", "front-matter-unreadable", 2),
    ("a tab", "a:\n\tb: 1", "front-matter-unreadable", 3),
    ("twice", "a: 1\nb: 2\na: 3", "setting-twice", 4),
    ("too long", "a: " + "x" * 40_000, "front-matter-too-large", 1),
]


@pytest.mark.parametrize(("settings", "code", "line"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_settings_beyond_the_subset_are_one_clear_error(settings: str, code: str, line: int) -> None:
    read = read_front(front(settings))

    assert [(problem.code, problem.line) for problem in read.problems] == [(code, line)]
