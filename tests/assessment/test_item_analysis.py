"""How well questions work: figures by their definitions, findings in words, nothing below the stated minimum."""

import json
from collections.abc import Sequence
from dataclasses import replace
from statistics import correlation, fmean

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from lms.assessment.item_analysis import FEWEST, Choice, Finding, Sums, analyse
from lms.assessment.models import Answer, Attempt, AttemptQuestion
from lms.content.models import CourseItem, QuestionRow
from lms.learning.models import Enrolment
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import SINGLE, TYPED, add_quizzes
from tests.learning.courses import add_course, enrol
from tests.support import people
from tests.support.authors import add_author
from tests.support.people import NOW

PAGE = "/courses/ramah/questions"


def sums(pairs: Sequence[tuple[float, float]]) -> Sums:
    """What a database adds up for answers of (fraction, rest)."""
    fractions, rests = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return Sums(
        len(pairs),
        sum(fractions),
        sum(f * f for f in fractions),
        sum(rests),
        sum(r * r for r in rests),
        sum(f * r for f, r in pairs),
    )


shares = st.sampled_from([0.0, 0.25, 0.5, 1.0])


@given(st.lists(st.tuples(shares, shares), min_size=FEWEST, max_size=60))
@settings(max_examples=50, deadline=None)
def test_difficulty_is_the_mean_and_discrimination_the_correlation_with_the_rest(
    pairs: list[tuple[float, float]],
) -> None:
    analysis = analyse(sums(pairs))
    fractions, rests = zip(*pairs, strict=True)
    assert analysis.difficulty == pytest.approx(fmean(fractions))
    if len(set(fractions)) > 1 and len(set(rests)) > 1:
        assert analysis.discrimination == pytest.approx(correlation(fractions, rests), abs=1e-9)
    else:
        assert analysis.discrimination is None


GOOD = [(1.0, 0.9), (0.0, 0.2)] * 20
FINDINGS = [
    ("a question that works", GOOD, (), []),
    ("too few answers", GOOD[: FEWEST - 1], (), []),
    ("the weak do better", [(0.0, 0.9), (1.0, 0.2)] * 20, (), [Finding.KEY_IN_DOUBT]),
    ("nobody knows", [(0.0, 0.9), (0.0, 0.2)] * 20, (), [Finding.TOO_HARD]),
    ("everybody knows", [(1.0, 0.9), (1.0, 0.2)] * 20, (), [Finding.TOO_EASY]),
    ("no relation", [(1.0, 0.9), (1.0, 0.2), (0.0, 0.9), (0.0, 0.2)] * 10, (), [Finding.POOR_DISCRIMINATION]),
    ("a distractor that nobody takes", GOOD, (20, 20, 0), [Finding.UNUSED_DISTRACTOR]),
    ("a distractor taken more than the key", GOOD, (10, 18, 12), [Finding.STRONGER_DISTRACTOR]),
    ("distractors that all work", GOOD, (20, 10, 10), []),
    ("an easy question needs no used distractors", [(1.0, 0.9), (1.0, 0.2)] * 20, (40, 0, 0), [Finding.TOO_EASY]),
]


@pytest.mark.parametrize(("pairs", "chosen", "found"), [row[1:] for row in FINDINGS], ids=[row[0] for row in FINDINGS])
def test_what_is_wrong_with_a_question_is_found(
    pairs: list[tuple[float, float]], chosen: tuple[int, ...], found: list[Finding]
) -> None:
    choices = [Choice("abc"[number], number == 0, count) for number, count in enumerate(chosen)]
    analysis = analyse(sums(pairs), choices)
    assert list(analysis.findings) == found
    assert analysis.is_known == (len(pairs) >= FEWEST)


def final_id() -> int:
    """The key of the final."""
    return db.session.scalars(select(CourseItem.id).where(CourseItem.role == "final")).one()


