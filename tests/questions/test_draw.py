from dataclasses import replace
from random import Random

import pytest

from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion
from lms.questions.quiz_draw import DrawCannotBeFilled, DrawRules, draw_quiz
from tests.questions.published import choice, typed


def questions(*names: str) -> list[PublishedQuestion]:
    """Typed questions; "p:x" is question x of pool p."""
    return [
        replace(typed("a"), key=name.split(":")[-1], pool=name.split(":")[0] if ":" in name else "") for name in names
    ]


def keys(asked: tuple[object, ...]) -> list[str]:
    return [question.key for question in asked]  # type: ignore[attr-defined]


def test_options_keep_the_authors_order_unless_they_are_shuffled() -> None:
    question = choice("single_choice", "a")

    assert KINDS[question.kind].draw(question, False, Random(1)) == ("a", "b", "c", "d")


def test_shuffled_options_are_all_there() -> None:
    question = choice("multiple_choice", "a")
    orders = {KINDS[question.kind].draw(question, True, Random(seed)) for seed in range(30)}

    assert len(orders) > 5
    assert {tuple(sorted(order)) for order in orders} == {("a", "b", "c", "d")}


def test_options_marked_last_stay_last_in_the_authors_order() -> None:
    question = choice("single_choice", "a", last="ac")
    orders = [KINDS[question.kind].draw(question, True, Random(seed)) for seed in range(20)]

    assert {order[2:] for order in orders} == {("a", "c")}


def test_keep_order_beats_shuffling() -> None:
    question = choice("single_choice", "a", keep_order=True)

    assert KINDS[question.kind].draw(question, True, Random(1)) == ("a", "b", "c", "d")


def test_typed_answers_have_no_options() -> None:
    assert KINDS["typed_answer"].draw(typed("a"), True, Random(1)) == ()


def test_without_rules_every_question_is_asked_in_order() -> None:
    assert keys(draw_quiz(questions("a", "p:b", "c"), DrawRules(), Random(1))) == ["a", "b", "c"]


def test_questions_outside_pools_are_always_asked() -> None:
    rules = DrawRules(pools={"p": 1})
    drawn = [keys(draw_quiz(questions("a", "p:b", "p:c"), rules, Random(seed))) for seed in range(20)]

    assert {tuple(names) for names in drawn} == {("a", "b"), ("a", "c")}


def test_draw_of_a_quiz_without_pools_picks_from_all() -> None:
    rules = DrawRules(draw=2)
    drawn = {tuple(keys(draw_quiz(questions("a", "b", "c"), rules, Random(seed)))) for seed in range(40)}

    assert drawn == {("a", "b"), ("a", "c"), ("b", "c")}


def test_draw_of_a_quiz_with_pools_limits_what_they_gave() -> None:
    rules = DrawRules(draw=2, pools={"p": 2, "q": None})
    drawn = {tuple(keys(draw_quiz(questions("a", "p:b", "p:c", "q:d"), rules, Random(seed)))) for seed in range(40)}

    assert drawn == {("a", "b"), ("a", "c"), ("a", "d")}


def test_shuffled_questions_are_the_same_in_another_order() -> None:
    rules = DrawRules(shuffle_questions=True)
    drawn = {tuple(keys(draw_quiz(questions("a", "b", "c"), rules, Random(seed)))) for seed in range(40)}

    assert len(drawn) == 6


def test_same_random_source_draws_the_same() -> None:
    rules = DrawRules(draw=3, shuffle_questions=True, shuffle_options=True)
    pool = [replace(choice("single_choice", "a"), key=name) for name in "abcdef"]

    assert draw_quiz(pool, rules, Random(7)) == draw_quiz(pool, rules, Random(7))


UNFILLED = [
    ("pool too small", ["p:a"], DrawRules(pools={"p": 2})),
    ("quiz too small", ["a", "b"], DrawRules(draw=3)),
    ("pools give too few", ["a", "p:b", "p:c"], DrawRules(draw=3, pools={"p": 1})),
    ("more are always asked", ["a", "b", "p:c"], DrawRules(draw=1)),
]


@pytest.mark.parametrize(("names", "rules"), [row[1:] for row in UNFILLED], ids=[row[0] for row in UNFILLED])
def test_draw_that_cannot_be_filled_says_so(names: list[str], rules: DrawRules) -> None:
    with pytest.raises(DrawCannotBeFilled):
        draw_quiz(questions(*names), rules, Random(1))