def answer_as(answers: Sequence[tuple[str, bool]], sequence: int = 1) -> None:
    """Handed-in attempts at the final: what each learner picked in the first question, whether the second was right."""
    with door(writes=True):
        rows = select(QuestionRow).where(QuestionRow.item_id == final_id()).order_by(QuestionRow.position)
        questions = db.session.scalars(rows).all()
        item_id = questions[0].item_id
        enrolments = db.session.scalars(select(Enrolment.id).order_by(Enrolment.id)).all()
        for enrolment_id, (picked, is_right) in zip(enrolments, answers, strict=False):
            attempt = Attempt(
                enrolment_id=enrolment_id,
                item_id=item_id,
                sequence=sequence,
                started_at=NOW,
                submitted_at=NOW,
                marked_at=NOW,
                mark=50,
                passed=False,
            )
            db.session.add(attempt)
            db.session.flush()
            for position, fraction in enumerate((picked == "b", is_right), 1):
                row = AttemptQuestion(
                    attempt_id=attempt.id,
                    position=position,
                    question_id=questions[position - 1].id,
                    option_order="[]",
                    fingerprint=questions[position - 1].fingerprint,
                    fraction=int(fraction),
                )
                db.session.add(row)
                db.session.flush()
                if position == 1:
                    given_at = {"token": "t", "act": "save", "unsure": False, "given_at": NOW}
                    old, new = json.dumps("c"), json.dumps(picked)
                    rows = [{"value": old, **given_at}, {"value": new, **given_at, "token": "u"}]
                    db.session.execute(insert(Answer), [{"attempt_question_id": row.id, **r} for r in rows])


def with_learners(count: int) -> None:
    add_quizzes(questions=(SINGLE, replace(TYPED, outcome="a")))
    for number in range(count):
        enrol(people.add_person(f"p{number}"))


def test_the_author_reads_in_words_what_is_to_be_mended(app: Flask) -> None:
    with_learners(FEWEST + 2)
    answer_as([("a" if number % 2 else "b", bool(number % 2)) for number in range(FEWEST + 2)])
    text = people.signed_in(app, add_author("bu-narasumber")).get(PAGE).text
    assert "2 soal perlu dilihat" in text
    assert "periksa kunci dan kalimatnya" in text
    assert "32 kesempatan pertama, 50% poin diraih, daya beda −1,00" in text
    assert "hampir tidak dipilih" in text
    assert text.count('<b class="num">50%</b>') == 2


def test_later_attempts_and_other_wordings_do_not_count_and_few_answers_say_nothing(app: Flask) -> None:
    with_learners(FEWEST)
    answer_as([("b", True)] * (FEWEST - 1))
    answer_as([("b", True)] * FEWEST, sequence=2)
    text = people.signed_in(app, add_author("bu-narasumber")).get(PAGE).text
    assert "Jawaban masih terlalu sedikit untuk disimpulkan" in text
    assert f"{FEWEST - 1} kesempatan pertama; perlu sedikitnya {FEWEST}." in text


def test_the_command_says_the_same_and_refuses_an_unknown_course(app: Flask) -> None:
    with_learners(FEWEST)
    answer_as([("b", True)] * FEWEST)
    run = app.test_cli_runner().invoke
    found = json.loads(run(args=["quizzes", "analyse", "ramah", "--json"]).output)
    assert [(one["question"], one["n"], one["difficulty"]) for one in found] == [
        ("satu", FEWEST, 1.0),
        ("tiga", FEWEST, 1.0),
    ]
    assert run(args=["quizzes", "analyse", "ramah"]).output.startswith("keluhan/ujian\tsatu\t30\t1.00\t-\ttoo-easy")
    assert run(args=["quizzes", "analyse", "lain"]).exit_code == 1


def test_learners_do_not_see_it_and_an_unknown_course_is_not_found(app: Flask) -> None:
    add_quizzes()
    assert people.signed_in(app, people.add_person("ani")).get(PAGE).status_code == 403
    speaker = people.signed_in(app, add_author("bu-narasumber"))
    assert speaker.get("/courses/lain/questions").status_code == 404
    assert "Jawaban masih terlalu sedikit" in speaker.get(PAGE).text


def test_a_speaker_sees_the_questions_of_the_own_courses_and_a_reviewer_of_all(app: Flask) -> None:
    add_quizzes()
    add_course("lain")
    other = people.signed_in(app, add_author("rudi", slug="lain"))
    reviewer = people.signed_in(app, people.add_person("rini", role=Role.REVIEWER))
    assert [browser.get(PAGE).status_code for browser in (other, reviewer)] == [404, 200]
